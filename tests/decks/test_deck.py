"""Selecting the cards of a deck, and their order."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.model.card import Card
from cards.model.fact import Fact
from cards.model.summary import fact_summaries, summary
from cards.model.template import Kind
from cards.model.vocabulary import Phase, Role
from decks.deck import CardFilter, make_deck, spread
from tests.support.library import builtin_cards, cached_library

FOUND = cached_library()
LIBRARY = FOUND.library
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
def test_cards_on_one_fact_are_neighbours_only_if_it_is_unavoidable(
    facts: list[int],
) -> None:
    most = max(Counter(facts).values(), default=0)
    others = len(facts) - most
    # With n cards on other facts between them, n + 1 cards on one fact can be kept apart.
    expected = max(0, most - others - 1)

    order = [card.fact.id for card in spread(_cards_on(facts))]
    actual = sum(first == second for first, second in pairwise(order))

    assert expected == actual


def test_no_two_neighbours_in_the_builtin_deck_are_on_one_fact() -> None:
    deck = make_deck("Primemover", CARDS, CardFilter(), LIBRARY.base)

    expected: list[str] = []
    actual = [
        first.fact.id for first, second in pairwise(deck.cards) if first.fact.id == second.fact.id
    ]

    assert expected == actual


def test_spreading_is_deterministic() -> None:
    expected = spread(CARDS)
    actual = spread(iter(CARDS))

    assert expected == actual


def test_without_criteria_a_deck_contains_neither_opinions_nor_optional_cards() -> None:
    expected = {card.id for card in CARDS if not (card.opinion or card.optional)}
    actual = _selected_ids(CardFilter())

    assert expected == actual


def test_attributed_claims_are_included_only_on_request() -> None:
    expected = {card.id for card in CARDS if not card.optional}
    actual = _selected_ids(CardFilter(attributed=True))

    assert expected == actual
    assert actual - _selected_ids(CardFilter())


def test_everything_includes_the_cards_of_optional_templates() -> None:
    expected = {card.id for card in CARDS}
    actual = _selected_ids(CardFilter(attributed=True, optional=True))

    assert expected == actual


OPTIONAL = ("nerve", "muscle-for-nerve", "origin", "insertion", "comparison")


@pytest.mark.parametrize("template", OPTIONAL)
def test_naming_an_optional_template_selects_its_cards(template: str) -> None:
    expected = {card.id for card in CARDS if card.template.id == template}
    actual = _selected_ids(CardFilter(templates=[template], attributed=True))

    assert expected == actual
    assert actual


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "template"),
    [
        (["nerves", "and", "attachments"], "nerve"),
        (["attachments"], "origin"),
        (["attachments", "gastrocnemius"], "insertion"),
        (["femoral-nerve"], "muscle-for-nerve"),
        (["muscle-for-origin"], "muscle-for-origin"),
    ],
)
def test_a_topic_that_names_what_an_optional_template_asks_selects_its_cards(
    words: list[str], template: str
) -> None:
    assert template in _templates_on(words)


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [["gluteus-maximus"], ["quads"], ["lower-body"], ["anatomy", "lower-body"], ["hinge"]]
)
def test_a_muscle_or_a_region_does_not_name_an_optional_template(words: list[str]) -> None:
    assert not _templates_on(words) & {"nerve", "muscle-for-nerve", "origin", "insertion"}


def _templates_on(words: list[str]) -> set[str]:
    topics = FOUND.topics
    criteria = CardFilter(
        topics=[match.topics for match in topics.read(words)],
        of_fact=topics.of_fact,
        by_type=topics.by_type,
    )
    return {card.template.id for card in _deck(criteria)}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_kind_selects_only_cards_of_that_kind(kind: Kind) -> None:
    # Some kinds may have no cards at all.
    expected = {card.kind for card in CARDS if card.kind is kind}
    actual = {card.kind for card in _deck(CardFilter(kinds=[kind], optional=True))}

    assert expected == actual


def test_a_template_selects_only_its_cards() -> None:
    expected = {"role", "term"}
    actual = {card.template.id for card in _deck(CardFilter(templates=["role", "term"]))}

    assert expected == actual


@pytest.mark.parametrize(
    ("criteria", "attribute", "expected"),
    [
        (CardFilter(roles=["stabiliser"]), "role", {Role.STABILISER}),
        (CardFilter(contractions=["eccentric"]), "contraction", {"eccentric"}),
        (CardFilter(phases=["lifting"]), "phase", {Phase.LIFTING}),
    ],
    ids=["role", "contraction", "phase"],
)
def test_a_value_selects_only_cards_with_a_fact_of_that_value(
    criteria: CardFilter, attribute: str, expected: set[str]
) -> None:
    cards = _deck(criteria)
    values = [{getattr(fact.about, attribute) for fact in card.facts} for card in cards]

    actual = {
        value for card, found in zip(cards, values, strict=True) for value in found & expected
    }

    assert expected == actual
    assert all(found & expected for found in values)


def test_several_criteria_must_all_match() -> None:
    expected = _selected_ids(CardFilter(kinds=["choice"])) & _selected_ids(
        CardFilter(phases=["lowering"])
    )
    actual = _selected_ids(CardFilter(kinds=["choice"], phases=["lowering"]))

    assert expected == actual
    assert actual


def test_optional_cards_match_where_no_other_card_does() -> None:
    summaries = [summary(card) for card in CARDS]
    about = [fact_summaries(card) for card in CARDS]
    ordering = CardFilter(kinds=["ordering"]).select(summaries, lambda: about)
    choices = CardFilter(kinds=["choice"]).select(summaries, lambda: about)

    assert ordering
    assert all(card.optional for card in ordering)
    assert not any(card.optional for card in choices)


@pytest.mark.slow
def test_topics_of_different_kinds_must_all_match() -> None:
    known = FOUND.topics
    topics = [match.topics for match in known.read(["glute-bridge", "gluteus", "maximus"])]

    cards = _deck(CardFilter(topics=topics, of_fact=known.of_fact))

    expected: list[str] = []
    actual = [card.id for card in cards if not any(map(_is_gluteus_in_bridge, card.facts))]

    assert expected == actual
    assert cards


def _is_gluteus_in_bridge(fact: Fact) -> bool:
    exercise, muscle = fact.about.exercise, fact.about.muscle
    return (exercise and exercise.id, muscle and muscle.id) == ("glute-bridge", "gluteus-maximus")


def test_a_fact_can_match_even_if_it_generates_no_card() -> None:
    criteria = CardFilter(contractions=["isometric"], attributed=True)

    expected = {f.id for f in LIBRARY.base.facts if f.about.contraction == "isometric"}
    actual = {f.id for f in LIBRARY.base.facts if criteria.matches_fact(f)}

    assert expected == actual


def test_a_deck_has_the_given_name_and_fact_base() -> None:
    deck = make_deck("My class", CARDS, CardFilter(), LIBRARY.base)

    expected = ("My class", LIBRARY.base)
    actual = (deck.name, deck.base)

    assert expected == actual


def _deck(criteria: CardFilter) -> tuple[Card, ...]:
    return make_deck("Primemover", CARDS, criteria, LIBRARY.base).cards


def _selected_ids(criteria: CardFilter) -> set[str]:
    return {card.id for card in _deck(criteria)}
