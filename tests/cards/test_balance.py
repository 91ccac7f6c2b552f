"""Counting the options of a template does not give the key away."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from cards.balance import FEWEST_CARDS, balanced
from cards.model.card import Card
from cards.model.fact import Fact
from cards.model.kinds import ASSERTIONS, CHOICES
from cards.model.shown import MOST_CHOSEN as SHOWN
from cards.model.template import Kind
from cards.model.vocabulary import Origin
from tests.support.library import builtin_cards


@cache
def asked(template: str) -> tuple[Card, ...]:
    """The cards of a template that are asked without being named."""
    return tuple(c for c in builtin_cards() if c.template.id == template and not c.optional)


BALANCED = ("controller", "exercise-for-role", "muscle-action", "muscle-in-role")


@pytest.mark.parametrize("template", BALANCED)
def test_most_options_are_the_key_of_another_card(template: str) -> None:
    cards = asked(template)
    keys = {card.key[0] for card in cards}

    assert len(cards) >= 40
    for card in cards:
        assert len(card.distractors) <= SHOWN
        assert sum(option.text not in keys for option in card.distractors) <= 1


@pytest.mark.parametrize("template", BALANCED)
def test_no_key_is_right_more_often_than_wrong(template: str) -> None:
    right = Counter(card.key[0] for card in asked(template))
    wrong = Counter(option.text for card in asked(template) for option in card.distractors)

    assert [key for key, count in right.items() if count > max(1, wrong[key])] == []


@pytest.mark.parametrize("template", ["plane-of-action-true-false", "role-true-false"])
def test_each_value_is_asserted_as_often_truly_as_falsely(template: str) -> None:
    asserted = Counter[tuple[str, str]]()
    for card in asked(template):
        value = card.distractors[0].concept.rpartition("/")[2]
        value = card.id.rpartition("=")[2] if card.key[0] == "True" else value
        asserted[value, card.key[0]] += 1
    values = {value for value, _ in asserted}

    assert len(values) > 1
    assert all(asserted[value, "True"] == asserted[value, "False"] for value in values)


def test_denied_values_that_only_one_card_shows_set_no_card_aside() -> None:
    cards = [c for c in builtin_cards() if c.template.id == "correction-of-fault"]
    keys = {card.key[0] for card in cards}

    assert len(cards) >= FEWEST_CARDS
    assert any(keys.isdisjoint(option.text for option in card.distractors) for card in cards)
    assert not any(card.optional for card in cards)


def test_a_card_that_is_set_aside_keeps_its_id_and_is_asked_by_name() -> None:
    aside = [c for c in builtin_cards() if c.template.id == "muscle-in-role" and c.optional]

    assert aside
    assert all(card.distractors for card in aside)


# -- cards of a user -------------------------------------------------------------------------------


def with_facts_of(origin: Origin, cards: Sequence[Card]) -> list[Card]:
    def moved(fact: Fact) -> Fact:
        return replace(fact, origin=origin)

    return [replace(c, fact=moved(c.fact), also=tuple(map(moved, c.also))) for c in cards]


def unbalanced(count: int) -> list[Card]:
    """Cards with one and the same key, which is never wrong, and options that are never right."""
    cards = [c for c in builtin_cards() if c.kind is Kind.CHOICE and len(c.distractors) == SHOWN]
    template = cards[0].template
    return [replace(card, template=template, optional=False) for card in cards[:count]]


def test_cards_that_cannot_be_balanced_are_set_aside() -> None:
    cards = with_facts_of(Origin.BUILTIN, unbalanced(2 * FEWEST_CARDS))

    assert any(card.optional for card in balanced(cards))


def test_what_a_user_adds_is_always_asked() -> None:
    cards = with_facts_of(Origin.USER, unbalanced(2 * FEWEST_CARDS))

    assert not any(card.optional for card in balanced(cards))


def test_no_card_of_a_small_template_is_set_aside() -> None:
    cards = with_facts_of(Origin.BUILTIN, unbalanced(FEWEST_CARDS - 1))

    assert not any(card.optional for card in balanced(cards))


def test_balancing_keeps_the_cards_and_their_order_and_adds_no_option() -> None:
    cards = builtin_cards()[:2000]
    kinds = CHOICES | ASSERTIONS

    for card, result in zip(cards, balanced(cards), strict=True):
        assert (card.id, card.key, card.stems) == (result.id, result.key, result.stems)
        assert {*result.distractors} <= {*card.distractors}
        assert card.kind in kinds or card == result
