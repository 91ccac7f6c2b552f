"""The command line: what its help says, which mistakes it reports, and how it ends."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from quiz.cli.app import cli
from quiz.schedule.schedulers import DEFAULT
from tests.quiz.cli.calls import ROLE_FACT, Primemover
from tests.support.paths import ROOT, TESTS

pytestmark = pytest.mark.usefixtures("clean_environment")

COMMANDS = (
    *((), ("quiz",), ("facts",), ("facts", "list"), ("facts", "show"), ("facts", "check")),
    *(("facts", "sources"), ("cards",), ("cards", "list"), ("cards", "show"), ("export",)),
    *(
        ("cards", "check"),
        ("facts", "errata"),
        ("facts", "new"),
        ("facts", "add"),
        ("facts", "remove"),
        ("facts", "import"),
        ("facts", "schema"),
    ),
    *(("help",), ("completion",), ("exam",), ("read",), ("resume",), ("stats",), ("progress",)),
    *(("study",), ("map",), ("anki",), ("anki", "pull"), ("anki", "push"), ("anki", "check")),
    *(("progress", "where"), ("progress", "export"), ("progress", "import")),
    *(("progress", each) for each in ("check", "rescue", "backup", "restore")),
    *(("settings", *each) for each in ((), ("show",), ("set",), ("unset",))),
)

Golden = Callable[[str, str], None]


def options_of(path: tuple[str, ...]) -> list[click.Option]:
    command: click.Command = cli
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    return [p for p in command.params if isinstance(p, click.Option)]


# -- help ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_reads_well(path: tuple[str, ...], primemover: Primemover, golden: Golden) -> None:
    code, text, errors = primemover(*path, "--help")

    golden(f"help-{'-'.join(path) or 'primemover'}.txt", text)
    assert (code, errors) == (0, "")
    assert "Example" in text
    assert max(map(len, text.splitlines())) <= 80
    assert "..." not in re.sub(r"(\]|\b(ID|EXERCISE|FILE|NAME|VALUE))\.\.\.", "", text)
    for option in options_of(path):
        assert option.opts[0] in text


def test_every_command_is_in_the_help_of_its_group(primemover: Primemover) -> None:
    for path in COMMANDS:
        if path:
            assert f"  {path[-1]} " in primemover(*path[:-1], "--help")[1]


def test_no_command_lacks_its_golden_help() -> None:
    def paths(command: click.Command, *path: str) -> Iterator[tuple[str, ...]]:
        yield path
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                assert found is not None
                yield from paths(found, *path, name)

    assert sorted(COMMANDS) == sorted(paths(cli))


def test_without_a_command_the_help_is_shown(primemover: Primemover) -> None:
    assert primemover() == primemover("--help") == primemover("-h")


def test_the_version_is_printed(primemover: Primemover) -> None:
    code, text, _ = primemover("--version")

    assert (code, text.split(",")[0]) == (0, "primemover")


def test_help_reads_no_facts_and_loads_nothing_heavy() -> None:
    output = """
import sys
from quiz.__main__ import run
for path in {paths}:
    run([*path, "--help"])
