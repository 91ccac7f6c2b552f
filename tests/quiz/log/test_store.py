"""The review log on disk: what is stored is read, and its figures and order."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given

from quiz.log import history
from quiz.log.events import End, Ended, Moved, Undone
from quiz.log.past import Past
from quiz.log.records import Log, Mode, Record, StoreError
from quiz.log.store import Store
from quiz.study.past import past_study
from tests.support.log import MOMENT, RECORDS, event, review, session


@given(record=RECORDS)
def test_a_record_is_read_from_disk_as_it_was_stored(record: Record) -> None:
    store = Store(None)
    store.add(record)
    log = store.log()

    assert (*log.sessions, *log.reviews, *log.events) == (record,)


def test_an_id_that_is_taken_is_refused_and_nothing_is_stored(store: Store) -> None:
    store.add(review(1), review(2))

    with pytest.raises(StoreError, match="UNIQUE"):
        store.add(review(3), review(2))
    assert [each.counter for each in store.log().reviews] == [1, 2]


@pytest.mark.parametrize("table", ["session", "review", "event"])
@pytest.mark.parametrize("change", ["UPDATE {} SET at = 'y'", "DELETE FROM {}"])
def test_the_log_only_grows(store: Store, tmp_path: Path, table: str, change: str) -> None:
    records: dict[str, Record] = {
        "session": session(),
        "review": review(1),
        "event": event(Ended(End.FINISHED)),
    }
    store.add(records[table])
    database = sqlite3.connect(tmp_path / "progress.db")

    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        database.execute(change.format(table))
    database.close()


def test_a_log_in_memory_works_like_any_other_and_creates_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store(None)

    store.add(review(1))
    assert store.claim("s")
    store.release("s")
    assert store.log().reviews == store.figures().reviews == (review(1),)
    store.close()
    assert list(tmp_path.iterdir()) == []
    assert Store(None).log() == Log()


def test_all_records_of_a_call_are_stored_or_none(store: Store) -> None:
    store.add(review(1))
    broken = review(3, version=None)

    with pytest.raises(StoreError):
        store.add(review(2), broken, review(4, position="not a number"))
    assert [each.position for each in store.log().reviews] == [1]


def test_mix_ups_are_counted_without_what_was_undone(store: Store) -> None:
    mixed = {"asked_for": "role/synergist", "taken_for": "role/antagonist"}
    store.add(review(1, **mixed), review(2, **mixed), review(3))
    store.add(event(Undone("s/00001")))

    assert store.mix_ups("role/synergist", "role/antagonist") == 1
    assert store.mix_ups("role/antagonist", "role/synergist") == 0
    assert [each.id for each in store.reviews_of("x")] == ["s/00002", "s/00003"]


def test_the_past_of_a_fact_is_how_often_it_was_asked_and_whether_the_last_answer_was_right(
    store: Store,
) -> None:
    store.add(
        review(1, fact="a", score=1.0),
        review(2, fact="a", score=0.5),
        review(3, fact="b", score=0.0),
        review(4, fact="b", score=1.0),
        review(5, fact="b", score=0.0),
        review(6, fact="b", score=0.0, outcome="not decided"),
    )
    store.add(event(Undone("s/00005")))

    assert store.past() == {"a": Past(2, right=False), "b": Past(2, right=True)}


def test_the_cards_of_all_answers_are_known_even_if_one_was_taken_back(store: Store) -> None:
    store.add(review(1, card="a"), review(2, card="b"), review(3, card="a"))
    store.add(event(Undone("s/00002")))

    assert store.cards() == {"a", "b"}


@pytest.mark.parametrize(("answers", "expected"), [(None, 5), (2, 2), (9, 5)])
def test_figures_contain_no_wordings(store: Store, answers: int | None, expected: int) -> None:
    store.add(*(review(number, stem="A question?", options=("a", "b")) for number in range(5)))
    found = store.figures(answers).reviews

    assert len(found) == expected
    assert [each.position for each in found] == list(range(5))[-expected:]
    assert {(each.stem, each.options) for each in found} == {("", ())}


def test_figures_for_study_have_what_a_plan_needs(store: Store) -> None:
    answers = [review(number, why="due", tests="roles", stem="A question?") for number in range(5)]
    store.add(session(), *answers, event(Ended(End.FINISHED)))
    found, whole = store.figures(3, for_study=True).reviews, store.figures(3).reviews

    assert past_study(found, "2026-11-23") == past_study(whole, "2026-11-23")
    assert len(found) == len(whole) == 3


def test_the_latest_figures_contain_the_unfinished_session_however_old(store: Store) -> None:
    earlier = MOMENT - timedelta(days=9)
    store.add(
        session("ended", at=earlier),
        review(1, session="ended", writer="ended", at=earlier),
        event(Ended(End.FINISHED), session="ended", at=earlier),
        session("open", at=earlier),
        review(1, session="open", writer="open", at=earlier),
        event(Moved(1), session="open", at=earlier),
        session(),
        *(review(number) for number in range(5)),
        event(Ended(End.FINISHED), 9),
    )
    found = store.figures(2)

    assert [each.id for each in found.sessions] == ["open"]
    assert [each.id for each in found.reviews] == ["open/00001", "s/00003", "s/00004"]
    assert [each.session for each in found.events] == ["open", "s"]


def test_a_clock_set_back_does_not_change_the_order_within_a_session(store: Store) -> None:
    first, later = review(1), review(2, at=MOMENT - timedelta(hours=1))
    store.add(later, first)

    assert store.log().reviews == store.figures().reviews == (first, later)


@pytest.mark.parametrize("read", [Store.log, Store.figures])
def test_the_answer_stored_last_counts_even_if_the_clock_was_set_back(
    store: Store, read: Callable[[Store], Log]
) -> None:
    first = review(1, position=0)
    changed = review(2, position=0, outcome="right", at=MOMENT - timedelta(hours=1))
    store.add(session(mode=Mode.EXAM), first, changed)

    (counted,) = history.standing(read(store))
    assert counted.outcome == "right"


def test_sessions_are_ordered_by_time(store: Store) -> None:
    early, late = review(9, session="x", writer="x"), review(3, session="a", writer="a")
    early = early._replace(at=MOMENT - timedelta(days=1))
    store.add(late, early, session("b"), session("a", at=MOMENT - timedelta(days=2)))

    assert store.log().reviews == (early, late)
    assert [each.id for each in store.log().sessions] == ["a", "b"]


def test_the_patterns_of_a_study_day_are_those_of_its_questions(store: Store) -> None:
    day, pattern = "2026-11-23", {"tests": "roles"}
    store.add(
        review(1, template="a", day="2026-11-22", **pattern),
        review(2, template="b", day=day, position=0, **pattern),
        review(3, template="b", day=day, position=1, **pattern),
        # The answer to a question of an exam was changed.
        review(4, template="c", day=day, position=2, **pattern),
        review(5, template="c", day=day, position=2, **pattern),
    )

    assert sorted(store.patterns_of_day(day)) == [("roles", name) for name in ("b", "b", "c")]
