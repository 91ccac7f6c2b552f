"""Kinds of card: the cards of a kind have the properties in the table."""

from itertools import chain

from cards.model.card import Card
from cards.model.fact import GAP
from cards.model.kinds import (
    ASSERTIONS,
    CARD_KINDS,
    CLOZES,
    EVERY,
    LISTED,
    MATCHED,
    QUESTIONS,
    RECALLED,
)
from cards.model.template import Kind
from tests.support.library import builtin_cards


def cards_of(kinds: frozenset[Kind]) -> list[Card]:
    return [card for card in builtin_cards() if card.kind in kinds]


def test_every_kind_has_a_template() -> None:
    used = {card.kind for card in builtin_cards()}

    assert EVERY - used == set()


def test_a_stem_is_a_question_a_statement_or_a_sentence_with_a_gap() -> None:
    assert sorted(chain(QUESTIONS, ASSERTIONS, CLOZES)) == sorted(EVERY)


def test_only_a_cloze_has_a_gap() -> None:
    with_gap = {card.id for card in builtin_cards() if any(GAP in stem for stem in card.stems)}

    assert with_gap == {card.id for card in cards_of(CLOZES)}


def test_only_pairs_have_left_hand_sides() -> None:
    paired = {card.id for card in builtin_cards() if card.left_side}

    assert paired == {card.id for card in cards_of(MATCHED)}


def test_every_list_of_options_has_a_right_one_and_recall_has_no_list() -> None:
    assert not LISTED & RECALLED
    assert all(card.key for card in cards_of(LISTED))


def test_only_assertions_are_true_or_false() -> None:
    for card in builtin_cards():
        assert (card.key[0] in ("True", "False")) is (card.kind in ASSERTIONS)


def test_an_answer_with_several_parts_needs_several_facts() -> None:
    needing = {kind for kind, each in CARD_KINDS.items() if each.has_parts}

    assert all(card.template.gather for card in builtin_cards() if card.kind in needing)
