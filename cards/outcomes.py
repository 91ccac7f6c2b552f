"""The outcomes of templates, in parts that can be used again.

A part has all outcomes for the facts on one exercise, or for one fact on no exercise; or those of
one template for groups of facts on several exercises. It remembers what it read, so it is right as
long as that is equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from cards.assertions import Assertion
from cards.model.card import Card, Skipped
from cards.model.fact import Fact
from cards.model.nouns import Exercise
from cards.model.recorded import Read, of_exercise, of_fact
from cards.model.template import Template


class TemplateOutcome(NamedTuple):
    """The result of a template and a fact.

    Attributes:
        results: Its cards, or its assertions.
        reason: Why there are no more; None if nothing is missing.
    """

    results: tuple[Card | Assertion, ...]
    reason: str | None = None


@dataclass(frozen=True)
class BuildPart:
    """Outcomes that depend on the same facts.

    Attributes:
        name: Its name among all parts.
        reads: The facts and indexes that they depend on.
        outcomes: The outcomes by the ids of template and fact; the latter is empty for groups.
    """

    name: str
    reads: set[Read] = field(default_factory=set)
    outcomes: dict[tuple[str, str], TemplateOutcome] = field(default_factory=dict)


NONE_KNOWN: Mapping[str, BuildPart] = MappingProxyType({})
"""No parts: everything is generated."""


class Generation(NamedTuple):
    """Everything that was generated.

    Attributes:
        cards: The cards in the order of their templates.
        skipped: The pairs of template and fact that make none.
        parts: All parts by name.
        renewed: The names of those that were not known before.
    """

    cards: tuple[Card, ...]
    skipped: tuple[Skipped, ...]
    parts: Mapping[str, BuildPart]
    renewed: frozenset[str]


class Parts:
    """The parts of a generation; those that an earlier one made are used again.

    Attributes:
        found: All parts so far, by name.
        known: The parts of the earlier generation for which nothing has changed.
    """

    def __init__(self, known: Mapping[str, BuildPart]) -> None:
        """Begin without parts."""
        self.known = known
        self.found: dict[str, BuildPart] = {}

    def of_fact(self, fact: Fact) -> BuildPart:
        """The part with what is generated from a fact: that of its exercise if it has one."""
        exercise = getattr(fact, "exercise", None)
        return self._of(of_fact(fact)) if exercise is None else self.of_exercise(exercise)

    def of_exercise(self, exercise: Exercise) -> BuildPart:
        """The part with what is generated from the facts on an exercise."""
        return self._of(of_exercise(exercise))

    def _of(self, read: Read) -> BuildPart:
        return self._named("/".join(read), {read})

    def of_template(self, template: Template) -> BuildPart:
        """The part with the groups of a template."""
        return self._named(f"template/{template.id}", set())

    def _named(self, name: str, reads: set[Read]) -> BuildPart:
        part = self.found.get(name)
        if part is None:
            part = self.found[name] = self.known.get(name) or BuildPart(name, reads)
        return part

    @property
    def renewed(self) -> frozenset[str]:
        """The names of the parts that were not known before."""
        return frozenset(name for name in self.found if name not in self.known)
