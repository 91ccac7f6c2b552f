"""The table of scenes: what the questions of a set share, and which cards belong to it.

To add one, write a function that finds its scenes, and add its entry to `SCENES`. A name that the
key of a card contains is not what the card is about: it is what the card asks for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from cards.derive.phrases import joined
from cards.model.base import FactBase
from cards.model.card import Card

_LISTED = 2
"""The fewest exercises of a programme."""


class Member(NamedTuple):
    """The scenes to which a card belongs.

    Attributes:
        exercise: Id of the exercise that it is about; None if it asks for it.
        muscle: The same of a muscle.
        programme: Ids of the exercises of the programme that its stems describe.
    """

    exercise: str | None
    muscle: str | None
    programme: tuple[str, ...]


def member_of(card: Card) -> Member:
    """The scenes to which a card belongs."""
    nouns = (card.fact.about.exercise, card.fact.about.muscle)
    exercise, muscle = (
        None if noun is None or any(noun.name in key for key in card.key) else noun.id
        for noun in nouns
    )
    listed = [each for fact in card.also if (each := fact.about.exercise) is not None]
    is_described = len(listed) >= _LISTED and all(
        _programme([each.name for each in listed]) in stem for stem in card.stems
    )
    return Member(exercise, muscle, tuple(each.id for each in listed) if is_described else ())


class Scene(NamedTuple):
    """An exercise, muscle or programme, with its cards.

    Attributes:
        slots: The values of the slots of a text.
        members: The numbers of its cards among all that are given.
    """

    slots: Mapping[str, str]
    members: Sequence[int]


class SceneRule(NamedTuple):
    """How the scenes of one sort are found.

    Attributes:
        find: Finds them among the members.
        slots: The slots that each of them fills.
    """

    find: Callable[[Sequence[Member], FactBase], Iterator[Scene]]
    slots: frozenset[str]


def _exercises(members: Sequence[Member], base: FactBase) -> Iterator[Scene]:
    """Cards on the same exercise."""
    for id_, found in _by_id(each.exercise for each in members).items():
        yield Scene({"exercise": base.exercises[id_].name}, found)


def _muscles(members: Sequence[Member], base: FactBase) -> Iterator[Scene]:
    """Cards on the same muscle."""
    for id_, found in _by_id(each.muscle for each in members).items():
        muscle = base.muscles[id_]
        this = "these muscles" if muscle.plural else "this muscle"
        yield Scene({"muscle": muscle.name, "this": this}, found)


def _programmes(members: Sequence[Member], base: FactBase) -> Iterator[Scene]:
    """A card on what a programme lacks, and cards on the exercises of the programme."""
    on_exercise = _by_id(each.exercise for each in members)
    for number, member in enumerate(members):
        if member.programme:
            others = [each for id_ in member.programme for each in on_exercise.get(id_, ())]
            names = [base.exercises[id_].name for id_ in member.programme]
            yield Scene({"programme": _programme(names)}, [number, *others])


def _programme(names: Sequence[str]) -> str:
    return joined([f"the {name}" for name in names])


def _by_id(ids: Iterator[str | None]) -> dict[str, list[int]]:
    """The numbers of the members with each id."""
    found: dict[str, list[int]] = {}
    for number, id_ in enumerate(ids):
        if id_ is not None:
            found.setdefault(id_, []).append(number)
    return found


SCENES: Mapping[str, SceneRule] = MappingProxyType(
    {
        "exercise": SceneRule(_exercises, frozenset({"exercise"})),
        "muscle": SceneRule(_muscles, frozenset({"muscle", "this"})),
        "programme": SceneRule(_programmes, frozenset({"programme"})),
    }
)
"""Every sort of scene, by the name that a kind of set gives it."""
