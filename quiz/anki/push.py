"""The changes of a push to Anki: fields of our notes, tags that are missing, retired notes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cards.errors import ExitCode, PrimemoverError
from decks.formats.anki.changes import Version
from decks.formats.anki.note_types import (
    ANSWER_PICTURE,
    CLOZE_FIELDS,
    CLOZE_NAME,
    QUESTION_FIELDS,
    QUESTION_NAME,
    QUESTION_PICTURE,
    TEXT_FIELDS,
)
from decks.formats.anki.notes import RETIRED_TAG, Content
from quiz.anki.collection import AnkiNote

_EXTRA_CARDS = ("ExamChoices", "TypeIt")
"""The fields that are switches of a second card."""


class OtherNoteType(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """The note types in Anki have other fields than those of this version."""


class NoteUpdate(NamedTuple):
    """A change to a note.

    Attributes:
        note: Anki's id of the note.
        card: Id of the card that it was generated from.
        fields: The fields that differ, with their new texts.
        tags: The tags that it lacks.
    """

    note: int
    card: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]

    @property
    def empties_map(self) -> bool:
        """Whether it removes a map, which may contradict the new text."""
        return bool({QUESTION_PICTURE, ANSWER_PICTURE} & self.fields.keys())


class Push(NamedTuple):
    """The changes of a push, apart from new notes.

    Attributes:
        updates: The notes that differ.
        retired: Ids of our cards that are retired now.
        to_suspend: Anki's ids of the cards of retired notes.
        unchanged: How many notes are as they should be.
        other: How many notes with our note types come from other facts.
    """

    updates: tuple[NoteUpdate, ...]
    retired: tuple[str, ...]
    to_suspend: tuple[int, ...]
    unchanged: int
    other: int


def planned(
    versions: Iterable[Version],
    in_anki: Sequence[AnkiNote],
    wording_on_map: Callable[[str], Mapping[str, str]] = lambda _: {},
) -> Push:
    """Compare notes with those in Anki.

    Args:
        versions: The current version of our notes, retired ones included.
        in_anki: The notes in Anki.
        wording_on_map: The fields of a note, by the id of its card, that ask on a map.

    Raises:
        OtherNoteType: The note types in Anki are not those of this version.
    """
    current = {version.note.id: version.note for version in versions}
    updates: list[NoteUpdate] = []
    retired: list[str] = []
    to_suspend: list[int] = []
    unchanged = other = 0
    for note in in_anki:
        content = current.get(note.card)
        if content is None or note.model != _model(content):
            other += 1
            continue
        update = _update(note, content, wording_on_map)
        if RETIRED_TAG in content.tags:
            to_suspend += note.cards
            if update is not None:
                retired.append(note.card)
        if update is None:
            unchanged += 1
        else:
            updates.append(update)
    return Push(tuple(updates), tuple(retired), tuple(to_suspend), unchanged, other)


def _model(content: Content) -> str:
    return CLOZE_NAME if content.cloze else QUESTION_NAME


def _update(
    note: AnkiNote, content: Content, wording_on_map: Callable[[str], Mapping[str, str]]
) -> NoteUpdate | None:
    """The change that a note needs; None if it needs none.

    A note whose picture asks keeps the wording for it. If another text differs, the pictures may
    contradict it: they are removed, and the note asks in words.
    """
    names = [name for name, _ in (CLOZE_FIELDS if content.cloze else QUESTION_FIELDS)]
    missing = [name for name in names if name not in note.fields]
    if missing:
        raise OtherNoteType(
            f"The note type “{note.model}” in Anki has no field {' and no field '.join(missing)}."
            " Import a package of this version first, with “Merge note types” ticked."
        )
    texts = dict(zip(names[: TEXT_FIELDS[content.cloze]], content.fields, strict=False))
    on_map = dict(wording_on_map(note.card)) if note.fields[QUESTION_PICTURE] else {}
    fields = dict(_changed_fields(note, texts | on_map))
    if fields:
        pictures = {name: "" for name in (QUESTION_PICTURE, ANSWER_PICTURE) if note.fields[name]}
        fields = dict(_changed_fields(note, texts)) | pictures
    present = {tag.casefold() for tag in note.tags}
    tags = tuple(tag for tag in content.tags if tag.casefold() not in present)
    return NoteUpdate(note.id, note.card, fields, tags) if fields or tags else None


def _changed_fields(note: AnkiNote, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, text in fields.items():
        before = note.fields[name]
        # The field of an extra card is its switch: a card neither appears nor becomes blank.
        is_switched = name in _EXTRA_CARDS and bool(text) != bool(before)
        if not is_switched and text != before:
            yield name, text
