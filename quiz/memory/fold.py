"""Computes the memory from answers, in the order of time; independent of database and clock.

A card on one fact trains that fact, whichever template asks. A false statement trains the fact that
it contradicts. A ready-made question is a fact by itself. A card on several facts combines their
propositions and adds none, so it trains these facts and is not remembered separately:

- If all facts are needed (a comparison, a select-all, a matching), a right answer counts for each
  of them. A wrong answer shows that at least one was not recalled: it counts against the one with
  the lowest retrievability; a fact that was never asked has the lowest of all.
- If one of the facts is enough ("Name a prime mover of the hip thrust"), a right answer counts for
  the one with the highest retrievability, and a wrong answer counts against each of them.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from cards.model.kinds import ASSERTIONS, CHOICES, RECALLED
from quiz.log.records import Review
from quiz.memory.curve import SECONDS_A_DAY
from quiz.memory.pace import Pace
from quiz.memory.rating import Rating, rating_of
from quiz.memory.recall_model import MOST_TRIALS, Trial
from quiz.memory.state import DueReviews, FactMemory, Memory

Reviewed = Callable[[FactMemory | None, Rating, datetime, date], FactMemory]
"""The memory of a fact after an answer; see `scheduler.reviewed`."""


class Training(NamedTuple):
    """An answer that trained a fact.

    Attributes:
        fact: The id of the fact.
        answer: The answer.
        rating: Its rating.
        before: The memory of the fact before; None if no answer was rated.
        after: The memory afterwards.
    """

    fact: str
    answer: Review
    rating: Rating
    before: FactMemory | None
    after: FactMemory


def memory_after(
    start: Memory,
    answers: Iterable[Review],
    reviewed: Reviewed,
    record: Callable[[Training], None] | None = None,
) -> Memory:
    """The memory after more answers; `start` is not changed.

    Args:
        start: The memory before them.
        answers: The answers that were given, in the order of time; see `quiz.log.history.given`.
        reviewed: The memory of one fact after an answer.
        record: Receives each fact that an answer trains.
    """
    facts, paces = dict(start.facts), dict(start.paces)
    days: dict[str, date] = {}
    trials = deque(start.trials, MOST_TRIALS)
    due_reviews = dict(start.due_reviews)
    for answer in answers:
        pace = paces.get(answer.template, _NO_PACE)
        rating = rating_of(answer, pace.usual)
        if rating is None:
            continue
        if rating is not Rating.AGAIN and answer.rating is None:
            paces[answer.template] = pace.after(answer.seconds)
        day = days.get(answer.day) or days.setdefault(answer.day, date.fromisoformat(answer.day))
        for fact in _trained(answer, rating, facts):
            known = facts.get(fact)
            if known is not None and known.last_day < day:
                trials.append(_trial(fact, known, answer, rating))
                if known.is_due(answer.at, day):
                    before = due_reviews.get(day, _NO_REVIEWS)
                    due_reviews[day] = before.plus(_due_review(known, answer, rating))
            facts[fact] = after = reviewed(known, rating, answer.at, day)
            if record is not None:
                record(Training(fact, answer, rating, known, after))
    return Memory(facts, paces, tuple(trials), due_reviews)


def _due_review(known: FactMemory, answer: Review, rating: Rating) -> DueReviews:
    """One review of a fact that was due."""
    return DueReviews(1, int(rating is not Rating.AGAIN), known.retrievability(answer.at))


def _trial(fact: str, known: FactMemory, answer: Review, rating: Rating) -> Trial:
    """An answer as the recall model sees it."""
    delay = (answer.at - known.last_review).total_seconds() / SECONDS_A_DAY
    is_right, guess = rating is not Rating.AGAIN, _guess(answer)
    return Trial(fact, known.successes, known.failures, round(delay, 3), is_right, guess)


def _guess(answer: Review) -> float:
    """The chance of a right answer without knowing it."""
    if answer.rating is not None:
        return _FROM_MEMORY
    if answer.kind in CHOICES:
        return _ONE_OF_FOUR
    return _TRUE_OR_FALSE if answer.kind in ASSERTIONS else _FROM_MEMORY


_ONE_OF_FOUR, _TRUE_OR_FALSE, _FROM_MEMORY = 0.25, 0.5, 0.02
"""The chances of a guess. The log has the number of options only for a session as a whole."""


_NO_PACE = Pace()
_NO_REVIEWS = DueReviews()


def _trained(answer: Review, rating: Rating, facts: dict[str, FactMemory]) -> Sequence[str]:
    """The ids of the facts that an answer counts for or against."""
    asked = tuple(dict.fromkeys(answer.facts or (answer.fact,)))
    if len(asked) == 1:
        return asked
    any_is_enough = answer.kind in RECALLED
    if any_is_enough == (rating is Rating.AGAIN):
        return asked

    def retrievability(fact: str) -> float:
        known = facts.get(fact)
        return 0.0 if known is None else known.retrievability(answer.at)

    return ((max if any_is_enough else min)(asked, key=retrievability),)
