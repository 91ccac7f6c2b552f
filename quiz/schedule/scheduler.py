"""The protocol of a scheduler, which chooses the cards of a session."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from cards.model.card_set import CardSet
from cards.model.summary import CardSummary
from cards.named_tuple import NamedTuple

if TYPE_CHECKING:
    from quiz.log.past import Past
    from quiz.schedule.pool import Pool

History = Callable[[], "Mapping[str, Past]"]
"""Reads the learner's answers so far, by the fact's id.

A function, because reading the log takes time before the first question: a scheduler that needs no
history does not call it.
"""


Pattern = tuple[str, str]
"""A subject and a template, whose questions in that subject have one pattern of stem."""


class Mix(NamedTuple):
    """The composition of a session.

    Attributes:
        shares: The share of each subject; only the ratios matter.
        rare: Kinds of card of which a session has at most one in twenty, all together.
        sets: Cards that may be asked in a row, at most once in ten questions.
        levels: The share of each cognitive level; only the ratios matter. Empty for no preference.
        today: Reads how often each template was asked in each subject on this study day.
        seen: Reads the ids of the cards that come last, because the learner has seen them.
    """

    shares: Mapping[str, float]
    rare: Collection[str] = frozenset()
    sets: Collection[CardSet] = ()
    levels: Mapping[str, float] = MappingProxyType({})
    today: Callable[[], Mapping[Pattern, int]] = dict
    seen: Callable[[], Collection[str]] = tuple


Choose = Callable[["Pool | Iterable[CardSummary]", int], tuple[CardSummary, ...]]
"""A scheduler with all arguments bound except pool and count."""


class Scheduler(Protocol):
    """Chooses the cards of a session; equal arguments give equal cards."""

    def __call__(
        self,
        pool: "Pool | Iterable[CardSummary]",
        count: int,
        *,
        mix: Mix,
        history: History,
        now: datetime,
        random: Random,
    ) -> tuple[CardSummary, ...]:
        """Choose cards, in the order in which they are asked.

        Args:
            pool: The cards that may be asked.
            count: The number of cards; fewer are returned where fewer exist.
            mix: The composition of the session.
            history: Reads the learner's answers so far.
            now: When the session begins.
            random: The source of randomness.
        """
