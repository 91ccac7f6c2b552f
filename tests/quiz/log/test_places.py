"""Logs in restricted places: read-only, full, without shared memory, with strange names."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.log.store import Store, log_reader
from tests.support.learner import Learner
from tests.support.log import review
from tests.support.paths import ROOT


def no_folder(file: Path) -> None:
    file.with_name(f"{file.name}-shm").symlink_to("/nowhere/file")


def a_folder(file: Path) -> None:
    file.with_name(f"{file.name}-shm").mkdir()


@pytest.mark.parametrize("obstacle", [no_folder, a_folder])
@pytest.mark.parametrize("is_new", [True, False])
def test_without_shared_memory_a_log_is_written_and_read_by_several(
    tmp_path: Path, obstacle: Callable[[Path], None], is_new: bool
) -> None:
    file = tmp_path / "progress.db"
    if not is_new:
        Store(file).close()  # in WAL mode
    obstacle(file)
    one, other = Store(file), Store(file)
    one.add(review(1))
    other.add(review(2))
    reader = log_reader(file)

    assert len(one.log().reviews) == len(reader.log().reviews) == 2
    for each in (one, other, reader):
        each.close()


def test_reading_changes_nothing_in_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    store = Store(file)
    store.add(review(1))
    store.close()
    before = file.read_bytes()

    reader = log_reader(file)
    assert len(reader.log().reviews) == len(reader.figures().reviews) == 1
    reader.close()

    assert [each.name for each in tmp_path.iterdir()] == ["progress.db"]
    assert file.read_bytes() == before


def test_what_a_killed_program_wrote_last_is_read_where_nothing_can_be_written(
    tmp_path: Path,
) -> None:
    writer = Store(tmp_path / "progress.db")
    writer.add(review(1))
    folder = tmp_path / "read-only"
    folder.mkdir()
    for each in ("progress.db", "progress.db-wal"):  # as a kill leaves them
        shutil.copy(tmp_path / each, folder / each)
    no_folder(folder / "progress.db")

    reader = log_reader(folder / "progress.db")

    assert reader.log().reviews == (review(1),)
    reader.close()
    writer.close()


def test_a_log_that_does_not_exist_is_read_as_an_empty_one_and_not_created(tmp_path: Path) -> None:
    reader = log_reader(tmp_path / "home" / "progress.db")

    assert reader.latest() == ""
    assert list(tmp_path.iterdir()) == []


def test_the_files_of_a_log_are_private(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = Store(home / "progress.db")
    store.add(review(1))
    assert store.claim("s")

    modes = {each.name: each.stat().st_mode & 0o077 for each in home.rglob("*")}
    assert modes.keys() >= {"progress.db", "progress.db-wal", "progress.db-shm", "s.lock"}
    assert set(modes.values()) == {0}
    store.close()


def test_a_path_is_shown_with_escapes_on_a_terminal_and_as_it_is_to_a_script(
    learner: Learner, tmp_path: Path
) -> None:
    home = tmp_path / "my\u202ehome"
    shown = learner.runs(
        "-m", "quiz", "progress", "where", environment={"PRIMEMOVER_HOME": str(home)}
    )
    assert shown.ends() == 0
    assert r"my\u202ehome" in shown.output.replace("\r\n", "")
    assert "\u202e" not in shown.output

    printed = subprocess.run(
        [sys.executable, "-m", "quiz", "progress", "where"],
        cwd=ROOT,
        env={**os.environ, "PRIMEMOVER_HOME": str(home), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    )
    assert printed.stdout.decode().splitlines()[0] == str(home / "progress.db")
