"""A simulated month of study: minutes, shares, levels and the forecast hold."""

from itertools import pairwise

import pytest

from tests.support.study_month import StudyMonth, month

pytestmark = pytest.mark.slow

MINUTES = 20


@pytest.fixture(scope="module", params=["acsm-cpt", "nasm-cpt"])
def played(request: pytest.FixtureRequest) -> StudyMonth:
    """A month of twenty minutes a day with questions of 25 seconds."""
    found = month(request.param, MINUTES, 25.0, seed=1)
    found.play()
    return found


def test_no_day_takes_longer_than_its_minutes(played: StudyMonth) -> None:
    assert all(seconds <= MINUTES * 60 + 25 for seconds in played.spent.values())
    assert all(seconds >= MINUTES * 60 - 60 for seconds in played.spent.values())


def test_the_last_hundred_questions_have_the_shares_of_the_exam(played: StudyMonth) -> None:
    shown, total = played.shares(100), sum(played.exam.shares.values())

    for subject, share in played.exam.shares.items():
        assert abs(shown[subject] - 100 * share / total) <= 2


def test_the_questions_of_a_week_have_the_levels_of_the_exam(played: StudyMonth) -> None:
    shown = played.levels(250)

    off = {
        level: 100 * shown[level] / shown.total() - aim for level, aim in played.exam.levels.items()
    }
    assert all(abs(each) <= 15 for each in off.values()), off


def test_one_learner_is_asked_about_as_many_facts_on_three_days_as_was_forecast(
    played: StudyMonth,
) -> None:
    assert played.first is not None
    assert played.after_a_week is not None

    # Chance moves a single learner by some per cent.
    for forecast in (played.first, played.after_a_week):
        assert sum(forecast.practised.values()) == pytest.approx(played.practised(), rel=0.2)


@pytest.mark.full
@pytest.mark.parametrize("exam", ["acsm-cpt", "nasm-cpt"])
def test_learners_are_asked_about_as_many_facts_on_three_days_as_was_forecast(exam: str) -> None:
    learners = [month(exam, MINUTES, 25.0, seed=seed) for seed in (1, 2, 3)]
    for learner in learners:
        learner.play()

    practised = sum(learner.practised() for learner in learners)
    for forecasts in (
        [learner.first for learner in learners],
        [learner.after_a_week for learner in learners],
    ):
        expected = sum(sum(each.practised.values()) for each in forecasts if each is not None)
        assert expected == pytest.approx(practised, rel=0.15)


def test_as_many_facts_are_firm_as_was_forecast_after_a_week(played: StudyMonth) -> None:
    assert played.after_a_week is not None

    assert sum(played.after_a_week.firm.values()) == pytest.approx(played.firm(), rel=0.15)


def test_no_fact_is_begun_in_the_last_week(played: StudyMonth) -> None:
    last_week = played.answers[-1].at.date()

    begun = [a.at.date() for a in played.answers if a.why == "new"]
    assert (last_week - max(begun)).days >= 5


def test_two_questions_on_one_fact_are_never_neighbours(played: StudyMonth) -> None:
    facts = [answer.fact for answer in played.answers]

    assert not [one for one, other in pairwise(facts) if one == other]
