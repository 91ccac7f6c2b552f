"""Records merged into a log: each counts once, and a conflict is kept."""

import sqlite3
from pathlib import Path

import pytest

from quiz.log.events import Moved
from quiz.log.records import Record
from quiz.log.store import Store
from tests.quiz.log.files import changed
from tests.support.log import event, review, session


def test_records_merged_twice_count_once(store: Store) -> None:
    assert store.merge([review(1), review(2)])[:2] == (2, 0)
    assert store.merge([review(2), review(3)])[:2] == (1, 1)
    assert len(store.log().reviews) == 3


@pytest.mark.parametrize(
    ("stored", "imported"),
    [
        (review(1), review(1, outcome="right")),
        (review(1), event(Moved(3), writer="s", counter=1)),
        (event(Moved(3)), event(Moved(4))),
        (session(), session(seed=2)),
    ],
)
def test_a_different_record_with_the_same_id_is_a_conflict_and_the_stored_one_remains(
    store: Store, stored: Record, imported: Record
) -> None:
    store.add(stored)
    merged = store.merge([imported, review(7)])

    assert (merged.added, merged.known) == (1, 0)
    assert merged.conflicts == ((stored, imported),)
    log = store.log()
    assert stored in (*log.sessions, *log.reviews, *log.events)
    assert imported not in (*log.sessions, *log.reviews, *log.events)


def test_a_stored_record_that_is_damaged_is_a_conflict_without_it(tmp_path: Path) -> None:
    store = Store(tmp_path / "progress.db")
    store.add(review(1))
    changed(
        tmp_path / "progress.db",
        "DROP TRIGGER review_stays",
        "UPDATE review SET key = 'damaged'",
    )

    assert store.merge([review(1)]).conflicts == ((None, review(1)),)
    store.close()


def test_a_log_that_was_begun_without_verdicts_and_ratings_gets_them(tmp_path: Path) -> None:
    file = tmp_path / "log.sqlite"
    store = Store(file)
    store.add(session(), review(1))
    store.close()
    database = sqlite3.connect(file)
    database.execute("ALTER TABLE review DROP COLUMN verdict")
    database.execute("ALTER TABLE review DROP COLUMN rating")
    database.close()

    reports: list[str] = []
    again = Store(file, reports.append)
    again.add(review(2, verdict="wrong"), review(3, rating=4))
    assert [each.verdict for each in again.log().reviews] == [None, "wrong", None]
    assert [each.rating for each in again.log().reviews] == [None, None, 4]
    assert reports == []
    again.close()
