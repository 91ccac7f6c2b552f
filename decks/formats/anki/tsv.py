"""A text file for Anki's import, which updates existing notes by their GUID.

It has no columns for the tags and the remark, so importing it keeps both, and the scheduling. It
only contains notes that a package has added before: a note added by a text file would never get its
tags. A file can contain only one note type: if there are questions, clozes are omitted.
"""

from collections.abc import Iterator
from pathlib import Path

from decks.deck import Deck
from decks.files import write_lines
from decks.formats.anki.changes import Version, stamps_of, versions
from decks.formats.anki.note_types import (
    ANSWER_PICTURE,
    CLOZE_FIELDS,
    CLOZE_NAME,
    QUESTION_FIELDS,
    QUESTION_NAME,
    QUESTION_PICTURE,
)
from decks.formats.format import ExportResult, NothingToWrite, Settings
from decks.formats.rows import one_line

_UNTOUCHED = frozenset({"Remark", QUESTION_PICTURE, ANSWER_PICTURE, "Spare1", "Spare2", "Spare3"})
"""Fields that belong to the learner, need files, or are not used yet."""

_EXTRA_CARDS = ("ExamChoices", "TypeIt")
"""Fields of extra cards; only written if one of the notes has such a card."""

_CLOZE = "is a cloze, which needs a separate file: use --kind cloze"
_UNKNOWN = "has not been exported as a package yet: run `export anki` first"


def write(deck: Deck, file: Path, settings: Settings) -> ExportResult:
    """Write the questions, or the clozes if the deck contains nothing else.

    Raises:
        OSError: The file cannot be written.
        LedgerError: A note has changed its type.
        NothingToWrite: None of the notes has been exported as a package.
    """
    found = list(versions(deck, settings))
    known = [version for version in found if version.before is not None]
    if not known:
        raise NothingToWrite(f"Each of these cards {_UNKNOWN}.")
    cloze = all(version.note.cloze for version in known)
    taken = [version for version in known if version.note.cloze is cloze]
    notetype, fields = (CLOZE_NAME, CLOZE_FIELDS) if cloze else (QUESTION_NAME, QUESTION_FIELDS)
    excluded = (
        _UNTOUCHED if cloze else _UNTOUCHED | {f for f in _EXTRA_CARDS if not _any_has(taken, f)}
    )
    columns = {name: n for n, (name, _) in enumerate(fields) if name not in excluded}

    def lines() -> Iterator[str]:
        yield "#separator:tab\n#html:true\n"
        yield f"#notetype:{notetype}\n#deck:{deck.name}\n#guid column:1\n"
        yield "\t".join(("#columns:guid", *columns)) + "\n"
        for version in taken:
            note = version.note
            values = (note.guid, *(note.fields[position] for position in columns.values()))
            yield "\t".join(_quoted(one_line(value)) for value in values) + "\n"

    omitted = {
        _UNKNOWN: [version for version in found if version.before is None],
        _CLOZE: [version for version in known if version.note.cloze is not cloze],
    }
    stamps = stamps_of(taken)
    write_lines(file, lines(), lambda: settings.keep(stamps))
    return ExportResult(
        notes=len(taken) - sum(version.note.id in settings.retired for version in taken),
        retired=sum(version.note.id in settings.retired for version in taken),
        omitted={
            reason: tuple(version.note.id for version in those)
            for reason, those in omitted.items()
            if those
        },
        stamps=stamps,
    )


def _any_has(notes: list[Version], name: str) -> bool:
    return any(version.note.has(name) for version in notes)


def _quoted(value: str) -> str:
    """A value with quotation marks escaped as Anki expects."""
    return '"' + value.replace('"', '""') + '"' if '"' in value else value
