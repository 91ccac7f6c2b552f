"""What the answers come to, as figures: how often right, where weak, how steadily; folds values.

An answer counts with its score, late or not: a hint halves it, a select-all may be partly right. A
share of few answers says little, so every share has its interval beside it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from types import MappingProxyType

from quiz.log.records import Review
from quiz.statistics.interval import Interval, wilson

FEW = 5
"""Answers below which a share is called uncertain."""

_WEAK, _FIRM = 0.60, 0.85
_WEEK = timedelta(days=7)
_WEEKS_FOR_A_TREND = 3


class Sign(StrEnum):
    """What is said of a cell in a sign, before any colour."""

    NONE = "·"  # nothing was asked
    UNCERTAIN = "?"  # few were
    WEAK = "!"  # under 60 %
    FAIR = ""
    FIRM = "ok"  # 85 % or more


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How often something was asked, and what came of it.

    Attributes:
        asked: Answers.
        points: The sum of their scores.
    """

    asked: int = 0
    points: float = 0.0

    @property
    def share(self) -> float:
        """Points of those asked; 0 where nothing was."""
        return self.points / self.asked if self.asked else 0.0

    @property
    def interval(self) -> Interval:
        """Where the true share may lie, at 95 %; a half point counts half."""
        return wilson(self.points, self.asked)

    @property
    def sign(self) -> Sign:
        """What is said of it in a sign."""
        if not self.asked:
            return Sign.NONE
        if self.asked < FEW:
            return Sign.UNCERTAIN
        if self.share < _WEAK:
            return Sign.WEAK
        return Sign.FIRM if self.share >= _FIRM else Sign.FAIR


Dimension = Callable[[Review], str | None]

DIMENSIONS: Mapping[str, Dimension] = MappingProxyType(
    {
        "muscle": lambda review: review.muscle,
        "exercise": lambda review: review.exercise,
        "template": lambda review: review.template,
        "kind": lambda review: review.kind,
        "tests": lambda review: review.tests,
        "day": lambda review: review.day,
        "session": lambda review: review.session,
    }
)
"""What answers can be told apart by."""

COLUMNS: Mapping[str, Dimension] = MappingProxyType(
    {"role": lambda review: review.role, "contraction": lambda review: review.contraction}
)
"""What the cells of a row can be told apart by."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing that answers were about.

    Attributes:
        name: Its id.
        total: All answers about it.
        cells: Those with each value of the columns.
    """

    name: str
    total: Tally
    cells: Mapping[str, Tally]


def rows(
    reviews: Iterable[Review], by: Dimension, columns: Dimension | None = None
) -> tuple[Row, ...]:
    """The answers by what they are about, the most asked first.

    Args:
        reviews: Those that count.
        by: What makes a row; answers without it are left out.
        columns: What makes a cell; None makes none.
    """
    kept: dict[str, list[Review]] = {}
    for review in reviews:
        name = by(review)
        if name is not None:
            kept.setdefault(name, []).append(review)
    found = (
        Row(name=name, total=tally(of_row), cells=_cells(of_row, columns))
        for name, of_row in kept.items()
    )
    return tuple(sorted(found, key=lambda row: (-row.total.asked, row.name)))


def tally(reviews: Iterable[Review]) -> Tally:
    """Answers added up."""
    # What another program wrote may lie outside; an interval has no place for it.
    scores = [min(max(review.score, 0.0), 1.0) for review in reviews]
    return Tally(asked=len(scores), points=sum(scores))


def _cells(reviews: Sequence[Review], columns: Dimension | None) -> Mapping[str, Tally]:
    if columns is None:
        return {}
    kept: dict[str, list[Review]] = {}
    for review in reviews:
        value = columns(review)
        if value is not None:
            kept.setdefault(value, []).append(review)
    return {value: tally(of_cell) for value, of_cell in kept.items()}


@dataclass(frozen=True, kw_only=True)
class Weakness:
    """A cell to work at."""

    row: str
    column: str
    tally: Tally


def weakest(found: Iterable[Row], count: int) -> tuple[Weakness, ...]:
    """The cells that are surely weak first: one wrong of one does not beat eight wrong of ten."""
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
    """How it went, by week; by day while there are fewer than three weeks of it."""
    days = _dates(reviews)
    if not days:
        return ()
    long = max(days.values()) - min(days.values()) >= _WEEK * _WEEKS_FOR_A_TREND
    kept: dict[date, list[Review]] = {}
    for review in reviews:
        day = days.get(review.day)
        if day is not None:
            begins = day - timedelta(days=day.weekday()) if long else day
            kept.setdefault(begins, []).append(review)
    return tuple(
        Period(begins=begins, days=_WEEK.days if long else 1, tally=tally(kept[begins]))
        for begins in sorted(kept)
    )


def _dates(reviews: Iterable[Review]) -> Mapping[str, date]:
    """The study days; what another program wrote may be none."""
    found = {}
    for day in {review.day for review in reviews}:
        with suppress(ValueError):
            found[day] = date.fromisoformat(day)
    return found


@dataclass(frozen=True, kw_only=True)
class Steadiness:
    """On how many days somebody has studied.

    Attributes:
        week: Of the last seven, today among them.
        month: Of the last twenty-eight.
        run: Days in a row up to today; a day that is not over yet does not end it.
    """

    week: int
    month: int
    run: int


def steadiness(reviews: Iterable[Review], today: date) -> Steadiness:
    """The days on which somebody has studied."""
    days = set(_dates(reviews).values())
    last = today if today in days else today - timedelta(days=1)
    run = 0
    while last - timedelta(days=run) in days:
        run += 1
    return Steadiness(
        week=sum(0 <= (today - day).days < 7 for day in days),  # noqa: PLR2004 - a week
        month=sum(0 <= (today - day).days < 28 for day in days),  # noqa: PLR2004 - four of them
        run=run,
    )


def pace(reviews: Iterable[Review]) -> float:
    """The median seconds of an answer; 0 without one."""
    times = [review.seconds for review in reviews]
    return median(times) if times else 0.0


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How much of something was ever asked.

    Attributes:
        known: Facts that can be asked.
        asked: Those of them that were.
    """

    name: str
    known: int
    asked: int


def coverage(facts: Mapping[str, Iterable[str]], reviews: Iterable[Review]) -> tuple[Coverage, ...]:
    """How much was ever asked of each thing that facts are about, the least first.

    Args:
        facts: What each fact that can be asked is about, by its id.
        reviews: Those that count.
    """
    met = {fact for review in reviews for fact in (review.fact, *review.facts)}
    known: dict[str, list[bool]] = {}
    for fact, names in facts.items():
        for name in names:
            known.setdefault(name, []).append(fact in met)
    found = (Coverage(name=n, known=len(all_), asked=sum(all_)) for n, all_ in known.items())
    return tuple(sorted(found, key=lambda c: (c.asked / c.known, -c.known, c.name)))
