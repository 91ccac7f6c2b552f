"""Muscles on the lists of bodies that are asked only on request."""

from cards.distractors.muscles import LITTLE_KNOWN
from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.facts.listed_muscle import ListedMuscle

_LITTLE_KNOWN_BODIES = frozenset({"nfpt"})
"""Bodies whose lists no candidate of another body learns."""


def is_hardly_asked(fact: Fact, base: FactBase) -> bool:
    """A later edition has replaced the list, another body lists the opposite, or few know it."""
    if not isinstance(fact, ListedMuscle):
        return False
    disputed = any(
        other.side is not fact.side
        and not other.listing.older
        and base.overlap(other.muscle, fact.muscle)
        for other in base.findings.lists_of(fact.compensation)
    )
    unknown = fact.listing.body in _LITTLE_KNOWN_BODIES or fact.muscle.id in LITTLE_KNOWN
    return fact.listing.older or disputed or unknown
