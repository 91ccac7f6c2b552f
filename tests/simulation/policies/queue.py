"""Policies with a queue: what is due, mixed with new cards, and ahead of time if minutes remain.

The order is that of Anki: steps of minutes that have passed; one new card for two due ones; the
steps that have not passed yet; more new cards; what is not due.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from math import ceil
from random import Random
from typing import NamedTuple

from quiz.log.days import study_day
from quiz.memory.rating import Rating
from quiz.memory.scheduler import reviewed
from quiz.memory.state import FactMemory
from quiz.study.days import in_days
from tests.simulation.course import FORMS, Course, CourseQuestion
from tests.simulation.policies.policy import CourseAnswer

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
"""The first day of every course."""


class Waiting(NamedTuple):
    """A card that was asked.

    Attributes:
        due: When it is due, in days.
        is_step: Whether it waits minutes, and not days.
        box: Its box, in a system of boxes.
        memory: Its memory, with FSRS.
    """

    due: float
    is_step: bool
    box: int = 0
    memory: FactMemory | None = None

    def urgency(self, now: float) -> float:
        """Which of those that are due comes first: the lowest."""
        if self.memory is None:
            return self.due
        return self.memory.retrievability(BEGIN + timedelta(days=now))


Schedule = Callable[[Waiting | None, CourseAnswer], Waiting]
"""A card after an answer; None if it was not asked before."""

_BOXES = (0, 1, 2, 4, 8, 16)
"""Days between questions in each box (Leitner 1972, "So lernt man lernen")."""

_STEP = 10 / 1440


def by_box(before: Waiting | None, answer: CourseAnswer) -> Waiting:
    """The system of Leitner: one box on when right, back to the first when wrong."""
    box = min((0 if before is None else before.box) + 1, len(_BOXES) - 1) if answer.is_right else 0
    return Waiting(answer.at + (_BOXES[box] or _STEP), is_step=box == 0, box=box)


def by_fsrs(before: Waiting | None, answer: CourseAnswer) -> Waiting:
    """FSRS-6 with its default parameters."""
    at = BEGIN + timedelta(days=answer.at)
    rating = Rating.GOOD if answer.is_right else Rating.AGAIN
    day = datetime.fromisoformat(study_day(at)).date()
    memory = reviewed(None if before is None else before.memory, rating, at, day)
    first = in_days(BEGIN)
    if memory.due_at is not None:
        return Waiting(in_days(memory.due_at) - first, is_step=True, memory=memory)
    due = memory.due_day.toordinal() - BEGIN.toordinal()
    return Waiting(float(due), is_step=False, memory=memory)


class QueuePolicy:
    """Asks the cards of a deck from a queue."""

    def __init__(
        self,
        course: Course,
        random: Random,
        schedule: Schedule,
        *,
        deck: Sequence[tuple[int, Sequence[CourseQuestion]]],
        new_days: float,
    ) -> None:
        """Take a deck that is already shuffled.

        Args:
            course: The course.
            random: The source of randomness.
            schedule: A card after an answer.
            deck: The cards in the order in which they become new: the fact, and its questions.
            new_days: The part of the course in which all cards become new.
        """
        self._schedule, self._deck = schedule, deck
        self._card_of = {q: card for card, (_, asks) in enumerate(deck) for q in asks}
        self._turns = [random.randrange(len(asks)) for _, asks in deck]
        self._waiting: dict[int, Waiting] = {}
        self._most_new = ceil(len(deck) / (new_days * course.days))
        self._has_siblings = len(deck) > course.facts
        self._next_new = self._new_today = self._asked = 0
        self._day = -1
        self._asked_today: set[int] = set()
        self._last = -1

    def choose(self, now: float, seconds: float) -> CourseQuestion | None:  # noqa: ARG002 -- it never stops early
        if int(now) != self._day:
            self._day, self._new_today, self._asked_today = int(now), 0, set()
        card = self._next(now)
        self._asked += 1
        fact, questions = self._deck[card]
        self._asked_today.add(fact)
        self._last = card
        self._turns[card] += 1
        return questions[self._turns[card] % len(questions)]

    def learn(self, answer: CourseAnswer) -> None:
        card = self._card_of[answer.question]
        self._waiting[card] = self._schedule(self._waiting.get(card), answer)

    def _next(self, now: float) -> int:
        steps = {card: each for card, each in self._waiting.items() if each.is_step}
        passed = {card: each for card, each in steps.items() if each.due <= now}
        if passed:
            return min(passed, key=lambda card: passed[card].due)
        due = {
            card: each
            for card, each in self._waiting.items()
            if not each.is_step and each.due < int(now) + 1 and not self._is_buried(card)
        }
        if (self._asked % 3 == 0 or not due) and (new := self._new()) is not None:
            return new
        if due:
            return min(due, key=lambda card: due[card].urgency(now))
        if steps:
            return min(steps, key=lambda card: steps[card].due)
        if (new := self._new(has_limit=False)) is not None:
            return new
        ahead = [card for card in self._waiting if card != self._last] or [self._last]
        return min(ahead, key=lambda card: self._waiting[card].urgency(now))

    def _new(self, *, has_limit: bool = True) -> int | None:
        if self._next_new == len(self._deck) or (has_limit and self._new_today >= self._most_new):
            return None
        if self._is_buried(self._next_new):
            return None
        self._new_today += 1
        self._next_new += 1
        return self._next_new - 1

    def _is_buried(self, card: int) -> bool:
        """Whether another card of its fact was asked today."""
        return self._has_siblings and self._deck[card][0] in self._asked_today


def by_fact(schedule: Schedule) -> Callable[[Course, Random], QueuePolicy]:
    """A policy with one card for each fact, which is asked in turn in all ways."""

    def policy(course: Course, random: Random) -> QueuePolicy:
        facts = random.sample(range(course.facts), course.facts)
        deck = [
            (fact, [CourseQuestion(fact, form) for form in range(len(FORMS))]) for fact in facts
        ]
        return QueuePolicy(course, random, schedule, deck=deck, new_days=0.6)

    return policy


def by_question(schedule: Schedule) -> Callable[[Course, Random], QueuePolicy]:
    """A policy with a card for each question, as in an exported deck; siblings are buried."""

    def policy(course: Course, random: Random) -> QueuePolicy:
        facts = random.sample(range(course.facts), course.facts)
        forms = {fact: random.sample(range(len(FORMS)), len(FORMS)) for fact in facts}
        deck = [
            (fact, [CourseQuestion(fact, forms[fact][number])])
            for number in range(len(FORMS))
            for fact in facts
        ]
        return QueuePolicy(course, random, schedule, deck=deck, new_days=0.8)

    return policy
