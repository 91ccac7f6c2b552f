"""One text file brings a collection up to date: tested with the real Anki library."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection, ImportCsvRequest

from cards.model.card import Card
from cards.model.template import Kind
from decks.deck import Deck
from decks.formats.format import FORMATS, ExportResult, NothingToWrite, Settings
from decks.ledger import Ledger, Times
from tests.decks.formats.anki.packages import LIBRARY, import_package
from tests.support.library import builtin_cards

if TYPE_CHECKING:
    # Only `anki.collection` can be imported first.
    from anki.notes import Note

pytestmark = pytest.mark.slow

FIRST, SECOND, AFTER_THE_REMARK = 1_760_000_000, 1_770_000_000, 4_000_000_000


def some(kind: Kind, count: int) -> list[Card]:
    return [card for card in builtin_cards() if card.kind is kind][:count]


CARDS = [*some(Kind.CHOICE, 4), *some(Kind.CLOZE, 3)]
REWORDED, UNCHANGED, GONE, _, CLOZE, GONE_CLOZE, _ = CARDS
NEW = [replace(some(Kind.CHOICE, 5)[-1], id="new/choice"), some(Kind.CLOZE, 4)[-1]]


def export(
    cards: list[Card],
    file: Path,
    known: ExportResult | None = None,
    time: int | None = None,
    **more: object,
) -> ExportResult:
    settings = {"ledger": Ledger(written=known.stamps), **more} if known else more
    time = time or (SECOND if known else FIRST)
    times = Times(time, time)
    deck = Deck(name="Mine", cards=tuple(cards), base=LIBRARY.base)
    format_ = "anki" if file.suffix == ".apkg" else "anki-tsv"
    return FORMATS[format_].write(deck, file, Settings(times=times, **settings))  # type: ignore[arg-type]  # as named


def import_text(collection: Collection, file: Path) -> tuple[int, int, int]:
    """Import as Anki's dialog does; return the numbers of new, updated and unchanged notes."""
    metadata = collection.get_csv_metadata(str(file), None)
    log = collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata)).log
    assert not log.conflicting
    return len(log.new), len(log.updated), len(log.duplicate)


def note(collection: Collection, card: Card) -> "Note":
    assert collection.db is not None
    found = collection.db.scalar("select id from notes where guid = ?", f"primemover/{card.id}")
    assert found
    return collection.get_note(found)


def use(collection: Collection) -> None:
    """Study some cards, and write a remark and a tag on every note."""
    deck = collection.decks.id_for_name("Mine")
    assert deck is not None
    collection.decks.select(deck)
    for _ in range(4):
        queued = collection.sched.getCard()
        assert queued is not None
        collection.sched.answerCard(queued, 3)
    for card in CARDS:
        edited = note(collection, card)
        edited["Remark"], edited["AnswerPicture"] = "as in chapter 4", "a map"
        edited.add_tag("mine")
        collection.update_note(edited)


def learned(collection: Collection) -> object:
    assert collection.db is not None
    return (
        collection.db.all("select id, cid, ease, ivl from revlog"),
        collection.db.all(
            "select c.id, c.did, c.reps, c.ivl, c.due, c.queue from cards c join notes n"
            " on n.id = c.nid where n.guid not like '%new%' and c.reps > 0"
        ),
    )


def test_one_text_file_updates_adds_and_withdraws_and_keeps_all_that_is_the_learners(
    collection: Collection, tmp_path: Path
) -> None:
    first = export(CARDS, tmp_path / "first.apkg")
    import_package(collection, tmp_path / "first.apkg")
    use(collection)
    before, unchanged = learned(collection), note(collection, UNCHANGED).mod
    reworded = replace(REWORDED, stems=('Said "better" <now>?',))
    cloze = replace(CLOZE, explanation="Explained better by far.")
    remaining = [reworded, UNCHANGED, CARDS[3], cloze, CARDS[6]]
    retired = (GONE.id, GONE_CLOZE.id)
    second = export([*remaining, *NEW], tmp_path / "second.tsv", first, retired=retired, split=True)

    came, updated, same = import_text(collection, tmp_path / "second.tsv")

    assert (came, updated, same) == (len(NEW), 4, 3)
    assert learned(collection) == before
    assert note(collection, UNCHANGED).mod == unchanged
    assert note(collection, UNCHANGED)["AnswerPicture"] == "a map"
    assert note(collection, GONE)["AnswerPicture"] == ""
    for card in CARDS:
        found = note(collection, card)
        assert found["Remark"] == "as in chapter 4", card.id
        assert found["AnswerPicture"] in ("", "a map"), card.id
        assert "mine" in found.tags
        assert any(tag.startswith("primemover::subject::") for tag in found.tags)
    assert "Said &quot;better&quot; &lt;now&gt;?" in note(collection, REWORDED)["Question"]
    assert "Explained better by far." in note(collection, CLOZE)["Why"]
    assert note(collection, GONE)["Question"] == "Retired: this question is no longer asked."
    assert len(collection.find_notes('"is no longer asked"')) == len(retired)
    for card in NEW:
        tags = note(collection, card).tags
        assert f"primemover::subject::{card.tests}" in tags
        assert collection.decks.name(note(collection, card).cards()[0].did).startswith("Mine::")
    assert import_text(collection, tmp_path / "second.tsv")[:2] == (0, 0), "nothing is new now"

    package = tmp_path / "again.apkg"
    export([*remaining, *NEW], package, replace(second, stamps={**first.stamps, **second.stamps}))
    log = import_package(collection, package)
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 0, 0)


def test_a_reworded_question_loses_its_remark_by_a_package_and_the_export_counts_it(
    collection: Collection, tmp_path: Path
) -> None:
    first = export(CARDS, tmp_path / "first.apkg")
    import_package(collection, tmp_path / "first.apkg")
    use(collection)
    before = learned(collection)
    reworded = [replace(REWORDED, stems=("Said better?",)), *CARDS[1:]]
    second = export(reworded, tmp_path / "second.apkg", first, time=AFTER_THE_REMARK)
    import_package(collection, tmp_path / "second.apkg")

    assert (second.changed, second.shared) == (1, 0)
    assert learned(collection) == before
    assert note(collection, REWORDED)["Remark"] == ""
    assert note(collection, UNCHANGED)["Remark"] == "as in chapter 4"


def test_a_text_file_keeps_the_extra_card(collection: Collection, tmp_path: Path) -> None:
    choices = some(Kind.CHOICE, 4)
    first = export(choices, tmp_path / "first.apkg", exam=True)
    import_package(collection, tmp_path / "first.apkg")
    corrected = [replace(card, key=("Another answer",)) for card in choices]
    export(corrected, tmp_path / "x.tsv", first)
    import_text(collection, tmp_path / "x.tsv")
    cards = collection.find_cards("card:Exam")

    assert len(cards) == len(choices)
    for id_ in cards:
        assert "Another answer" in collection.get_card(id_).render_output().question_text


def test_without_an_earlier_package_there_are_no_note_types_to_fill(tmp_path: Path) -> None:
    with pytest.raises(NothingToWrite, match="run `export anki` first"):
        export(CARDS, tmp_path / "x.tsv")

    assert not (tmp_path / "x.tsv").exists()
