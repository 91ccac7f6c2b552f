"""The form of a question: which card of a fact is asked, harder ones as the fact grows stronger."""

from collections.abc import Mapping, Sequence
from random import Random

from cards.model.kinds import ASSERTIONS, CHOICES
from cards.model.summary import CardSummary
from cards.model.vocabulary import Level

_FROM_MEMORY = 1
"""Days with a right answer after which the learner must find the answer without options."""

_APPLIED = 2
"""Days with a right answer from which a fact is applied first."""

_FAR = 5
"""Questions of the latest hundred from which a level is far from its aim."""


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

    A card that was asked least often comes first; one that applies the fact may come once more
    while its level is below its aim. Among these, a fact that is new is asked with options, then
    without, and from the second day with a right answer it is applied; earlier or later, if that
    level is far from its aim. Among equal cards, the level that is furthest below its aim comes
    first.

    Args:
        cards: The cards of the fact.
        days_right: The days on which the fact was answered rightly.
        asked: The cards and levels of earlier questions.
        aims: The share of each level in the exam; only the ratios matter.
        random: The source of randomness.
    """
    total, size = sum(aims.values()) or 1.0, sum(asked.levels.values()) + 1

    def place(card: CardSummary) -> tuple[int, int, float, float]:
        lacking = aims.get(card.level, 0.0) / total * size - asked.levels.get(card.level, 0)
        times = asked.cards.get(card.id, 0)
        is_applied = card.level != Level.RECALL
        may_repeat = is_applied and lacking > 0 and days_right >= _APPLIED
        return (
            max(0, times - may_repeat),
            _distance(card, days_right, lacking),
            -lacking,
            random.random(),
        )

    return min(cards, key=place)


def _distance(card: CardSummary, days_right: float, lacking: float) -> int:
    """How far a card is from what the strength of its fact and the aims of the exam ask for."""
    if card.kind in ASSERTIONS:
        return 3
    is_applied = card.level != Level.RECALL
    if is_applied and abs(lacking) > _FAR:
        return 0 if lacking > 0 else 2
    if days_right >= _APPLIED:
        return 0 if is_applied else 1
    if days_right >= _FROM_MEMORY:
        return int(card.kind in CHOICES) + is_applied
    return int(card.kind not in CHOICES) + is_applied
