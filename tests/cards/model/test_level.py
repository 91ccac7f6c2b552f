"""The cognitive level of a card."""

from collections import Counter
from dataclasses import replace

import pytest

from cards.model.card import Card
from cards.model.kinds import ASSERTIONS, CARD_KINDS, KeyForm
from cards.model.level import hops, level_of
from cards.model.vocabulary import Level
from cards.report.records import card_record, tags
from decks.deck import CardFilter, make_deck
from tests.support.library import builtin_card, builtin_cards, builtin_library

BASE = builtin_library().base


@pytest.mark.parametrize(
    ("id_", "expected", "steps"),
    [
        ("role/hip-thrust/gluteus-maximus/role", Level.RECALL, 1),
        ("true-false/hip-thrust/gluteus-maximus/role=prime-mover", Level.RECALL, 1),
        ("definition/glossary/concentric/definition", Level.RECALL, 1),
        # Four muscles to find, and one fact for each.
        ("select-role/hip-thrust/stabiliser", Level.RECALL, 1),
        # Its template states that it sets a case.
        ("role-and-reason/hip-thrust/gluteus-maximus/role", Level.APPLICATION, 1),
        ("odd-role/single-leg-hip-thrust/gluteus-maximus/stabiliser", Level.ANALYSIS, 3),
    ],
)
def test_a_card_has_a_plausible_level(id_: str, expected: Level, steps: int) -> None:
    card = builtin_card(id_)

    assert (level_of(card), hops(card)) == (expected, steps)


def combining(card: Card, count: int) -> Card:
    """The card as if it combined this number of facts, and as if its template stated no level."""
    template = replace(card.template, level=None)
    return replace(card, template=template, also=(card.fact,) * (count - 1))


def test_combining_more_facts_is_never_a_lower_level() -> None:
    order = list(Level)
    for card in builtin_cards():
        levels = [order.index(level_of(combining(card, count))) for count in (1, 2, 3, 4)]

        assert levels == sorted(levels), card.id


def test_a_list_of_answers_takes_one_fact_for_each_and_is_recall() -> None:
    for card in builtin_cards():
        alike = CARD_KINDS[card.kind].key is not KeyForm.ONE or len(card.key) > 1
        if alike or card.kind in ASSERTIONS:
            assert level_of(combining(card, 4)) is Level.RECALL, card.id


def test_a_template_that_states_a_level_decides() -> None:
    for card in builtin_cards():
        if card.template.level is not None:
            assert level_of(card) is card.template.level


def test_no_template_states_what_follows_from_its_facts() -> None:
    """A level in data would hide a mistake, if the facts gave the same one."""
    follows: dict[str, Counter[bool]] = {}
    for card in builtin_cards():
        if (stated := card.template.level) is not None:
            same = level_of(combining(card, len(card.facts))) is stated
            follows.setdefault(card.template.id, Counter())[same] += 1

    assert [template for template, count in follows.items() if not count[False]] == []


def test_every_level_has_hundreds_of_cards_that_are_asked_by_default_but_analysis() -> None:
    counts = Counter(level_of(card) for card in builtin_cards() if not card.optional)

    assert counts[Level.RECALL] > counts[Level.APPLICATION] > 300
    assert counts[Level.ANALYSIS] >= 40


def test_cards_can_be_selected_by_level() -> None:
    parts = [make_deck("mine", builtin_cards(), CardFilter(levels={n}), BASE).cards for n in Level]

    for level, cards in zip(Level, parts, strict=True):
        assert {level_of(card) for card in cards} == {level}
    whole = make_deck("mine", builtin_cards(), CardFilter(), BASE).cards
    assert sum(map(len, parts)) == len(whole)


def test_the_level_is_in_lists_and_tags() -> None:
    for card in builtin_cards():
        assert card_record(card, BASE)["level"] == level_of(card)
        assert f"level::{level_of(card)}" in tags(card)
