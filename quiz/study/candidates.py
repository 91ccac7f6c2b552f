"""The facts that a study session can ask about, with what the learner knows of each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zlib import crc32

from cards.model.summary import CardSummary
from cards.model.vocabulary import Level
from cards.named_tuple import NamedTuple
from quiz.memory.curve import retrievability
from quiz.memory.recall_model import Practice
from quiz.study.days import to_days
from quiz.study.known import KnownFact, known_facts

if TYPE_CHECKING:
    from quiz.memory.state import Memory


class AskableFact(NamedTuple):
    """A fact that an exam can ask, apart from the learner.

    Attributes:
        fact: Its id.
        subject: The subject that its cards test.
        cards: Its cards.
        order: Its place among the facts that wait to be new: the most important first.
        is_minor: Whether its cards have only levels that the exam asks for less: recall or, if most
            of the exam is recall, the others.
        cluster: The cluster of its first card; see `CardSummary`.
    """

    fact: str
    subject: str
    cards: Sequence[CardSummary]
    order: tuple[int, ...]
    is_minor: bool
    cluster: str


class Candidate(NamedTuple):
    """A fact that can be asked, and what the learner knows of it.

    Attributes:
        fact: Its id.
        subject: The subject that its cards test.
        cards: Its cards.
        order: Its place among the facts that wait to be new.
        practice: The answers so far; None for a fact that was never asked.
        due: When memory asks for it again, in days; infinite for one that was never asked.
        recall: The probability that it is recalled now.
        was_missed: Whether the last answer was not right.
        right_days: On how many days it was answered right.
        is_minor: Whether its cards have only levels that the exam asks for less.
        is_elsewhere: Whether another program asks it when it is due; see `division`.
        cluster: The cluster of its first card.
    """

    fact: str
    subject: str
    cards: Sequence[CardSummary]
    order: tuple[int, ...]
    practice: Practice | None = None
    due: float = float("inf")
    recall: float = 0.0
    was_missed: bool = False
    right_days: int = 0
    is_minor: bool = False
    is_elsewhere: bool = False
    cluster: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it was never asked."""
        return self.practice is None

    @property
    def group(self) -> str:
        """The exercise, muscle, family of terms or property of its fact."""
        return _group(self.cluster, self.fact)


def candidates(
    cards: Iterable[CardSummary],
    memory: "Memory",
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
        levels: The share of each cognitive level in the exam.
    """
    return candidates_of(askable_facts(cards, tiers, levels), known_facts(memory), now)


def askable_facts(
    cards: Iterable[CardSummary], tiers: Mapping[str, int], levels: Mapping[str, float]
) -> list[AskableFact]:
    """The facts of cards.

    Args:
        cards: The cards that may be asked.
        tiers: The importance of each fact in the exam; 1 is the core.
        levels: The share of each cognitive level in the exam. If recall is not most of it, facts
            that can be applied become new before the others of their tier; see `_place`.
    """
    applied_first = is_applied_first(levels)
    by_fact: dict[str, list[CardSummary]] = {}
    for card in cards:
        by_fact.setdefault(card.about, []).append(card)
    turns = Counter[tuple[int, int, str]]()
    found: list[AskableFact] = []
    for fact, of_fact in by_fact.items():
        importance = (tiers.get(fact, LOWEST), _place(fact, of_fact, levels))
        cluster = of_fact[0].cluster
        group = _group(cluster, fact)
        turns[*importance, group] += 1
        # One fact of each group comes first, then a second of each: a group is not asked in a row.
        order = (*importance, turns[*importance, group], crc32(group.encode()), of_fact[0].number)
        is_minor = all((card.level == Level.RECALL) is applied_first for card in of_fact)
        subject = _subject(of_fact)
        found.append(AskableFact(fact, subject, tuple(of_fact), order, is_minor, cluster))
    return found


_UNKNOWN: tuple[Practice | None, float, float, bool, int] = (None, float("inf"), 0.0, False, 0)
"""The memory of a fact that was never asked."""


def candidates_of(
    facts: Iterable[AskableFact], known: Mapping[str, KnownFact], now: datetime
) -> list[Candidate]:
    """The facts with what the learner knows of them.

    Args:
        facts: The facts that may be asked.
        known: The memory of each fact, by its id.
        now: The moment, in the learner's time zone.
    """
    days, at = to_days(now), now.timestamp()
    found: list[Candidate] = []
    for fact, subject, cards, order, is_minor, cluster in facts:
        memory = known.get(fact)
        if memory is None:
            practice, due, recall, was_missed, right_days = _UNKNOWN
        else:
            practice = Practice(memory.successes, memory.failures, days(memory.last))
            due = float(memory.due_day) if memory.due_at is None else days(memory.due_at)
            recall = retrievability(memory.stability, at - memory.last)
            was_missed, right_days = not memory.was_right, memory.right_days
        values = (
            *(fact, subject, cards, order, practice, due, recall, was_missed, right_days),
            *(is_minor, False, cluster),
        )
        found.append(Candidate._make(values))
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


def _subject(cards: Sequence[CardSummary]) -> str:
    """The subject that most cards test."""
    subjects = {card.tests for card in cards}
    if len(subjects) == 1:
        return cards[0].tests
    return Counter(card.tests for card in cards).most_common(1)[0][0]


def _group(cluster: str, fact: str) -> str:
    """The exercise, muscle, family of terms or property of a fact, from the cluster of its cards.

    Its questions resemble those on the other facts of its group.
    """
    return cluster.rpartition("/")[2] or fact.partition("/")[0]
