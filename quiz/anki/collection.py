"""Our notes in a running Anki, and the answers to them."""

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from decks.formats.anki.note_types import CLOZE_NAME, QUESTION_NAME
from decks.history.reviews import LoggedReview
from quiz.anki.connect import AnkiConnect, AnkiError, in_parts

_OF_NOTES = f'("note:{QUESTION_NAME}" OR "note:{CLOZE_NAME}")'
_PART = 500
"""Notes in an answer."""


class AnkiNote(NamedTuple):
    """A note in Anki.

    Attributes:
        id: Anki's id.
        card: Id of the card that it was generated from.
        model: The name of its note type.
        fields: The text of each field, by its name.
        tags: Its tags, the learner's included.
        cards: Anki's ids of its cards.
    """

    id: int
    card: str
    model: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    cards: tuple[int, ...]


def notes_in(anki: AnkiConnect, answered_in_days: int | None = None) -> list[AnkiNote]:
    """Our notes in Anki.

    Args:
        anki: The running Anki.
        answered_in_days: Only those that were answered in that many days; None for all.

    Raises:
        AnkiError: Anki cannot be asked.
    """
    lately = "" if answered_in_days is None else f" rated:{answered_in_days}"
    ids = anki.ask("findNotes", query=_OF_NOTES + lately)
    if not isinstance(ids, list) or not all(isinstance(id_, int) for id_ in ids):
        raise AnkiError("Anki's list of notes cannot be read.")
    return [
        note
        for part in in_parts(ids, _PART)
        for values in anki.ask("notesInfo", notes=part)
        if (note := _note(values)) is not None
    ]


def _note(values: Any) -> AnkiNote | None:
    """A note; None if it was deleted meanwhile, or is not as AnkiConnect describes one."""
    try:
        fields = {str(name): str(each["value"]) for name, each in values["fields"].items()}
        return AnkiNote(
            id=int(values["noteId"]),
            card=unescape(fields["Key"]).strip(),
            model=str(values["modelName"]),
            fields=fields,
            tags=tuple(map(str, values["tags"])),
            cards=tuple(map(int, values["cards"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def reviews_of(anki: AnkiConnect, notes: Sequence[AnkiNote]) -> list[LoggedReview]:
    """The entries of Anki's review log for notes, the oldest first.

    Raises:
        AnkiError: Anki cannot be asked.
    """
    card_of = {number: note.card for note in notes for number in note.cards}
    found = [
        review
        for part in in_parts(list(card_of), _PART)
        for number, entries in anki.ask("getReviewsOfCards", cards=part).items()
        for review in _reviews(card_of.get(int(number), ""), entries)
    ]
    return sorted(found)


def _reviews(card: str, entries: Any) -> Iterator[LoggedReview]:
    for entry in entries:
        names = ("id", "ease", "time", "type", "factor")
        values = [entry.get(name) for name in names]
        if card and all(type(value) is int for value in values) and values[0] > 0:
            id_, ease, milliseconds, kind, factor = values
            yield LoggedReview(id_, card, ease, max(0, milliseconds), kind, factor)
