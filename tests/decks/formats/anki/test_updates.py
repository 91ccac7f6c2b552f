"""Updates, tested with the real Anki library: import, study, edit, then import new versions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from cards.model.card import Card
from cards.model.template import Kind
from decks.deck import Deck
from decks.formats.format import FORMATS, ExportResult, Preset, Settings
from decks.ledger import Ledger, Stamp, Times
from tests.support.library import builtin_cards, builtin_library

pytestmark = pytest.mark.slow

FIRST, SECOND, THIRD = 1_760_000_000, 1_770_000_000, 1_780_000_000
NEW_ONE = "is new in the second version"


def _some(kind: Kind, count: int) -> list[Card]:
    return [card for card in builtin_cards() if card.kind is kind][:count]


CARDS = [*_some(Kind.CHOICE, 6), *_some(Kind.CLOZE, 3), *_some(Kind.TYPED, 3)]
EDITED, TAGGED, SUSPENDED, DELETED, CORRECTED, RETIRED = CARDS[:6]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    (tmp_path / "anki").mkdir()
    opened = Collection(str(tmp_path / "anki" / "collection.anki2"))
    yield opened
    opened.close()


def export(cards: list[Card], file: Path, format_: str = "anki", **settings: Any) -> ExportResult:
    deck = Deck(name="Primemover", cards=tuple(cards), base=builtin_library().base)
    return FORMATS[format_].write(
        deck, file, Settings(**{"times": Times(FIRST, FIRST), **settings})
    )


def import_package(
    collection: Collection, file: Path, *, merge: bool = False
) -> tuple[int, int, int]:
    """Import a package; return the numbers of new, updated and conflicting notes."""
    options = ImportAnkiPackageOptions(merge_notetypes=merge, with_deck_configs=True)
    request = ImportAnkiPackageRequest(package_path=str(file), options=options)
    log = collection.import_anki_package(request).log
    return len(log.new), len(log.updated), len(log.conflicting)


def note_id(collection: Collection, card: Card) -> int:
    assert collection.db is not None
    found = collection.db.scalar("select id from notes where guid = ?", f"primemover/{card.id}")
    assert found
    return int(found)


def study(collection: Collection, count: int) -> None:
    deck = collection.decks.id_for_name("Primemover")
    assert deck is not None
    collection.decks.select(deck)
    for _ in range(count):
        queued = collection.sched.getCard()
        assert queued is not None
        collection.sched.answerCard(queued, 3)


def learned(collection: Collection) -> object:
    assert collection.db is not None
    return (
        collection.db.all("select id, cid, ease, ivl from revlog"),
        collection.db.all(
            "select id, nid, reps, ivl, due, queue, type from cards where reps > 0 or queue < 0"
        ),
    )


@pytest.mark.parametrize("merge", [False, True], ids=["as-usual", "merging-note-types"])
def test_a_new_version_keeps_progress_edits_and_tags(
    collection: Collection, tmp_path: Path, merge: bool
) -> None:
    first = export(CARDS, tmp_path / "first.apkg")
    assert import_package(collection, tmp_path / "first.apkg", merge=merge) == (len(CARDS), 0, 0)
    study(collection, 4)
    edited = collection.get_note(note_id(collection, EDITED))  # type: ignore[arg-type]  # NoteId
    edited["Remark"], edited["Answer"] = "as in chapter 4", "my own words"
    collection.update_note(edited)
    tagged = collection.get_note(note_id(collection, TAGGED))  # type: ignore[arg-type]  # NoteId
    tagged.add_tag("mine")
    collection.update_note(tagged)
    collection.sched.suspend_notes([note_id(collection, SUSPENDED)])  # type: ignore[list-item]  # NoteId
    collection.remove_notes([note_id(collection, DELETED)])  # type: ignore[list-item]  # NoteId
    before = learned(collection)

    builtin = {**first.stamps, RETIRED.id: Stamp("q-retired", SECOND)}
    ledger = Ledger(builtin=builtin, written=first.stamps)
    corrected = replace(CORRECTED, explanation="Said better.")
    new = replace(CORRECTED, id="new/card", stems=(NEW_ONE,))
    cards = [corrected if c is CORRECTED else c for c in CARDS if c is not RETIRED]
    settings: dict[str, Any] = {
        "times": Times(SECOND, SECOND),
        "ledger": ledger,
        "retired": (RETIRED.id,),
    }
    second = export([*cards, new], tmp_path / "second.apkg", **settings)

    came, updated, conflicting = import_package(collection, tmp_path / "second.apkg", merge=merge)

    assert conflicting == 0
    assert came == len([new, DELETED]), "deleted notes come back: Anki keeps no record of them"
    assert updated == len([corrected, RETIRED])
    assert learned(collection) == before
    assert collection.note_count() == len(CARDS) + 1
    note = collection.get_note(note_id(collection, EDITED))  # type: ignore[arg-type]  # NoteId
    assert (note["Remark"], note["Answer"]) == ("as in chapter 4", "my own words")
    assert "mine" in collection.get_note(note_id(collection, TAGGED)).tags  # type: ignore[arg-type]  # NoteId
    assert "Said better." in collection.get_note(note_id(collection, CORRECTED))["Why"]  # type: ignore[arg-type]  # NoteId
    retired = collection.get_note(note_id(collection, RETIRED))  # type: ignore[arg-type]  # NoteId
    assert "primemover::retired" in retired.tags
    assert retired["Question"].startswith("Retired: ")
    assert len([m for m in collection.models.all_names() if m.startswith("Primemover")]) == 2

    again = Ledger(builtin=builtin, written={**first.stamps, **second.stamps})
    settings = {"times": Times(THIRD, THIRD), "ledger": again, "retired": (RETIRED.id,)}
    export([*cards, new], tmp_path / "third.apkg", **settings)

    assert import_package(collection, tmp_path / "third.apkg", merge=merge) == (0, 0, 0)
    assert learned(collection) == before
    assert (tmp_path / "second.apkg").read_bytes() == (tmp_path / "third.apkg").read_bytes()


def test_an_extra_card_stays_unless_an_export_removes_it(
    collection: Collection, tmp_path: Path
) -> None:
    first = export(CARDS, tmp_path / "first.apkg", exam=True, type_in=True)
    import_package(collection, tmp_path / "first.apkg")
    gone = CARDS[0]
    remaining = [card for card in CARDS if card is not gone]
    settings: dict[str, Any] = {
        "times": Times(SECOND, SECOND),
        "ledger": Ledger(written=first.stamps),
    }
    second = export(remaining, tmp_path / "second.apkg", retired=(gone.id,), **settings)

    assert (second.changed, second.blank) == (1, 0)
    assert import_package(collection, tmp_path / "second.apkg") == (0, 1, 0)
    assert not collection.get_empty_cards().notes

    third = export(remaining, tmp_path / "third.apkg", exam=False, **settings)
    import_package(collection, tmp_path / "third.apkg")

    choices = [card for card in remaining if card.kind is Kind.CHOICE]
    assert third.blank == len(choices) == len(collection.get_empty_cards().notes)


def test_an_extra_card_is_due_after_all_first_cards(collection: Collection, tmp_path: Path) -> None:
    export(CARDS, tmp_path / "more.apkg", exam=True, type_in=True)
    import_package(collection, tmp_path / "more.apkg")
    assert collection.db is not None
    order = collection.db.list("select ord from cards order by due")

    assert order == sorted(order, key=bool)


def test_an_export_from_another_machine_keeps_remarks(
    collection: Collection, tmp_path: Path
) -> None:
    """Unknown notes get the modification time of the fact files, not the current time."""
    for now, name in ((SECOND, "here.apkg"), (THIRD, "there.apkg")):
        export(CARDS, tmp_path / name, times=Times(now, FIRST), exam=True)
        assert import_package(collection, tmp_path / name)[1:] == (0, 0)
        for id_ in collection.find_notes(""):
            note = collection.get_note(id_)
            note["Remark"] = "mine"
            collection.update_note(note)


def test_a_time_in_the_future_is_never_written(collection: Collection, tmp_path: Path) -> None:
    """Otherwise every import until that time would overwrite the learner's edits."""
    ahead = export(CARDS, tmp_path / "ahead.apkg", times=Times(THIRD, THIRD))
    settings: dict[str, Any] = {
        "times": Times(SECOND, FIRST),
        "ledger": Ledger(written=ahead.stamps),
    }
    export(CARDS, tmp_path / "now.apkg", **settings)
    import_package(collection, tmp_path / "now.apkg")
    assert collection.db is not None

    assert collection.db.scalar("select max(mod) from notes") == FIRST


