"""The cards that may be asked, in groups, with the numbers that drawing needs to know of all.

A session draws from a few of hundreds of groups, so the cards of a group can be loaded when it is
first drawn from. A group of thousands of cards is in blocks, of which one is mostly enough.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from math import ceil

from cards.model.summary import CardSummary
from cards.named_tuple import NamedTuple
from quiz.schedule.shares import sizes

MOST_OF_A_BLOCK = 500
"""Cards in a block."""

GroupCards = tuple[list[CardSummary], list[int]]
"""Cards, and for each the number of facts in the pool that are in its cluster."""


class PoolRow(NamedTuple):
    """The attributes of a card by which the questions of a subject are counted."""

    tests: str
    template: str
    about: str
    cluster: str


SubjectRows = tuple[list[PoolRow], list[int]]
"""The cards of a subject, and for each the number of facts in the pool that are in its cluster."""


class PoolGroup(NamedTuple):
    """The cards of a template in a subject; there is at least one.

    Attributes:
        kind: How the cards are answered.
        about: The fact of the first card.
        cards: The number of cards.
        facts: The number of facts that they are about.
        clusters: The number of their clusters.
        size: The number of facts; those that other templates ask too count in parts.
        blocks: Each loads a part of the cards, about as many as the others.
    """

    tests: str
    template: str
    kind: str
    about: str
    cards: int
    facts: int
    clusters: int
    size: float
    blocks: tuple[Callable[[], GroupCards], ...]


class PoolSubject(NamedTuple):
    """The cards that test a subject.

    Attributes:
        facts: The number of facts that they are about.
        clusters: The number of their clusters.
        groups: The cards by template, in the order of the templates.
        rows: Loads the rows of all its cards.
    """

    facts: int
    clusters: int
    groups: tuple[PoolGroup, ...]
    rows: Callable[[], SubjectRows]


class Pool:
    """The cards that may be asked.

    Attributes:
        subjects: The cards by subject.
    """

    def __init__(
        self,
        subjects: Mapping[str, PoolSubject],
        named: Callable[[Collection[str]], GroupCards],
    ) -> None:
        """Combine subjects.

        Args:
            subjects: The subjects.
            named: Finds cards by their ids.
        """
        self.subjects, self._named = subjects, named

    @property
    def groups(self) -> Iterator[PoolGroup]:
        """All groups."""
        return chain.from_iterable(subject.groups for subject in self.subjects.values())

    def __len__(self) -> int:
        """The number of cards."""
        return sum(group.cards for group in self.groups)

    def named(self, ids: Collection[str]) -> GroupCards:
        """Those cards with these ids that may be asked."""
        return self._named(ids)


def pool_of(cards: Iterable[CardSummary]) -> Pool:
    """The pool of these cards."""
    every = list(cards)
    by_subject: dict[str, dict[str, list[CardSummary]]] = {}
    of_cluster: dict[str, set[str]] = defaultdict(set)
    for card in every:
        by_subject.setdefault(card.tests, {}).setdefault(card.template, []).append(card)
        of_cluster[card.cluster].add(card.about)
    facts_of = {cluster: len(facts) for cluster, facts in of_cluster.items()}
    return Pool(
        {tests: _subject(found, facts_of) for tests, found in by_subject.items()},
        lambda ids: _loaded([card for card in every if card.id in ids], facts_of),
    )


def _subject(
    templates: Mapping[str, list[CardSummary]], facts_of: Mapping[str, int]
) -> PoolSubject:
    """The cards of a subject.

    Args:
        templates: The cards by template.
        facts_of: The number of facts in each cluster.
    """
    facts = {template: {card.about for card in cards} for template, cards in templates.items()}
    clusters = {template: {card.cluster for card in cards} for template, cards in templates.items()}
    size = sizes(facts)
    groups = (
        PoolGroup(
            *(cards[0].tests, template, cards[0].kind, cards[0].about),
            *(len(cards), len(facts[template]), len(clusters[template]), size[template]),
            blocks=tuple(partial(_loaded, part, facts_of) for part in in_blocks(cards)),
        )
        for template, cards in templates.items()
    )
    return PoolSubject(
        facts=len(set[str]().union(*facts.values())),
        clusters=len(set[str]().union(*clusters.values())),
        groups=tuple(groups),
        rows=partial(_rows, templates, facts_of),
    )


def in_blocks(cards: list[CardSummary]) -> list[list[CardSummary]]:
    """The cards of a group, dealt out to as few blocks as possible."""
    count = ceil(len(cards) / MOST_OF_A_BLOCK)
    return [cards[number::count] for number in range(count)]


def _rows(templates: Mapping[str, list[CardSummary]], facts_of: Mapping[str, int]) -> SubjectRows:
    cards = list(chain.from_iterable(templates.values()))
    rows = [PoolRow(card.tests, card.template, card.about, card.cluster) for card in cards]
    return rows, [facts_of[card.cluster] for card in cards]


def _loaded(cards: list[CardSummary], facts_of: Mapping[str, int]) -> GroupCards:
    return list(cards), [facts_of[card.cluster] for card in cards]
