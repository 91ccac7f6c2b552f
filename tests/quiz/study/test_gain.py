"""The gain of studying a fact: what is measured, and which facts come first by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.recall_model import Practice, RecallModel
from quiz.study.gain import QuestionTimes, gain_of_a_new_fact, gain_of_repeating

MODEL = RecallModel()
NOW, EXAM = 100.2, 121.2


def gain(practice: Practice, now: float = NOW, exam: float = EXAM) -> float:
    return gain_of_repeating(MODEL, "fact", practice, now, exam, QuestionTimes())


def test_one_repetition_just_before_the_exam_gains_what_recall_rises() -> None:
    practice, now, exam = Practice(2, 1, 95.0), 120.9, 121.2
    recalled = MODEL.recall(practice, now)
    after = Practice(2 + recalled, 1 + 1 - recalled, now)
    rise = MODEL.recall(after, exam) - MODEL.recall(practice, exam)
    seconds = recalled * QuestionTimes().right + (1 - recalled) * QuestionTimes().wrong

    assert gain(practice, now, exam) == pytest.approx(rise / seconds)


def test_a_fact_that_is_well_known_gains_less_than_one_that_is_not() -> None:
    assert gain(Practice(8, 0, 99.0)) < gain(Practice(1, 1, 95.0))


@given(st.floats(0, 10), st.floats(0, 10), st.floats(1, 90))
def test_asking_a_fact_again_never_loses(successes: float, failures: float, ago: float) -> None:
    assert gain(Practice(successes, failures, NOW - ago)) > 0


@given(st.floats(1.0, 3.0))
def test_slower_questions_gain_less_per_second(factor: float) -> None:
    slow = QuestionTimes(*(seconds * factor for seconds in QuestionTimes()))

    assert gain_of_a_new_fact(MODEL, 20.0, slow) <= gain_of_a_new_fact(MODEL, 20.0, QuestionTimes())


def test_a_new_fact_gains_less_as_the_exam_comes_near() -> None:
    gains = [
        gain_of_a_new_fact(MODEL, remaining, QuestionTimes()) for remaining in (3.0, 10.0, 40.0)
    ]

    assert all(each > 0 for each in gains)
    assert gain_of_a_new_fact(MODEL, 40.0, QuestionTimes()) != gain_of_a_new_fact(
        MODEL, 3.0, QuestionTimes()
    )