def test_extra_cards_are_enabled_by_a_field(collection: Collection, tmp_path: Path) -> None:
    export(CARDS, tmp_path / "more.apkg", exam=True, type_in=True)
    import_package(collection, tmp_path / "more.apkg")
    choices = sum(card.kind is Kind.CHOICE for card in CARDS)
    typed = sum(card.kind is Kind.TYPED for card in CARDS)

    assert collection.note_count() == len(CARDS)
    assert collection.card_count() == len(CARDS) + choices + typed
    for id_ in collection.find_cards("card:Exam"):
        front = collection.get_card(id_).render_output().question_text
        assert '<ol class="choices mix"' in front
        assert "<details" not in front


def test_a_preset_is_imported_with_the_deck(collection: Collection, tmp_path: Path) -> None:
    preset = Preset(new_a_day=7, retention=0.92, bury=False)
    export(CARDS, tmp_path / "preset.apkg", preset=preset)
    import_package(collection, tmp_path / "preset.apkg")
    deck = collection.decks.id_for_name("Primemover")
    assert deck is not None
    config = collection.decks.config_dict_for_deck_id(deck)

    assert config["name"] == "Primemover: 7 new a day, 92%, not burying"
    assert config["new"]["perDay"] == 7
    assert config["desiredRetention"] == pytest.approx(0.92)
    assert (config["new"]["bury"], config["rev"]["bury"]) == (False, False)
    assert config["newGatherPriority"] == 1, "subdecks come in the order of teaching"

    export(CARDS, tmp_path / "other.apkg", preset=Preset(new_a_day=9))
    import_package(collection, tmp_path / "other.apkg")

    assert collection.decks.config_dict_for_deck_id(deck)["new"]["perDay"] == 9


