"""The findings of assessments: how they are seen, and which muscles bodies list for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.observation import Observation
from cards.model.nouns import Compensation, Muscle
from cards.model.vocabulary import Confidence, Imbalance

Row = tuple[ListedMuscle, ...]
"""The facts of one list: what one edition of a body lists for a finding."""


class Findings:
    """An index of observations and lists.

    Attributes:
        muscles: The muscles of all lists, by id.
        observations: The observations by the id of their finding.
        by_assessment: The same by the id of the assessment.
    """

    def __init__(self, listed: Iterable[ListedMuscle], observations: Iterable[Observation]) -> None:
        """Index the facts; the observations by their finding."""
        listed = tuple(listed)
        of_finding: dict[str, list[ListedMuscle]] = {}
        for fact in listed:
            of_finding.setdefault(fact.compensation.id, []).append(fact)
        self._of_finding = {id_: tuple(facts) for id_, facts in of_finding.items()}
        rows: dict[str, dict[str, list[ListedMuscle]]] = {}
        sides: dict[tuple[str, Imbalance], dict[str, Muscle]] = {}
        for fact in listed:
            finding = fact.compensation.id
            sides.setdefault((finding, fact.side), {})[fact.muscle.id] = fact.muscle
            if fact.confidence is not Confidence.UNVERIFIED:
                rows.setdefault(finding, {}).setdefault(fact.listing.id, []).append(fact)
        self._rows = {id_: tuple(map(tuple, found.values())) for id_, found in rows.items()}
        self._sides = {key: tuple(muscles.values()) for key, muscles in sides.items()}
        found = {m.id: m for muscles in self._sides.values() for m in muscles}
        self.muscles = tuple(found[id_] for id_ in sorted(found))
        self.observations: Mapping[str, Observation] = MappingProxyType(
            {fact.compensation.id: fact for fact in observations}
        )
        by_assessment: dict[str, list[Observation]] = {}
        for observed in self.observations.values():
            by_assessment.setdefault(observed.compensation.assessment, []).append(observed)
        self.by_assessment: Mapping[str, Sequence[Observation]] = MappingProxyType(by_assessment)

    def rows(self) -> Iterator[Row]:
        """The lists that were read, by finding and body."""
        yield from chain.from_iterable(self._rows.values())

    def rows_of(self, finding: Compensation) -> tuple[Row, ...]:
        """The lists that were read for a finding."""
        return self._rows.get(finding.id, ())

    def lists_of(self, finding: Compensation) -> tuple[ListedMuscle, ...]:
        """All that any body lists for a finding; also what was not read."""
        return self._of_finding.get(finding.id, ())

    def listed_by_any(self, finding: Compensation, side: Imbalance) -> tuple[Muscle, ...]:
        """The muscles that any body, in any edition, lists on a side; also what was not read."""
        return self._sides.get((finding.id, side), ())
