"""Figures computed from answers: shares of right answers, weak cells, trends, days of study.

An answer counts with its score, late or not: a hint halves it, a select-all may be partly right. A
share of few answers is uncertain, so every share has its interval.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cards.interval import Interval, wilson

if TYPE_CHECKING:
    from cards.model.summary import CardSummary
    from quiz.log.counts import CountedAnswers
    from quiz.statistics.dimensions import Column, Dimension

FEW = 5
"""With fewer answers, a share is called uncertain."""

_WEAK, _FIRM = 0.60, 0.85
_WEEK = timedelta(days=7)
_WEEKS_FOR_A_TREND = 3


class Strength(StrEnum):
    """How well something is known, as the symbol that a cell of the grid shows."""

    NONE = "·"  # no answers
    UNCERTAIN = "?"  # too few answers
    WEAK = "!"  # under 60 %
    FAIR = ""
    FIRM = "ok"  # 85 % or more


class Tally(NamedTuple):
    """The answers to something, added up.

    Attributes:
        asked: How many there are.
        points: The sum of their scores.
    """

    asked: int = 0
    points: float = 0.0

    def plus(self, other: "Tally") -> "Tally":
        """The sum of two."""
        return Tally(asked=self.asked + other.asked, points=self.points + other.points)

    @property
    def share(self) -> float:
        """The mean score; 0 without answers."""
        return self.points / self.asked if self.asked else 0.0

    @property
    def interval(self) -> Interval:
        """The 95 % interval of the share; half a point counts half."""
        return wilson(self.points, self.asked)

    @property
    def strength(self) -> Strength:
        """How well it is known."""
        if not self.asked:
            return Strength.NONE
        if self.asked < FEW:
            return Strength.UNCERTAIN
        if self.share < _WEAK:
            return Strength.WEAK
        return Strength.FIRM if self.share >= _FIRM else Strength.FAIR


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of some tallies."""
    found = tuple(tallies)
    return Tally(asked=sum(t.asked for t in found), points=sum(t.points for t in found))


class GridRow(NamedTuple):
    """The answers with one value of a dimension.

    Attributes:
        name: The value.
        total: All of them.
        cells: The tally of each column, by heading.
    """

    name: str
    total: Tally
    cells: Mapping[str, Tally]


def rows(counted: "Iterable[CountedAnswers]", by: "Dimension") -> tuple[GridRow, ...]:
    """The answers grouped by a dimension, largest first; chronological if rows are periods.

    Args:
        counted: The answers counted by the dimension of the rows, and perhaps that of the cells;
            those without a value in the first are omitted.
        by: The dimension of the rows.
    """
    totals: dict[str, Tally] = {}
    cells: dict[str, dict[str, Tally]] = {}
    for (name, *headings), asked, points in counted:
        if name is None:
            continue
        tally = Tally(asked=asked, points=points)
        totals[name] = totals.get(name, Tally()).plus(tally)
        of_row = cells.setdefault(name, {})
        of_row.update((heading, tally) for heading in headings if heading is not None)
    found = (GridRow(name=name, total=totals[name], cells=cells[name]) for name in totals)
    if not by.grid:
        return tuple(sorted(found, key=lambda row: row.name))
    return tuple(sorted(found, key=lambda row: (-row.total.asked, row.name)))


class Weakness(NamedTuple):
    """A cell whose cards need practice."""

    row: str
    column: str
    tally: Tally


def weakest(found: Iterable[GridRow], count: int) -> tuple[Weakness, ...]:
    """The cells that are weak beyond doubt, the weakest first; none that has too few answers."""
    cells = [
        Weakness(row=row.name, column=column, tally=cell)
        for row in found
        for column, cell in row.cells.items()
        if cell.asked >= FEW and cell.share < _FIRM
    ]
    cells.sort(key=lambda weak: (weak.tally.interval.high, -weak.tally.asked, weak.row))
    return tuple(cells[:count])


def drillable(
    found: Iterable[Weakness],
    by: "Dimension",
    column: "Column",
    testing: "Callable[[str], Iterable[CardSummary]]",
) -> tuple[Weakness, ...]:
    """The cells whose drill does not name the answer of each of its questions.

    Args:
        found: The cells.
        by: The dimension of the rows.
        column: The dimension of the columns.
        testing: Returns the cards that test a subject.
    """
    cells = tuple(found)
    if not (cells and by.is_concept and by.narrows):
        return cells
    others = {
        part
        for card in testing(column.subject)
        if not (card.opinion or card.optional)
        for part in card.about.split("/")
        if part.replace("-", " ") != card.right
    }
    return tuple(weak for weak in cells if weak.row in others)


class Period(NamedTuple):
    """A stretch of study.

    Attributes:
        begins: Its first day.
        days: How many it has: 1 or 7.
    """

    begins: date
    days: int
    tally: Tally


def trend(days: Mapping[date, Tally]) -> tuple[Period, ...]:
    """The answers by week, or by day while they span fewer than three weeks.

    Args:
        days: The answers of each study day.
    """
    if not days:
        return ()
    is_long = max(days) - min(days) >= _WEEK * _WEEKS_FOR_A_TREND
    grouped: dict[date, Tally] = {}
    for day, tally in days.items():
        begins = day - timedelta(days=day.weekday()) if is_long else day
        grouped[begins] = grouped.get(begins, Tally()).plus(tally)
    return tuple(
        Period(begins=begins, days=_WEEK.days if is_long else 1, tally=grouped[begins])
        for begins in sorted(grouped)
    )


def by_date(counted: "Iterable[CountedAnswers]") -> Mapping[date, Tally]:
    """The answers of each study day; a log written by another program may have days that are none.

    Args:
        counted: The answers counted by study day.
    """
    found = {}
    for (day,), asked, points in counted:
        with suppress(ValueError):
            found[date.fromisoformat(day)] = Tally(asked=asked, points=points)
    return found


class StudyDays(NamedTuple):
    """How many days had answers.

    Attributes:
        week: Days of study in the last 7 days, including today.
        month: Days of study in the last 28 days.
        streak: Days in a row up to today, or up to yesterday while today has no answer yet.
    """

    week: int
    month: int
    streak: int


def study_days(days: Collection[date], today: date) -> StudyDays:
    """Count the days that had answers."""
    last = today if today in days else today - timedelta(days=1)
    streak = 0
    while last - timedelta(days=streak) in days:
        streak += 1
    return StudyDays(
        week=sum(0 <= (today - day).days < 7 for day in days),  # noqa: PLR2004 - a week
        month=sum(0 <= (today - day).days < 28 for day in days),  # noqa: PLR2004 - four weeks
        streak=streak,
    )


class AskedFacts(NamedTuple):
    """How many of the facts about something were asked at least once.

    Attributes:
        known: Facts that can be asked.
        asked: Those of them that were asked.
    """

    name: str
    known: int
    asked: int


def coverage(facts: Mapping[str, Iterable[str]], asked: Collection[str]) -> tuple[AskedFacts, ...]:
    """The coverage of everything that facts are about, the least covered first.

    Args:
        facts: The names of everything that a fact is about, by the fact's id.
        asked: Ids of the facts that were asked.
    """
    known: dict[str, list[bool]] = {}
    for fact, names in facts.items():
        for name in names:
            known.setdefault(name, []).append(fact in asked)
    found = (AskedFacts(name=n, known=len(all_), asked=sum(all_)) for n, all_ in known.items())
    return tuple(sorted(found, key=lambda c: (c.asked / c.known, -c.known, c.name)))