def test_a_deck_can_have_parent_decks(collection: Collection, tmp_path: Path) -> None:
    deck = Deck(name="Exam::Anatomy::Legs", cards=tuple(CARDS), base=builtin_library().base)
    FORMATS["anki"].write(deck, tmp_path / "deep.apkg", Settings(times=Times(FIRST, FIRST)))
    import_package(collection, tmp_path / "deep.apkg")

    names = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert {"Exam", "Exam::Anatomy", "Exam::Anatomy::Legs"} <= names
    id_ = collection.decks.id_for_name("Exam::Anatomy::Legs")
    assert id_ is not None
    assert "questions on" in collection.decks.get(id_)["desc"]  # type: ignore[index]  # it is there


def test_a_larger_export_in_subdecks_adds_to_the_notes_of_a_smaller_one(
    collection: Collection, tmp_path: Path
) -> None:
    tiers = {card.fact.id: 1 + (number >= 6) for number, card in enumerate(CARDS)}
    base = builtin_library().base
    for name, cards in (("core.apkg", CARDS[:6]), ("more.apkg", CARDS)):
        deck = Deck(name="Mine", cards=tuple(cards), base=base, exam="cscs", tiers=tiers)
        settings = Settings(times=Times(FIRST, FIRST), split=True)
        FORMATS["anki"].write(deck, tmp_path / name, settings)
        import_package(collection, tmp_path / name)

    assert collection.note_count() == len(CARDS)
    assert len(collection.find_cards('"deck:Mine::1 Core::*"')) == 6
    assert len(collection.find_cards('"deck:Mine::2 Extended::*"')) == len(CARDS) - 6
    assert len(collection.find_notes("tag:primemover::tier::cscs::2")) == len(CARDS) - 6


def test_packages_written_at_the_same_time_do_not_conflict(
    collection: Collection, tmp_path: Path
) -> None:
    export(CARDS[:6], tmp_path / "one.apkg")
    export(CARDS[6:], tmp_path / "other.apkg")
    import_package(collection, tmp_path / "one.apkg")

    assert import_package(collection, tmp_path / "other.apkg") == (len(CARDS[6:]), 0, 0)
    assert collection.note_count() == len(CARDS)
