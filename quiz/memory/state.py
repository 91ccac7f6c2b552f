"""The state of memory as values: one for each fact. Independent of fsrs, log and clock."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

from quiz.memory.curve import retrievability
from quiz.memory.pace import Pace
from quiz.memory.recall_model import Trial

FIRM_DAYS = 3
"""Days with a right answer after which a fact is firm, if the last answer was right, too."""


class State(IntEnum):
    """Where a fact is in its schedule; the numbers are those of FSRS."""

    LEARNING = 1  # in the steps of the first day
    REVIEW = 2  # at intervals of days
    RELEARNING = 3  # in the steps after it was forgotten


class FactMemory(NamedTuple):
    """The memory of one fact after the answers so far.

    Attributes:
        state: Where it is in its schedule.
        step: The number of its learning step, from 0; None in `State.REVIEW`.
        stability: The days after which its retrievability is 0.9.
        difficulty: From 1 to 10.
        due_day: The study day on which it is due.
        due_at: The moment of that day from which it is due, for a learning step; None for an
            interval of days.
        last_day: The study day of the last review.
        last_review: The moment of the last review, in UTC.
        reviews: How many answers were rated.
        right: How many of them were rated better than Again.
        right_days: On how many study days one of them was.
        last_right: The latest of these days; None if there is none.
        lapses: How often it was forgotten in `State.REVIEW`.
        successes: Right answers for the recall model: later ones of a day count a quarter.
        failures: Other answers, counted alike.
        was_right: Whether the last answer was right.
    """

    state: State
    step: int | None
    stability: float
    difficulty: float
    due_day: date
    due_at: datetime | None
    last_day: date
    last_review: datetime
    reviews: int = 0
    right: int = 0
    right_days: int = 0
    last_right: date | None = None
    lapses: int = 0
    successes: float = 0.0
    failures: float = 0.0
    was_right: bool = False

    def retrievability(self, now: datetime) -> float:
        """The probability that the fact is recalled, from 0 to 1.

        Args:
            now: A moment with its time zone, such as the present or that of the exam.
        """
        return retrievability(self.stability, (now - self.last_review).total_seconds())

    @property
    def is_firm(self) -> bool:
        """Whether it was right on three days, and right last."""
        return self.right_days >= FIRM_DAYS and self.was_right

    def is_due(self, now: datetime, today: date) -> bool:
        """Whether it should be reviewed.

        Args:
            now: The moment, with its time zone.
            today: The study day of that moment.
        """
        if today != self.due_day:
            return today > self.due_day
        return self.due_at is None or now >= self.due_at


class DueReviews(NamedTuple):
    """The reviews of facts that were due, on one day or on several.

    Attributes:
        asked: How many there were.
        right: How many of them were rated better than Again.
        expected: The sum of their retrievabilities: how many FSRS expected to be right.
    """

    asked: int = 0
    right: int = 0
    expected: float = 0.0

    def plus(self, other: "DueReviews") -> "DueReviews":
        """The sum of two."""
        return DueReviews(
            self.asked + other.asked, self.right + other.right, self.expected + other.expected
        )


class Memory(NamedTuple):
    """The learner's memory.

    Attributes:
        facts: The memory of each fact that was rated, by the fact's id.
        paces: How long right answers take, by the id of their template.
        trials: The latest answers that the recall model is fitted to, the latest last.
        due_reviews: The reviews of facts that were due, by study day.
    """

    facts: Mapping[str, FactMemory] = MappingProxyType({})
    paces: Mapping[str, Pace] = MappingProxyType({})
    trials: tuple[Trial, ...] = ()
    due_reviews: Mapping[date, DueReviews] = MappingProxyType({})
