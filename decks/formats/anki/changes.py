"""The current version of each note, with the time of its last change, for packages and text files.

A note that was exported with an extra card keeps it unless the export says otherwise. Without the
field that generates the card, its front would be blank in Anki, and its scheduling would be lost
once the learner removes empty cards.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from cards.model.card import Card
from decks.deck import Deck
from decks.editions import changes_of
from decks.formats.anki.kinds import NOTE_KINDS, ExtraCard
from decks.formats.anki.map_fields import may_have_map
from decks.formats.anki.notes import RETIRED_TAG, Content, content, retired
from decks.formats.format import ExportResult, Settings
from decks.ledger import (
    CLOZE,
    QUESTION,
    RETIRED,
    TO_TYPE,
    WITH_EXAM_CARD,
    Stamp,
    content_of,
    edition_line,
)
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
        """Whether its content differs from the last export, or it gets a map that it lacks."""
        return self.before is not None and (
            self.before.content != self.stamp.content or self.before.bare > self.stamp.bare
        )

    def is_new_in(self, deck: str) -> bool:
        """Whether only other decks had it so far."""
        return self.before is not None and self.before.edition_of(deck) is None

    @property
    def is_blanking(self) -> bool:
        """Whether it had an extra card and no longer has one."""
        extra = (WITH_EXAM_CARD, TO_TYPE)
        return (
            self.before is not None and self.before.kind in extra and self.stamp.kind not in extra
        )


def versions(deck: Deck, settings: Settings, *, as_text: bool = False) -> Iterator[Version]:
    """The notes of a deck and the retired ones.

    Args:
        deck: The deck.
        settings: The arguments of the export.
        as_text: Whether they are written as text, which has no maps.

    Raises:
        LedgerError: A note has changed its type.
    """
    ledger = settings.ledger
    for card in deck.cards:
        exam, type_in = _extra_cards(card, ledger.written.get(card.id), settings)
        note = content(card, tier_tags(card, deck), exam=exam, type_in=type_in)
        version = _version(note, settings)
        if as_text and may_have_map(card):
            version = _without_map(version, settings)
        elif settings.figure is not None and version.stamp.bare:
            version = _with_map(version, settings)
        yield version
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
    before = settings.ledger.written.get(note.id)
    return Version(
        note=note,
        stamp=stamp.exported(before, settings.deck, settings.edition),
        shown=settings.times.shown(stamp.changed),
        before=before,
    )


def _without_map(version: Version, settings: Settings) -> Version:
    """A version in a text file: bare if it is new, or if its map in Anki may be that of before.

    A package of this edition may be recorded already, but learners of the text file have not
    imported it.
    """
    last = settings.ledger.written.get(edition_line(settings.deck))
    editions = (settings.edition, None if last is None else last.content)
    here = version.stamp.edition_of(settings.deck)
    is_recent = here is not None and here.name in editions
    bare = version.before is None or version.stamp.bare or (version.stamp.revised and is_recent)
    return replace(version, stamp=version.stamp._replace(bare=bare))


def _with_map(version: Version, settings: Settings) -> Version:
    """A version in a package that brings a map which a text file could not bring."""
    changed = max(settings.times.now, version.stamp.changed + 1)
    stamp = version.stamp._replace(bare=False, changed=changed)
    return replace(version, stamp=stamp, shown=settings.times.shown(changed))


def ledger_content(note: Content) -> str:
    """The content of a note as recorded in the ledger: what a learner reads.

    Another tag or picture is not worth the learner's remark, which a changed note loses.
    """
    if note.cloze:
        kind = CLOZE
    else:
        kind = TO_TYPE if note.has("TypeIt") else QUESTION
        kind = WITH_EXAM_CARD if note.has("ExamChoices") else kind
    return kind + RETIRED if RETIRED_TAG in note.tags else content_of(kind, note.fields)


def stamps_of(notes: "list[Version]") -> dict[str, Stamp]:
    """The stamps to record in the ledger, by note id."""
    return {version.note.id: version.stamp for version in notes}


def _replaced(found: "list[Version]", of_edition: Collection[str]) -> int:
    """How many notes an import replaces.

    Those that the edition has changed count each time it is exported: every learner of the edition
    before has them as they were.
    """
    known = frozenset(of_edition)
    return sum(version.is_changed or version.note.id in known for version in found)


def summary_of(
    found: "list[Version]", settings: Settings, more: Mapping[str, Stamp] = MappingProxyType({})
) -> ExportResult:
    """The result of an export of notes, with the stamps to record.

    Args:
        found: The notes.
        settings: The arguments of the export.
        more: Other stamps to record.
    """
    stamps = stamps_of(found)
    changes = changes_of(stamps, settings.ledger, settings.deck, settings.edition)
    changed = _replaced(found, () if changes is None else (*changes.changed, *changes.withdrawn))
    shared = [version for version in found if version.is_new_in(settings.deck)]
    retired_ = sum(version.stamp.retired for version in found)
    edition = settings.edition if changes is None else changes.edition
    last = {edition_line(settings.deck): Stamp(edition, settings.times.first)}
    return ExportResult(
        notes=len(found) - retired_,
        retired=retired_,
        changed=changed - (reworded := sum(version.is_changed for version in shared)),
        shared=len(shared),
        reworded=reworded,
        changes=changes,
        blank=sum(version.is_blanking for version in found),
        stamps={**stamps, **more, **last},
    )
