"""Sampling, for any selection of facts and any seed."""

from collections import Counter
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.model.card import Card
from cards.model.template import Kind
from cards.model.vocabulary import Subject
from quiz.log.past import Past
from quiz.schedule.drawing import MOST_OF_A_KEY
from quiz.schedule.shares import is_definition
from quiz.session.kinds import RARE_KINDS
from tests.support.library import CardPool, builtin_cards, scheduler

CARDS = builtin_cards()
FACTS = sorted({card.fact.id for card in CARDS})


@st.composite
def materials(draw: st.DrawFn) -> list[Card]:
    """All cards of some facts and some kinds."""
    facts = draw(st.sets(st.sampled_from(FACTS), min_size=1))
    kinds = draw(st.sets(st.sampled_from(list(Kind)), min_size=1))
    return [card for card in CARDS if card.fact.id in facts and card.kind in kinds]


@cache
def everything() -> CardPool:
    """All cards."""
    return CardPool(CARDS)


COUNTS = st.integers(min_value=1, max_value=60)
SEEDS = st.integers(min_value=0, max_value=10_000)


@given(materials(), COUNTS, SEEDS)
def test_at_most_count_cards_are_drawn_and_none_twice(
    cards: list[Card], count: int, seed: int
) -> None:
    drawn = CardPool(cards).choose(count, Random(seed))

    assert len(drawn) <= count
    assert {card.id for card in drawn} <= {card.id for card in cards}
    assert len(drawn) == len({card.id for card in drawn})


@given(materials(), SEEDS)
def test_all_cards_are_drawn_if_the_count_is_that_high(cards: list[Card], seed: int) -> None:
    drawn = CardPool(cards).choose(len(cards), Random(seed))

    def alike(card: Card) -> str:
        """Of a true and a false card on one fact only one is asked."""
        is_statement = card.kind is Kind.TRUE_FALSE
        return f"{card.template.id} {card.fact.id}" if is_statement else card.id

    assert sorted({alike(card) for card in cards}) == sorted(alike(card) for card in drawn)


def test_no_fact_is_in_more_than_a_quarter_of_first_quizzes() -> None:
    default = [card for card in builtin_cards() if not (card.opinion or card.template.optional)]
    pool = CardPool(default)
    quizzes = [pool.choose(20, Random(seed)) for seed in range(40)]

    asked = Counter(card.fact.id for quiz in quizzes for card in quiz)

    assert max(asked.values()) <= len(quizzes) / 4


@given(materials(), COUNTS, SEEDS)
def test_equal_seeds_draw_equal_cards(cards: list[Card], count: int, seed: int) -> None:
    assert CardPool(cards).choose(count, Random(seed)) == CardPool(cards).choose(
        count, Random(seed)
    )


@given(materials(), COUNTS, SEEDS)
def test_no_fact_is_repeated_before_all_others_that_test_the_same_were_asked(
    cards: list[Card], count: int, seed: int
) -> None:
    drawn = CardPool(cards).choose(count, Random(seed))

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
    drawn = CardPool(cards).choose(count, Random(seed))

    asserted = Counter(
        (card.template.id, card.fact.id) for card in drawn if card.kind is Kind.TRUE_FALSE
    )
    assert not asserted or max(asserted.values()) == 1


@given(materials(), COUNTS, SEEDS)
def test_true_and_false_are_balanced(cards: list[Card], count: int, seed: int) -> None:
    drawn = CardPool(cards).choose(count, Random(seed))

    judged = [card for card in drawn if card.kind is Kind.TRUE_FALSE]
    truths = Counter(card.key[0] for card in judged)
    # Some facts have only a true statement, because nothing near is proven wrong.
    both = Counter((card.template.id, card.fact.id) for card in cards)
    alone = sum(both[card.template.id, card.fact.id] == 1 for card in judged)
    assert abs(truths["True"] - truths["False"]) <= 1 + alone


def test_no_cards_are_drawn_from_none() -> None:
    assert CardPool([]).choose(10, Random(1)) == ()


@given(SEEDS)
def test_what_was_missed_or_never_asked_comes_before_what_is_known(seed: int) -> None:
    pool, chance = everything().summaries, Random(seed)
    facts = sorted({card.about for card in pool})
    known = set(chance.sample(facts, len(facts) // 2))
    missed = set(chance.sample(facts, len(facts) // 4)) - known
    past = {f: Past(2, right=True) for f in known} | {f: Past(1, right=False) for f in missed}

    drawn = scheduler(chance, history=past.copy)(pool, 6)

    for tests in {card.tests for card in drawn}:
        waiting = {
            card.about for card in pool if card.tests == tests and not is_definition(card.about)
        } - known
        asked = [card.about for card in drawn if card.tests == tests]
        assert len(waiting) < len(asked) or known.isdisjoint(asked)


@pytest.mark.slow
@given(SEEDS)
def test_of_what_is_known_the_fact_that_was_asked_least_comes_first(seed: int) -> None:
    pool = everything().summaries
    past = {card.about: Past(3, right=True) for card in pool}
    once = next(card.about for card in reversed(pool) if card.template == "role")
    past[once] = Past(1, right=True)
    clusters = {card.cluster for card in pool if card.about == once}

    drawn = scheduler(Random(seed), history=past.copy)(pool, 20)

    asked = {card.about for card in drawn if card.tests == Subject.ROLES}
    assert once in asked or clusters & {card.cluster for card in drawn}


@given(st.integers(1, 60), SEEDS)
def test_rare_kinds_are_one_question_in_twenty_at_most(count: int, seed: int) -> None:
    drawn = everything().choose(count, Random(seed), rare=RARE_KINDS)

    assert sum(card.kind in RARE_KINDS for card in drawn) <= -(-count // 20)


def test_rare_kinds_are_asked_where_there_is_nothing_else() -> None:
    rare = [card for card in CARDS if card.kind is Kind.TRUE_FALSE]

    assert len(CardPool(rare).choose(10, Random(1), rare=RARE_KINDS)) == 10


@cache
def of_template(template: str) -> CardPool:
    """The built-in cards of a template."""
    return CardPool(card for card in builtin_cards() if card.template.id == template)


@given(st.sampled_from(["role", "role-typed", "muscle-in-role"]), SEEDS)
def test_no_key_of_a_template_comes_too_often(template: str, seed: int) -> None:
    drawn = of_template(template).choose(12, Random(seed))

    keys = Counter(card.key[0] for card in drawn)
    assert max(keys.values()) <= MOST_OF_A_KEY * len(drawn)


@given(SEEDS)
def test_no_wording_is_asked_twice_while_there_are_others(seed: int) -> None:
    drawn = of_template("muscle-for-action").choose(20, Random(seed))

    assert len({card.stem for card in drawn}) == 20


@given(st.integers(1, 60), SEEDS)
def test_what_terms_mean_is_one_question_in_eight_at_most(count: int, seed: int) -> None:
    drawn = everything().choose(count, Random(seed))

    assert sum(is_definition(card.fact.id) for card in drawn) <= -(-count // 8)


def test_what_terms_mean_is_asked_where_there_is_nothing_else() -> None:
    terms = [card for card in CARDS if is_definition(card.fact.id)]
    others = [card for card in CARDS if not is_definition(card.fact.id)][:5]

    drawn = CardPool([*terms, *others]).choose(20, Random(1))

    assert len(drawn) == 20
    assert sum(not is_definition(card.fact.id) for card in drawn) == 5
