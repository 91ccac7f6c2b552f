"""The estimated difficulty of a card."""

from collections import Counter
from dataclasses import replace

import pytest

from cards.model.card import Card, Proof
from cards.model.difficulty import DIFFICULTIES, difficulty
from cards.model.template import Kind
from cards.report.records import card_record, tags
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
def test_a_card_has_a_plausible_difficulty(id_: str, expected: int) -> None:
    assert difficulty(builtin_card(id_)) == expected


def test_every_difficulty_exists() -> None:
    counted = Counter(difficulty(card) for card in builtin_cards())

    assert set(counted) == {*DIFFICULTIES}
    assert min(counted.values()) >= 20


def test_every_kind_except_the_hardest_has_several_difficulties() -> None:
    of_kind = {
        kind: {difficulty(card) for card in builtin_cards() if card.kind is kind}
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
        found = [difficulty(on_facts(card, count)) for count in (1, 2, 3)]

        assert found == sorted(found)


def test_near_options_are_never_easier_than_far_ones() -> None:
    for card in builtin_cards():
        near, far = (
            replace(card, distractors=tuple(replace(d, proof=proof) for d in card.distractors))
            for proof in (Proof.FUNCTIONAL, Proof.VOCABULARY)
        )

        assert difficulty(near) >= difficulty(far)


def test_recalling_is_never_easier_than_recognising() -> None:
    for card in builtin_cards():
        if card.kind is Kind.CHOICE:
            as_typed = replace(card, template=replace(card.template, kind=Kind.TYPED))

            assert difficulty(as_typed) >= difficulty(replace(card, distractors=()))


def test_the_difficulty_is_in_lists_and_tags() -> None:
    for card in builtin_cards():
        assert card_record(card, BASE)["difficulty"] == difficulty(card)
        assert f"difficulty::{difficulty(card)}" in tags(card)
