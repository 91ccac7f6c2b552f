"""The facts that a study session can ask about, with what the learner knows of each."""

from typing import NamedTuple

from cards.model.summary import CardSummary
from quiz.memory.recall_model import Practice


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
    """

    fact: str
    subject: str
    cards: tuple[CardSummary, ...]
    order: tuple[int, ...]
    practice: Practice | None = None
    due: float = float("inf")
    recall: float = 0.0
    was_missed: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it was never asked."""
        return self.practice is None
