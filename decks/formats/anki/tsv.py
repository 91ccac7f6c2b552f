"""A text file for Anki's import, which brings the notes of an earlier package up to date.

Anki finds notes by their GUID and writes the fields that a line has, from the first one on. A line
of a known note ends before the pictures, the remark and the tags, so these stay, and so does the
scheduling. The line of a new note has the tags too, but no line reaches a remark. Each line
names its note type and deck; cards that Anki has stay in their deck.
"""

from collections.abc import Iterator
from pathlib import Path

from decks.deck import Deck
from decks.files import write_lines
from decks.formats.anki.changes import Version, summary_of, versions
from decks.formats.anki.note_types import CLOZE_NAME, QUESTION_NAME, TEXT_FIELDS
from decks.formats.format import ExportResult, NothingToWrite, Settings
from decks.formats.rows import one_line
from decks.subdecks import deck_of_notes

_COLUMNS_BEFORE = 3
"""The columns before the fields: GUID, note type and deck."""

_TAGS = _COLUMNS_BEFORE + max(TEXT_FIELDS.values())
"""How many columns come before the tags."""


def write(deck: Deck, file: Path, settings: Settings) -> ExportResult:
    """Write all notes of a deck, the new ones too.

    Raises:
        OSError: The file cannot be written.
        LedgerError: A note has changed its type.
        NothingToWrite: No package has brought the note types and any of the notes yet.
    """
    found = list(versions(deck, settings))
    if all(version.before is None for version in found):
        raise NothingToWrite(
            "None of these cards has been exported as a package yet: run `export anki` first."
        )
    of_deck = deck_of_notes(deck) if settings.split else {}

    def lines() -> Iterator[str]:
        yield "#separator:tab\n#html:true\n#if matches:update current\n"
        yield "#guid column:1\n#notetype column:2\n#deck column:3\n"
        yield f"#tags column:{_TAGS + 1}\n"
        for version in found:
            name = of_deck.get(version.note.id, deck.name)
            yield "\t".join(_quoted(one_line(value)) for value in _values(version, name)) + "\n"

    result = summary_of(found, settings)
    write_lines(file, lines(), lambda: settings.keep(result.stamps))
    return result


def _values(version: Version, deck: str) -> Iterator[str]:
    note = version.note
    fields = note.fields[: TEXT_FIELDS[note.cloze]]
    yield from (note.guid, CLOZE_NAME if note.cloze else QUESTION_NAME, deck, *fields)
    if version.before is None:
        yield from [""] * (_TAGS - _COLUMNS_BEFORE - len(fields))
        yield " ".join(note.tags)


def _quoted(value: str) -> str:
    """A value with quotation marks escaped as Anki expects."""
    return '"' + value.replace('"', '""') + '"' if '"' in value else value
