"""Log files that cannot be used: each is refused, reported and unchanged."""

import sqlite3
import sys
import threading
import time
from pathlib import Path

import pytest

from quiz.log.records import SCHEMA_VERSION, StoreError
from quiz.log.store import Store
from tests.quiz.log.files import changed


def test_a_file_that_a_newer_version_wrote_is_refused_and_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    Store(file).close()
    changed(file, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = file.read_bytes()

    with pytest.raises(StoreError, match="written by a newer version of primemover"):
        Store(file)
    assert file.read_bytes() == before


def test_a_file_that_cannot_be_opened_is_reported_at_once(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    (tmp_path / "progress.db-wal").mkdir()
    begin = time.monotonic()

    with pytest.raises(StoreError, match=r"progress\.db: "):
        Store(file)
    assert time.monotonic() - begin < 5  # the wait for a lock is longer


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the open files of a process")
def test_a_file_that_is_refused_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    changed(file, "CREATE TABLE notes (text TEXT)")

    with pytest.raises(StoreError, match="not a review log") as refused:
        Store(file)
    assert refused.tb is not None  # as long as it exists, so does the store
    assert file not in {each.resolve() for each in Path("/proc/self/fd").iterdir()}


def test_a_file_that_a_newer_version_migrates_during_the_wait_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "progress.db"
    newer = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    newer.execute("PRAGMA journal_mode = WAL")
    newer.execute("BEGIN IMMEDIATE")
    newer.execute("CREATE TABLE review (id TEXT)")
    newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    commit = threading.Timer(0.3, newer.execute, ["COMMIT"])
    commit.start()

    with pytest.raises(StoreError, match="written by a newer version of primemover"):
        Store(file)
    commit.join()
    newer.close()


def test_a_new_file_has_the_current_schema(tmp_path: Path) -> None:
    file = tmp_path / "new" / "progress.db"
    Store(file).close()
    database = sqlite3.connect(file)

    assert database.execute("PRAGMA user_version").fetchone() == (2,)
    database.close()


def test_a_folder_that_cannot_be_created_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match=r"/file/home: Not a directory\. Set PRIMEMOVER_HOME"):
        Store(tmp_path / "file" / "home" / "progress.db")


def test_a_folder_for_sessions_that_cannot_be_created_is_named(tmp_path: Path) -> None:
    (tmp_path / "sessions").touch()
    store = Store(tmp_path / "progress.db")

    with pytest.raises(StoreError, match=r"/sessions: File exists\. Set"):
        store.claim("s")
    store.close()


@pytest.mark.parametrize("version", [0, -5])
def test_a_database_of_another_program_is_refused_and_unchanged(
    tmp_path: Path, version: int
) -> None:
    file = tmp_path / "progress.db"
    changed(file, "CREATE TABLE notes (text TEXT)", f"PRAGMA user_version = {version}")

    with pytest.raises(StoreError, match=r"not a review log\. Move it aside"):
        Store(file)
    database = sqlite3.connect(file)
    assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("notes",)]
    database.close()


def test_a_damaged_file_is_reported_by_name(tmp_path: Path) -> None:
    (tmp_path / "progress.db").write_bytes(b"no database" * 500)

    with pytest.raises(StoreError, match=r"progress\.db"):
        Store(tmp_path / "progress.db")
