"""The format of an exam: items, time, options, passing score, domains.

A format includes its sources and a list of unconfirmed values, because certifying bodies publish
few of these numbers.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from cards.errors import ExitCode, NothingMatched
from cards.model.bodies import BODIES

MINUTE = 60
"""Seconds."""


class PassingKind(StrEnum):
    """The unit of the passing score."""

    SCALED = "scaled"  # on a scale that adjusts for difficulty; cannot be computed from answers
    PERCENTAGE = "percentage"  # of right answers


@dataclass(frozen=True, kw_only=True)
class Passing:
    """The requirement for passing.

    Attributes:
        mark: The passing score; None if it is not published.
        scale: The lowest and the highest scaled score, if known.
    """

    kind: PassingKind
    mark: float | None = None
    scale: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Domain:
    """A content domain of an exam.

    Attributes:
        percent: The percentage of the scored items; None if unknown.
        items: The number of scored items, if it is published.
        covered: Whether the domain includes functional anatomy.
    """

    name: str
    percent: float | None = None
    items: int | None = None
    covered: bool = False


@dataclass(frozen=True, kw_only=True)
class FormatSource:
    """A source for the values of an exam format.

    Attributes:
        who: The publisher.
        what: The title of the text.
        date: The date of the text, as precisely as it is known.
        checked: When the text was read for the format.
    """

    who: str
    what: str
    date: str | None = None
    checked: str | None = None


@dataclass(frozen=True, kw_only=True)
class UnconfirmedValue:
    """A value that is second-hand or that sources disagree about.

    Attributes:
        value: The name of the value.
        known: The available information.
    """

    value: str
    known: str


@dataclass(frozen=True, kw_only=True)
class ExamFormat:
    """The format of an exam.

    Attributes:
        scored: The number of scored items.
        unscored: The number of pretest items, which are not scored and not marked as such.
        minutes: The time limit of the exam; None if it is untimed.
        options: The number of options of an item; None if unknown.
        passing: The requirement for passing; None if unknown.
        own: Whether it is user-defined.
        shortened_from: The number of items of the full exam, if this is a shortened one.
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
    sources: tuple[FormatSource, ...] = ()
    unconfirmed: tuple[UnconfirmedValue, ...] = ()
    own: bool = False
    shortened_from: int | None = None

    @property
    def body(self) -> str | None:
        """Id of the certifying body that sets it; its id begins with that. None for a user's."""
        body = self.id.partition("-")[0]
        return body if body in BODIES and not self.own else None

    @property
    def items(self) -> int:
        """The number of items, scored or not."""
        return self.scored + self.unscored

    @property
    def limit(self) -> float | None:
        """The time limit in seconds; None if the exam is untimed."""
        return None if self.minutes is None else self.minutes * MINUTE

    @property
    def pace(self) -> float | None:
        """Seconds per item; None if the exam is untimed."""
        return None if self.limit is None or not self.items else self.limit / self.items

    @property
    def names(self) -> tuple[str, ...]:
        """The id, the name and the aliases."""
        return (self.id, self.name, *self.aliases)

    def shortened(self, items: int) -> "ExamFormat":
        """The same exam with a different number of items, at the same pace and in proportion."""
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
    """The exam format with that id, name or alias.

    Raises:
        UnknownExamFormat: There is none; the message suggests a similar name and lists all ids.
    """
    from cards.english import nearest

    known = tuple(exam_formats)
    by_name = {
        normalized(each): exam_format
        for exam_format in reversed(known)
        for each in exam_format.names
    }
    key = normalized(name)
    if key in by_name:
        return by_name[key]
    near = nearest(key, by_name)
    meant = f" Did you mean '{by_name[near].id}'?" if near else ""
    ids = ", ".join(exam_format.id for exam_format in known)
    raise UnknownExamFormat(f"Unknown exam format '{name}'.{meant} Known: {ids}.")


def normalized(name: str) -> str:
    """A name normalized for comparison: without case and punctuation."""
    letters = "".join(char if char.isalnum() else " " for char in name.casefold())
    return " ".join(letters.split())


def encode_exam_format(exam_format: ExamFormat) -> dict[str, Any]:
    """A format as plain values, for scripts."""
    return asdict(exam_format)
