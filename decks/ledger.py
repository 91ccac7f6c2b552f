"""When the content of each note last changed. Independent of files, clock and format.

Anki considers a note newer if its timestamp is, and then replaces all its fields and tags. So a
timestamp may only increase when the content has changed: otherwise the learner's edits would be
overwritten.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from cards.errors import ExitCode, PrimemoverError

QUESTION, WITH_EXAM_CARD, TO_TYPE, CLOZE, TYPES = "qxtcn"
"""Type letters: a question, one with an exam card or a typing card, a cloze; and the note types."""

RETIRED = "-retired"
"""Follows the type letter in the content of a note that is no longer generated."""

NOTE_TYPES = "note-types"
"""The id of the note types in the ledger; no card has it."""


def edition_line(deck: str) -> str:
    """The id of the last edition of a deck in the ledger, whose content is its name."""
    return f"edition-of/{deck}"


_DIGITS = 12
"""Length of a hash; enough to distinguish a hundred thousand contents."""

_FEWEST_PARTS = 3
_REVISED, _BARE = "-revised", "-bare"


class LedgerError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """The ledger cannot be read, or a note cannot be continued from it."""


class Edition(NamedTuple):
    """The edition of a deck in which a note got its content.

    Attributes:
        deck: Identifies the deck.
        name: The version or the date of the edition, without spaces; empty if the note has changed
            since, in another deck.
        is_first: Whether it is the first edition of the deck with this note.
    """

    deck: str
    name: str
    is_first: bool

    def __str__(self) -> str:
        """As the ledger stores it."""
        return f"{'+' if self.is_first else ''}{self.deck}={self.name}"


class Stamp(NamedTuple):
    """The content of a note, and when it last changed.

    Attributes:
        content: The type letter and a hash of the content.
        changed: In seconds since 1970.
        editions: One for each deck that the note was exported in; none for built-in notes.
        revised: Whether its content has changed since its first export.
        bare: Whether a text file wrote it last, so that it has no muscle map in Anki.
    """

    content: str
    changed: int
    editions: tuple[Edition, ...] = ()
    revised: bool = False
    bare: bool = False

    def edition_of(self, deck: str) -> Edition | None:
        """The edition of a deck in which the note got its content; None without the note."""
        return next((each for each in self.editions if each.deck == deck), None)

    def exported(self, before: "Stamp | None", deck: str, edition: str) -> "Stamp":
        """The stamp after an export.

        Args:
            before: The stamp that is recorded; None if the note was never exported.
            deck: Identifies the deck.
            edition: The name of the edition of the deck.
        """
        if before is None:
            return self._replace(editions=(Edition(deck, edition, is_first=True),))
        known = before.editions
        is_changed = before.content != self.content
        others = [
            each._replace(name="") if is_changed else each for each in known if each.deck != deck
        ]
        here = next((each for each in known if each.deck == deck), None)
        if here is None:
            here = Edition(deck, edition, is_first=True)
        elif is_changed or not here.name:
            here = Edition(deck, edition, is_first=here.is_first and here.name == edition)
        return self._replace(editions=tuple(sorted([*others, here])))

    @property
    def retired(self) -> bool:
        """Whether the facts no longer generate it."""
        return self.content.endswith(RETIRED)

    @property
    def kind(self) -> str:
        """The type letter, which also says whether there is an extra card."""
        return self.content[:1]

    @property
    def is_cloze(self) -> bool:
        """Whether it is a cloze note; all others share one note type."""
        return self.kind == CLOZE


class Times(NamedTuple):
    """The times to record for changes, in seconds since 1970.

    Attributes:
        now: For notes whose earlier content is known and different.
        first: For notes that the ledger does not contain: they may be new, or their record was
            lost, or another machine wrote them. The time has to be the same on every machine, such
            as the modification time of the fact files. If it were the current time, each machine
            would overwrite the learner's edits to notes that another one has exported.
    """

    now: int
    first: int

    def shown(self, changed: int) -> int:
        """The time to write to a file.

        A time in the future comes from a clock that was wrong. In a file, it would overwrite all
        edits until that time has passed.
        """
        return changed if changed <= max(self.now, self.first) else self.first


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The stamps of notes, by their ids.

    Attributes:
        builtin: Shipped with the program; the same on every machine.
        written: Stamps of the notes this user has exported.
    """

    builtin: Mapping[str, Stamp] = field(default_factory=dict)
    written: Mapping[str, Stamp] = field(default_factory=dict)

    def stamp(self, id_: str, content: str, times: "Times") -> Stamp:
        """The current stamp of a note.

        Args:
            id_: The id of the note.
            content: Its content, from `content_of`.
            times: Used if the content is not recorded yet.

        Raises:
            LedgerError: The note has changed its type, which Anki treats as a conflict.
        """
        before, builtin = self.written.get(id_), self.builtin.get(id_)
        if before is not None and before.content == content:
            return before
        if before is not None:
            _refuse_other_type(id_, before, content)
            # Must be newer than what was written, even if a clock was wrong.
            return Stamp(content, max(times.now, before.changed + 1), revised=True)
        if builtin is not None and builtin.content == content:
            return Stamp(content, builtin.changed)
        return Stamp(content, times.first)

    def no_longer_generated(self, generated: Iterable[str], deck: str) -> tuple[str, ...]:
        """Ids of exported notes that the facts no longer generate.

        Only notes exported in the same deck count; an export of another one says nothing about
        them.

        Args:
            generated: Ids of all notes that the facts generate, whether exported or not.
            deck: Identifies the deck.
        """
        existing = {NOTE_TYPES, *generated}
        return tuple(
            id_
            for id_, stamp in self.written.items()
            if id_ not in existing and stamp.edition_of(deck) is not None
        )


