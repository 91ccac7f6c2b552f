"""The outcomes of templates, in parts that can be used again.

A part has all outcomes for the facts on one exercise, or for one fact on no exercise; or those of
one template for groups of facts. It remembers what it read, so it is right as long as
that is equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from cards.assertions import Assertion
from cards.model.card import Card, Skipped
from cards.model.fact import Fact
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
        reads: The facts and indexes that they depend on.
        outcomes: The outcomes by the ids of template and fact; the latter is empty for a group.
    """

    reads: set[Read] = field(default_factory=set)
    outcomes: dict[tuple[str, str], TemplateOutcome] = field(default_factory=dict)

    @property
    def cards(self) -> tuple[Card, ...]:
        """All its cards."""
        every = (each for outcome in self.outcomes.values() for each in outcome.results)
        return tuple(each for each in every if isinstance(each, Card))


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


def part_of_fact(fact: Fact) -> tuple[str, Read]:
    """The name of the part that a fact belongs to, and what it certainly depends on."""
    exercise = getattr(fact, "exercise", None)
    read = of_fact(fact) if exercise is None else of_exercise(exercise)
    return "/".join(read), read


def part_of_template(template: Template) -> str:
    """The name of the part with the groups of a template."""
    return f"template/{template.id}"
