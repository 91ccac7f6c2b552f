"""The recall model: more practice helps, delay hurts, and a learner's answers move it."""

from math import exp
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.recall_model import (
    BEGINNING,
    Coefficients,
    Practice,
    RecallModel,
    Trial,
    first_practice,
    fitted,
    probability,
)

TIMES = st.floats(0, 30)
DELAYS = st.floats(0.1, 60)


@given(TIMES, TIMES, DELAYS)
def test_recall_grows_with_practice_and_falls_with_delay(
    successes: float, failures: float, delay: float
) -> None:
    before = probability(BEGINNING, successes, failures, delay)

    assert probability(BEGINNING, successes + 1, failures, delay) > before
    assert probability(BEGINNING, successes, failures + 1, delay) > before
    assert probability(BEGINNING, successes, failures, delay + 1) < before


def test_an_answer_on_the_same_day_counts_a_quarter() -> None:
    practice = first_practice(10.2, is_right=False)

    assert practice.after(10.9, is_right=True) == Practice(0.25, 1.0, 10.9)
    assert practice.after(11.1, is_right=True) == Practice(1.0, 1.0, 11.1)


def test_few_answers_leave_the_model_as_it_begins() -> None:
    trial = Trial("fact", 1, 0, 1.0, is_right=False, guess=0.25)

    assert fitted([trial] * 4) == RecallModel()
    assert fitted([trial] * 5) != RecallModel()


def _answers(truth: Coefficients, count: int, guess: float, seed: int) -> list[Trial]:
    """Answers of a learner whose memory follows known coefficients."""
    chance = Random(seed)
    found = []
    for number in range(count):
        successes, failures, delay = chance.randrange(5), chance.randrange(4), chance.random() * 20
        known = probability(truth, successes, failures, delay)
        is_right = chance.random() < known + (1 - known) * guess
        found.append(Trial(f"fact-{number}", successes, failures, delay, is_right, guess))
    return found


@pytest.mark.parametrize(
    "truth",
    [
        Coefficients(level=-1.5, success=1.1, failure=0.8, delay=-0.45),
        Coefficients(level=0.5, success=1.4, failure=0.6, delay=-0.2),
        Coefficients(level=-0.6, success=0.6, failure=0.4, delay=-0.7),
    ],
)
def test_the_model_predicts_a_learner_better_after_their_answers(truth: Coefficients) -> None:
    trials = _answers(truth, 1_000, 0.25, seed=1)
    later = _answers(truth, 500, 0.25, seed=2)

    model = fitted(trials)

    def error(coefficients: Coefficients) -> float:
        return sum(
            abs(
                probability(coefficients, each.successes, each.failures, each.delay)
                - probability(truth, each.successes, each.failures, each.delay)
            )
            for each in later
        )

    assert error(model.coefficients) < 0.6 * error(BEGINNING)


def test_a_fact_that_is_missed_more_often_than_its_neighbours_is_harder() -> None:
    hard = [Trial("hard", n % 3, 1, 2.0, is_right=False, guess=0.25) for n in range(12)]
    easy = [Trial("easy", n % 3, 1, 2.0, is_right=True, guess=0.25) for n in range(12)]

    model = fitted(hard + easy)

    assert model.ease["hard"] < 0 < model.ease["easy"]
    practice = Practice(2, 1, 10.0)
    assert model.recall(practice, 12.0, "hard") < model.recall(practice, 12.0, "easy")


def test_only_the_latest_answers_count() -> None:
    early = [Trial("fact", 3, 0, 1.0, is_right=False, guess=0.0)] * 2_000
    late = _answers(BEGINNING, 1_500, 0.25, seed=3)

    assert fitted(early + late) == fitted(late)


def test_the_fit_is_where_the_posterior_probability_is_largest() -> None:
    trials = _answers(BEGINNING, 60, 0.25, seed=4)
    model = fitted(trials)
    for _ in range(3):
        model = fitted(trials, model)

    again = fitted(trials, model)

    for one, other in zip(model.coefficients, again.coefficients, strict=True):
        assert one == pytest.approx(other, abs=1e-3)


def test_the_probability_is_the_logistic_of_the_documented_sum() -> None:
    found = probability(Coefficients(0.0, 0.0, 0.0, -1.0), 0, 0, exp(1.0), 0.5)

    assert found == pytest.approx(1 / (1 + exp(0.5)))