heavy = {heavy} & set(sys.modules)
sys.exit(f"loaded: {{heavy}}" if heavy else 0)
"""
    heavy = {
        "yaml",
        "genanki",
        "sqlite3",
        "cards.load.library",
        "cards.load.document",
        "cards.generate",
        "cards.model.figure",
        "decks.maps.spec",
    }
    code = output.format(paths=[list(path) for path in COMMANDS], heavy=heavy)
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )

    assert (ended.returncode, ended.stderr) == (0, "")


# -- mistakes --------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "code", "output"),
    [
        ("quizz", 2, "Unknown command 'quizz'. Did you mean 'quiz'?"),
        ("facts lst", 2, "Did you mean 'list'?"),
        ("quiz --tme 5m", 2, "'--time'"),
        ("quiz -n 0", 2, "0 is not in the range"),
        ("quiz -n many", 2, "'many' is not a valid integer"),
        ("quiz --time soon", 2, "'soon' is not a valid time; write 30s, 10m or 1h30m."),
        ("quiz --per-question 0", 2, "'0' is not a valid time"),
        ("quiz --seed x", 2, "'x' is not a valid integer"),
        ("quiz --role stabilizr", 2, "Did you mean 'stabiliser'?"),
        ("quiz --contraction excentric", 2, "Did you mean 'eccentric'?"),
        ("quiz --phase lift-off", 2, "Unknown phase 'lift-off'."),
        ("quiz --kind choise", 2, "Did you mean 'choice'?"),
        ("quiz --only", 2, "give yours with --facts PATH"),
        ("quiz hip-thrustt", 3, "Unknown topic 'hip-thrustt'. Did you mean 'hip"),
        ("quiz --template rolle", 3, "Unknown topic 'rolle'. Did you mean 'role'?"),
        ("quiz core --kind ordering --role antagonist", 3, "No cards match."),
        ("cards list xyzzy", 3, "Unknown topic 'xyzzy'."),
        ("facts list xyzzy", 3, "Unknown topic 'xyzzy'."),
        (f"facts show {ROLE_FACT}s", 3, f"Did you mean '{ROLE_FACT}'?"),
        (f"cards show rle/{ROLE_FACT}", 3, f"Did you mean 'role/{ROLE_FACT}'?"),
        ("facts show", 2, "Missing argument 'ID...'"),
        ("quiz --facts /nowhere/at-all.yaml", 1, "File or folder not found."),
        ("facts check /nowhere/at-all.yaml", 1, "File or folder not found."),
        ("export ank x.apkg", 2, "'ank' is not"),
        ("export anki /nowhere/x.apkg", 2, "Folder '/nowhere' not found."),
        ("export anki /", 2, "is a directory"),
        ("export anki", 2, "Missing argument 'FILE'"),
        ("completion tcsh", 2, "'tcsh' is not one of"),
    ],
)
def test_a_mistake_is_reported_with_a_remedy(
    primemover: Primemover, line: str, code: int, output: str
) -> None:
    ended, text, errors = primemover(*line.split())

    assert (code, text) == (ended, "")
    assert output in errors
    assert "Traceback" not in errors


@pytest.mark.slow
@pytest.mark.parametrize(
    ("topics", "remark"),
    [
        (["lunge"], "lunge: forward lunge, lateral lunge, reverse lunge and walking lunge.\n"),
        (["chest"], "chest: muscles of the chest.\n"),
        (["hip-thrust"], ""),
        (
            ["quads", "lunges"],
            "lunges: forward lunge, lateral lunge, reverse lunge and walking lunge.\n",
        ),
    ],
)
def test_a_command_says_what_a_word_of_a_name_selected(
    primemover: Primemover, topics: list[str], remark: str
) -> None:
    code, text, errors = primemover("cards", "list", "--json", *topics)

    assert (code, errors) == (0, remark)
    assert text


@pytest.mark.slow
def test_a_long_list_of_selected_topics_is_cut(primemover: Primemover) -> None:
    _, _, errors = primemover("cards", "list", "--json", "flexion")

    assert errors.startswith("flexion: ")
    assert re.search(r" and \d+ more\.\n$", errors)


def test_all_problems_of_an_invalid_file_are_reported(primemover: Primemover) -> None:
    broken = str(TESTS / "data" / "broken" / "several-mistakes-in-several-files")
    for command in (("facts", "check", broken), ("quiz", "--facts", broken)):
        code, text, errors = primemover(*command)

        assert (code, text) == (1, "")
        assert errors.endswith("\n\n16 problems.\n")
        assert all(f"/{name}:" in errors for name in ("sofa_bridge.yaml", "templates.yaml"))


@pytest.mark.slow
def test_an_unwritable_file_is_reported_in_one_line(
    primemover: Primemover, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("decks.formats.anki.write.write", fail)
    code, text, errors = primemover("export", "anki", str(tmp_path / "x.apkg"))

    assert (code, text) == (1, "")
    assert errors == f"Error: {tmp_path / 'x.apkg'} cannot be written: Permission denied.\n"


def test_a_bug_keeps_its_traceback(primemover: Primemover, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("quiz.schedule.schedulers.SCHEDULERS", {DEFAULT: fail})
    with pytest.raises(RuntimeError, match="on purpose"):
        primemover("quiz")


def test_ctrl_c_before_the_quiz_starts_is_reported(
    primemover: Primemover, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("quiz.schedule.schedulers.SCHEDULERS", {DEFAULT: fail})

    assert primemover("quiz") == (130, "", "\nStopped.\n")
