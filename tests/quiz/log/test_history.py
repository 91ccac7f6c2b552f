"""Queries on the log: answers that count, missed cards, unfinished sessions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.log import history
from quiz.log.days import study_day
from quiz.log.events import (
    Abandoned,
    End,
    Ended,
    Flagged,
    Queued,
    Resumed,
    Undone,
)
from quiz.log.planned import PlannedQuestion
from quiz.log.records import Log, Mode, SessionRecord
from tests.support.log import MOMENT, event, review

QUESTION = PlannedQuestion(card="c", stem="?")


def started(id_: str = "s", mode: Mode = Mode.QUIZ, count: int = 0) -> SessionRecord:
    plan = tuple(PlannedQuestion(card=f"card-{n}", stem="?") for n in range(count))
    return SessionRecord(id=id_, at=MOMENT, mode=mode, seed=1, version="x", plan=plan)


def test_every_answer_in_a_quiz_and_the_last_one_in_an_exam_count() -> None:
    first, other, again = review(1, position=0), review(2, position=1), review(3, position=0)
    answers = (first, other, again)

    assert history.standing(Log(sessions=(started(),), reviews=answers)) == answers
    exam = Log(sessions=(started(mode=Mode.EXAM),), reviews=answers)
    assert history.standing(exam) == (other, again)


def test_answers_of_an_exam_resumed_on_two_machines_count_as_in_its_report() -> None:
    first = review(1, position=0)
    here = review(3, position=0, writer="a")
    there = review(4, position=1, writer="b")
    resumed = (
        event(Resumed(1.0, after=first.id), writer="a", counter=2),
        event(Resumed(1.0, after=first.id), writer="b", counter=2),
        event(Ended(End.HANDED_IN), writer="b", counter=5),
    )
    reviews = (first, here, there)
    exam = Log(sessions=(started(mode=Mode.EXAM),), reviews=reviews, events=resumed)
    quiz = Log(sessions=(started(),), reviews=reviews, events=resumed)

    assert history.standing(exam) == (first, there)
    assert history.standing(quiz) == reviews


def test_undoing_an_answer_in_an_exam_restores_the_one_before() -> None:
    first, again = review(1, position=0), review(2, position=0)
    undone = event(Undone(again.id))
    log = Log(sessions=(started(mode=Mode.EXAM),), reviews=(first, again), events=(undone,))

    assert history.standing(log) == (first,)


@given(
    positions=st.lists(st.integers(0, 5), max_size=20),
    undone=st.sets(st.integers(0, 19)),
    mode=st.sampled_from(Mode),
)
def test_undone_answers_do_not_count(positions: list[int], undone: set[int], mode: Mode) -> None:
    reviews = tuple(review(n, position=position) for n, position in enumerate(positions))
    events = tuple(event(Undone(f"s/{n:05d}"), n) for n in undone)
    found = history.standing(Log(sessions=(started(mode=mode),), reviews=reviews, events=events))

    remaining = [each for n, each in enumerate(reviews) if n not in undone]
    assert {each.position for each in found} == {each.position for each in remaining}
    assert [each.at for each in found] == sorted(each.at for each in found)
    assert set(found) <= set(remaining)
    assert mode is Mode.EXAM or list(found) == remaining


def test_the_latest_answer_to_a_card_decides_whether_it_was_missed() -> None:
    answers = (
        review(1, card="learned"),
        review(2, card="forgotten", outcome="right"),
        review(3, card="never"),
        review(4, card="learned", outcome="right"),
        review(5, card="forgotten", outcome="partly right"),
    )

    assert list(history.latest(answers)) == ["never", "learned", "forgotten"]
    assert [each.card for each in history.missed(answers)] == ["never", "forgotten"]


def test_a_flag_can_be_removed_again() -> None:
    events = [
        event(Flagged("a", 0, on=True), 1),
        event(Flagged("b", 1, on=True), 2),
        event(Flagged("a", 0, on=False), 3),
    ]

    assert history.flagged(events) == ("b",)


def test_a_session_is_unfinished_until_it_ends_in_any_way() -> None:
    sessions = tuple(map(started, ("done", "dropped", "abandoned", "new")))
    events = (
        event(Ended(End.FINISHED), session="done"),
        event(Ended(End.DISCARDED), session="dropped"),
        event(Abandoned(), session="abandoned"),
    )
    log = Log(sessions=sessions, events=events)

    assert history.ended(events) == {"done": End.FINISHED, "dropped": End.DISCARDED}
    assert [each.id for each in history.unfinished(log)] == ["abandoned", "new"]


def test_a_queued_question_counts_until_the_answer_that_caused_it_is_undone() -> None:
    events = (
        event(Queued(QUESTION, 1, "s/1"), 1),
        event(Queued(QUESTION, 2, "s/2"), 2),
        event(Undone("s/2"), 3),
    )

    assert history.planned_count(Log(sessions=(started(count=3),), events=events)) == 4


@pytest.mark.parametrize(
    ("hour", "day"), [(0, "2026-11-22"), (3, "2026-11-22"), (4, "2026-11-23"), (23, "2026-11-23")]
)
def test_a_study_day_ends_at_four_in_the_morning(hour: int, day: str) -> None:
    assert study_day(MOMENT.replace(hour=hour)) == day


def test_an_answer_that_is_not_decided_was_given_and_does_not_count() -> None:
    wrong = review(1, card="a", asked_for="term/a", taken_for="term/b")
    undecided = review(2, card="a", outcome="not decided", verdict="not decided")
    log = Log(sessions=(started(),), reviews=(wrong, undecided))

    assert history.given(log) == (wrong, undecided)
    assert history.standing(log) == (wrong,)
    assert history.missed(history.standing(log)) == (wrong,)
