"""The protocol of a scheduler, which chooses the cards of a session."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from random import Random
from typing import Protocol

from cards.model.summary import CardSummary
from quiz.log.records import Review

History = Callable[[], Mapping[str, Sequence[Review]]]
"""Reads the answers that count to each card, the oldest first, by the card's id.

A function, because reading the log takes time before the first question: a scheduler that needs no
history does not call it.
"""

Choose = Callable[[Iterable[CardSummary], int], tuple[CardSummary, ...]]
"""A scheduler with all arguments bound except pool and count."""


class Scheduler(Protocol):
    """Chooses the cards of a session; equal arguments give equal cards."""

    def __call__(
        self,
        pool: Iterable[CardSummary],
        count: int,
        *,
        history: History,
        now: datetime,
        random: Random,
    ) -> tuple[CardSummary, ...]:
        """Choose cards, in the order in which they are asked.

        Args:
            pool: The cards that may be asked.
            count: The number of cards; fewer are returned where fewer exist.
            history: Reads what the learner has answered so far.
            now: When the session begins.
            random: The source of randomness.
        """
