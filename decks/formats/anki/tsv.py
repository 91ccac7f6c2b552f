"""A text file for Anki's import, which brings the notes of an earlier package up to date.

Anki finds notes by their GUID and writes the fields that a line has, from the first one on. A line
of a known note ends before the pictures, the remark and the tags, so these stay, and so does the
scheduling; it asks as the package did, on the map if there is one. If the text has changed, the map
may contradict it: the line empties the pictures, and asks in words. The line of a new note has the
tags too, but no line reaches a remark. Each line names its note type and deck; cards that Anki has
stay in their deck.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from cards.model.card import Card
from decks.deck import Deck
from decks.files import write_lines
from decks.formats.anki.changes import Version, summary_of, versions
from decks.formats.anki.map_fields import wording_on_map
from decks.formats.anki.note_types import (
    ANSWER_PICTURE,
    BEFORE_REMARK,
    CLOZE_FIELDS,
    CLOZE_NAME,
    QUESTION_FIELDS,
    QUESTION_NAME,
    TEXT_FIELDS,
)
from decks.formats.format import ExportResult, NothingToWrite, Settings
from decks.formats.rows import one_line
from decks.subdecks import deck_of_notes

_COLUMNS_BEFORE = 3
"""The columns before the fields: GUID, note type and deck."""

_TAGS = _COLUMNS_BEFORE + BEFORE_REMARK
"""How many columns come before the tags."""

_PLACE_OF = [name for name, _ in QUESTION_FIELDS].index
_PICTURES_END = {
    is_cloze: [name for name, _ in fields].index(ANSWER_PICTURE) + 1
    for is_cloze, fields in ((False, QUESTION_FIELDS), (True, CLOZE_FIELDS))
}


def write(deck: Deck, file: Path, settings: Settings) -> ExportResult:
    """Write all notes of a deck, the new ones too.

    Raises:
        OSError: The file cannot be written.
        LedgerError: A note has changed its type.
        NothingToWrite: No package has brought the note types and any of the notes yet.
    """
    found = list(versions(deck, settings, as_text=True))
    if all(version.before is None for version in found):
        raise NothingToWrite(
            "None of these cards has been exported as a package yet: run `export anki` first."
        )
    of_deck = deck_of_notes(deck) if settings.split else {}

    cards = {} if settings.figure is None else {card.id: card for card in deck.cards}

    def lines() -> Iterator[str]:
        yield "#separator:tab\n#html:true\n#if matches:update current\n"
        yield "#guid column:1\n#notetype column:2\n#deck column:3\n"
        yield f"#tags column:{_TAGS + 1}\n"
        for version in found:
            name = of_deck.get(version.note.id, deck.name)
            yield (
                "\t".join(_quoted(one_line(value)) for value in _values(version, name, cards))
                + "\n"
            )

    result = summary_of(found, settings)
    write_lines(file, lines(), lambda: settings.keep(result.stamps))
    return result


def _values(version: Version, deck: str, on_map: Mapping[str, Card]) -> Iterator[str]:
    """The columns of a line; `on_map` has the cards that the package asks on maps, by id."""
    note = version.note
    fields = list(note.fields[: TEXT_FIELDS[note.cloze]])
    if version.stamp.bare or version.stamp.retired:
        fields += [""] * (_PICTURES_END[note.cloze] - len(fields))
    elif note.id in on_map:
        asked = wording_on_map(on_map[note.id], exam=not note.cloze and note.has("ExamChoices"))
        for name, value in asked.items():
            fields[_PLACE_OF(name)] = value
    yield from (note.guid, CLOZE_NAME if note.cloze else QUESTION_NAME, deck, *fields)
    if version.before is None:
        yield from [""] * (_TAGS - _COLUMNS_BEFORE - len(fields))
        yield " ".join(note.tags)


def _quoted(value: str) -> str:
    """A value with quotation marks escaped as Anki expects."""
    return '"' + value.replace('"', '""') + '"' if '"' in value else value
