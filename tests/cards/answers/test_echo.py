"""Answers that a stem contains are not accepted."""

from dataclasses import replace

import pytest

from cards.answers.echo import echoed_answer, without_echoes
from cards.model.card import Card
from cards.model.kinds import RECALLED
from tests.support.library import builtin_card, builtin_cards, builtin_library

BASE = builtin_library().base
ROLE = builtin_card("role-typed/hip-thrust/gluteus-maximus/role")


def asked(stem: str, *key: str, card: Card = ROLE) -> Card:
    return replace(card, stems=(stem,), key=key or card.key)


@pytest.mark.slow
def test_no_typed_card_accepts_words_of_its_stems() -> None:
    typed = [card for card in builtin_cards() if card.kind in RECALLED]

    assert [c.id for c in typed for stem in c.stems if echoed_answer(stem, c, BASE)] == []


@pytest.mark.parametrize(
    ("stem", "echo"),
    [
        ("Name the role of the prime mover.", "prime mover."),
        ("Name the role of the agonist here.", "agonist"),
        ("Name the role of the PRIME-MOVERS.", "PRIME-MOVERS."),
        ("Name the role of the gluteus maximus.", None),
        ("Name the role of the antagonist.", None),
    ],
)
def test_every_form_of_the_key_is_found(stem: str, echo: str | None) -> None:
    assert echoed_answer(stem, asked(stem), BASE) == echo


def test_a_stem_with_the_key_is_dropped() -> None:
    fair = "Name the role of the gluteus maximus."
    card = replace(ROLE, stems=("Name the role of the agonist.", fair))

    found = without_echoes(card, BASE)

    assert found is not None
    assert found.stems == (fair,)


def test_a_card_whose_only_stem_has_the_key_is_not_made() -> None:
    assert without_echoes(asked("Name the role of the agonist."), BASE) is None


def test_an_extra_answer_in_the_stem_is_not_accepted() -> None:
    gap = builtin_card("statement-cloze/hip-thrust/joint-action")
    card = asked("The hips are lifted and then ____.", "held", "lifted", "kept up", card=gap)

    found = without_echoes(card, BASE)

    assert found is not None
    assert found.key == ("held", "kept up")


def test_a_little_word_gives_nothing_away() -> None:
    gap = builtin_card("statement-cloze/hip-thrust/joint-action")
    card = asked("In the leg press the knees should not cave ____.", "inwards", "in", card=gap)

    assert without_echoes(card, BASE) == card
