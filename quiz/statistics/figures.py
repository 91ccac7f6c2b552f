"""Figures computed from answers: shares of right answers, weak cells, trends, days of study.

An answer counts with its score, late or not: a hint halves it, a select-all may be partly right. A
share of few answers is uncertain, so every share has its interval.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from cards.interval import Interval, wilson
from quiz.log.records import Review
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


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The answers to something, added up.

    Attributes:
        asked: How many there are.
        points: The sum of their scores.
    """

    asked: int = 0
    points: float = 0.0

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


@dataclass(frozen=True, kw_only=True)
class GridRow:
    """The answers with one value of a dimension.

    Attributes:
        name: The value.
        total: All of them.
        cells: The tally of each column, by heading.
    """

    name: str
    total: Tally
    cells: Mapping[str, Tally]


def rows(
    reviews: Iterable[Review], by: Dimension, column: Column | None = None
) -> tuple[GridRow, ...]:
    """The answers grouped by a dimension, largest first; chronological if rows are periods.

    Args:
        reviews: The answers that count.
        by: The dimension of the rows; answers without a value are omitted.
        column: The dimension of the cells; None for rows without cells.
    """
    grouped: dict[str, list[Review]] = {}
    for review in reviews:
        name = by.value(review)
        if name is not None:
            grouped.setdefault(name, []).append(review)
    found = (
        GridRow(name=name, total=tally(of_row), cells=_cells(of_row, column))
        for name, of_row in grouped.items()
    )
    if not by.grid:
        return tuple(sorted(found, key=lambda row: row.name))
    return tuple(sorted(found, key=lambda row: (-row.total.asked, row.name)))


def tally(reviews: Iterable[Review]) -> Tally:
    """Answers added up."""
    # A log written by another program may have scores outside 0 to 1.
    scores = [min(max(review.score, 0.0), 1.0) for review in reviews]
    return Tally(asked=len(scores), points=sum(scores))


def _cells(reviews: Sequence[Review], column: Column | None) -> Mapping[str, Tally]:
    if column is None:
        return {}
    grouped: dict[str, list[Review]] = {}
    for review in reviews:
        value = column.value(review)
        if value is not None:
            grouped.setdefault(value, []).append(review)
    return {value: tally(of_cell) for value, of_cell in grouped.items()}


@dataclass(frozen=True, kw_only=True)
class Weakness:
    """A cell whose cards need practice."""

    row: str
    column: str
    tally: Tally


def weakest(found: Iterable[GridRow], count: int) -> tuple[Weakness, ...]:
    """The cells that are weak beyond doubt: eight wrong of ten rank before one wrong of one."""
    cells = [
        Weakness(row=row.name, column=column, tally=cell)
        for row in found
        for column, cell in row.cells.items()
        if cell.share < _FIRM
    ]
    cells.sort(key=lambda weak: (weak.tally.interval.high, -weak.tally.asked, weak.row))
    return tuple(cells[:count])


@dataclass(frozen=True, kw_only=True)
class Period:
    """A stretch of study.

    Attributes:
        begins: Its first day.
        days: How many it has: 1 or 7.
    """

    begins: date
    days: int
    tally: Tally


def trend(reviews: Sequence[Review]) -> tuple[Period, ...]:
    """The answers by week, or by day while they span fewer than three weeks."""
    days = _dates(reviews)
    if not days:
        return ()
    long = max(days.values()) - min(days.values()) >= _WEEK * _WEEKS_FOR_A_TREND
    grouped: dict[date, list[Review]] = {}
    for review in reviews:
        day = days.get(review.day)
        if day is not None:
            begins = day - timedelta(days=day.weekday()) if long else day
            grouped.setdefault(begins, []).append(review)
    return tuple(
        Period(begins=begins, days=_WEEK.days if long else 1, tally=tally(grouped[begins]))
        for begins in sorted(grouped)
    )


def _dates(reviews: Iterable[Review]) -> Mapping[str, date]:
    """The study days as dates; a log written by another program may have days that are none."""
    found = {}
    for day in {review.day for review in reviews}:
        with suppress(ValueError):
            found[day] = date.fromisoformat(day)
    return found


@dataclass(frozen=True, kw_only=True)
class StudyDays:
    """How many days had answers.

    Attributes:
        week: Days of study in the last 7 days, including today.
        month: Days of study in the last 28 days.
        streak: Days in a row up to today, or up to yesterday while today has no answer yet.
    """

    week: int
    month: int
    streak: int


def study_days(reviews: Iterable[Review], today: date) -> StudyDays:
    """Count the days that had answers."""
    days = set(_dates(reviews).values())
    last = today if today in days else today - timedelta(days=1)
    streak = 0
    while last - timedelta(days=streak) in days:
        streak += 1
    return StudyDays(
        week=sum(0 <= (today - day).days < 7 for day in days),  # noqa: PLR2004 - a week
        month=sum(0 <= (today - day).days < 28 for day in days),  # noqa: PLR2004 - four weeks
        streak=streak,
    )


def pace(reviews: Iterable[Review]) -> float:
    """The median time of an answer in seconds; 0 without answers."""
    times = [review.seconds for review in reviews]
    return median(times) if times else 0.0


@dataclass(frozen=True, kw_only=True)
class AskedFacts:
    """How many of the facts about something were asked at least once.

    Attributes:
        known: Facts that can be asked.
        asked: Those of them that were asked.
    """

    name: str
    known: int
    asked: int


def coverage(
    facts: Mapping[str, Iterable[str]], reviews: Iterable[Review]
) -> tuple[AskedFacts, ...]:
    """The coverage of everything that facts are about, the least covered first.

    Args:
        facts: The names of everything that a fact is about, by the fact's id.
        reviews: The answers that count.
    """
    asked = {fact for review in reviews for fact in (review.fact, *review.facts)}
    known: dict[str, list[bool]] = {}
    for fact, names in facts.items():
        for name in names:
            known.setdefault(name, []).append(fact in asked)
    found = (AskedFacts(name=n, known=len(all_), asked=sum(all_)) for n, all_ in known.items())
    return tuple(sorted(found, key=lambda c: (c.asked / c.known, -c.known, c.name)))
