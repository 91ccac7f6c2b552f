"""A named tuple behaves as one of `typing`, which costs more to define."""

import copy
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from cards.named_tuple import NamedTuple


class Lift(NamedTuple):
    """A lift."""

    name: str
    load: float = 0.0
    phases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Its name and its load."""
        return f"{self.name} {self.load}"


class TypingLift(typing.NamedTuple):
    """The same, as `typing` defines it."""

    name: str
    load: float = 0.0
    phases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Its name and its load."""
        return f"{self.name} {self.load}"


SAME: dict[str, Callable[[Any], object]] = {
    "fields": lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__),
    "positions": lambda kind: tuple(kind("squat", 100.0, ("up",))),
    "names": lambda kind: tuple(kind(phases=("up",), name="squat")),
    "defaults": lambda kind: tuple(kind("squat")),
    "attributes": lambda kind: (kind("squat").name, kind("squat").load, kind("squat").label),
    "make": lambda kind: tuple(kind._make(["squat", 1.0, ()])),
    "replace": lambda kind: tuple(kind("squat")._replace(load=2.0)),
    "as a dict": lambda kind: kind("squat")._asdict(),
    "shown": lambda kind: repr(kind("squat")).replace("TypingLift", "Lift"),
    "equal": lambda kind: (kind("a") == kind("a"), kind("a") == kind("b"), kind("a") == ("a",)),
    "hash": lambda kind: hash(kind("a")) == hash(("a", 0.0, ())),
    "order": lambda kind: kind("a") < kind("b"),
    "copied": lambda kind: copy.deepcopy(kind("a")) == kind("a"),
    "stored": lambda kind: type(pickle.loads(pickle.dumps(kind("a")))) is kind,
}


@pytest.mark.parametrize("property_", SAME)
def test_it_behaves_as_one_of_typing(property_: str) -> None:
    assert SAME[property_](Lift) == SAME[property_](TypingLift)


WRONG: dict[str, Callable[[Any], object]] = {
    "missing": lambda kind: kind(),
    "too many": lambda kind: kind("squat", 1.0, (), 4),
    "unknown": lambda kind: kind("squat", weight=1.0),
    "twice": lambda kind: kind("squat", name="lunge"),
    "too few made": lambda kind: kind._make(["squat"]),
}


@pytest.mark.parametrize("call", WRONG)
def test_wrong_values_are_refused_as_by_typing(call: str) -> None:
    for kind in (Lift, TypingLift):
        with pytest.raises(TypeError):
            WRONG[call](kind)


def test_a_value_cannot_be_changed_and_has_no_other_attributes() -> None:
    lift: Any = Lift("squat")

    for name in ("name", "other"):
        with pytest.raises(AttributeError):
            setattr(lift, name, "lunge")


def test_a_pattern_takes_it_apart() -> None:
    match Lift("squat", 2.0):
        case Lift(name, load):
            assert (name, load) == ("squat", 2.0)
