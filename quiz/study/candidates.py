"""The facts that a study session can ask about, with what the learner knows of each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from zlib import crc32

from cards.model.summary import CardSummary
from cards.model.vocabulary import Level
from quiz.memory.recall_model import Practice
from quiz.memory.state import FactMemory, Memory
from quiz.study.days import in_days


class Candidate(NamedTuple):
    """A fact that can be asked.

    Attributes:
        fact: Its id.
        subject: The subject that its cards test.
        cards: Its cards.
        order: Its place among the facts that wait to be new: the most important first.
        practice: The answers so far; None for a fact that was never asked.
        due: When memory asks for it again, in days; infinite for one that was never asked.
        recall: The probability that it is recalled now.
        was_missed: Whether the last answer was not right.
        right_days: On how many days it was answered right.
        is_minor: Whether its cards have only levels that the exam asks for less: recall or, if most
            of the exam is recall, the others.
        is_elsewhere: Whether another program asks it when it is due; see `division`.
    """

    fact: str
    subject: str
    cards: tuple[CardSummary, ...]
    order: tuple[int, ...]
    practice: Practice | None = None
    due: float = float("inf")
    recall: float = 0.0
    was_missed: bool = False
    right_days: int = 0
    is_minor: bool = False
    is_elsewhere: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it was never asked."""
        return self.practice is None

    @property
    def group(self) -> str:
        """The exercise, muscle, family of terms or property of its fact."""
        return _group(self.cards, self.fact)


def candidates(
    cards: Iterable[CardSummary],
    memory: Memory,
    tiers: Mapping[str, int],
    now: datetime,
    levels: Mapping[str, float],
) -> list[Candidate]:
    """The facts of cards, with the learner's memory of them.

    Args:
        cards: The cards that may be asked.
        memory: The learner's memory.
        tiers: The importance of each fact in the exam; 1 is the core.
        now: The moment, in the learner's time zone.
        levels: The share of each cognitive level in the exam. If recall is not most of it, facts
            that can be applied become new before the others of their tier; see `_place`.
    """
    applied_first = is_applied_first(levels)
    by_fact: dict[str, list[CardSummary]] = {}
    for card in cards:
        by_fact.setdefault(card.about, []).append(card)
    turns = Counter[tuple[int, int, str]]()
    found: list[Candidate] = []
    for fact, of_fact in by_fact.items():
        importance = (tiers.get(fact, LOWEST), _place(fact, of_fact, levels))
        group = _group(of_fact, fact)
        turns[*importance, group] += 1
        # One fact of each group comes first, then a second of each: a group is not asked in a row.
        order = (*importance, turns[*importance, group], crc32(group.encode()), of_fact[0].number)
        is_minor = all((card.level == Level.RECALL) is applied_first for card in of_fact)
        known = memory.facts.get(fact)
        found.append(_candidate(fact, tuple(of_fact), known, order, now, is_minor=is_minor))
    return found


_MUCH_RECALL = 0.65
"""The share of recall from which facts that can only be recalled are as useful as others."""


def is_applied_first(levels: Mapping[str, float]) -> bool:
    """Whether an exam asks for more than recall so often that facts that can be applied come first.

    Args:
        levels: The share of each level in the exam; only the ratios matter.
    """
    recall, total = levels.get(Level.RECALL, 0.0), sum(levels.values())
    return total > 0 and recall < _MUCH_RECALL * total


def _place(fact: str, cards: Iterable[CardSummary], levels: Mapping[str, float]) -> int:
    """The place of a fact in its tier.

    A lot decides whether a fact comes early if it can be recalled, or if it can be applied: so the
    early facts have the share of recall of the exam, and no level is far from its aim for weeks. If
    most of the exam is recall, all early facts can be recalled: many can be applied, too.
    """
    recall, total = levels.get(Level.RECALL, 0.0), sum(levels.values()) or 1.0
    is_by_lot = crc32(f"level {fact}".encode()) < recall / total * 2**32
    is_recalled = is_by_lot or not is_applied_first(levels)
    return int(all((card.level == Level.RECALL) is not is_recalled for card in cards))


LOWEST = 3
"""The tier of a fact that no table names."""


def _candidate(
    fact: str,
    cards: tuple[CardSummary, ...],
    known: FactMemory | None,
    order: tuple[int, ...],
    now: datetime,
    *,
    is_minor: bool,
) -> Candidate:
    subjects = {card.tests for card in cards}
    subject = cards[0].tests
    if len(subjects) > 1:
        subject = Counter(card.tests for card in cards).most_common(1)[0][0]
    if known is None:
        return Candidate(fact, subject, cards, order, is_minor=is_minor)
    due = float(known.due_day.toordinal())
    if known.due_at is not None:
        due = in_days(known.due_at.astimezone(now.tzinfo))
    last = in_days(known.last_review.astimezone(now.tzinfo))
    return Candidate(
        fact,
        subject,
        cards,
        order,
        practice=Practice(known.successes, known.failures, last),
        due=due,
        recall=known.retrievability(now),
        was_missed=not known.was_right,
        right_days=known.right_days,
        is_minor=is_minor,
    )


def _group(cards: Sequence[CardSummary], fact: str) -> str:
    """The exercise, muscle, family of terms or property of a fact, from the cluster of its cards.

    Its questions resemble those on the other facts of its group.
    """
    cluster = next((card.cluster for card in cards), "")
    return cluster.rpartition("/")[2] or fact.partition("/")[0]
