"""The estimated difficulty of a card."""

from collections import Counter
from dataclasses import replace

import pytest

from cards.model.card import Card, Proof
from cards.model.difficulty import LEVELS, level
from cards.model.template import Kind
from cards.report.records import card_record, tags
from decks.deck import CardFilter, make_deck
from tests.support.library import builtin_card, builtin_cards, builtin_library

BASE = builtin_library().base


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("true-false/hip-thrust/gluteus-maximus/role=prime-mover", 1),
        ("definition/glossary/concentric/definition", 1),
        # Its wrong options occur elsewhere in the same exercise.
        ("role/bulgarian-split-squat/adductor-magnus/role", 2),
        ("role-typed/hip-thrust/gluteus-maximus/role", 2),
        ("select-role/hip-thrust/stabiliser", 3),
        ("odd-role/single-leg-hip-thrust/gluteus-maximus/stabiliser", 3),
        ("order-ranking/hip-thrust/activity-ranking", 3),
    ],
)
def test_a_card_has_a_plausible_level(id_: str, expected: int) -> None:
    assert level(builtin_card(id_)) == expected


def test_every_level_exists() -> None:
    counted = Counter(level(card) for card in builtin_cards())

    assert set(counted) == {*LEVELS}
    assert min(counted.values()) >= 20


def test_every_kind_except_the_hardest_has_several_levels() -> None:
    of_kind = {
        kind: {level(card) for card in builtin_cards() if card.kind is kind}
        for kind in {card.kind for card in builtin_cards()}
    }

    assert max(of_kind[Kind.TRUE_FALSE]) <= 2
    assert min(of_kind[Kind.TYPED]) >= 2
    assert of_kind[Kind.ORDERING] == {3}


def on_facts(card: Card, count: int) -> Card:
    """The card as if it rested on this number of facts."""
    return replace(card, also=(card.fact,) * (count - 1))


def test_combining_more_facts_is_never_easier() -> None:
    for card in builtin_cards():
        levels = [level(on_facts(card, count)) for count in (1, 2, 3)]

        assert levels == sorted(levels)


def test_near_options_are_never_easier_than_far_ones() -> None:
    for card in builtin_cards():
        near, far = (
            replace(card, distractors=tuple(replace(d, proof=proof) for d in card.distractors))
            for proof in (Proof.FUNCTIONAL, Proof.VOCABULARY)
        )

        assert level(near) >= level(far)


def test_recalling_is_never_easier_than_recognising() -> None:
    for card in builtin_cards():
        if card.kind is Kind.CHOICE:
            as_typed = replace(card, template=replace(card.template, kind=Kind.TYPED))

            assert level(as_typed) >= level(replace(card, distractors=()))


@pytest.mark.slow
@pytest.mark.parametrize("levels", [{1}, {2}, {3}, {1, 3}, {1, 2, 3}])
def test_cards_can_be_selected_by_level(levels: set[int]) -> None:
    deck = make_deck(
        "mine", builtin_cards(), CardFilter(levels=levels, attributed=True, optional=True), BASE
    )

    expected = sorted(card.id for card in builtin_cards() if level(card) in levels)
    assert expected == sorted(card.id for card in deck.cards)


def test_the_levels_cover_all_cards() -> None:
    parts = [make_deck("mine", builtin_cards(), CardFilter(levels={n}), BASE).cards for n in LEVELS]

    whole = make_deck("mine", builtin_cards(), CardFilter(), BASE).cards
    assert sum(map(len, parts)) == len(whole)


def test_the_level_is_in_lists_and_tags() -> None:
    for card in builtin_cards():
        assert card_record(card, BASE)["level"] == level(card)
        assert f"level::{level(card)}" in tags(card)
