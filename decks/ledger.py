"""When each note last changed, by what it holds; knows no file, no clock and no format.

Anki takes a note for newer when its stamp is, and then replaces all its fields and all its tags. So
a stamp may rise only when the content has changed: what a learner has edited outlives every other
update.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from cards.errors import ExitCode, PrimemoverError

QUESTION, WITH_EXAM_CARD, TO_TYPE, CLOZE, TYPES = "qxtcn"
"""Letters of notes: questions, without and with a further card, clozes; and of the note types."""

_RETIRED = "-retired"
"""Stands, behind the letter of its type, for the content of a note that is not made any more."""

NOTE_TYPES = "note-types"
"""Stands in the ledger for the note types; no card has such an id."""

_DIGITS = 12
"""Of a hash; enough to tell a hundred thousand contents apart."""

_PARTS = (3, 4)


class LedgerError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """The ledger cannot be read, or a note cannot be continued from it."""


class Stamp(NamedTuple):
    """What a note held when it last changed, and when that was.

    Attributes:
        content: The letter of its type, and the hash of what it held.
        changed: In seconds since 1970.
        facts: Which facts it was made from when it was last written, and for which deck: a word for
            each set of files and deck; empty for what came with the program.
    """

    content: str
    changed: int
    facts: str = ""

    @property
    def retired(self) -> bool:
        """Whether the facts do not make it any more."""
        return self.content.endswith(_RETIRED)

    @property
    def kind(self) -> str:
        """The letter of its type, and of the further card it has."""
        return self.content[:1]

    @property
    def is_cloze(self) -> bool:
        """Whether it is of the cloze type; all others are of one type."""
        return self.kind == CLOZE


class Times(NamedTuple):
    """When something changed, in seconds since 1970.

    Attributes:
        now: What is known to have been another before.
        first: What is not known at all: what this user has written may have been lost, or written
            by another machine. It is a time that is the same there, as the change of the files that
            the facts are read from; if it were now, every machine would overwrite what has been
            edited since in the notes that the others have written.
    """

    now: int
    first: int

    def shown(self, changed: int) -> int:
        """The time that a file tells of a change.

        A time to come is of a clock that was wrong. In a file it would overwrite, again and again
        until it is over, what is edited meanwhile.
        """
        return changed if changed <= max(self.now, self.first) else self.first


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """What is known of notes that were written before.

    Attributes:
        ours: What came with the program, by the note's id: the same on every machine.
        written: What this user has written to files before.
    """

    ours: Mapping[str, Stamp] = field(default_factory=dict)
    written: Mapping[str, Stamp] = field(default_factory=dict)

    def stamp(self, id_: str, content: str, times: "Times") -> Stamp:
        """The stamp of a note as it is now.

        Args:
            id_: The note's.
            content: What it holds, as `content_of` tells.
            times: For what is not known to have been like that before.

        Raises:
            LedgerError: The note has changed its type, which Anki takes for a conflict.
        """
        before, ours = self.written.get(id_), self.ours.get(id_)
        if before is not None and before.content == content:
            return before
        if before is not None:
            _refuse_other_type(id_, before, content)
            # It must look newer than what was written, whatever clocks have said.
            return Stamp(content, max(times.now, before.changed + 1))
        if ours is not None and ours.content == content:
            return Stamp(content, ours.changed)
        return Stamp(content, times.first)

    def gone(self, made: Iterable[str], facts: str) -> tuple[str, ...]:
        """Ids of the notes that this user has, and that the facts do not make any more.

        A note is gone only where the very files that it was made from are read again, for the same
        deck: an export without them says nothing about it.

        Args:
            made: Ids of all notes that the facts make, whatever of them is written now.
            facts: The word for the set of files that they were made from, and for the deck.
        """
        there = {NOTE_TYPES, *made}
        return tuple(
            id_ for id_, stamp in self.written.items() if id_ not in there and stamp.facts == facts
        )


def _refuse_other_type(id_: str, before: Stamp, content: str) -> None:
    if before.is_cloze != (content[:1] == CLOZE):
        raise LedgerError(
            f"'{id_}' was a note of another type. Anki would not update it: give the template"
            " another id."
        )


def content_of(kind: str, parts: Iterable[str]) -> str:
    """What a note holds, as the ledger keeps it.

    Args:
        kind: The letter of its type.
        parts: All its texts, in their order.
    """
    return kind + sha256("\x1f".join(parts).encode()).hexdigest()[:_DIGITS]


def as_text(stamps: Mapping[str, Stamp]) -> str:
    """Stamps as a table: time, content, id and facts, a note a line, sorted by id."""
    lines = (
        "\t".join((str(stamp.changed), stamp.content, id_, *filter(None, [stamp.facts])))
        for id_, stamp in sorted(stamps.items())
    )
    return "".join(f"{line}\n" for line in lines)


def from_text(text: str, name: str) -> dict[str, Stamp]:
    """Stamps from their table.

    Args:
        text: The table.
        name: Of the file, for complaints.

    Raises:
        LedgerError: A line is none of such a table.
    """
    found = {}
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        parts = line.removesuffix("\n").split("\t")
        if (
            line[-1:] != "\n"
            or len(parts) not in _PARTS
            or not parts[0].isdecimal()
            or not parts[1]
        ):
            raise LedgerError(
                f"{name}:{number}: this is no line of a ledger, which has a time, a hash and an id."
                " Take the line out: its note then counts as one that was never written."
            )
        found[parts[2]] = Stamp(parts[1], int(parts[0]), *parts[3:])
    return found


def brought_up(
    ours: Mapping[str, Stamp], contents: Mapping[str, str], now: int
) -> dict[str, Stamp]:
    """The ledger that comes with the program, after the facts have changed.

    Args:
        ours: As it was.
        contents: What every note holds now, by its id.
        now: The time of what has changed, in seconds since 1970.

    Raises:
        LedgerError: A note has changed its type, which Anki takes for a conflict.
    """
    found = {}
    for id_, content in contents.items():
        before = ours.get(id_)
        if before is not None:
            _refuse_other_type(id_, before, content)
        found[id_] = before if before and before.content == content else Stamp(content, now)
    for id_, stamp in ours.items():
        if id_ not in contents:
            found[id_] = stamp if stamp.retired else Stamp(stamp.kind + _RETIRED, now)
    return found
