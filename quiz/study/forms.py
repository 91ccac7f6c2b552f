"""The form of a question: which card of a fact is asked, harder ones as the fact grows stronger."""

from collections.abc import Mapping, Sequence
from random import Random

from cards.model.kinds import ASSERTIONS, CHOICES
from cards.model.summary import CardSummary
from cards.model.vocabulary import Level
from quiz.study.candidates import is_applied_first

_FROM_MEMORY = 1
"""Days with a right answer after which the learner must find the answer without options."""

_APPLIED = 2
"""Days with a right answer from which a fact is applied first."""

_FAR = 5
"""Questions of the latest hundred that a level lacks, more than others or less, to be far off."""


class AskedBefore:
    """How often each card was asked, and on which level the latest questions were.

    Attributes:
        cards: How often each card was asked, by its id.
        levels: How many of the latest questions were on each level.
    """

    def __init__(self, cards: Mapping[str, int], levels: Mapping[str, int]) -> None:
        """Take the counts."""
        self.cards, self.levels = cards, levels


def form(
    cards: Sequence[CardSummary],
    days_right: float,
    asked: AskedBefore,
    aims: Mapping[str, float],
    random: Random,
) -> CardSummary:
    """The card of a fact to ask now.

    A card that was asked least often comes first; one whose level lacks questions may come again
    before the others, see `_repeats`. Among these, a fact that is new is asked with options, then
    without, and from the second day with a right answer it is applied; earlier, if that level lacks
    many more questions of its aim than the others, and later, if it lacks many fewer. Among equal
    cards, the level that lacks most comes first. The levels of the fact are compared with one
    another, so that a level without enough cards burdens the others alike.

    Args:
        cards: The cards of the fact.
        days_right: The days on which the fact was answered rightly.
        asked: The cards and levels of earlier questions.
        aims: The share of each level in the exam; only the ratios matter.
        random: The source of randomness.
    """
    total, size = sum(aims.values()) or 1.0, sum(asked.levels.values()) + 1
    levels = {card.level for card in cards}
    of_fact = sum(asked.cards.get(card.id, 0) for card in cards)

    def lacking(level: str) -> float:
        return aims.get(level, 0.0) / total * size - asked.levels.get(level, 0)

    def place(card: CardSummary) -> tuple[int, int, float, float]:
        others = [lacking(level) for level in levels if level != card.level]
        lack = lacking(card.level) - max(others) if others else 0.0
        times = asked.cards.get(card.id, 0)
        return (
            max(0, times - _repeats(lack, days_right, of_fact)),
            _distance(card, days_right, lack),
            -lack,
            random.random(),
        )

    return min(cards, key=place)


_OVER = 5
"""Questions of the latest hundred by which levels are over their aim, so that others come first."""


def minor_is_over(levels: Mapping[str, int], aims: Mapping[str, float]) -> bool:
    """Whether the latest questions had the levels that the exam asks for less too often.

    Args:
        levels: How many of the latest questions were on each level.
        aims: The share of each level in the exam; only the ratios matter.
    """
    total, size = sum(aims.values()), sum(levels.values())
    if not total:
        return False
    over = levels.get(Level.RECALL, 0) - aims.get(Level.RECALL, 0.0) / total * size
    return (over if is_applied_first(aims) else -over) > _OVER


def _repeats(lack: float, days_right: float, of_fact: int) -> int:
    """How often a card may come again before the other cards of its fact.

    Args:
        lack: How many more questions its level lacks than the other levels of its fact.
        days_right: The days on which its fact was answered rightly.
        of_fact: How often its fact was asked.
    """
    if lack > _FAR:
        return max(int(days_right), of_fact // 2)
    return int(days_right // _APPLIED) if lack > 0 else 0


def _distance(card: CardSummary, days_right: float, lack: float) -> int:
    """How far a card is from what the strength of its fact and the aims of the exam ask for.

    Args:
        card: The card.
        days_right: The days on which its fact was answered rightly.
        lack: How many more questions its level lacks than the other levels of its fact.
    """
    if card.kind in ASSERTIONS:
        return 3
    is_applied = card.level != Level.RECALL
    if is_applied and abs(lack) > _FAR:
        return 0 if lack > 0 else 2
    if days_right >= _APPLIED:
        return 0 if is_applied else 1
    if days_right >= _FROM_MEMORY:
        return int(card.kind in CHOICES) + is_applied
    return int(card.kind not in CHOICES) + is_applied
