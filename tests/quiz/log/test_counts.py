"""Counts in SQL are those of the answers that count."""

from collections.abc import Iterable
from datetime import date

import pytest

from quiz.log.counts import AnswerCounts
from quiz.log.events import Undone
from quiz.log.history import standing
from quiz.log.records import Mode, Record
from quiz.log.store import Store
from tests.support.log import event, review, session

ASKED = {"asked_for": "role/synergist"}
EXAM = {"session": "e", "writer": "e", **ASKED}
RECORDS: tuple[Record, ...] = (
    session("s"),
    review(1, card="undone", **ASKED),
    review(2, card="kept", taken_for="role/antagonist", **ASKED),
    review(3, card="undecided", outcome="not decided", **ASKED),
    review(4, card="no concept"),
    review(5, card="right", outcome="right", score=1.0, day="2026-11-24", **ASKED),
    event(Undone("s/00001")),
    session("e", mode=Mode.EXAM),
    review(1, card="first thought", position=1, **EXAM),
    review(2, card="second thought", position=1, **EXAM),
)


def counts(records: Iterable[Record] = RECORDS, since: date | None = None) -> AnswerCounts:
    store = Store(None)
    store.add(*records)
    return AnswerCounts(store, since)


@pytest.mark.parametrize(
    ("since", "cards"),
    [
        (None, {"kept", "right", "second thought"}),
        (date(2026, 11, 24), {"right"}),
        (date(2026, 11, 25), set()),
        (date.min, {"kept", "right", "second thought"}),
    ],
)
def test_answers_on_concepts_are_those_that_count(since: date | None, cards: set[str]) -> None:
    assert {row.card for row in counts(since=since).concepts()} == cards


def test_counted_answers_are_those_of_the_history() -> None:
    store = Store(None)
    store.add(*RECORDS)
    found = {row.card for row in AnswerCounts(store).concepts()}

    assert found == {each.card for each in standing(store.figures()) if each.asked_for}
