"""What is written of each note now, and when it last changed: one rule for packages and texts.

A further card stays on a note that was written with it, whatever the next export asks for: without
the field that makes it, its front would be blank in Anki, and its scheduling lost to whoever then
has the empty cards removed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cards.model.card import Card
from cards.model.template import Kind
from decks.deck import Deck
from decks.formats.anki.notes import Content, content, retired
from decks.formats.format import Settings
from decks.ledger import CLOZE, QUESTION, TO_TYPE, WITH_EXAM_CARD, Stamp, content_of


@dataclass(frozen=True, kw_only=True)
class Version:
    """A note, and when it became what it is.

    Attributes:
        note: What it holds.
        stamp: For the ledger.
        shown: The time that a file tells of its change, in seconds since 1970.
        before: When it was last written; None where it never was.
    """

    note: Content
    stamp: Stamp
    shown: int
    before: Stamp | None

    @property
    def is_changed(self) -> bool:
        """Whether it was written before, and held something else."""
        return self.before is not None and self.before.content != self.stamp.content

    @property
    def is_blanking(self) -> bool:
        """Whether it had a further card, and has none any more."""
        further = (WITH_EXAM_CARD, TO_TYPE)
        return (
            self.before is not None
            and self.before.kind in further
            and self.stamp.kind not in further
        )


def versions(deck: Deck, settings: Settings) -> Iterator[Version]:
    """The notes of a deck, and those that are to be called retired.

    Raises:
        LedgerError: A note has changed its type.
    """
    ledger = settings.ledger
    for card in deck.cards:
        exam, type_in = _further(card, ledger.written.get(card.id), settings)
        yield _version(content(card, exam=exam, type_in=type_in), settings)
        settings.progress(1)
    for id_ in settings.retired:
        yield _version(retired(id_, ledger.written[id_].kind), settings)


def _further(card: Card, before: Stamp | None, settings: Settings) -> tuple[bool, bool]:
    """Whether a note has an exam card, and whether it has one to type into."""

    def wanted(asked: bool | None, kind: str) -> bool:
        return (before is not None and before.kind == kind) if asked is None else asked

    exam = card.kind is Kind.CHOICE and wanted(settings.exam, WITH_EXAM_CARD)
    return exam, card.kind is Kind.TYPED and wanted(settings.type_in, TO_TYPE)


def _version(note: Content, settings: Settings) -> Version:
    stamp = settings.ledger.stamp(note.id, kept(note), settings.times)
    return Version(
        note=note,
        stamp=stamp,
        shown=settings.times.shown(stamp.changed),
        before=settings.ledger.written.get(note.id),
    )


def kept(note: Content) -> str:
    """What a note holds, as the ledger keeps it."""
    if note.cloze:
        kind = CLOZE
    else:
        kind = TO_TYPE if note.has("TypeIt") else QUESTION
        kind = WITH_EXAM_CARD if note.has("ExamChoices") else kind
    return content_of(kind, (*note.fields, *note.tags))


def stamps_of(found: "list[Version]") -> Mapping[str, Stamp]:
    """What the ledger is to keep."""
    return {version.note.id: version.stamp for version in found}
