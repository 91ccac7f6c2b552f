"""The page to share a deck: its cards are those of Anki, and it needs no other file."""

import re
from pathlib import Path

import pytest
from anki.collection import Collection

from cards.cache.figure import load_figure
from cards.model.template import Kind
from decks.editions import Changes
from decks.formats.anki.notes import content
from decks.formats.anki.page import CARDS, DESCRIPTION, samples, write_page
from decks.formats.anki.preview import sides
from decks.formats.format import Settings
from decks.ledger import Times
from tests.decks.formats.anki.packages import WHOLE, cards_in, one_of

_CLOZE = re.compile('<span class="cloze" [^>]*>')


@pytest.mark.slow
def test_a_preview_is_what_anki_shows(whole: Collection) -> None:
    shown = cards_in(whole)
    for card in map(one_of, Kind):
        note = content(card)
        output = shown[card.id].render_output()
        expected = [
            _CLOZE.sub('<span class="cloze">', side)
            for side in (output.question_text, output.answer_text)
        ]

        assert list(sides(note.fields, cloze=note.cloze)) == expected, card.kind


def test_a_page_is_complete_without_other_files(tmp_path: Path) -> None:
    new = WHOLE.cards[0]
    changes = Changes("2", (new.id,), (), ())
    settings = Settings(times=Times(1, 1), figure=load_figure(None))
    write_page(WHOLE, tmp_path / "page", changes, settings)
    page = (tmp_path / "page" / CARDS).read_text("utf-8")
    text = (tmp_path / "page" / DESCRIPTION).read_text("utf-8")

    assert set(re.findall('src="([^"]{11})', page)) == {"data:image/"}
    assert "{{" not in page
    assert page.count('<div class="phone"><div class="card">') == 2 * len(samples(WHOLE))
    assert page.count('<div class="phone nightMode">') == 2 * len(samples(WHOLE))
    assert text.startswith("**Primemover.**\n\n")
    for part in (f"1 question added: “{new.stem}", "best source of", "CC BY 4.0", "Unofficial"):
        assert part in text


def test_the_samples_are_of_different_subjects() -> None:
    found = [card.tests for card in samples(WHOLE)]

    assert len(found) == len(set(found)) == 8
