"""A text file for Anki's own import: it updates our columns by GUID, and nothing of the learner's.

The file has no column of tags and none of `Remark`, so both stay, and so does the scheduling. The
notes must be there already, from a package; a note that is not is added. A file of this kind is
about one note type: where questions and clozes are wanted, the clozes are left out.
"""

from collections.abc import Iterator
from pathlib import Path

from cards.template import Kind
from decks.deck import Deck
from decks.formats import Settings, Written
from decks.formats.anki_note_types import (
    CLOZE_FIELDS,
    CLOZE_NAME,
    QUESTION_FIELDS,
    QUESTION_NAME,
)
from decks.formats.anki_notes import content
from decks.formats.rows import one_line, write_whole

_THEIRS = frozenset({"Remark", "ExamChoices", "TypeIt", "Figure", "Spare1", "Spare2", "Spare3"})
"""Fields that are the learner's, or were chosen with the package."""

_CLOZE = "is a cloze, another note type than the others: --kind cloze writes a file of these"


def write(deck: Deck, file: Path, settings: Settings) -> Written:
    """Write the questions, or the clozes where the deck has nothing else.

    Raises:
        OSError: The file cannot be written.
    """
    cloze = all(card.kind is Kind.CLOZE for card in deck.cards)
    notetype = CLOZE_NAME if cloze else QUESTION_NAME
    names = [name for name, _ in (CLOZE_FIELDS if cloze else QUESTION_FIELDS)]
    places = [place for place, name in enumerate(names) if name not in _THEIRS]
    left_out = []

    def lines() -> Iterator[str]:
        yield "#separator:tab\n#html:true\n"
        yield f"#notetype:{notetype}\n#deck:{deck.name}\n#guid column:1\n"
        yield "\t".join(("#columns:guid", *(names[place] for place in places))) + "\n"
        for card in deck.cards:
            settings.progress(1)
            note = content(card)
            if note.cloze is not cloze:
                left_out.append(card.id)
            else:
                values = (note.guid, *(note.fields[place] for place in places))
                yield "\t".join(_quoted(one_line(value)) for value in values) + "\n"

    write_whole(file, lines())
    return Written(
        notes=len(deck.cards) - len(left_out),
        left_out={_CLOZE: tuple(left_out)} if left_out else {},
    )


def _quoted(value: str) -> str:
    """A value that holds quotation marks, as Anki reads it back."""
    return '"' + value.replace('"', '""') + '"' if '"' in value else value
