"""The format of an exam: items, time, options, passing score, domains, sections.

A format includes its sources and a list of unconfirmed values, because certifying bodies publish
few of these numbers.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from cards.value_class import replace, value_class

MINUTE = 60
"""Seconds."""


class PassingKind(StrEnum):
    """The unit of the passing score."""

    SCALED = "scaled"  # on a scale that adjusts for difficulty; cannot be computed from answers
    PERCENTAGE = "percentage"  # of right answers


@value_class(frozen=True, kw_only=True)
class Passing:
    """The requirement for passing.

    Attributes:
        mark: The passing score; None if it is not published.
        scale: The lowest and the highest scaled score, if known.
    """

    kind: PassingKind
    mark: float | None = None
    scale: tuple[int, int] | None = None


@value_class(frozen=True, kw_only=True)
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


@value_class(frozen=True, kw_only=True)
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


@value_class(frozen=True, kw_only=True)
class UnconfirmedValue:
    """A value that is second-hand or that sources disagree about.

    Attributes:
        value: The name of the value.
        known: The available information.
    """

    value: str
    known: str


@value_class(frozen=True, kw_only=True)
class ExamPart:
    """A section of an exam that has its own time, or the whole of an exam without sections.

    Attributes:
        name: The name of the section; empty for a whole exam.
        items: The number of items, scored or not.
        minutes: The time limit; None if it is untimed.
        in_field: How many of the items are in the field of this program, by our estimate; None if
            nothing is known about that.
    """

    name: str = ""
    items: int
    minutes: float | None = None
    in_field: int | None = None

    @property
    def asked(self) -> int:
        """How many items are asked here: those in the field, or all if that is not known."""
        return self.items if self.in_field is None else self.in_field

    @property
    def minutes_asked(self) -> float | None:
        """The time for what is asked, at the pace of the exam."""
        return None if self.minutes is None else self.minutes * self.asked / self.items


@value_class(frozen=True, kw_only=True)
class ExamFormat:
    """The format of an exam.

    Attributes:
        body: Id of the certifying body that sets it; None if there is none.
        scored: The number of scored items.
        unscored: The number of pretest items, which are not scored and not marked as such.
        minutes: The time limit of the exam; None if it is untimed.
        options: The number of options of an item; None if unknown.
        passing: The requirement for passing; None if unknown.
        own: Whether it is user-defined.
        shortened_from: The number of items of the full exam, if this is a shortened one.
        parts: Its sections, or the one part that it consists of.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    body: str | None = None
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
    parts: tuple[ExamPart, ...] = ()

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
    def in_field(self) -> int | None:
        """The items of the full exam that are in the field of this program, by our estimate."""
        known = [part.in_field for part in self.parts if part.in_field is not None]
        return sum(known) if self.parts and len(known) == len(self.parts) else None

    def counts(self, items: int | None = None) -> tuple[int, ...]:
        """How many questions are asked in each part.

        Args:
            items: All questions, which are divided in proportion; None for those in the field.
        """
        asked = [part.asked for part in self.parts]
        if items is None:
            return tuple(asked)
        ends = [items * sum(asked[: n + 1]) / sum(asked) for n in range(len(asked))]
        rounded = [0, *map(round, ends)]
        return tuple(end - start for start, end in pairwise(rounded))

    def shortened(self, counts: Sequence[int]) -> "ExamFormat":
        """The same exam with fewer items, each part at its pace.

        Args:
            counts: The number of items in each part.
        """
        items = sum(counts)
        if items == self.items:
            return self
        unscored = round(items * self.unscored / self.items)
        paces = [part.minutes and part.minutes / part.items for part in self.parts]
        minutes = [count * pace for count, pace in zip(counts, paces, strict=True) if pace]
        return replace(
            self,
            scored=items - unscored,
            unscored=unscored,
            minutes=sum(minutes) if all(paces) else None,
            shortened_from=self.shortened_from or self.items,
        )
