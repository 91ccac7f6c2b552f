"""The simulation: equal seeds give equal results, and what should do better does better."""

from random import Random
from statistics import fmean

import pytest

from tests.simulation.comparison import Results, compare, difference, table
from tests.simulation.course import SHARES, SIDES, Course
from tests.simulation.memories.models import MODELS
from tests.simulation.month import result
from tests.simulation.policies.table import POLICIES, REFERENCE, SHIPPED, VARIANTS

pytestmark = pytest.mark.slow

COURSE = Course(facts=15, days=14, minutes=2)
SEEDS = range(2)


@pytest.fixture(scope="module")
def results() -> Results:
    return compare(dict(POLICIES) | dict(VARIANTS), COURSE, SEEDS, seconds=None)


def test_no_policy_gets_more_minutes_than_another(results: Results) -> None:
    minutes = {
        policy: fmean(each.minutes for same in found.values() for each in same)
        for policy, found in results.items()
    }

    assert max(minutes.values()) <= 1.02 * minutes[REFERENCE]
    assert min(minutes.values()) >= 0.8 * minutes[REFERENCE]


def test_every_policy_scores_between_guessing_and_all_right(results: Results) -> None:
    for same in results.values():
        for each in same.values():
            assert all(25 < found.score < 100 for found in each)


def test_the_plan_is_not_worse_than_random_questions() -> None:
    """In the models in which spacing and repetition matter most."""
    course = Course(facts=60, days=28, minutes=4)

    for model in ("fsrs", "half-life"):
        planned, at_random = (
            fmean(result(model, POLICIES[name], course, seed).score for seed in SEEDS)
            for name in (SHIPPED, "random")
        )
        assert planned >= at_random, model


def test_equal_seeds_give_equal_results() -> None:
    for name in (REFERENCE, SHIPPED):
        first, second = (result("dash", POLICIES[name], COURSE, 1) for _ in range(2))
        assert first == second


def test_more_minutes_give_a_better_score() -> None:
    longer = COURSE._replace(minutes=8)

    for model in MODELS:
        less, more = (
            fmean(result(model, POLICIES[REFERENCE], course, seed).score for seed in SEEDS)
            for course in (COURSE, longer)
        )
        assert more > less, model


def test_a_better_memory_gives_a_better_score() -> None:
    """Of two learners, the one who recalls more after the same practice scores higher."""
    for model in MODELS:
        recall = [week_after_practice(model, seed, 3) for seed in range(6)]
        scores = [result(model, POLICIES[REFERENCE], COURSE, seed).score for seed in range(6)]
        best, worst = recall.index(max(recall)), recall.index(min(recall))
        assert scores[best] > scores[worst], model


def test_spaced_practice_is_remembered_better_than_one_question() -> None:
    for model in MODELS:
        once, often = (
            fmean(week_after_practice(model, seed, times) for seed in range(10)) for times in (1, 4)
        )
        assert often > once + 0.05, model


def week_after_practice(model: str, seed: int, times: int) -> float:
    """The mean recall a week after the last of some questions, three days apart."""
    memory = MODELS[model](Random(f"{seed} memory"), COURSE.facts)
    chance = Random(seed)
    traces = range(COURSE.facts * SIDES)
    for number in range(times):
        now = 3.0 * number + 0.75
        for trace in traces:
            memory.study(trace, now, is_recalled=chance.random() < memory.recall(trace, now))
    return fmean(memory.recall(trace, now + 7) for trace in traces)


def test_recall_never_grows_without_study() -> None:
    for model in MODELS:
        memory = MODELS[model](Random(5), 10)
        memory.study(3, 1.0, is_recalled=False)
        recalls = [memory.recall(3, 1.0 + days) for days in (0.01, 1, 5, 30)]
        assert recalls == sorted(recalls, reverse=True), model


def test_the_facts_of_a_course_have_the_shares_of_the_exam() -> None:
    subjects = Course(facts=150, days=30, minutes=3).subjects

    for subject, share in SHARES.items():
        assert subjects.count(subject) == pytest.approx(1.5 * share, abs=1)


def test_a_difference_of_pairs_has_the_standard_error_of_their_mean() -> None:
    found = difference([3.0, 5.0, 7.0], [1.0, 1.0, 1.0])

    assert found.mean == pytest.approx(4.0)
    assert found.error == pytest.approx(2 / 3**0.5)


def test_the_table_compares_each_policy_with_the_reference(results: Results) -> None:
    lines = list(table(results))

    assert len(lines) == 2 + len(results)
    assert all(("±" in line) != line.startswith(f"| {REFERENCE} |") for line in lines[2:])
