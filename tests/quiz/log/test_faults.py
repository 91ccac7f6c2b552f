"""Injected faults: flipped bits, a disk that is full at any moment, and clocks that jump."""

import random
import resource
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cards.files import write_atomically
from quiz.cli.store import local, now
from quiz.log.check import check
from quiz.log.events import End, Ended, Moved
from quiz.log.planned import PlannedQuestion
from quiz.log.recorder import Recorder
from quiz.log.records import Mode, Record, SessionRecord, StoreError
from quiz.log.rescue import rescue
from quiz.log.salvage import salvage
from quiz.log.store import Store, log_reader
from tests.support.log import QUIZ, event, review, session

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLAN = tuple(PlannedQuestion(card=f"card-{n}", stem="Which muscle?" * 9) for n in range(9))
RECORDS: tuple[Record, ...] = (
    session(settings=QUIZ, plan=PLAN),  # longer than a page
    *(review(number, stem="Which muscle?", options=("a", "b")) for number in range(1, 6)),
    event(Moved(3), counter=6),
    event(Ended(End.FINISHED), counter=7),
)


@pytest.fixture
def small(tmp_path: Path) -> bytes:
    """A log in the smallest pages there are."""
    file = tmp_path / "small" / "progress.db"
    file.parent.mkdir()
    database = sqlite3.connect(file)
    for statement in ("PRAGMA page_size = 512", "CREATE TABLE t (x)", "DROP TABLE t", "VACUUM"):
        database.execute(statement)
    database.close()
    store = Store(file)
    store.add(*RECORDS)
    store.close()
    return file.read_bytes()


def flipped(content: bytes, at: int) -> bytes:
    changed = bytearray(content)
    changed[at] ^= 1 << random.Random(at).randrange(8)
    return bytes(changed)


@pytest.mark.full
def test_whichever_byte_is_damaged_at_most_the_record_in_it_is_lost(small: bytes) -> None:
    rows = {row for _, row in salvage(small)}
    assert len(rows) == len(RECORDS)

    for at in range(len(small)):
        found = {row for _, row in salvage(flipped(small, at))}

        assert found <= rows, at
        assert len(found) >= len(rows) - 1, at


def used(file: Path) -> bool:
    """Read a damaged log in all ways; whether it was read as an undamaged one."""
    try:
        reader = log_reader(file)
    except StoreError:
        return False
    try:
        log = reader.log()
        reader.figures()
        found = (*log.sessions, *log.reviews, *log.events)
        assert set(map(repr, found)) <= set(map(repr, RECORDS))
        result = check(reader)
    except StoreError:
        return False
    finally:
        reader.close()
    return not result.is_damaged and result.is_complete


