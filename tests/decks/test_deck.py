"""What a deck takes, and in which order."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.model.card import Card
from cards.model.facts import Fact
from cards.model.template import Kind
from cards.model.vocabulary import Phase, Role
from cards.topics import topics_of
from decks.deck import CardFilter, make_deck, spread
from tests.support.library import builtin_cards, builtin_library

LIBRARY = builtin_library()
CARDS = builtin_cards()


def _cards_on(facts: list[int]) -> list[Card]:
    model = CARDS[0]
    return [
        replace(model, id=f"card-{number}", fact=replace(model.fact, id=f"fact-{fact}"))
        for number, fact in enumerate(facts)
    ]


@given(st.lists(st.integers(0, 6), max_size=30))
def test_spreading_keeps_every_card_once(facts: list[int]) -> None:
    cards = _cards_on(facts)

    expected = Counter(card.id for card in cards)
    actual = Counter(card.id for card in spread(cards))

    assert expected == actual


@given(st.lists(st.integers(0, 6), max_size=30))
def test_cards_on_one_fact_are_neighbours_only_where_it_cannot_be_avoided(
    facts: list[int],
) -> None:
    most = max(Counter(facts).values(), default=0)
    others = len(facts) - most
    # With n cards on other facts between them, n + 1 cards on one fact can be kept apart.
    expected = max(0, most - others - 1)

    order = [card.fact.id for card in spread(_cards_on(facts))]
    actual = sum(first == second for first, second in pairwise(order))

    assert expected == actual


def test_no_two_neighbours_of_our_own_deck_are_on_one_fact() -> None:
    deck = make_deck("Primemover", CARDS, CardFilter(), LIBRARY.base)

    expected: list[str] = []
    actual = [
        first.fact.id for first, second in pairwise(deck.cards) if first.fact.id == second.fact.id
    ]

    assert expected == actual


def test_the_same_cards_are_spread_the_same_way() -> None:
    expected = spread(CARDS)
    actual = spread(iter(CARDS))

    assert expected == actual


def test_a_deck_of_nothing_in_particular_holds_every_card_that_needs_no_name_of_a_source() -> None:
    expected = {card.id for card in CARDS if not card.fact.attributed}
    actual = _taken(CardFilter())

    assert expected == actual


def test_what_is_contested_or_an_opinion_comes_only_when_asked_for() -> None:
    expected = {card.id for card in CARDS}
    actual = _taken(CardFilter(attributed=True))

    assert expected == actual
    assert actual - _taken(CardFilter())


@pytest.mark.parametrize("kind", list(Kind))
def test_a_wanted_kind_leaves_the_others_out(kind: Kind) -> None:
    # Of some kind there may be none, as long as nothing we know makes one.
    expected = {card.kind for card in CARDS if card.kind is kind}
    actual = {card.kind for card in _deck(CardFilter(kinds=[kind]))}

    assert expected == actual


def test_a_wanted_template_leaves_the_others_out() -> None:
    expected = {"role", "term"}
    actual = {card.template.id for card in _deck(CardFilter(templates=["role", "term"]))}

    assert expected == actual


@pytest.mark.parametrize(
    ("wanted", "attribute", "expected"),
    [
        (CardFilter(roles=["stabiliser"]), "role", {Role.STABILISER}),
        (CardFilter(contractions=["eccentric"]), "contraction", {"eccentric"}),
        (CardFilter(phases=["lifting"]), "phase", {Phase.LIFTING}),
    ],
    ids=["role", "contraction", "phase"],
)
def test_a_wanted_value_leaves_out_cards_with_no_fact_of_that_value(
    wanted: CardFilter, attribute: str, expected: set[str]
) -> None:
    cards = _deck(wanted)
    values = [{getattr(fact, attribute, None) for fact in card.facts} for card in cards]

    actual = {
        value for card, found in zip(cards, values, strict=True) for value in found & expected
    }

    assert expected == actual
    assert all(found & expected for found in values)


def test_several_wishes_narrow_together() -> None:
    expected = _taken(CardFilter(kinds=["typed"])) & _taken(CardFilter(phases=["lowering"]))
    actual = _taken(CardFilter(kinds=["typed"], phases=["lowering"]))

    assert expected == actual
    assert actual


def test_a_topic_narrows_to_the_cards_about_it() -> None:
    known = topics_of(LIBRARY)
    topics = known.read(["glute-bridge", "gluteus", "maximus"])

    cards = _deck(CardFilter(topics=topics, of_fact=known.of_fact))

    expected: list[str] = []
    actual = [card.id for card in cards if not any(map(_is_gluteus_in_bridge, card.facts))]

    assert expected == actual
    assert cards


def _is_gluteus_in_bridge(fact: Fact) -> bool:
    nouns = (getattr(fact, name, None) for name in ("exercise", "muscle"))
    return [getattr(noun, "id", None) for noun in nouns] == ["glute-bridge", "gluteus-maximus"]


def test_a_wanted_fact_may_make_no_card_at_all() -> None:
    wanted = CardFilter(contractions=["isometric"], attributed=True)

    expected = {f.id for f in LIBRARY.base.facts if getattr(f, "contraction", "") == "isometric"}
    actual = {f.id for f in LIBRARY.base.facts if wanted.about(f)}

    assert expected == actual


def test_a_deck_keeps_its_name_and_the_facts_its_cards_come_from() -> None:
    deck = make_deck("My class", CARDS, CardFilter(), LIBRARY.base)

    expected = ("My class", LIBRARY.base)
    actual = (deck.name, deck.base)

    assert expected == actual


def _deck(wanted: CardFilter) -> tuple[Card, ...]:
    return make_deck("Primemover", CARDS, wanted, LIBRARY.base).cards


def _taken(wanted: CardFilter) -> set[str]:
    return {card.id for card in _deck(wanted)}
