"""The cards that are generated from the facts, in parts that can be used again.

A part has everything on one exercise, or on one subject apart from exercises; or the groups of one
template, or of one key of it. It remembers what it read, so it is right as long as that is equal.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from cards.assertions import Assertion
from cards.model.card import Card, Skipped
from cards.model.fact import Fact
from cards.model.recorded import Read, of_exercise, of_subject


def part_of(fact: Fact) -> Read:
    """The look-up that names the part with the questions on a single fact."""
    exercise = getattr(fact, "exercise", None)
    return of_subject(fact) if exercise is None else of_exercise(exercise)


def name_of_part(read: Read) -> str:
    """The name of a part."""
    return "/".join(read)


class TemplateOutcome(NamedTuple):
    """The result of a template and a fact.

    Attributes:
        results: Its cards, or its assertions.
        reason: Why there are no more; None if nothing is missing.
    """

    results: tuple[Card | Assertion, ...]
    reason: str | None = None


class PlacedCard(NamedTuple):
    """A card, and what decides its place among all cards.

    Attributes:
        key: Sorts the cards of a template: the fact, the exercise or the statement that the card is
            about, or the key of a group. Cards with the same one are in the order of their part.
        card: The card with all its proven options.
    """

    key: str
    card: Card


@dataclass(frozen=True)
class BuildPart:
    """Cards that depend on the same facts.

    Attributes:
        name: Its name among all parts.
        reads: The facts and indexes that they depend on.
        cards: The cards.
        skipped: The pairs of template and fact without a card.
    """

    name: str
    reads: set[Read]
    cards: list[PlacedCard] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