@pytest.mark.parametrize(
    "step", [251, pytest.param(11, marks=pytest.mark.full)], ids=["some", "many"]
)
def test_a_log_with_a_damaged_byte_is_read_without_false_records_or_reported(
    small: bytes, tmp_path: Path, step: int
) -> None:
    file = tmp_path / "progress.db"
    for at in range(step // 2, len(small), step):
        file.write_bytes(flipped(small, at))

        if used(file):
            reader = log_reader(file)
            assert len(list(reader.records())) == len(RECORDS), at
            reader.close()


@pytest.mark.full
def test_a_rescue_of_a_log_with_any_damaged_byte_keeps_all_other_records(
    small: bytes, tmp_path: Path
) -> None:
    for at in range(7, len(small), 89):
        file = tmp_path / str(at) / "progress.db"
        file.parent.mkdir()
        file.write_bytes(flipped(small, at))
        rescue(file, (), NOON)
        reader = log_reader(file)

        found = list(map(repr, reader.records()))
        assert set(found) <= set(map(repr, RECORDS)), at
        assert len(found) >= len(RECORDS) - 1, at
        assert check(reader).is_damaged is False, at
        reader.close()


# -- a full disk -----------------------------------------------------------------------------------


@contextmanager
def full_from(size: int) -> Iterator[None]:
    """A context in which no file can grow beyond a size, in bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def sitting(store: Store, remarks: list[str]) -> Recorder:
    started = SessionRecord(id="s", at=NOON, mode=Mode.QUIZ, seed=7, version="test")
    return Recorder(lambda: store, started, lambda: NOON, remarks.append)


@pytest.mark.parametrize("size", range(0, 120_000, 9_000))
def test_on_a_disk_that_is_full_for_a_while_nothing_is_lost(tmp_path: Path, size: int) -> None:
    remarks: list[str] = []
    store = Store(tmp_path / "progress.db")
    recorder = sitting(store, remarks)
    with full_from(size):
        for position in range(12):
            recorder.flagged("card", position, 0.0, on=True)
    recorder.ended(End.FINISHED, 0.0)
    store.close()

    reader = log_reader(tmp_path / "progress.db")
    assert [each.counter for each in reader.log().events] == list(range(1, 14))
    assert check(reader).is_complete
    assert remarks in ([], [remarks[0], "Everything is saved now."] if remarks else [])
    reader.close()


def test_a_log_that_cannot_grow_keeps_what_it_has_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIMEMOVER_HOME", str(tmp_path))
    remarks: list[str] = []
    store = Store(tmp_path / "progress.db")
    recorder = sitting(store, remarks)
    pages = store.query("PRAGMA page_count", {})[0][0]
    store.query(f"PRAGMA max_page_count = {pages + 3}", {})
    for position in range(200):
        recorder.flagged("card", position, 0.0, on=True)
    recorder.abandoned(0.0)
    stored = {each.counter for each in store.log().events}
    store.close()

    (file,) = tmp_path.glob("primemover-unsaved-*.jsonl")
    unsaved = file.read_text("utf-8").count("\n")
    assert stored == set(range(1, len(stored) + 1))
    assert len(stored) + unsaved == 201
    assert "The disk is full. Free some space and try again." in remarks[0]


@pytest.mark.parametrize("size", [0, 1, 4_095, 4_096, 50_000, 99_999])
def test_a_file_whose_new_content_does_not_fit_stays_as_it_was(tmp_path: Path, size: int) -> None:
    file = tmp_path / "settings.yaml"
    write_atomically(file, [b"before"])

    with full_from(size), pytest.raises(OSError, match="too large"):
        write_atomically(file, [b"a" * 50_000, b"b" * 50_000])

    assert file.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["settings.yaml"]


# -- clocks ----------------------------------------------------------------------------------------


def test_a_clock_that_jumps_changes_neither_the_order_nor_the_count(tmp_path: Path) -> None:
    jumps = (0, 3600, -86_400, 40_000 * 86_400, -30_000 * 86_400, 60, -21_000 * 86_400, 0)
    moments = iter([NOON + timedelta(seconds=jump) for jump in jumps])
    store = Store(tmp_path / "progress.db")
    started = SessionRecord(id="s", at=NOON, mode=Mode.QUIZ, seed=7, version="test")
    recorder = Recorder(lambda: store, started, lambda: next(moments), pytest.fail)
    for position in range(len(jumps)):
        recorder.flagged("card", position, 0.0, on=True)

    events = store.log().events
    assert [each.counter for each in events] == list(range(1, len(jumps) + 1))
    assert min(each.at.year for each in events) < 1970
    assert check(store).is_complete
    assert check(store).set_back == 3
    store.close()


@pytest.mark.parametrize("zone", ["UTC+24", "UTC+99:99", "<+25>-25", "Nonsense/Zone", "", ":"])
def test_every_value_of_tz_gives_a_time(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", zone)
        time.tzset()
        found: tuple[Any, ...] = (now(), local(NOON), local(datetime(1901, 1, 1)))  # noqa: DTZ001 - as a day is read
    time.tzset()

    assert all(each.utcoffset() is not None for each in found)
    assert found[1] == NOON
