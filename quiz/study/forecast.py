"""The forecast: what today's way of studying leads to by the exam.

Every day until the exam is planned as today is, with the expected course of answers: a fact that is
recalled with probability p counts p right answers and 1 - p others.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from quiz.memory.recall_model import Practice
from quiz.memory.state import FIRM_DAYS
from quiz.study.candidates import Candidate
from quiz.study.gain import KNOWN_BEFORE
from quiz.study.plan import Day, Plan, Season, expected_seconds, plan, season


class Forecast(NamedTuple):
    """The expected state on the exam day.

    Attributes:
        firm: How many facts will have been right on three days, and right last, by subject. Right
            guesses count, as they do in an answer.
        practised: The facts that will have been asked on at least three days, by subject.
        met: The facts that will have been asked at all, by subject.
        recalled: The expected share of right answers on the covered part, without guessing; each
            subject counts by its share.
    """

    firm: Mapping[str, float]
    practised: Mapping[str, int]
    met: Mapping[str, int]
    recalled: float

    @property
    def omitted(self) -> tuple[str, ...]:
        """The subjects in which no fact will be asked on three days."""
        return tuple(subject for subject in self.met if not self.practised.get(subject))


_GUESS = 0.25
"""The chance of a right guess among four options."""


class _RightDays(NamedTuple):
    """The chances of how often a fact is answered right.

    Attributes:
        exactly: The chance of each number of days with a right answer, below one less than firm.
        nearly: The chance of one day less than firm, or of more.
        firm: The chance that it is firm.
    """

    exactly: tuple[float, ...]
    nearly: float
    firm: float

    def after(self, right: float) -> "_RightDays":
        """The chances after a question on another day.

        Args:
            right: The chance of a right answer.
        """
        before = (0.0, *self.exactly)
        exactly = tuple(
            before[days] * right + before[days + 1] * (1 - right)
            for days in range(len(self.exactly))
        )
        return _RightDays(exactly, self.nearly + self.exactly[-1] * right, self.nearly * right)


def _right_days(candidate: Candidate) -> _RightDays:
    """The state before the forecast."""
    days, below = candidate.right_days, FIRM_DAYS - 1
    is_firm = days >= FIRM_DAYS and not candidate.was_missed
    exactly = tuple(float(days == number) for number in range(below))
    return _RightDays(exactly, float(days >= below), float(is_firm))


def forecast(candidates: Iterable[Candidate], day: Day) -> Forecast:
    """Forecast the exam day.

    Args:
        candidates: The facts that can be asked.
        day: Today; its exam date is set.

    Raises:
        ValueError: No exam lies ahead.
    """
    exam = day.exam
    if exam is None or season(day.now, exam) is Season.OPEN:
        raise ValueError("A forecast needs an exam that lies ahead.")
    facts = {each.fact: each for each in candidates}
    days = {fact: _days_asked(each) for fact, each in facts.items()}
    right = {fact: _right_days(each) for fact, each in facts.items()}
    recent = list(day.recent)
    today = day._replace(recent=recent)
    while int(today.now) < int(exam):
        for candidate in _asked(plan(facts.values(), today), today):
            fact = candidate.fact
            days[fact] += 1
            right[fact] = right[fact].after(_chance_of_a_right_day(candidate, today))
            recent.append(candidate.subject)
            after = _after(candidate, today)
            facts[fact] = candidate._replace(practice=after, due=float("inf"), was_missed=False)
        today = _next_day(today, day, exam)
        facts = {fact: _at(each, day, today.now) for fact, each in facts.items()}
    return Forecast(
        firm=_sums((each.subject, right[each.fact].firm) for each in facts.values()),
        practised=Counter(each.subject for each in facts.values() if days[each.fact] >= FIRM_DAYS),
        met=dict.fromkeys(sorted({each.subject for each in facts.values()}), 0)
        | Counter(each.subject for each in facts.values() if not each.is_new),
        recalled=_recalled(facts.values(), day, exam),
    )


def _next_day(today: Day, first: Day, exam: float) -> Day:
    """The day after a day of the forecast: no fact is begun yet, and some days are missed."""
    return today._replace(
        now=float(int(today.now) + 1) + (exam - int(exam)),
        seconds=first.daily * (1 - first.missed),
        begun=0,
        minor_is_over=False,
        most_new=None if first.most_new is None else first.most_new + first.begun,
    )


_ASKED_AGAIN = 0.7
"""The part of the missed facts that are asked again on the day; found by simulation."""


def _asked(planned: Plan, day: Day) -> Iterator[Candidate]:
    """The facts of a plan for which there is time if missed ones are asked again."""
    total = 0.0
    for each in planned.chosen:
        missed = 1 - _right(each.candidate)
        total += expected_seconds(each.candidate, day.times)
        total += _ASKED_AGAIN * missed * day.times.right
        if total > day.seconds:
            break
        yield each.candidate


def _chance_of_a_right_day(candidate: Candidate, day: Day) -> float:
    """The chance that a fact is right on a day: at first, or when it is asked again."""
    right = _right(candidate)
    soon = day.model.recall(_after(candidate, day), day.now, candidate.fact)
    return right + (1 - right) * _ASKED_AGAIN * (soon + (1 - soon) * _GUESS)


def _right(candidate: Candidate) -> float:
    """The chance of a right answer: it is recalled or guessed."""
    recall = KNOWN_BEFORE if candidate.is_new else candidate.recall
    return recall + (1 - recall) * _GUESS


def _sums(chances: Iterable[tuple[str, float]]) -> Mapping[str, float]:
    """The expected number of each subject."""
    sums: dict[str, float] = {}
    for subject, chance in chances:
        sums[subject] = sums.get(subject, 0.0) + chance
    return sums


def _days_asked(candidate: Candidate) -> float:
    practice = candidate.practice
    return 0.0 if practice is None else practice.successes + practice.failures


def _after(candidate: Candidate, day: Day) -> Practice:
    """The practice of a fact after one more question, by the expected course."""
    practice = candidate.practice
    if practice is None:
        return Practice(KNOWN_BEFORE, 1 - KNOWN_BEFORE, day.now)
    recalled = day.model.recall(practice, day.now, candidate.fact)
    return Practice(practice.successes + recalled, practice.failures + 1 - recalled, day.now)


def _at(candidate: Candidate, day: Day, now: float) -> Candidate:
    """A fact at a later time."""
    if candidate.practice is None:
        return candidate
    recall = day.model.recall(candidate.practice, now, candidate.fact)
    return candidate._replace(recall=recall)


def _recalled(candidates: Iterable[Candidate], day: Day, exam: float) -> float:
    """The share of the covered part that is recalled: the mean of subjects by their shares."""
    recall: dict[str, list[float]] = {}
    for each in candidates:
        known = KNOWN_BEFORE
        if each.practice is not None:
            known = day.model.recall(each.practice, exam, each.fact)
        recall.setdefault(each.subject, []).append(known)
    total = sum(day.shares.get(subject, 0.0) for subject in recall)
    if not total:
        return 0.0
    return (
        sum(
            day.shares.get(subject, 0.0) * sum(each) / len(each) for subject, each in recall.items()
        )
        / total
    )
