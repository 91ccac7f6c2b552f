"""The patterns of stem of a study day, and the cognitive levels of a session."""

from collections import Counter
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.model.summary import CardSummary
from quiz.schedule.shares import MOST_OF_A_PATTERN
from quiz.session.kinds import RARE_KINDS
from tests.support.library import cached_library, scheduler

POOL = [each for each in cached_library().summaries if not each.optional and not each.opinion]
SEEDS = st.integers(min_value=0, max_value=10_000)


def patterns(cards: list[CardSummary]) -> "Counter[tuple[str, str]]":
    return Counter((card.tests, card.template) for card in cards)


@given(SEEDS)
def test_a_day_has_at_most_ten_questions_of_one_pattern_in_a_subject(seed: int) -> None:
    chance = Random(seed)
    day: list[CardSummary] = []
    for count in (20, 50, 30):
        today = partial(patterns, day)
        day += scheduler(chance, rare=RARE_KINDS, today=today)(POOL, count)

    assert len(day) == 100
    assert max(patterns(day).values()) <= MOST_OF_A_PATTERN


def test_a_pattern_that_was_asked_ten_times_today_is_skipped() -> None:
    full = {("roles", "role"): MOST_OF_A_PATTERN, ("contraction", "controller"): 3}
    pool = [card for card in POOL if (card.tests, card.template) in full]

    drawn = scheduler(Random(1), today=lambda: full)(pool, 7)

    assert patterns(list(drawn)) == {("contraction", "controller"): 7}


def test_more_than_ten_are_asked_where_there_is_nothing_else() -> None:
    pool = [card for card in POOL if card.template == "role"]

    assert len(scheduler(Random(1))(pool, 30)) == 30


@pytest.mark.parametrize("shares", [(30, 60, 10), (50, 48, 2), (80, 20, 0)])
def test_the_levels_of_a_session_are_within_ten_points_of_those_requested(
    shares: tuple[int, int, int],
) -> None:
    levels = dict(zip(("recall", "application", "analysis"), shares, strict=True))
    for seed in range(20):
        drawn = scheduler(Random(seed), rare=RARE_KINDS, levels=levels)(POOL, 40)

        counts = Counter(card.level for card in drawn)
        for level, share in levels.items():
            assert counts[level] / 40 == pytest.approx(share / 100, abs=0.1), (seed, level)


@given(SEEDS)
def test_levels_do_not_change_the_subjects(seed: int) -> None:
    levels = {"recall": 30, "application": 55, "analysis": 15}
    with_levels = scheduler(Random(seed), levels=levels)(POOL, 40)
    without = scheduler(Random(seed))(POOL, 40)

    one, other = (Counter(card.tests for card in drawn) for drawn in (with_levels, without))
    assert all(abs(one[tests] - other[tests]) <= 2 for tests in one | other)


def test_a_level_without_cards_is_replaced_by_others() -> None:
    pool = [card for card in POOL if card.level == "recall"]

    assert len(scheduler(Random(1), levels={"analysis": 1})(pool, 20)) == 20


def test_of_the_forms_of_a_fact_one_that_was_not_seen_comes_first() -> None:
    by_fact: dict[str, list[CardSummary]] = {}
    for card in POOL:
        by_fact.setdefault(card.about, []).append(card)
    seen = frozenset(cards[0].id for cards in by_fact.values() if len(cards) > 1)

    drawn = scheduler(Random(2), seen=lambda: seen)(POOL, 40)

    assert len(drawn) == 40
    assert not seen & {card.id for card in drawn}


def test_what_was_seen_changes_neither_the_shares_nor_the_levels() -> None:
    levels = {"recall": 40.0, "application": 50.0, "analysis": 10.0}
    seen = frozenset(card.id for card in POOL if card.tests == "contraction")

    def drawn(seen: frozenset[str]) -> tuple[Counter[str], Counter[str]]:
        cards = scheduler(Random(5), levels=levels, seen=lambda: seen)(POOL, 40)
        return Counter(card.tests for card in cards), Counter(card.level for card in cards)

    assert drawn(seen) == drawn(frozenset())
