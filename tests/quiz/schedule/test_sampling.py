"""Sampling, for any selection of facts and any seed."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.model.card import Card
from cards.model.template import Kind
from tests.support.library import cached_library, choose_cards
from tests.support.paths import CLASS

CARDS = cached_library(CLASS).cards
FACTS = sorted({card.fact.id for card in CARDS})


@st.composite
def materials(draw: st.DrawFn) -> list[Card]:
    """All cards of some facts and some kinds."""
    facts = draw(st.sets(st.sampled_from(FACTS), min_size=1))
    kinds = draw(st.sets(st.sampled_from(list(Kind)), min_size=1))
    return [card for card in CARDS if card.fact.id in facts and card.kind in kinds]


COUNTS = st.integers(min_value=1, max_value=60)
SEEDS = st.integers(min_value=0, max_value=10_000)


@given(materials(), COUNTS, SEEDS)
def test_at_most_count_cards_are_drawn_and_none_twice(
    cards: list[Card], count: int, seed: int
) -> None:
    drawn = choose_cards(cards, count, Random(seed))

    assert len(drawn) <= count
    assert {card.id for card in drawn} <= {card.id for card in cards}
    assert len(drawn) == len({card.id for card in drawn})


@given(materials(), SEEDS)
def test_all_cards_are_drawn_if_the_count_is_that_high(cards: list[Card], seed: int) -> None:
    drawn = choose_cards(cards, len(cards), Random(seed))

    def alike(card: Card) -> str:
        """Of a true and a false card on one fact only one is asked."""
        return card.id.split("=")[0] if card.kind is Kind.TRUE_FALSE else card.id

    assert sorted({alike(card) for card in cards}) == sorted(alike(card) for card in drawn)


@given(materials(), COUNTS, SEEDS)
def test_equal_seeds_draw_equal_cards(cards: list[Card], count: int, seed: int) -> None:
    assert choose_cards(cards, count, Random(seed)) == choose_cards(cards, count, Random(seed))


@given(materials(), COUNTS, SEEDS)
def test_no_fact_is_repeated_before_all_others_that_test_the_same_were_asked(
    cards: list[Card], count: int, seed: int
) -> None:
    drawn = choose_cards(cards, count, Random(seed))

    for tests in {card.tests for card in drawn}:
        facts = {card.fact.id for card in cards if card.tests == tests}
        asked = [card.fact.id for card in drawn if card.tests == tests]
        # The order of first rounds is only certain where the facts have no other cards.
        exclusive = {card.tests for card in cards if card.fact.id in facts} == {tests}
        assert not exclusive or len(set(asked[: len(facts)])) == len(asked[: len(facts)])


@given(materials(), COUNTS, SEEDS)
def test_of_a_true_and_a_false_card_on_one_fact_one_is_asked(
    cards: list[Card], count: int, seed: int
) -> None:
    drawn = choose_cards(cards, count, Random(seed))

    asserted = Counter(
        (card.template.id, card.fact.id) for card in drawn if card.kind is Kind.TRUE_FALSE
    )
    assert not asserted or max(asserted.values()) == 1


@given(materials(), COUNTS, SEEDS)
def test_true_and_false_are_balanced(cards: list[Card], count: int, seed: int) -> None:
    drawn = choose_cards(cards, count, Random(seed))

    truths = Counter(card.key[0] for card in drawn if card.kind is Kind.TRUE_FALSE)
    assert abs(truths["True"] - truths["False"]) <= 1


@pytest.mark.slow
@given(SEEDS)
def test_a_short_quiz_tests_every_subject_once(seed: int) -> None:
    subjects = {card.tests for card in CARDS}

    drawn = choose_cards(CARDS, len(subjects), Random(seed))

    assert subjects == {card.tests for card in drawn}


def test_no_cards_are_drawn_from_none() -> None:
    assert choose_cards([], 10, Random(1)) == ()
