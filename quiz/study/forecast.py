"""The forecast: what today's way of studying leads to by the exam.

Every day until the exam is planned as today is, with the expected course of answers: a fact that is
recalled with probability p counts p right answers and 1 - p others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from quiz.memory.recall_model import Practice
from quiz.study.candidates import Candidate
from quiz.study.gain import KNOWN_BEFORE
from quiz.study.plan import FIRM, Day, Season, plan, season


class Forecast(NamedTuple):
    """The expected state on the exam day.

    Attributes:
        firm: The facts that will have been asked on at least three days, by subject.
        met: The facts that will have been asked at all, by subject.
        recalled: The expected share of right answers on the covered part, without guessing; each
            subject counts by its share.
    """

    firm: Mapping[str, int]
    met: Mapping[str, int]
    recalled: float

    @property
    def omitted(self) -> tuple[str, ...]:
        """The subjects in which no fact will be firm."""
        return tuple(subject for subject in self.met if not self.firm.get(subject))


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
    recent, now, remaining = list(day.recent), day.now, day.seconds
    while int(now) < int(exam):
        share = 1.0 if now == day.now else 1 - day.missed
        today = day._replace(now=now, seconds=remaining * share, recent=recent)
        for chosen in plan(facts.values(), today).chosen:
            fact = chosen.candidate.fact
            days[fact] += 1
            recent.append(chosen.candidate.subject)
            facts[fact] = _after(chosen.candidate, today)
        now, remaining = float(int(now) + 1) + (exam - int(exam)), day.daily
        facts = {fact: _at(each, day, now) for fact, each in facts.items()}
    return Forecast(
        firm=Counter(each.subject for each in facts.values() if days[each.fact] >= FIRM),
        met=dict.fromkeys(sorted({each.subject for each in facts.values()}), 0)
        | Counter(each.subject for each in facts.values() if not each.is_new),
        recalled=_recalled(facts.values(), day, exam),
    )


def _days_asked(candidate: Candidate) -> float:
    practice = candidate.practice
    return 0.0 if practice is None else practice.successes + practice.failures


def _after(candidate: Candidate, day: Day) -> Candidate:
    """A fact after one more question, by the expected course."""
    practice = candidate.practice
    if practice is None:
        after = Practice(KNOWN_BEFORE, 1 - KNOWN_BEFORE, day.now)
    else:
        recalled = day.model.recall(practice, day.now, candidate.fact)
        after = Practice(practice.successes + recalled, practice.failures + 1 - recalled, day.now)
    return candidate._replace(practice=after, due=float("inf"), was_missed=False)


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
