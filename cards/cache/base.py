"""The facts of a cached library, each loaded when something asks for it."""

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.facts.statement import Statement
from cards.model.nouns import Exercise, Muscle, Named, Source

if TYPE_CHECKING:
    from cards.model.places import MusclePlace

_N = TypeVar("_N", bound="Named | Source")

Load = Callable[[int], Any]
"""Loads the object with a number; the same one each time."""


class CachedBase(FactBase):
    """The facts of a cached library.

    A question on one exercise loads the facts on it, and no others. `replace` of `dataclasses`
    calls the class with the values of all fields, and gets a base whose facts are loaded.
    """

    _numbers: Sequence[int]
    _of_exercise: Mapping[str, Sequence[int]]
    _naming: Mapping[str, Sequence[int]]
    _on_muscle: Mapping[str, Sequence[int]]
    _load: Load
    _report: Callable[[int, int], None]
    _holds: Callable[[object], bool]
    _load_places: "Callable[[], Mapping[str, MusclePlace]]"

    def __new__(cls, **fields: Any) -> FactBase:  # type: ignore[misc]  # no base of this class
        """A base with these values of its fields."""
        return FactBase(**fields)

    @classmethod
    def on_demand(
        cls,
        *,
        nouns: Mapping[str, Mapping[str, int]],
        facts: Sequence[int],
        of_exercise: Mapping[str, Sequence[int]],
        naming: Mapping[str, Sequence[int]],
        on_muscle: Mapping[str, Sequence[int]],
        load: Load,
        report: Callable[[int, int], None],
        holds: Callable[[object], bool],
        load_places: "Callable[[], Mapping[str, MusclePlace]]",
    ) -> "CachedBase":
        """A base with these numbers of nouns and facts.

        Args:
            nouns: For each field of a base with nouns, their numbers by id.
            facts: The numbers of all facts, in the order of their files.
            of_exercise: Those on each exercise by its id; those on none have an empty one.
            naming: Those that name each exercise, by its id.
            on_muscle: Those of the statements on each muscle in any exercise, by its id.
            load: Loads them.
            report: Called while all facts are loaded, with the number of those loaded and of all.
            holds: Returns whether an object was loaded by it.
            load_places: Loads the places of muscles on the figure.
        """
        base: CachedBase = object.__new__(cls)
        mappings = {name: LazyNouns[Any](numbers, load) for name, numbers in nouns.items()}
        vars(base).update(
            mappings,
            _numbers=facts,
            _of_exercise=of_exercise,
            _naming=naming,
            _on_muscle=on_muscle,
            _load=load,
            _report=report,
            _holds=holds,
            _load_places=load_places,
        )
        return base

    @cached_property
    def places(self) -> "Mapping[str, MusclePlace]":
        """The places of muscles on the figure."""
        return self._load_places()

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, in the order of their files."""
        found = []
        for number in self._numbers:
            found.append(self._load(number))
            self._report(len(found), len(self._numbers))
        return tuple(found)

    def current(self, fact: Fact) -> Fact:
        """The fact of this base with the id of another one; that one if there is none."""
        return fact if self._holds(fact) else super().current(fact)

    def statements_on(self, muscle: Muscle) -> Sequence[Statement]:
        """The statements on a muscle that hold in any exercise."""
        return tuple(map(self._load, self._on_muscle.get(muscle.id, ())))

    def facts_naming(self, exercise: Exercise) -> tuple[Fact, ...]:
        """The facts on an exercise, and those on another one that name it."""
        return tuple(map(self._load, self._naming.get(exercise.id, ())))

    def facts_at(self, places: Iterable[int]) -> tuple[Fact, ...]:
        """The facts at some places among all facts."""
        return tuple(self._load(self._numbers[place]) for place in places)

    def facts_on(self, exercise: Exercise | None) -> Sequence[Fact]:
        """The facts on an exercise, or those on none."""
        id_ = "" if exercise is None else exercise.id
        return tuple(map(self._load, self._of_exercise.get(id_, ())))


class LazyNouns(Mapping[str, _N], Generic[_N]):
    """Nouns by id, each loaded when it is looked up."""

    def __init__(self, numbers: Mapping[str, int], load: Load) -> None:
        """Take the number of each noun, and what loads it."""
        self._numbers, self._load = numbers, load

    def __getitem__(self, id_: str) -> _N:
        return cast("_N", self._load(self._numbers[id_]))

    def __contains__(self, id_: object) -> bool:
        return id_ in self._numbers

    @cached_property
    def _all(self) -> dict[str, _N]:
        return {id_: self[id_] for id_ in self._numbers}

    def values(self) -> ValuesView[_N]:
        """All nouns."""
        return self._all.values()

    def items(self) -> ItemsView[str, _N]:
        """All nouns with their ids."""
        return self._all.items()

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