def _refuse_other_type(id_: str, before: Stamp, content: str) -> None:
    if before.is_cloze != (content[:1] == CLOZE):
        raise LedgerError(
            f"'{id_}' was exported as another note type, which Anki cannot change. Give the"
            " template a new id."
        )


def content_of(kind: str, parts: Iterable[str]) -> str:
    """The content of a note as recorded in the ledger.

    Args:
        kind: The type letter.
        parts: All texts of the note, in order.
    """
    return kind + sha256("\x1f".join(parts).encode()).hexdigest()[:_DIGITS]


def as_text(stamps: Mapping[str, Stamp]) -> str:
    """Encode stamps as tab-separated lines: time, content, id, editions and state, by id."""
    lines = (
        "\t".join(
            (str(stamp.changed), stamp.content, id_, *map(str, stamp.editions), *_states(stamp))
        )
        for id_, stamp in sorted(stamps.items())
    )
    return "".join(f"{line}\n" for line in lines)


def from_text(text: str, name: str) -> dict[str, Stamp]:
    """Decode stamps.

    Args:
        text: The lines.
        name: The name of the file, for error messages.

    Raises:
        LedgerError: A line is invalid.
    """
    stamps = {}
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        parts = line.removesuffix("\n").split("\t")
        if (
            line[-1:] != "\n"
            or len(parts) < _FEWEST_PARTS
            or not parts[0].isdecimal()
            or not parts[1]
        ):
            raise LedgerError(
                f"{name}:{number}: invalid line; expected a time, a hash and an id. If you delete"
                " the line, its note counts as never exported."
            )
        more = parts[_FEWEST_PARTS:]
        editions = tuple(_edition(part) for part in more if part not in (_REVISED, _BARE))
        stamps[parts[2]] = Stamp(
            parts[1], int(parts[0]), editions, revised=_REVISED in more, bare=_BARE in more
        )
    return stamps


def _states(stamp: Stamp) -> Iterator[str]:
    if stamp.revised:
        yield _REVISED
    if stamp.bare:
        yield _BARE


def _edition(text: str) -> Edition:
    # An earlier version recorded the deck without its edition.
    deck, _, name = text.removeprefix("+").partition("=")
    return Edition(deck, name, is_first=text.startswith("+"))


def updated(
    builtin: Mapping[str, Stamp], contents: Mapping[str, str], now: int
) -> dict[str, Stamp]:
    """The built-in ledger after the facts have changed.

    Args:
        builtin: The ledger before.
        contents: The current content of every note, by its id.
        now: The time to record for changes, in seconds since 1970.

    Raises:
        LedgerError: A note has changed its type, which Anki treats as a conflict.
    """
    stamps = {}
    for id_, content in contents.items():
        before = builtin.get(id_)
        if before is not None:
            _refuse_other_type(id_, before, content)
        stamps[id_] = before if before and before.content == content else Stamp(content, now)
    for id_, stamp in builtin.items():
        if id_ not in contents:
            stamps[id_] = stamp if stamp.retired else Stamp(stamp.kind + RETIRED, now)
    return stamps
