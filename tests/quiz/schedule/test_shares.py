"""How the questions of a session are divided among the subjects, for any weights."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.schedule.shares import (
    FULL_SUPPLY,
    MOST_LOST,
    MOST_OF_A_TEMPLATE,
    apportion,
    levels_by_subject,
    sizes,
    spread,
    supply,
    weights,
)

SUBJECTS = ("roles", "planes", "joints", "load", "technique")
WEIGHTS = st.dictionaries(st.sampled_from(SUBJECTS), st.floats(0.1, 30), min_size=1)
COUNTS = st.integers(0, 60)
SEEDS = st.integers(0, 10_000)
AMPLE = dict.fromkeys(SUBJECTS, 1000)


@given(COUNTS, WEIGHTS, SEEDS)
def test_each_subject_gets_its_exact_number_rounded_up_or_down(
    count: int, weight: dict[str, float], seed: int
) -> None:
    given_ = apportion(count, weight, AMPLE, Random(seed))

    assert sum(given_.values()) == count
    for subject, number in given_.items():
        exact = count * weight[subject] / sum(weight.values())
        assert abs(number - exact) < 1 + 1e-6


@given(COUNTS, WEIGHTS, st.dictionaries(st.sampled_from(SUBJECTS), st.integers(0, 20)), SEEDS)
def test_no_subject_gets_more_than_it_has_and_the_others_get_the_rest(
    count: int, weight: dict[str, float], some: dict[str, int], seed: int
) -> None:
    room = {subject: some.get(subject, 5) for subject in weight}

    given_ = apportion(count, weight, room, Random(seed))

    assert all(given_[subject] <= room[subject] for subject in weight)
    assert sum(given_.values()) == min(count, sum(room.values()))


def test_a_small_subject_gets_its_share_over_many_sessions() -> None:
    weight = {"roles": 70.0, "planes": 27.0, "load": 3.0}
    chance = Random(1)

    total: Counter[str] = Counter()
    for _ in range(2000):
        total.update(apportion(10, weight, AMPLE, chance))

    assert total["load"] == pytest.approx(600, rel=0.15)
    assert total["planes"] == pytest.approx(5400, rel=0.05)


def test_a_subject_without_facts_leaves_its_share_to_the_others() -> None:
    assert weights({"roles": 100, "planes": 0}, {"roles": 10, "planes": 90}) == {"roles": 10}


def test_a_subject_with_few_facts_loses_a_fortieth_of_all_questions_at_most() -> None:
    weight = weights({"roles": FULL_SUPPLY, "load": FULL_SUPPLY // 6}, {"roles": 10, "load": 12})

    lost = MOST_LOST * (10 + 12)
    assert weight == {"roles": 10, "load": pytest.approx(12 - lost)}


def test_a_subject_with_few_facts_and_a_small_share_gets_that_part_of_it() -> None:
    weight = weights({"roles": FULL_SUPPLY, "load": FULL_SUPPLY / 2}, {"roles": 19, "load": 1})

    assert weight == {"roles": 19, "load": pytest.approx(0.5)}


def test_a_subject_without_a_share_weighs_as_much_as_the_others_on_average() -> None:
    weight = weights(dict.fromkeys(("roles", "planes", "nerves"), 100), {"roles": 10, "planes": 4})

    assert weight["nerves"] == pytest.approx(7)


def test_without_any_share_all_subjects_are_equal() -> None:
    assert weights({"nerves": 100}, {}) == {"nerves": 1}


@given(COUNTS, WEIGHTS, SEEDS)
def test_the_questions_of_a_subject_are_spread_over_the_session(
    count: int, weight: dict[str, float], seed: int
) -> None:
    chance = Random(seed)
    given_ = apportion(count, weight, AMPLE, chance)

    order = spread(given_, chance)

    assert Counter(order) == Counter({s: n for s, n in given_.items() if n})
    for subject, number in given_.items():
        first = order[: len(order) // 2].count(subject)
        assert abs(first - number / 2) <= max(2, len(given_))


def test_a_fact_that_templates_share_counts_once() -> None:
    size = sizes({"role": {"a", "b", "c"}, "role-typed": {"a", "b"}})

    assert size == {"role": 2.0, "role-typed": 1.0}


def test_one_way_of_asking_does_not_fill_a_subject() -> None:
    assert supply({"cloze": 97.0, "term": 4.0}) == MOST_OF_A_TEMPLATE + 4


def test_what_terms_mean_counts_as_one_way_of_asking_however_many_templates_ask_it() -> None:
    terms = {f"glossary/{number}/definition" for number in range(3 * MOST_OF_A_TEMPLATE)}

    size = sizes({"definition": terms, "term": terms, "term-typed": terms, "cloze": {"a", "b"}})

    assert supply(size) == pytest.approx(MOST_OF_A_TEMPLATE + 2)


LEVELS = ("recall", "application", "analysis")


@given(
    st.dictionaries(
        st.sampled_from(SUBJECTS),
        st.dictionaries(st.sampled_from(LEVELS), st.integers(1, 20), min_size=1),
        min_size=1,
    ),
    st.lists(st.integers(0, 100), min_size=3, max_size=3).filter(any),
    SEEDS,
)
def test_each_question_has_a_level_that_its_subject_has_room_for(
    room: dict[str, dict[str, int]], shares: list[int], seed: int
) -> None:
    asked = {subject: sum(counts.values()) // 2 for subject, counts in room.items()}
    whole = sum(asked.values()) / sum(shares)
    targets = {level: whole * share for level, share in zip(LEVELS, shares, strict=True)}

    levels = levels_by_subject(asked, room, targets, Random(seed))

    for subject, found in levels.items():
        counts = Counter(found)
        assert counts.total() == asked[subject]
        assert all(count <= room[subject][level] for level, count in counts.items())


def test_a_subject_with_one_level_leaves_the_others_to_subjects_with_more() -> None:
    room = {"roles": {"recall": 9}, "load": {"recall": 9, "application": 9}}
    targets = {"recall": 5.0, "application": 5.0}

    levels = levels_by_subject({"load": 5, "roles": 5}, room, targets, Random(1))

    assert levels == {"roles": ["recall"] * 5, "load": ["application"] * 5}
