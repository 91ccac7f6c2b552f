"""Notes of each kind of card: the Anki table matches `cards.model.kinds`."""

import pytest

from cards.model.kinds import CARD_KINDS, StemForm
from cards.model.template import Kind
from decks.formats.anki.kinds import NOTE_KINDS
from tests.support.library import builtin_cards


@pytest.mark.parametrize("kind", Kind)
def test_only_a_sentence_with_a_gap_is_a_cloze_note(kind: Kind) -> None:
    assert NOTE_KINDS[kind].is_cloze is (CARD_KINDS[kind].stem is StemForm.SENTENCE)


@pytest.mark.parametrize("kind", Kind)
def test_an_answer_of_several_parts_shows_all_of_them_among_the_options(kind: Kind) -> None:
    card = next(card for card in builtin_cards() if card.kind is kind)
    shown = NOTE_KINDS[kind].shown(card)

    assert set(shown.right) <= set(shown.options)
    if CARD_KINDS[kind].has_parts:
        assert len(shown.right) == len(card.key)
