"""Frozen value classes that cost little to define.

`dataclass` compiles up to six methods for each class, which takes half a millisecond: for the
classes that a quiz needs, more than a fifth of the time to the first question. The methods of all
value classes are compiled once, in this module. To type checkers, such a class is a dataclass, and
`fields` and `replace` of `dataclasses` accept it.
"""

from collections.abc import Callable, Mapping
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, get_origin

__all__ = ["field_names", "replace", "value_class"]

_T = TypeVar("_T")


class _Layout:
    """The fields of a value class.

    Attributes:
        types: The types of all fields by name, inherited ones first.
        names: Their names.
        defaults: The default values.
        positional: The names of those that may be given by position.
        values: Returns the values of all fields; of a single field, only its value.
    """

    def __init__(self, class_: type, *, kw_only: bool) -> None:
        """Collect the fields of a class and its bases."""
        self.types: dict[str, Any]
        self.defaults: dict[str, Any]
        self.positional: tuple[str, ...]
        types: dict[str, Any] = {}
        positional: tuple[str, ...] = ()
        defaults: dict[str, Any] = {}
        for base in reversed(class_.__mro__[1:]):
            inherited: _Layout | None = vars(base).get("__layout__")
            if inherited is not None:
                types.update(inherited.types)
                positional += inherited.positional
                defaults.update(inherited.defaults)
        annotations: Mapping[str, Any] = class_.__annotations__
        new = {name: type_ for name, type_ in annotations.items() if not _is_of_class(type_)}
        types.update(new)
        defaults.update((name, vars(class_)[name]) for name in types if name in vars(class_))
        self.types, self.defaults, self.names = types, defaults, tuple(types)
        by_name = new if kw_only else ()
        self.positional = tuple(
            name for name in types if name in positional + tuple(new) and name not in by_name
        )
        self.values: Callable[[Any], Any] = attrgetter(*self.names)


def _is_of_class(annotation: Any) -> bool:
    """Whether an annotation, which may be text, is that of a class variable."""
    if isinstance(annotation, str):
        return annotation.startswith("ClassVar")
    return get_origin(annotation) is ClassVar


def _value_class(
    *,
    frozen: bool,
    kw_only: bool = False,
    eq: bool = True,
    repr: bool = True,  # noqa: A002 - as in `dataclass`
) -> Callable[[type[_T]], type[_T]]:
    """Give a class the methods of a frozen dataclass.

    Args:
        frozen: True; as in `dataclass`, so that type checkers know it.
        kw_only: Whether its fields are only given by name.
        eq: Whether instances with equal values are equal.
        repr: Whether an instance shows its values.
    """
    assert frozen  # noqa: S101 - there are no others
    methods: dict[str, Any] = {
        "__init__": _init,
        "__setattr__": _refuse_change,
        "__delattr__": _refuse_change,
    }
    if eq:
        methods |= {"__eq__": _equal, "__hash__": _hash}
    if repr:
        methods["__repr__"] = _shown

    def define(class_: type[_T]) -> type[_T]:
        layout = _Layout(class_, kw_only=kw_only)
        for name, value in (
            *(methods.items()),
            ("__layout__", layout),
            ("__match_args__", layout.positional),
            ("__dataclass_fields__", _DataclassFields()),
        ):
            # A class with `__eq__` and without `__hash__` has the hash None.
            if vars(class_).get(name) is None:
                setattr(class_, name, value)
        return class_

    return define


_set = object.__setattr__


def _init(self: Any, /, *values: Any, **named: Any) -> None:
    layout: _Layout = self.__layout__
    if values:
        named = _by_name(self, values, named)
    found = layout.defaults | named
    if found.keys() != layout.types.keys():
        raise _wrong_arguments(self, found)
    for name in layout.names:  # always in one order, so that instances share their keys
        _set(self, name, found[name])


def _by_name(self: Any, values: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
    positional: tuple[str, ...] = self.__layout__.positional
    found = dict(zip(positional, values, strict=False))
    if len(values) > len(positional) or found.keys() & named:
        raise TypeError(f"{type(self).__name__}() got too many values: {values}.")
    return found | named


def _wrong_arguments(self: Any, found: Mapping[str, Any]) -> TypeError:
    missing = [name for name in self.__layout__.names if name not in found]
    unknown = [name for name in found if name not in self.__layout__.names]
    wrong = f"has no {', '.join(unknown)}" if unknown else f"needs {', '.join(missing)}"
    return TypeError(f"{type(self).__name__}() {wrong}.")


def _equal(self: Any, other: Any) -> bool:
    if type(self) is not type(other):
        return False
    values: Callable[[Any], Any] = self.__layout__.values
    return bool(values(self) == values(other))


def _hash(self: Any) -> int:
    return hash(self.__layout__.values(self))


def _shown(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__layout__.names)
    return f"{type(self).__qualname__}({shown})"


def _refuse_change(self: Any, name: str, _: object = None) -> None:
    raise AttributeError(f"{name} of a {type(self).__name__} cannot be changed.")


class _DataclassFields:
    """The fields as `dataclasses` describes them, on first use."""

    def __get__(self, _: object, owner: type) -> Mapping[str, Any]:
        from dataclasses import field, make_dataclass  # most commands need neither

        layout: _Layout = owner.__layout__  # type: ignore[attr-defined]
        described = [
            (name, type_, field(default_factory=partial(layout.defaults.get, name)))
            if name in layout.defaults
            else (name, type_)
            for name, type_ in layout.types.items()
        ]
        twin: Any = make_dataclass(owner.__name__, described, kw_only=True)
        found: Mapping[str, Any] = twin.__dataclass_fields__
        setattr(owner, "__dataclass_fields__", found)  # noqa: B010 - no type declares it
        return found


def field_names(class_: type) -> tuple[str, ...] | None:
    """The names of the fields of a value class or a dataclass; None for another class."""
    layout: _Layout | None = getattr(class_, "__layout__", None)
    if layout is not None:
        return layout.names
    fields: Mapping[str, Any] | None = getattr(class_, "__dataclass_fields__", None)
    return None if fields is None else tuple(fields)


def _replace(value: Any, /, **changes: Any) -> Any:
    """The same value with other values of some fields."""
    names: tuple[str, ...] = value.__layout__.names
    return type(value)(**{name: getattr(value, name) for name in names} | changes)


if TYPE_CHECKING:
    from dataclasses import dataclass as value_class
    from dataclasses import replace
else:
    value_class, replace = _value_class, _replace
