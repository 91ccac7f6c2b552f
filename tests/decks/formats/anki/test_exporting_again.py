"""A package that is imported again updates the notes of the first."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection

from cards.model.card import Card
from cards.model.template import Kind

if TYPE_CHECKING:
    # Only `anki.collection` can be imported first.
    from anki.notes import Note
from tests.decks.formats.anki.packages import (
    LATER,
    NOW,
    WHOLE,
    back_of,
    cards_in,
    deck_of,
    import_package,
    one_of,
    write,
)

pytestmark = pytest.mark.slow


def _note(collection: Collection, card: Card) -> "Note":
    guid = f"primemover/{card.id}"
    assert collection.db is not None
    return collection.get_note(collection.db.scalar("select id from notes where guid = ?", guid))


@pytest.mark.parametrize("when", [NOW, LATER], ids=["at-the-same-time", "later"])
def test_importing_the_same_cards_again_adds_nothing(
    collection: Collection, tmp_path: Path, when: float
) -> None:
    write(WHOLE, tmp_path / "first.apkg", NOW)
    write(WHOLE, tmp_path / "second.apkg", when)
    import_package(collection, tmp_path / "first.apkg")
    before = (collection.note_count(), collection.card_count(), len(collection.models.all()))
    log = import_package(collection, tmp_path / "second.apkg")

    expected = (before, 0, 0)
    after = (collection.note_count(), collection.card_count(), len(collection.models.all()))
    actual = (after, len(log.new), len(log.conflicting))

    assert expected == actual


def test_a_corrected_explanation_updates_the_existing_note(
    collection: Collection, tmp_path: Path
) -> None:
    first, *rest = (one_of(kind) for kind in Kind)
    corrected = replace(first, explanation="Now it is said better.")
    write(deck_of(first, *rest), tmp_path / "first.apkg", NOW)
    write(deck_of(corrected, *rest), tmp_path / "second.apkg", LATER)
    import_package(collection, tmp_path / "first.apkg")
    log = import_package(collection, tmp_path / "second.apkg")

    expected = (len(Kind), len(Kind), 0, True)
    actual = (
        collection.note_count(),
        collection.card_count(),
        len(log.new) + len(log.conflicting),
        "Now it is said better." in back_of(cards_in(collection)[first.id]).text,
    )

    assert expected == actual


@pytest.mark.parametrize("kind", list(Kind))
def test_an_update_keeps_the_progress(collection: Collection, tmp_path: Path, kind: Kind) -> None:
    card = one_of(kind)
    write(deck_of(card), tmp_path / "first.apkg", NOW)
    import_package(collection, tmp_path / "first.apkg")
    deck = collection.decks.id_for_name("Primemover")
    assert deck is not None
    collection.decks.select(deck)
    queued = collection.sched.getCard()
    assert queued is not None
    collection.sched.answerCard(queued, 4)
    before = _learned(collection)
    write(deck_of(replace(card, explanation="Said better.")), tmp_path / "second.apkg", LATER)
    import_package(collection, tmp_path / "second.apkg")

    expected = before
    actual = _learned(collection)

    assert expected == actual
    assert "Said better." in _note(collection, card)["Why"]


def _learned(collection: Collection) -> tuple[object, object]:
    assert collection.db is not None
    reviews = collection.db.all("select id, cid, ease, ivl from revlog")
    assert reviews
    return reviews, collection.db.all("select id, nid, reps, ivl, due, queue, type from cards")


def test_a_corrected_question_keeps_its_note(collection: Collection, tmp_path: Path) -> None:
    card = one_of(Kind.CHOICE)
    write(deck_of(card), tmp_path / "first.apkg", NOW)
    write(deck_of(replace(card, stems=("Worded anew?",))), tmp_path / "second.apkg", LATER)
    import_package(collection, tmp_path / "first.apkg")
    import_package(collection, tmp_path / "second.apkg")

    expected = (1, "Worded anew?")
    actual = (collection.note_count(), _note(collection, card)["Question"])

    assert expected == actual
