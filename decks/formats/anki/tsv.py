"""A text file for Anki's own import: it updates our columns by GUID, and nothing of the learner's.

The file has no column of tags and none of `Remark`, so both stay, and so does the scheduling. It is
about notes that a package has brought: a note that came by text alone would never get its tags. A
file of this kind is about one note type: where there are questions, the clozes are left out.
"""

from collections.abc import Iterator
from pathlib import Path

from decks.deck import Deck
from decks.files import write_lines
from decks.formats.anki.changes import Version, stamps_of, versions
from decks.formats.anki.note_types import CLOZE_FIELDS, CLOZE_NAME, QUESTION_FIELDS, QUESTION_NAME
from decks.formats.format import NothingToWrite, Settings, Written
from decks.formats.rows import one_line

_THEIRS = frozenset({"Remark", "Figure", "Spare1", "Spare2", "Spare3"})
"""Fields that are the learner's, or nobody's yet."""

_FURTHER = ("ExamChoices", "TypeIt")
"""Fields of further cards: a column is written where a note is known to have one."""

_CLOZE = "is a cloze, another note type than the others: --kind cloze writes a file of these"
_UNKNOWN = "was in no package written from here: export anki brings it first, with its tags"


def write(deck: Deck, file: Path, settings: Settings) -> Written:
    """Write the questions, or the clozes where the deck has nothing else.

    Raises:
        OSError: The file cannot be written.
        LedgerError: A note has changed its type.
        NothingToWrite: No note of these is known to have been in a package.
    """
    found = list(versions(deck, settings))
    known = [version for version in found if version.before is not None]
    if not known:
        raise NothingToWrite(f"Each of these cards {_UNKNOWN}.")
    cloze = all(version.note.cloze for version in known)
    taken = [version for version in known if version.note.cloze is cloze]
    notetype, fields = (CLOZE_NAME, CLOZE_FIELDS) if cloze else (QUESTION_NAME, QUESTION_FIELDS)
    none_of = _THEIRS if cloze else _THEIRS | {f for f in _FURTHER if not _any_has(taken, f)}
    columns = {name: place for place, (name, _) in enumerate(fields) if name not in none_of}

    def lines() -> Iterator[str]:
        yield "#separator:tab\n#html:true\n"
        yield f"#notetype:{notetype}\n#deck:{deck.name}\n#guid column:1\n"
        yield "\t".join(("#columns:guid", *columns)) + "\n"
        for version in taken:
            note = version.note
            values = (note.guid, *(note.fields[place] for place in columns.values()))
            yield "\t".join(_quoted(one_line(value)) for value in values) + "\n"

    left_out = {
        _UNKNOWN: [version for version in found if version.before is None],
        _CLOZE: [version for version in known if version.note.cloze is not cloze],
    }
    stamps = stamps_of(taken)
    write_lines(file, lines(), lambda: settings.keep(stamps))
    return Written(
        notes=len(taken) - sum(version.note.id in settings.retired for version in taken),
        retired=sum(version.note.id in settings.retired for version in taken),
        left_out={
            reason: tuple(version.note.id for version in those)
            for reason, those in left_out.items()
            if those
        },
        stamps=stamps,
    )


def _any_has(found: list[Version], name: str) -> bool:
    return any(version.note.has(name) for version in found)


def _quoted(value: str) -> str:
    """A value that holds quotation marks, as Anki reads it back."""
    return '"' + value.replace('"', '""') + '"' if '"' in value else value
