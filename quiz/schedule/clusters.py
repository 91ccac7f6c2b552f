"""The clusters of a session: of cards that resemble one another, few are asked."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from math import sqrt

from cards.model.summary import CardSummary

PER_ROOT = 1 / 3 / 60
"""The most questions of a cluster, as a part of all, for the square root of its facts.

In sixty questions that is 1 of a cluster of five facts, 2 of forty and 4 of a hundred and forty.
"""


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

    def __init__(self, pool: Iterable[CardSummary], count: int) -> None:
        """The clusters of a pool, for a session of that many questions."""
        facts: dict[str, set[str]] = defaultdict(set)
        for card in pool:
            for name in _names(card):
                facts[name].add(card.about)
        self.are_limited = True
        self._limits = {name: most_of_a_cluster(len(f), count) for name, f in facts.items()}
        self._drawn: Counter[str] = Counter()

    def allow(self, card: CardSummary) -> bool:
        """Whether a card may be asked."""
        return not self.are_limited or all(self._remaining(name) > 0 for name in _names(card))

    def take(self, card: CardSummary) -> None:
        """Count a question."""
        self._drawn.update(_names(card))

    def room(self, cards: Iterable[CardSummary]) -> int:
        """How many of these cards can be asked, with no fact twice.

        Args:
            cards: Cards that may be asked.
        """
        facts, by_template, by_cluster = (defaultdict[str, set[str]](set) for _ in range(3))
        for card in cards:
            template, cluster = _names(card)
            facts[""].add(card.about)
            by_template[template].add(card.about)
            by_cluster[cluster].add(card.about)
        groups = (facts, by_template, by_cluster) if self.are_limited else (facts,)
        return min(sum(map(self._most, group.items())) for group in groups)

    def _most(self, group: tuple[str, Collection[str]]) -> int:
        name, facts = group
        return min(len(facts), self._remaining(name)) if name else len(facts)

    def _remaining(self, name: str) -> int:
        return self._limits[name] - self._drawn[name]


def _names(card: CardSummary) -> tuple[str, str]:
    """The template and the cluster of a card; a blank tells their names apart."""
    return f"{card.tests} {card.template}", card.cluster
