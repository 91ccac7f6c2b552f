"""Muscles whose names state where they are: the anterior deltoid is the front of the deltoid."""

from collections.abc import Mapping
from types import MappingProxyType

from cards.english import words
from cards.model.base import FactBase
from cards.model.nouns import Muscle


def states_its_place(muscle: Muscle, base: FactBase) -> bool:
    """Whether a word of the name says what the phrase for the place on the surface says.

    In words, the question where such a muscle is answers itself; a map can still ask it.
    """
    if muscle.id not in base.places:
        return False
    place = frozenset(words(base.places[muscle.id].where))
    return any(place & _MEANINGS.get(word, frozenset()) for word in words(muscle.name))


_MEANINGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        word: frozenset(places.split())
        for word, places in {
            "abdominis": "abdomen trunk",
            "anterior": "front shin",
            "brachii": "arm",
            "digitorum": "fingers forearm",
            "dorsi": "back",
            "femoris": "thigh",
            "gluteus": "buttock",
            "lateralis": "outer",
            "lower": "down lower",
            "medialis": "inner innermost",
            "middle": "middle outer",
            "pectoralis": "chest",
            "posterior": "back",
            "upper": "upper neck",
        }.items()
    }
)
"""The words for places that a word in the name of a muscle means."""
