"""The memory of a fact after an answer, by FSRS; the only module that imports fsrs.

FSRS is given study days, as midnight UTC, and never the time of day: it counts whole blocks of 24
hours, while Anki counts calendar days. With the time of day, an evening and the next morning would
be one day, and stabilities would differ from Anki's by up to a factor of 90. Intervals have no
random part: the same answers give the same memory, and an exam may be near.
"""

from datetime import UTC, date, datetime, time

from fsrs import Card, Scheduler
from fsrs import Rating as FsrsRating
from fsrs import State as FsrsState

from quiz.memory.rating import Rating
from quiz.memory.recall_model import SAME_DAY
from quiz.memory.state import FactMemory, State

_SCHEDULER = Scheduler(enable_fuzzing=False)

LEARNING_STEPS = len(_SCHEDULER.learning_steps)
"""The steps of the first day; after a fact was forgotten there is one."""

RETENTION = _SCHEDULER.desired_retention
"""The retrievability at which a fact is due."""

_CARD = 0
"""FSRS does not use the id of a card; without one, it would wait for the clock."""


def reviewed(before: FactMemory | None, rating: Rating, at: datetime, day: date) -> FactMemory:
    """The memory of a fact after an answer.

    Args:
        before: Its memory so far; None if no answer was rated.
        rating: The rating of the answer.
        at: The moment of the answer, in UTC.
        day: Its study day. A day before that of the last review, as after a flight to the west,
            counts as that day.
    """
    day = day if before is None else max(day, before.last_day)
    midnight = _midnight(day)
    card, _ = _SCHEDULER.review_card(_card(before, midnight), FsrsRating(rating), midnight)
    if card.stability is None or card.difficulty is None:
        raise TypeError(card)  # FSRS sets both with the first review
    state, interval = State(card.state), card.due - midnight
    has_step = state is not State.REVIEW
    found = FactMemory(
        state=state,
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due_day=day if has_step else card.due.date(),
        due_at=at + interval if has_step else None,
        last_day=day,
        last_review=at,
    )
    return _counted(found, before, is_right=rating is not Rating.AGAIN)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _card(before: FactMemory | None, now: datetime) -> Card:
    """A memory as FSRS has it; the date on which it is due does not matter for its next review."""
    if before is None:
        return Card(_CARD, due=now)
    return Card(
        _CARD,
        state=FsrsState(before.state),
        step=before.step,
        stability=before.stability,
        difficulty=before.difficulty,
        due=now,
        last_review=_midnight(before.last_day),
    )


def _counted(after: FactMemory, before: FactMemory | None, *, is_right: bool) -> FactMemory:
    """The memory after an answer, with the counts of the answers so far."""
    is_repetition = before is not None and before.last_day == after.last_day
    weight = SAME_DAY if is_repetition else 1.0
    before = before or after
    return after._replace(
        reviews=before.reviews + 1,
        right=before.right + is_right,
        right_days=before.right_days + (is_right and after.last_day != before.last_right),
        last_right=after.last_day if is_right else before.last_right,
        lapses=before.lapses + (before.state is State.REVIEW and not is_right),
        successes=before.successes + weight * is_right,
        failures=before.failures + weight * (not is_right),
        was_right=is_right,
    )
