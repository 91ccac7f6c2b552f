"""The current version of each note, with the time of its last change, for packages and text files.

A note that was exported with an extra card keeps it unless the export says otherwise. Without the
field that generates the card, its front would be blank in Anki, and its scheduling would be lost
once the learner removes empty cards.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cards.model.card import Card
from decks.deck import Deck
from decks.formats.anki.kinds import NOTE_KINDS, ExtraCard
from decks.formats.anki.notes import Content, content, retired
from decks.formats.format import Settings
from decks.ledger import CLOZE, QUESTION, TO_TYPE, WITH_EXAM_CARD, Stamp, content_of
from decks.subdecks import tier_tags


@dataclass(frozen=True, kw_only=True)
class Version:
    """A note with the time of its last change.

    Attributes:
        note: The content.
        stamp: The stamp for the ledger.
        shown: The time of the change to write to a file, in seconds since 1970.
        before: The stamp of the last export; None if the note was never exported.
    """

    note: Content
    stamp: Stamp
    shown: int
    before: Stamp | None

    @property
    def is_changed(self) -> bool:
        """Whether its content differs from the last export."""
        return self.before is not None and self.before.content != self.stamp.content

    @property
    def is_blanking(self) -> bool:
        """Whether it had an extra card and no longer has one."""
        extra = (WITH_EXAM_CARD, TO_TYPE)
        return (
            self.before is not None and self.before.kind in extra and self.stamp.kind not in extra
        )


def versions(deck: Deck, settings: Settings) -> Iterator[Version]:
    """The notes of a deck and the retired ones.

    Raises:
        LedgerError: A note has changed its type.
    """
    ledger = settings.ledger
    for card in deck.cards:
        exam, type_in = _extra_cards(card, ledger.written.get(card.id), settings)
        note = content(card, tier_tags(card, deck), exam=exam, type_in=type_in)
        yield _version(note, settings)
        settings.progress(1)
    for id_ in settings.retired:
        yield _version(retired(id_, ledger.written[id_].kind), settings)


def _extra_cards(card: Card, before: Stamp | None, settings: Settings) -> tuple[bool, bool]:
    """Whether a note has an exam card, and whether it has a typing card."""
    possible = NOTE_KINDS[card.kind].extra_card

    def has(extra: ExtraCard, letter: str, *, requested: bool | None) -> bool:
        had = before is not None and before.kind == letter
        return possible is extra and (had if requested is None else requested)

    return (
        has(ExtraCard.EXAM, WITH_EXAM_CARD, requested=settings.exam),
        has(ExtraCard.TYPING, TO_TYPE, requested=settings.type_in),
    )


def _version(note: Content, settings: Settings) -> Version:
    stamp = settings.ledger.stamp(note.id, ledger_content(note), settings.times)
    return Version(
        note=note,
        stamp=stamp,
        shown=settings.times.shown(stamp.changed),
        before=settings.ledger.written.get(note.id),
    )


def ledger_content(note: Content) -> str:
    """The content of a note as recorded in the ledger: what a learner reads.

    Another tag or picture is not worth the learner's remark, which a changed note loses.
    """
    if note.cloze:
        kind = CLOZE
    else:
        kind = TO_TYPE if note.has("TypeIt") else QUESTION
        kind = WITH_EXAM_CARD if note.has("ExamChoices") else kind
    return content_of(kind, note.fields)


def stamps_of(notes: "list[Version]") -> Mapping[str, Stamp]:
    """The stamps to record in the ledger, by note id."""
    return {version.note.id: version.stamp for version in notes}
