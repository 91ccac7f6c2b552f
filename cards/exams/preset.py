"""The format of an exam as a value: items, time, options, passing mark, domains; reads no file.

Who reported a format, and what of it is unconfirmed, belongs to the value: nothing of it is ours.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from cards.errors import ExitCode, NothingMatched

MINUTE = 60
"""Seconds."""


class PassingKind(StrEnum):
    """What sort of number the passing mark is."""

    SCALED = "scaled"  # on a scale that makes up for harder papers; no percentage tells it
    PERCENTAGE = "percentage"  # of right answers


@dataclass(frozen=True, kw_only=True)
class Passing:
    """What is needed to pass.

    Attributes:
        mark: The lowest number that passes; None where only a pass or a fail is told.
        scale: The lowest and the highest scaled score, where they are known.
    """

    kind: PassingKind
    mark: float | None = None
    scale: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Domain:
    """One part of what an exam is about.

    Attributes:
        percent: Of the scored items; None where it is not known.
        items: The same as a number of scored items, where that is published.
        covered: Whether functional anatomy is asked in it, among other things.
    """

    name: str
    percent: float | None = None
    items: int | None = None
    covered: bool = False


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the values of a preset were read.

    Attributes:
        who: Who says it.
        what: Which text of theirs.
        date: The text's own date, as exactly as it is known.
        checked: When it was read for the preset.
    """

    who: str
    what: str
    date: str | None = None
    checked: str | None = None


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A value that is second-hand or that sources disagree about.

    Attributes:
        value: Which one.
        known: What is known of it.
    """

    value: str
    known: str


@dataclass(frozen=True, kw_only=True)
class ExamFormat:
    """The format of one exam.

    Attributes:
        scored: Items that count.
        unscored: Items that are tried out for later papers; nobody is told which.
        minutes: For the whole exam; None where it is untimed.
        options: How many an item shows; None where that is not known.
        passing: None where it is not known.
        own: Whether it is the user's.
        shortened_from: In a short form, how many items the whole exam has.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    scored: int
    unscored: int = 0
    minutes: float | None = None
    options: int | None = None
    passing: Passing | None = None
    domains: tuple[Domain, ...] = ()
    sources: tuple[Source, ...] = ()
    unconfirmed: tuple[Doubt, ...] = ()
    own: bool = False
    shortened_from: int | None = None

    @property
    def items(self) -> int:
        """All items, scored or not."""
        return self.scored + self.unscored

    @property
    def limit(self) -> float | None:
        """Seconds for the whole exam; None where it is untimed."""
        return None if self.minutes is None else self.minutes * MINUTE

    @property
    def pace(self) -> float | None:
        """Seconds there are for an item; None where it is untimed."""
        return None if self.limit is None or not self.items else self.limit / self.items

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called."""
        return (self.id, self.name, *self.aliases)

    def shortened(self, items: int) -> "ExamFormat":
        """The same exam with another number of items, at the same pace and in the same shares.

        Args:
            items: How many; the number it has gives the exam itself.
        """
        if items == self.items:
            return self
        unscored = round(items * self.unscored / self.items)
        return replace(
            self,
            scored=items - unscored,
            unscored=unscored,
            minutes=None if self.pace is None else items * self.pace / MINUTE,
            shortened_from=self.shortened_from or self.items,
        )


class UnknownExamFormat(NothingMatched, exit_code=ExitCode.NOTHING_MATCHED):
    """No exam format has this name."""


def find_exam_format(exam_formats: Iterable[ExamFormat], name: str) -> ExamFormat:
    """The preset of that id, name or alias.

    Raises:
        UnknownExamFormat: There is none; the message names what may have been meant, and all ids.
    """
    from cards.english import nearest

    known = tuple(exam_formats)
    called = {
        spelt(each): exam_format for exam_format in reversed(known) for each in exam_format.names
    }
    wanted = spelt(name)
    if wanted in called:
        return called[wanted]
    near = nearest(wanted, called)
    meant = f" Did you mean '{called[near].id}'?" if near else ""
    ids = ", ".join(exam_format.id for exam_format in known)
    raise UnknownExamFormat(f"Unknown exam format '{name}'.{meant} Known: {ids}.")


def spelt(name: str) -> str:
    """A name as names are compared: without case, hyphens and signs."""
    letters = "".join(sign if sign.isalnum() else " " for sign in name.casefold())
    return " ".join(letters.split())


def plain(exam_format: ExamFormat) -> dict[str, Any]:
    """A preset as plain values, for the log: a paper keeps its format when the preset changes."""
    return asdict(exam_format)


def preset_of(values: Mapping[str, Any]) -> ExamFormat:
    """The preset of `plain`."""
    passing = values["passing"]
    return ExamFormat(
        **{
            **values,
            "aliases": tuple(values["aliases"]),
            "passing": passing and _passing_of(passing),
            "domains": tuple(Domain(**each) for each in values["domains"]),
            "sources": tuple(Source(**each) for each in values["sources"]),
            "unconfirmed": tuple(Doubt(**each) for each in values["unconfirmed"]),
        }
    )


def _passing_of(values: Mapping[str, Any]) -> Passing:
    scale = values["scale"]
    return Passing(
        kind=PassingKind(values["kind"]),
        mark=values["mark"],
        scale=None if scale is None else (scale[0], scale[1]),
    )
