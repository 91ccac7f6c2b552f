"""The cards of a session that were not drawn yet; those of a group are loaded on first use."""

from cards.model.summary import CardSummary
from quiz.schedule.clusters import Clusters
from quiz.schedule.pool import Pool, PoolGroup, PoolSubject


class WaitingGroup:
    """The cards of a template in a subject that were not drawn yet.

    Attributes:
        group: All its cards.
    """

    def __init__(self, group: PoolGroup, clusters: Clusters) -> None:
        """Load nothing yet; `clusters` limits the cards once they are loaded."""
        self.group, self._clusters = group, clusters
        self._cards: list[CardSummary] | None = None

    @property
    def cards(self) -> list[CardSummary]:
        """The cards; a card that is drawn is removed from them."""
        if self._cards is None:
            self._cards, facts = self.group.load()
            self._clusters.limit(self._cards, facts)
        return self._cards

    @property
    def about(self) -> str | None:
        """The fact of the first card; None if all were drawn."""
        if self._cards is None:
            return self.group.about
        return self._cards[0].about if self._cards else None


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
        self._clusters = clusters

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
