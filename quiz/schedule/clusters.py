"""The clusters of a session: of cards that resemble one another, few are asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from math import sqrt

from cards.model.summary import CardSummary
from quiz.schedule.pool import Pool, PoolGroup, PoolRow

PER_ROOT = 1 / 3 / 60
"""The most questions of a cluster, as a part of all, for the square root of its facts.

In sixty questions that is 1 of a cluster of five facts, 2 of forty and 4 of a hundred and forty.
"""

_Name = str | tuple[str, str]
"""The name of a cluster; of a template, its subject and its id."""


def most_of_a_cluster(facts: int, count: int) -> int:
    """The most questions of a cluster in a session, while there are others.

    Args:
        facts: The number of its facts.
        count: The number of questions of the session.
    """
    return max(1, round(PER_ROOT * sqrt(facts) * count))


class Clusters:
    """The limits of a session's clusters, and how many questions of each were drawn.

    All cards of a template in a subject are one cluster; besides that, each card names one.

    Attributes:
        are_limited: Whether the limits still apply.
    """

    def __init__(self, pool: Pool, count: int) -> None:
        """The clusters of a pool, for a session of that many questions."""
        self.are_limited = True
        self._count = count
        self._remaining: dict[_Name, int] = {
            (group.tests, group.template): most_of_a_cluster(group.facts, count)
            for group in pool.groups
        }

    def limit(self, cards: Iterable[CardSummary | PoolRow], facts: Iterable[int]) -> None:
        """Limit the clusters of cards from now on.

        Args:
            cards: The cards.
            facts: For each card, the number of facts in its cluster.
        """
        remaining = self._remaining
        for card, number in zip(cards, facts, strict=True):
            if card.cluster not in remaining:
                remaining[card.cluster] = most_of_a_cluster(number, self._count)

    def allow(self, card: CardSummary | PoolRow) -> bool:
        """Whether a card may be asked whose cluster is limited."""
        if not self.are_limited:
            return True
        remaining = self._remaining
        return remaining[card.tests, card.template] > 0 and remaining[card.cluster] > 0

    def take(self, card: CardSummary) -> None:
        """Count a question."""
        self._remaining[card.tests, card.template] -= 1
        self._remaining[card.cluster] -= 1

    def room_of(self, group: PoolGroup) -> int:
        """How many questions of a group can be asked within its limit."""
        return self._remaining[group.tests, group.template]

    def room(self, cards: Iterable[CardSummary | PoolRow]) -> int:
        """How many of these cards can be asked, with no fact twice.

        Args:
            cards: Cards that may be asked.
        """
        facts: set[str] = set()
        by_template: dict[_Name, set[str]] = defaultdict(set)
        by_cluster: dict[_Name, set[str]] = defaultdict(set)
        for card in cards:
            facts.add(card.about)
            if self.are_limited:
                by_template[card.tests, card.template].add(card.about)
                by_cluster[card.cluster].add(card.about)
        if not self.are_limited:
            return len(facts)
        return min(
            len(facts),
            *(sum(map(self._most, group.items())) for group in (by_template, by_cluster)),
        )

    def _most(self, group: tuple[_Name, Collection[str]]) -> int:
        name, facts = group
        return min(len(facts), self._remaining[name])
