"""The learner's knowledge for an exam: facts by subject and tier, due work, the expected score.

Values in, values out. A subject is judged by all its facts, so that one answer moves it little.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from math import sqrt
from typing import NamedTuple

from cards.interval import Interval
from quiz.memory.recall_model import RecallModel
from quiz.memory.state import FactMemory
from quiz.study.candidates import Candidate
from quiz.study.gain import KNOWN_BEFORE


class FactState(StrEnum):
    """How far a fact is learned."""

    FIRM = "firm"  # right on three days, and right last
    BEGUN = "begun"
    UNASKED = "never asked"


def state_of(known: FactMemory | None) -> FactState:
    """How far a fact is learned.

    Args:
        known: The memory of the fact; None if it was never asked.
    """
    if known is None:
        return FactState.UNASKED
    return FactState.FIRM if known.is_firm else FactState.BEGUN


class StateCounts(NamedTuple):
    """How many facts are in each state."""

    firm: int = 0
    begun: int = 0
    unasked: int = 0

    @property
    def facts(self) -> int:
        """All of them."""
        return sum(self)

    def plus(self, other: "StateCounts") -> "StateCounts":
        """The sum of two counts."""
        return StateCounts(*map(int.__add__, self, other))


class SubjectKnowledge(NamedTuple):
    """The learner's knowledge of a subject.

    Attributes:
        subject: Its id.
        share: Its part of the questions that are asked here, from 0 to 1.
        tiers: The facts of each tier.
        recalled: The part of its core facts that is recalled now.
    """

    subject: str
    share: float
    tiers: Mapping[int, StateCounts]
    recalled: float

    @property
    def core(self) -> StateCounts:
        """The facts of the first tier; those of all tiers if it has none."""
        return self.tiers.get(CORE) or self.total

    @property
    def total(self) -> StateCounts:
        """The facts of all tiers."""
        counts = StateCounts()
        for each in self.tiers.values():
            counts = counts.plus(each)
        return counts

    @property
    def loss(self) -> float:
        """The part of the questions that is lost here: what to study first."""
        return self.share * (1 - self.recalled)


CORE = 1
"""The first tier."""


class FactRecall(NamedTuple):
    """A fact of the exam.

    Attributes:
        recall: The probability that it is recalled.
    """

    subject: str
    tier: int
    state: FactState
    recall: float


def facts_of(
    candidates: Iterable[Candidate],
    memory: Mapping[str, FactMemory],
    model: RecallModel,
    now: float,
) -> list[FactRecall]:
    """The facts of an exam, as the learner knows them.

    Args:
        candidates: The facts that can be asked.
        memory: The memory of each fact, by its id.
        model: The learner's recall model.
        now: The time, in days.
    """
    return [
        FactRecall(
            each.subject,
            each.order[0],
            state_of(memory.get(each.fact)),
            KNOWN_BEFORE if each.practice is None else model.recall(each.practice, now, each.fact),
        )
        for each in candidates
    ]


def subjects_of(
    facts: Iterable[FactRecall], shares: Mapping[str, float]
) -> tuple[SubjectKnowledge, ...]:
    """The subjects of an exam, the one with most to gain first.

    Args:
        facts: The facts of the exam.
        shares: The share of each subject; only the ratios matter.
    """
    by_subject: dict[str, list[FactRecall]] = {}
    for fact in facts:
        if shares.get(fact.subject, 0.0) > 0:
            by_subject.setdefault(fact.subject, []).append(fact)
    total = sum(shares[subject] for subject in by_subject)
    found = (
        SubjectKnowledge(subject, shares[subject] / total, _tiers(each), _recalled(_core(each)))
        for subject, each in by_subject.items()
    )
    return tuple(sorted(found, key=lambda each: (-each.loss, each.subject)))


def _tiers(facts: Iterable[FactRecall]) -> Mapping[int, StateCounts]:
    counted = Counter((fact.tier, fact.state) for fact in facts)
    return {
        tier: StateCounts(*(counted[tier, state] for state in FactState))
        for tier in sorted({tier for tier, _ in counted})
    }


def _core(facts: Sequence[FactRecall]) -> Sequence[FactRecall]:
    return [fact for fact in facts if fact.tier == CORE] or facts


def _recalled(facts: Sequence[FactRecall]) -> float:
    return sum(fact.recall for fact in facts) / len(facts)


# -- expected score --------------------------------------------------------------------------------

FEWEST_ANSWERS = 20
"""Rated answers before a score is expected."""

_NINE_OF_TEN = 1.645
"""The quantile of the normal distribution with 5 % beyond it on either side."""


class ExpectedScore(NamedTuple):
    """The expected share of right answers if the exam were now, on the part that is asked here.

    Attributes:
        share: The estimate.
        interval: Holds nine of ten draws of questions, whichever tiers they come from.
    """

    share: float
    interval: Interval


def expected_score(
    facts: Iterable[FactRecall], shares: Mapping[str, float], *, questions: int, options: int
) -> ExpectedScore:
    """The expected score.

    A fact that is not recalled is guessed. The exam may ask nothing but core facts, or all alike;
    the estimate is halfway between these.

    Args:
        facts: The facts of the exam; there is at least one of a subject with a share.
        shares: The share of each subject; only the ratios matter.
        questions: The questions that the exam has on what is asked here.
        options: The options of each question.
    """
    by_subject: dict[str, list[FactRecall]] = {}
    for fact in facts:
        if shares.get(fact.subject, 0.0) > 0:
            by_subject.setdefault(fact.subject, []).append(fact)
    total = sum(shares[subject] for subject in by_subject)

    def score(of: Mapping[str, Sequence[FactRecall]]) -> float:
        recalled = sum(shares[subject] * _recalled(each) for subject, each in of.items()) / total
        return recalled + (1 - recalled) / options

    ends = sorted(
        (score(by_subject), score({subject: _core(each) for subject, each in by_subject.items()}))
    )
    spread = [_NINE_OF_TEN * sqrt(end * (1 - end) / questions) for end in ends]
    return ExpectedScore(
        share=sum(ends) / len(ends),
        interval=Interval(low=max(0.0, ends[0] - spread[0]), high=min(1.0, ends[1] + spread[1])),
    )


# -- due work --------------------------------------------------------------------------------------


def due_by_day(candidates: Iterable[Candidate], now: float, days: int) -> tuple[int, ...]:
    """How many facts fall due on each of the next days; today's number has those overdue.

    Repetitions that follow from these, and facts that are begun, are not counted.

    Args:
        candidates: The facts that can be asked.
        now: The time, in days.
        days: How many days.
    """
    counts = [0] * days
    for each in candidates:
        if not each.is_new and each.due < int(now) + days:
            counts[max(0, int(each.due) - int(now))] += 1
    return tuple(counts)
