"""Plain values of JSON, and building typed values from them; independent of records and files."""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, ForwardRef, get_args, get_origin

from cards.value_class import value_class

_LARGEST = 2**63 - 1
"""The largest integer that the database holds."""

_SHOWN = 40
"""Characters of a value that are quoted."""

_Check = Callable[[Any], bool]


@value_class(frozen=True)
class ValueRule:
    """A rule for a value.

    Attributes:
        fits: Whether a value is valid.
        expected: A description of valid values.
    """

    fits: _Check
    expected: str


def quoted(value: object) -> str:
    """A value as JSON, truncated if it is long."""
    text = json.dumps(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


# -- checks ----------------------------------------------------------------------------------------


def is_text(value: object) -> bool:
    """Whether it is a text; JSON allows half a surrogate pair, which nothing can encode."""
    return isinstance(value, str) and (value.isascii() or _LONE_SURROGATE.search(value) is None)


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def is_integer(value: object) -> bool:
    """Whether it is an integer that the database holds."""
    return type(value) is int and abs(value) <= _LARGEST


def is_count(value: Any) -> bool:
    """Whether it is an integer from 0 on."""
    return is_integer(value) and bool(value >= 0)


def is_amount(value: Any) -> bool:
    """Whether it is a finite number from 0 on, such as seconds."""
    return type(value) in (int, float) and 0 <= value <= _LARGEST and math.isfinite(value)


def moment_of(value: object) -> datetime | None:
    """The date and time, if it has its time zone."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    # At either end of the calendar a change of time zone would overflow.
    is_valid = (
        moment is not None
        and moment.tzinfo is not None
        and date.min.year < moment.year < date.max.year
    )
    return moment if is_valid else None


def is_day(value: object) -> bool:
    """Whether it is a date in the one form that sorts by time."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_name(value: Any) -> bool:
    """Whether it is a text that is printable in one line, and not empty."""
    return is_text(value) and value.isprintable() and bool(value.strip())


_LEAVES: Mapping[Any, _Check] = MappingProxyType(
    {
        str: is_text,
        int: is_count,
        float: is_amount,
        bool: lambda value: isinstance(value, bool),
        type(None): lambda value: value is None,
        datetime: lambda value: moment_of(value) is not None,
    }
)


def is_of(kind: Any, value: Any) -> bool:
    """Whether a typed value can be built from a plain value, all the way down.

    Args:
        kind: A leaf, an enum, a dataclass, a named tuple, a tuple or a union of these.
        value: The value as JSON has it.
    """
    if kind in _LEAVES:
        return _LEAVES[kind](value)
    if isinstance(kind, UnionType):
        return any(is_of(each, value) for each in get_args(kind))
    if get_origin(kind) is tuple:
        return isinstance(value, list) and _are_of(get_args(kind), value)
    if is_record(kind):
        types = fields_of(kind)
        return (
            isinstance(value, dict)
            and value.keys() <= types.keys()
            and required_of(kind) <= value.keys()
            and all(is_of(types[name], each) for name, each in value.items())
        )
    return isinstance(kind, type) and issubclass(kind, Enum) and value in [e.value for e in kind]


def _are_of(kinds: tuple[Any, ...], values: list[Any]) -> bool:
    if kinds[-1] is Ellipsis:
        return all(is_of(kinds[0], each) for each in values)
    return len(values) == len(kinds) and all(map(is_of, kinds, values))


# -- typed values ----------------------------------------------------------------------------------


def is_record(kind: Any) -> bool:
    """Whether a type has named fields: a dataclass or a named tuple."""
    return is_dataclass(kind) or hasattr(kind, "_fields")


def fields_of(kind: Any) -> Mapping[str, Any]:
    """The fields of such a type, with their types; a quoted one as text."""
    return _fields_of(kind)


@cache
def _fields_of(kind: Any) -> Mapping[str, Any]:
    if is_dataclass(kind):
        return {each.name: each.type for each in fields(kind)}
    return {
        name: each.__forward_arg__ if isinstance(each, ForwardRef) else each
        for name, each in kind.__annotations__.items()
    }


@cache
def required_of(kind: Any) -> frozenset[str]:
    """The names of its fields that have no default."""
    if is_dataclass(kind):
        return frozenset(
            each.name
            for each in fields(kind)
            if each.default is MISSING and each.default_factory is MISSING
        )
    return frozenset(kind._fields) - frozenset(kind._field_defaults)


def build(kind: Any, value: Any) -> Any:
    """The typed value of a plain value that `is_of` has accepted.

    A number stays as it is: 3 is a valid float, and is encoded as 3 again.
    """
    if isinstance(kind, UnionType):
        return build(next(each for each in get_args(kind) if is_of(each, value)), value)
    if get_origin(kind) is tuple:
        kinds = get_args(kind)
        if kinds[-1] is Ellipsis:
            return tuple(build(kinds[0], each) for each in value)
        return tuple(map(build, kinds, value))
    if kind is datetime:
        return datetime.fromisoformat(value)
    if is_record(kind):
        types = fields_of(kind)
        return kind(**{name: build(types[name], each) for name, each in value.items()})
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


# -- rules -----------------------------------------------------------------------------------------


def one_of(words: Iterable[str]) -> ValueRule:
    """One of some words."""
    known = tuple(map(str, words))
    return ValueRule(lambda value: value in known, f"one of {', '.join(known)}")


def or_null(rule: ValueRule) -> ValueRule:
    """The same, or null."""
    return ValueRule(lambda value: value is None or rule.fits(value), f"{rule.expected}, or null")


def of_type(kind: Any, expected: str) -> ValueRule:
    """A value of a type, with its description."""
    return ValueRule(lambda value: is_of(kind, value), expected)


_SESSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_RECORD_ID = re.compile(rf"{_SESSION.pattern}/[0-9]{{5,19}}")
TEXT, COUNT = of_type(str, "a text"), of_type(int, "an integer, 0 or more")
AMOUNT, SWITCH = of_type(float, "a number, 0 or more"), of_type(bool, "true or false")
TEXTS = of_type(tuple[str, ...], "a list of texts")
NAME = ValueRule(is_name, "a printable text that is not empty")
# A lock file is named after it, and people type it after a command.
SESSION = ValueRule(
    lambda value: isinstance(value, str) and _SESSION.fullmatch(value) is not None,
    "at most 64 letters, digits, hyphens and underscores, and begin with a letter or digit",
)
RECORD_ID = ValueRule(
    lambda value: isinstance(value, str) and _RECORD_ID.fullmatch(value) is not None,
    "the id of a record, such as 20261123-091200-4f1f/00007",
)
PATHS = ValueRule(
    lambda value: is_of(tuple[str, ...], value) and not any("\0" in each for each in value),
    "a list of paths",
)
