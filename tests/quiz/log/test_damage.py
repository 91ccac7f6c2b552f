"""Damaged records in a log: each is reported, and the others are used."""

from pathlib import Path

import pytest

from quiz.log.codec import COLUMNS
from quiz.log.events import End, Ended
from quiz.log.records import Event, StoreError
from quiz.log.rows import Damage, records_of
from quiz.log.store import Store
from tests.quiz.log.files import changed
from tests.support.log import event, review, session

GUARDS = ("review_stays", "event_stays", "session_stays")


def test_a_record_of_which_nothing_can_be_read_is_reported() -> None:
    names, found = COLUMNS[Event], list[Damage]()
    row = tuple(None for _ in names)

    assert list(records_of(Event, names, [row], found.append)) == []
    assert [each.record for each in found] == ["event None/None"]


@pytest.mark.parametrize(
    ("damage", "reason", "in_figures"),
    [
        ("UPDATE review SET at = 'someday'", 'at: "someday" should be a date and time', True),
        ("UPDATE review SET outcome = 'rihgt'", "should be one of right, partly right", True),
        ("UPDATE review SET facts = '[1'", "facts: not readable", True),
        ("UPDATE review SET facts = '[1]'", "facts: [1] should be a list of texts", True),
        ("UPDATE review SET late = 7", "late: 7 should be true or false", True),
        ("UPDATE review SET position = -1", "position: -1 should be an integer, 0 or more", True),
        ("UPDATE review SET key = 'xyz'", "its checksum does not match", False),
        ("UPDATE review SET outcome = 'right'", "its checksum does not match", False),
        ("UPDATE review SET chosen = '[0, 9]'", "its checksum does not match", False),
    ],
)
def test_a_damaged_record_is_reported_once_and_the_others_are_used(
    tmp_path: Path, damage: str, reason: str, in_figures: bool
) -> None:
    file, remarks = tmp_path / "progress.db", list[str]()
    store = Store(file, remarks.append)
    store.add(*(review(number, options=("a", "b")) for number in (1, 2, 3)))
    changed(
        file,
        *(f"DROP TRIGGER {guard}" for guard in GUARDS),
        f"{damage} WHERE counter = 2",
    )

    found = [store.figures().reviews, store.log().reviews, store.log().reviews]

    assert [len(each) for each in found] == [2 if in_figures else 3, 2, 2]
    (remark,) = remarks
    assert remark.startswith(
        "The review log has a damaged record, which is skipped: review s/00002:"
    )
    assert reason in remark
    store.close()


@pytest.mark.parametrize(
    ("table", "damage", "reason"),
    [
        ("event", "kind = 'unheard of'", "unknown kind of event"),
        ("event", "kind = 'moved'", "should be an object of position"),
        ("event", "body = '{}'", "should be an object of how"),
        ("event", "body = '[' || hex(zeroblob(9))", "body: not readable"),
        ("session", "mode = 'game'", 'mode: "game" should be one of quiz, exam'),
        ("session", "settings = '[]'", "should be an object of library"),
        ("session", "plan = '{'", "plan: not readable"),
        ("session", "seed = 9", "its checksum does not match"),
    ],
)
def test_a_damaged_session_or_event_is_skipped(
    tmp_path: Path, table: str, damage: str, reason: str
) -> None:
    file, remarks = tmp_path / "progress.db", list[str]()
    store = Store(file, remarks.append)
    store.add(session(), event(Ended(End.FINISHED)), review(1))
    changed(
        file,
        *(f"DROP TRIGGER {guard}" for guard in GUARDS),
        f"UPDATE {table} SET {damage}",
    )

    log = store.log()

    assert (len(log.sessions), len(log.events), len(log.reviews)) == (
        table != "session",
        table != "event",
        1,
    )
    (remark,) = remarks
    assert reason in remark
    store.close()


def test_a_session_whose_record_is_damaged_cannot_be_resumed(store: Store) -> None:
    store.add(review(1))

    with pytest.raises(StoreError, match="the record of session s is damaged"):
        store.session_log("s")
