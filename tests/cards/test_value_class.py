"""A value class behaves as the dataclass that type checkers take it for."""

import dataclasses
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar

import pytest

from cards.value_class import field_names, replace, value_class


@value_class(frozen=True)
class Named:
    sort: ClassVar[str] = "name"
    kin: "ClassVar[tuple[str, ...]]" = ()

    name: str
    size: int = 1


@value_class(frozen=True, kw_only=True)
class Listed(Named):
    places: Mapping[str, int] = MappingProxyType({})
    size: int = 2

    @cached_property
    def shown(self) -> str:
        return self.name * self.size


def test_fields_are_inherited_and_their_defaults_can_change() -> None:
    assert field_names(Listed) == ("name", "size", "places")
    assert (Listed("a").size, Listed("a", size=3).shown) == (2, "aaa")


def test_equal_values_are_equal_and_have_one_hash() -> None:
    one, other = Named("a", 1), Named(name="a")

    assert one == other
    assert hash(one) == hash(other)
    assert one != Named("a", 2)
    assert one != Listed("a", size=1)


def test_what_was_computed_from_a_value_does_not_count() -> None:
    one, other = Listed("a"), Listed("a")

    assert one.shown == "aa"
    assert one == other


def test_a_value_shows_its_fields() -> None:
    assert repr(Listed("a")) == "Listed(name='a', size=2, places=mappingproxy({}))"


@pytest.mark.parametrize("change", [lambda v: setattr(v, "size", 3), lambda v: delattr(v, "size")])
def test_a_value_cannot_be_changed(change: Any) -> None:
    value = Named("a")

    with pytest.raises(AttributeError, match="size of a Named cannot be changed"):
        change(value)
    assert value.size == 1


@pytest.mark.parametrize(
    ("values", "named", "message"),
    [
        ((), {}, "needs name"),
        (("a", 1, 2), {}, "got too many values"),
        (("a",), {"name": "b"}, "got too many values"),
        (("a",), {"place": 1}, "has no place"),
    ],
)
def test_wrong_values_are_refused(
    values: tuple[Any, ...], named: Mapping[str, Any], message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        Named(*values, **named)


def test_fields_of_keyword_only_classes_have_no_position() -> None:
    with pytest.raises(TypeError, match="got too many values"):
        Listed("a", 1)  # type: ignore[call-arg]  # that is refused


@pytest.mark.parametrize("replaced", [replace, dataclasses.replace])
def test_other_values_replace_some(replaced: Any) -> None:
    assert replaced(Listed("a", size=3), name="b") == Listed("b", size=3)


def test_dataclasses_knows_its_fields() -> None:
    described = {each.name: each.type for each in dataclasses.fields(Listed)}

    assert described == {"name": str, "size": int, "places": Mapping[str, int]}
