"""A text file and the maps of notes that a package brought: tested with the real Anki library."""

from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection

from cards.cache.figure import load_figure
from cards.model.card import Card
from cards.model.vocabulary import Subject
from decks.formats.format import ExportResult
from tests.decks.formats.anki.packages import import_package
from tests.decks.formats.anki.test_text_updates import export, import_text, note
from tests.support.library import builtin_cards

pytestmark = pytest.mark.slow

FIGURE = load_figure(None)
ASKED = [card for card in builtin_cards() if card.on_map is not None]
NUMBERED = next(card for card in ASKED if card.on_map and card.on_map.is_numbered)
HIGHLIGHTED = next(card for card in ASKED if card.on_map and not card.on_map.is_numbered)
ROLE = next(card for card in builtin_cards() if card.tests is Subject.ROLES)
CARDS = [NUMBERED, HIGHLIGHTED, ROLE]
NEW = replace(next(card for card in ASKED if card not in CARDS), id="new/on-map")
AFTER = 4_000_000_000


def write(
    cards: list[Card], file: Path, known: ExportResult | None = None, time: int | None = None
) -> ExportResult:
    """Export with maps; the result also has the stamps of before, as the ledger does."""
    result = export(cards, file, known, time, figure=FIGURE)
    return replace(result, stamps={**known.stamps, **result.stamps} if known else result.stamps)


def pictures(collection: Collection, card: Card) -> tuple[bool, bool]:
    found = note(collection, card)
    return bool(found["QuestionPicture"]), bool(found["AnswerPicture"])


@pytest.mark.parametrize("exam", [False, True])
def test_a_text_file_without_a_change_changes_no_note_that_asks_on_a_map(
    collection: Collection, tmp_path: Path, exam: bool
) -> None:
    first = export(CARDS, tmp_path / "first.apkg", figure=FIGURE, exam=exam)
    import_package(collection, tmp_path / "first.apkg")
    second = export([*CARDS, NEW], tmp_path / "second.tsv", first, figure=FIGURE)

    assert import_text(collection, tmp_path / "second.tsv") == (1, 0, 3)
    for card in (NUMBERED, HIGHLIGHTED):
        assert card.on_map is not None
        assert note(collection, card)["Question"] == card.on_map.stem
    assert "highlighted" not in note(collection, NEW)["Question"]
    known = replace(second, stamps={**first.stamps, **second.stamps})
    export([*CARDS, NEW], tmp_path / "third.tsv", known, figure=FIGURE)
    assert import_text(collection, tmp_path / "third.tsv") == (0, 0, 4)


def test_a_changed_note_has_no_map_until_a_package_brings_the_right_one(
    collection: Collection, tmp_path: Path
) -> None:
    known = write(CARDS, tmp_path / "first.apkg")
    import_package(collection, tmp_path / "first.apkg")
    changed = [replace(card, explanation="It was corrected.") for card in (NUMBERED, ROLE)]
    assert pictures(collection, ROLE) == (False, True)
    known = write([*changed, HIGHLIGHTED], tmp_path / "second.tsv", known)
    import_text(collection, tmp_path / "second.tsv")

    assert pictures(collection, ROLE) == pictures(collection, NUMBERED) == (False, False)
    assert pictures(collection, HIGHLIGHTED) == (True, True)
    assert "number" not in note(collection, NUMBERED)["Question"]
    later = write([*changed, HIGHLIGHTED], tmp_path / "later.apkg", known, AFTER)
    log = import_package(collection, tmp_path / "later.apkg")
    assert (len(log.updated), later.changed) == (2, 2)
    assert pictures(collection, ROLE) == (False, True)
    assert pictures(collection, NUMBERED) == (True, True)
    assert "number" in note(collection, NUMBERED)["Question"]


def test_a_package_of_the_same_edition_does_not_hide_a_change_from_the_text_file(
    collection: Collection, tmp_path: Path
) -> None:
    known = write(CARDS, tmp_path / "first.apkg")
    import_package(collection, tmp_path / "first.apkg")
    changed = [replace(ROLE, explanation="It was corrected."), NUMBERED, HIGHLIGHTED]
    known = write(changed, tmp_path / "for-new-learners.apkg", known)
    write(changed, tmp_path / "second.tsv", known)
    import_text(collection, tmp_path / "second.tsv")

    assert pictures(collection, ROLE) == (False, False)
    assert pictures(collection, NUMBERED) == (True, True)
