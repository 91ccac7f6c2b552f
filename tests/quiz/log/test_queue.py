"""A log that cannot be written for a while: records wait, and none is lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quiz.log.codec import record_of
from quiz.log.events import End
from quiz.log.recorder import Recorder
from quiz.log.records import Mode, SessionRecord, StoreError
from quiz.log.store import Store

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Learner:
    """A session whose log can be locked, or be in a place that cannot be used."""

    def __init__(self, file: Path, session: str = "s") -> None:
        self.file, self.remarks, self.untimed = file, list[str](), 0
        self.is_reachable = True
        self._store: Store | None = None
        started = SessionRecord(id=session, at=NOON, mode=Mode.QUIZ, seed=7, version="test")
        self.recorder = Recorder(
            self._opened, started, lambda: NOON, self.remarks.append, untimed=self._count
        )

    def _opened(self) -> Store:
        if not self.is_reachable:
            raise StoreError("the disk is gone.")
        self._store = self._store or Store(self.file)
        return self._store

    @contextmanager
    def _count(self) -> Iterator[None]:
        self.untimed += 1
        yield

    def flags(self, *positions: int) -> None:
        for position in positions:
            self.recorder.flagged("card", position, 0.0, on=True)

    def stored(self) -> list[int]:
        store = Store(self.file)
        events = store.log("s").events
        store.close()
        return [event.counter for event in events]


@contextmanager
def locked(file: Path) -> Iterator[None]:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@pytest.fixture
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Learner:
    monkeypatch.setenv("PRIMEMOVER_HOME", str(tmp_path))
    monkeypatch.setattr("quiz.log.recorder._WAIT", 0.0)
    monkeypatch.setattr("quiz.log.recorder._LAST_WAIT", 0.0)
    return Learner(tmp_path / "progress.db")


def test_records_of_a_locked_time_are_written_with_the_next_one(learner: Learner) -> None:
    learner.flags(0)
    with locked(learner.file):
        learner.flags(1, 2, 3)
        assert learner.stored() == [1]
    learner.flags(4)

    assert learner.stored() == [1, 2, 3, 4, 5]
    assert [remark.split(";")[0] for remark in learner.remarks] == [
        "Not saved yet",
        "Everything is saved now.",
    ]
    assert "Another program has locked it." in learner.remarks[0]
    assert learner.recorder.begun
    assert learner.untimed == 6  # the session's clock excludes every write


def test_a_session_whose_log_cannot_be_opened_at_first_is_stored_whole(learner: Learner) -> None:
    learner.is_reachable = False
    learner.flags(0, 1)
    assert not learner.recorder.begun
    learner.is_reachable = True
    learner.recorder.ended(End.FINISHED, 0.0)

    assert learner.stored() == [1, 2, 3]
    assert Store(learner.file).log().sessions[0].id == "s"


def test_records_that_cannot_be_written_at_the_end_are_kept_in_a_private_file(
    learner: Learner, tmp_path: Path
) -> None:
    learner.flags(0)
    with locked(learner.file):
        learner.flags(1)
        learner.recorder.abandoned(0.0)

    (file,) = tmp_path.glob("primemover-unsaved-*.jsonl")
    records = map(record_of, file.read_text("utf-8").splitlines())
    assert [record.counter for record in records] == [2, 3]
    assert file.stat().st_mode & 0o077 == 0
    assert learner.remarks[-1].endswith(f"primemover progress import {file}")
    assert not learner.recorder.begun


def test_records_of_a_run_that_was_killed_while_the_log_was_locked_are_stored_by_the_next_one(
    learner: Learner, tmp_path: Path
) -> None:
    learner.flags(0)
    with locked(learner.file):
        learner.flags(1, 2)
    # It is killed here. The kill interrupted the writing of a record that was not shown yet.
    (file,) = tmp_path.glob("primemover-unsaved-*.jsonl")
    with file.open("a", encoding="utf-8") as stream:
        stream.write('{"type": "event", "sch')

    later = Learner(learner.file, session="later")
    later.flags(0)

    assert learner.stored() == [1, 2, 3]
    assert later.remarks == ["2 records of an earlier session could only be saved now."]
    assert not file.exists()


def test_the_file_of_unsaved_records_is_deleted_when_they_are_saved(
    learner: Learner, tmp_path: Path
) -> None:
    learner.flags(0)  # opens the log, which waits longer for a lock than a record does
    with locked(learner.file):
        learner.flags(1)
        assert list(tmp_path.glob("primemover-unsaved-*.jsonl"))
    learner.flags(2)

    assert not list(tmp_path.glob("primemover-unsaved-*.jsonl"))


def test_a_record_whose_write_seemed_to_fail_is_stored_once(learner: Learner) -> None:
    learner.flags(0)
    with locked(learner.file):
        learner.flags(1)
    # It has reached the disk nevertheless.
    learner._opened().add(*learner.recorder._unwritten)
    learner.flags(2)

    assert learner.stored() == [1, 2, 3]
