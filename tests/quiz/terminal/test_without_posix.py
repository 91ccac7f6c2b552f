"""The program works without the modules of POSIX, as on Windows: a simulation on this system."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import without_posix
from tests.support.homes import make_home
from tests.support.learner import ROLE, Learner
from tests.support.paths import LETTERS, ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="lists the files that are open"),
]

FACTS = f"--only|--facts|{LETTERS}"


def run(folder: Path, *commands: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """Run commands in a folder, one after another in one process."""
    home = make_home(folder / "home")
    return subprocess.run(
        [sys.executable, "-m", without_posix.__name__, *commands],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PRIMEMOVER_HOME": str(home), **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_a_quiz_at_a_terminal_reads_whole_lines_and_is_resumed(learner: Learner) -> None:
    facts = f"quiz|--only|--facts|{learner.facts}|-n|2|{'|'.join(ROLE)}"
    first = learner.runs("-m", without_posix.__name__, facts)
    first.until("> ")
    first.type("i\r")
    first.until("Enter: the next question")
    first.kill()
    assert learner.counted() == [(0, "don't know")]

    second = learner.runs("-m", without_posix.__name__, "resume")
    second.until("> ")
    second.type("i\r")
    assert second.ends() == 0
    assert [outcome for _, outcome in learner.counted()] == ["don't know"] * 2
    assert not list((learner.home / "sessions").iterdir())


def test_files_are_written_replaced_and_locked(tmp_path: Path) -> None:
    ended = run(
        tmp_path,
        *[f"export|anki|deck.apkg|{FACTS}", f"export|csv|cards.csv|{FACTS}"] * 2,
        *["settings|set|minutes|20", "settings|set|minutes|30"],
        f"facts|add|{LETTERS}",
        *["progress|import|-", "progress|export|all.jsonl", "progress|backup|log.db"],
        *["progress|backup|log.db", "progress|restore|log.db", "progress|check"],
    )

    assert ended.returncode == 0, ended.stderr.decode()
    assert b"minutes: 30" in (tmp_path / "home" / "settings.yaml").read_bytes()
    names = {each.name for each in tmp_path.iterdir()}
    assert names == {"home", "deck.apkg", "cards.csv", "all.jsonl", "log.db"}


def test_a_file_that_another_program_has_open_stays_whole(tmp_path: Path) -> None:
    file = tmp_path / "cards.csv"
    file.write_text("open")
    program = (
        "import sys; from tests.support.without_posix import become_windows, run_all;"
        " become_windows(); held = open(sys.argv[1]); sys.exit(run_all(sys.argv[2:]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(file), f"export|csv|{file}|{FACTS}"],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PRIMEMOVER_HOME": str(make_home(tmp_path / "home")),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert ended.returncode == 1
    assert "cards.csv cannot be written: Permission denied." in ended.stderr
    assert file.read_text() == "open"
    assert {each.name for each in tmp_path.iterdir()} == {"home", "cards.csv"}


def test_a_console_of_windows_shows_everything_and_files_are_utf_8(tmp_path: Path) -> None:
    printed = run(tmp_path, f"quiz|-n|3|{FACTS}", "help", "settings", PYTHONIOENCODING="cp1252")
    drawn = run(tmp_path, "map|hip-thrust|-o|-", PYTHONIOENCODING="cp1252")

    assert printed.returncode == drawn.returncode == 0, printed.stderr + drawn.stderr
    assert printed.stdout.decode("cp1252")
    assert drawn.stdout.decode("utf-8").rstrip().endswith("</svg>")


def test_paths_with_drives_and_backslashes_are_shown_as_they_are(tmp_path: Path) -> None:
    name = r"C:\class notes\new.yaml"
    wrong = LETTERS.read_text(encoding="utf-8").replace("prime mover", "prime movver", 1)
    (tmp_path / name).write_text(wrong, encoding="utf-8")
    ended = run(tmp_path, f"facts|check|{name}", f"settings|set|facts|{name}", "settings")

    assert f"{name}:19:18:".encode() in ended.stderr + ended.stdout
    assert name.encode() in ended.stdout.partition(b"facts:")[2]
