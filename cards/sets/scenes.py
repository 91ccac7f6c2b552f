"""The table of scenes: what the questions of a set share, and which cards belong to it.

To add one, write a function that finds its scenes, and add its entry to `SCENES`. A name that the
key of a card contains is not what the card is about: it is what the card asks for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from cards.derive.phrases import joined
from cards.model.card import Card
from cards.model.nouns import Exercise, Muscle

_Noun = TypeVar("_Noun", Exercise, Muscle)
_LISTED = 2
"""The fewest exercises of a programme."""


class Scene(NamedTuple):
    """An exercise, muscle or programme, with its cards.

    Attributes:
        slots: The values of the slots of a text.
        cards: The cards.
    """

    slots: Mapping[str, str]
    cards: Sequence[Card]


class SceneRule(NamedTuple):
    """How the scenes of one sort are found.

    Attributes:
        find: Finds them among cards.
        slots: The slots that each of them fills.
    """

    find: Callable[[Sequence[Card]], Iterator[Scene]]
    slots: frozenset[str]


def _exercises(cards: Sequence[Card]) -> Iterator[Scene]:
    """Cards on the same exercise."""
    for exercise, found in _by_noun(cards, _exercise_of).items():
        yield Scene({"exercise": exercise.name}, found)


def _muscles(cards: Sequence[Card]) -> Iterator[Scene]:
    """Cards on the same muscle."""
    for muscle, found in _by_noun(cards, _muscle_of).items():
        this = "these muscles" if muscle.plural else "this muscle"
        yield Scene({"muscle": muscle.name, "this": this}, found)


def _programmes(cards: Sequence[Card]) -> Iterator[Scene]:
    """A card on what a programme lacks, and cards on the exercises of the programme."""
    by_exercise = _by_noun(cards, _exercise_of)
    for card in cards:
        listed = [each for fact in card.also if (each := fact.about.exercise) is not None]
        if len(listed) < _LISTED:
            continue
        programme = joined([f"the {exercise.name}" for exercise in listed])
        if all(programme in stem for stem in card.stems):
            others = [each for exercise in listed for each in by_exercise.get(exercise, ())]
            yield Scene({"programme": programme}, [card, *others])


def _by_noun(
    cards: Sequence[Card], noun_of: Callable[[Card], _Noun | None]
) -> dict[_Noun, list[Card]]:
    """The cards by what they are about; those that ask for it are excluded."""
    found: dict[_Noun, list[Card]] = {}
    for card in cards:
        noun = noun_of(card)
        if noun is not None and not any(noun.name in key for key in card.key):
            found.setdefault(noun, []).append(card)
    return found


def _exercise_of(card: Card) -> Exercise | None:
    return card.fact.about.exercise


def _muscle_of(card: Card) -> Muscle | None:
    return card.fact.about.muscle


SCENES: Mapping[str, SceneRule] = MappingProxyType(
    {
        "exercise": SceneRule(_exercises, frozenset({"exercise"})),
        "muscle": SceneRule(_muscles, frozenset({"muscle", "this"})),
        "programme": SceneRule(_programmes, frozenset({"programme"})),
    }
)
"""Every sort of scene, by the name that a kind of set gives it."""
