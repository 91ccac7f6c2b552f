"""The values that a plan takes from the log: answers of today, latest subjects, and times."""

from datetime import timedelta
from typing import Any

from quiz.log.days import study_day
from quiz.log.records import Review
from quiz.session.session import Why
from quiz.study.past import DEFAULT_TIMES, past_study
from tests.support.log import MOMENT, review

TODAY = study_day(MOMENT)


def answer(number: int, *, days_ago: int = 0, **values: Any) -> Review:
    """An answer to a question of study, half a minute after the one before."""
    at = MOMENT - timedelta(days=days_ago)
    given = {"at": at, "day": study_day(at), "why": Why.DUE, "position": number, "outcome": "right"}
    times = {"elapsed": 30.0 * number + 12.0, "seconds": 12.0}
    return review(number, **given | times | values)


def test_without_answers_nothing_was_studied_and_times_are_typical() -> None:
    found = past_study((), TODAY)

    assert (found.answered, found.seconds, found.has_studied) == (0, 0, False)
    assert found.times == DEFAULT_TIMES


def test_today_counts_only_the_questions_of_study_on_this_day() -> None:
    answers = [
        answer(0, days_ago=1),
        answer(1),
        answer(2, outcome="wrong", why=Why.NEW),
        answer(3, why=Why.DRAWN),
    ]

    found = past_study(answers, TODAY)

    assert (found.answered, found.right, found.begun) == (2, 1, 1)
    assert found.has_studied


def test_a_question_takes_as_long_as_its_answer_and_its_explanation() -> None:
    answers = [answer(number) for number in range(11)]

    found = past_study(answers, TODAY)

    assert found.seconds == 11 * 30.0
    assert found.times.right == 30.0


def test_a_page_that_was_read_before_the_first_question_counts_as_study() -> None:
    answers = [answer(number, elapsed=30.0 * number + 72.0) for number in range(11)]

    assert past_study(answers, TODAY).seconds == 60.0 + 11 * 30.0


def test_the_contrasts_of_a_round_are_part_of_today_and_those_of_a_quiz_are_not() -> None:
    answers = [
        answer(0),
        answer(1, why=Why.CONTRAST, tests="kinds"),
        answer(2, session="quiz", writer="quiz", why=Why.CONTRAST),
    ]

    found = past_study(answers, TODAY)

    assert (found.answered, found.seconds) == (2, 30.0 + 12.0 + 18.0)
    assert found.subjects[-1] == "kinds"


def test_a_break_between_two_questions_does_not_count_as_study() -> None:
    answers = [answer(0), answer(1, elapsed=4_000.0)]

    assert past_study(answers, TODAY).seconds == 12.0 + 12.0


def test_a_time_counts_after_five_questions_of_its_kind() -> None:
    right = [answer(number) for number in range(5)]

    assert past_study(right, TODAY).times == DEFAULT_TIMES
    assert past_study([*right, answer(5)], TODAY).times.right == 30.0
    assert past_study([*right, answer(5)], TODAY).times.wrong == DEFAULT_TIMES.wrong


def test_keys_pressed_without_reading_do_not_make_the_plan_longer() -> None:
    fast = [answer(n, elapsed=0.2 * n, seconds=0.1) for n in range(20)]

    assert past_study(fast, TODAY).times.right == 5.0


def test_until_then_the_times_of_new_facts_count_for_others_too() -> None:
    new = [answer(number, why=Why.NEW) for number in range(6)]

    assert past_study(new, TODAY).times == (30.0, DEFAULT_TIMES.wrong, 30.0)


def test_the_latest_subjects_are_those_of_study() -> None:
    answers = [answer(0, tests="roles"), answer(1, tests="load", why=Why.DRAWN)]

    assert past_study(answers, TODAY).subjects == ("roles",)


def test_missed_days_are_known_after_a_week() -> None:
    week = [answer(number, days_ago=number) for number in (1, 2, 4, 6)]

    assert past_study(week, TODAY).missed is None
    assert past_study([*week, answer(8, days_ago=8)], TODAY).missed == 3 / 8
    assert past_study([answer(1, days_ago=60), answer(2, days_ago=1)], TODAY).missed == 27 / 28
