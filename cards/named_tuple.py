"""Named tuples that cost little to define.

`typing.NamedTuple` compiles a method for each class, which takes several times as long as to define
a plain class; a quiz needs thirty such classes before its first question. The methods of these
classes are compiled once, in this module. To type checkers, they are `typing.NamedTuple`.
"""

from collections.abc import Iterable
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Self

__all__ = ["NamedTuple"]

_new = tuple.__new__


class _NamedTupleType(type):
    """The type of these classes."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], attributes: dict[str, Any]
    ) -> "_NamedTupleType":
        """Define a class whose annotations are its fields."""
        new = super().__new__(cls, name, bases, attributes | {"__slots__": ()})
        fields = () if bases == (tuple,) else tuple(new.__annotations__)
        defaults = {field: attributes[field] for field in fields if field in attributes}
        for number, field in enumerate(fields):
            setattr(new, field, property(itemgetter(number)))
        for attribute, value in (
            ("_fields", fields),
            ("_field_defaults", defaults),
            ("__match_args__", fields),
        ):
            setattr(new, attribute, value)
        return new


class _NamedTuple(tuple[Any, ...], metaclass=_NamedTupleType):
    """A tuple whose items have names; the methods are those of `typing.NamedTuple`."""

    __slots__ = ()
    if TYPE_CHECKING:
        _fields: tuple[str, ...]
        _field_defaults: dict[str, Any]

    def __new__(cls, /, *values: Any, **named: Any) -> Self:
        if named or len(values) != len(cls._fields):
            values = _complete(cls, values, named)
        return _new(cls, values)

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Self:
        found = _new(cls, values)
        if len(found) != len(cls._fields):
            raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(found)}.")
        return found

    def _replace(self, /, **changes: Any) -> Self:
        values = [changes.pop(*each) for each in zip(self._fields, self, strict=True)]
        if changes:
            raise TypeError(f"{type(self).__name__} has no field {', '.join(changes)}.")
        return _new(type(self), values)

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
        return f"{type(self).__name__}({', '.join(shown)})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


def _complete(
    class_: type[_NamedTuple], values: tuple[Any, ...], named: dict[str, Any]
) -> tuple[Any, ...]:
    """All values of a new tuple, those that are given and the defaults."""
    fields = class_._fields
    rest = class_._field_defaults | named
    try:
        found = (*values, *[rest[field] for field in fields[len(values) :]])
    except KeyError as error:
        raise TypeError(f"{class_.__name__}() needs {error.args[0]}.") from None
    wrong = [name for name in named if name not in fields[len(values) :]]
    if wrong or len(found) > len(fields):
        raise TypeError(f"{class_.__name__}() got too much: {', '.join(wrong) or found}.")
    return found


if TYPE_CHECKING:
    from typing import NamedTuple
else:
    NamedTuple = _NamedTuple
