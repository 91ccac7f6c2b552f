"""The cards of a session that were not drawn yet; those of a group are loaded on first use."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from random import Random

from cards.model.summary import CardSummary
from quiz.schedule.clusters import Clusters
from quiz.schedule.pool import Pool, PoolGroup, PoolRow, PoolSubject


class WaitingGroup:
    """The cards of a template in a subject that were not drawn yet.

    Attributes:
        group: All its cards.
    """

    def __init__(self, group: PoolGroup, clusters: Clusters) -> None:
        """Load nothing yet; `clusters` limits the cards once they are loaded."""
        self.group, self._clusters = group, clusters
        self._blocks: list[list[CardSummary] | None] = [None] * len(group.blocks)
        self._removed: set[str] = set()
        self._removed_facts: set[str] = set()

    @property
    def cards(self) -> list[CardSummary]:
        """The cards; all are loaded."""
        return list(chain.from_iterable(map(self._block, range(len(self._blocks)))))

    def blocks(self, random: Random) -> Iterator[list[CardSummary]]:
        """The cards block by block, in an order by chance; each is loaded when it is reached."""
        numbers: Sequence[int] = range(len(self._blocks))
        if len(numbers) > 1:
            numbers = random.sample(numbers, len(numbers))
        return map(self._block, numbers)

    def _block(self, number: int) -> list[CardSummary]:
        found = self._blocks[number]
        if found is None:
            cards, facts = self.group.blocks[number]()
            self._clusters.limit(cards, facts)
            found = self._blocks[number] = [card for card in cards if not self._is_removed(card)]
        return found

    def _is_removed(self, card: CardSummary) -> bool:
        return card.id in self._removed or card.about in self._removed_facts

    def remove(self, card: CardSummary) -> None:
        """Remove a card that was drawn."""
        self._removed.add(card.id)
        self._remove_from_loaded()

    def remove_about(self, fact: str) -> None:
        """Remove all cards about a fact."""
        self._removed_facts.add(fact)
        self._remove_from_loaded()

    def _remove_from_loaded(self) -> None:
        for block in self._blocks:
            if block is not None:
                block[:] = [card for card in block if not self._is_removed(card)]

    @property
    def about(self) -> str | None:
        """The fact of the first card; None if all were drawn."""
        if None in self._blocks:
            return self.group.about
        return next((block[0].about for block in self._blocks if block), None)


class WaitingSubject:
    """The cards of a subject that were not drawn yet.

    Attributes:
        tests: The subject.
        groups: The cards by template.
    """

    def __init__(self, tests: str, subject: PoolSubject, clusters: Clusters) -> None:
        """Load nothing yet."""
        self.tests = tests
        self.groups = {each.template: WaitingGroup(each, clusters) for each in subject.groups}
        self._facts, self._of_clusters = subject.facts, subject.clusters
        self._clusters, self._subject = clusters, subject

    @cached_property
    def _rows(self) -> list[PoolRow]:
        rows, facts = self._subject.rows()
        self._clusters.limit(rows, facts)
        return rows

    def rows(self, usable: Iterable[WaitingGroup]) -> Iterator[PoolRow]:
        """The rows of all cards of some groups, of those that were drawn too.

        Args:
            usable: The groups.
        """
        templates = {each.group.template for each in usable}
        return (row for row in self._rows if row.template in templates)

    def room_by_numbers(self, usable: list[WaitingGroup], most: int) -> int | None:
        """How many questions can be asked, up to a number; None if only the cards show it.

        No cards are loaded, and none may have been drawn.

        Args:
            usable: The groups that may be asked.
            most: The number of questions that is enough.
        """
        used = {each.group.template for each in usable}
        unused = [each.group for name, each in self.groups.items() if name not in used]
        facts = self._facts - sum(group.facts for group in unused)
        room, sure = most, facts
        if self._clusters.are_limited:
            # Of each template, its limit; of each cluster, one question at least.
            of_templates = (min(e.group.facts, self._clusters.room_of(e.group)) for e in usable)
            room = min(most, sum(of_templates))
            sure = min(facts, self._of_clusters - sum(group.clusters for group in unused))
        return room if sure >= room else None


def waiting_of(pool: Pool, clusters: Clusters) -> dict[str, WaitingSubject]:
    """All cards of a pool, by subject."""
    return {
        tests: WaitingSubject(tests, subject, clusters) for tests, subject in pool.subjects.items()
    }
