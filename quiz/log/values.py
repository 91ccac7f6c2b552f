"""Which plain values of JSON can be made into values of the log; knows no record, reads no file."""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_origin

_MOST = 2**63 - 1
"""The largest whole number that the database holds."""

_DEEPEST = 20
"""Lists and objects within each other."""

_SHOWN = 40
"""Signs of a value that are quoted."""

_Check = Callable[[Any], bool]


@dataclass(frozen=True)
class Rule:
    """What a value must be.

    Attributes:
        fits: Whether a value is it.
        wanted: What it should be, in words.
    """

    fits: _Check
    wanted: str


def quoted(value: object) -> str:
    """A value as it stands in JSON, cut where it is long."""
    told = json.dumps(value)
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}..."


def is_text(value: object) -> bool:
    """Whether it is a text; half a surrogate pair is one in JSON, and none anywhere else."""
    return isinstance(value, str) and not any("\ud800" <= sign <= "\udfff" for sign in value)


def is_whole(value: object) -> bool:
    """Whether it is a whole number that the database holds."""
    return type(value) is int and abs(value) <= _MOST


def is_count(value: Any) -> bool:
    """Whether it is a whole number from 0 on."""
    return is_whole(value) and bool(value >= 0)


def is_amount(value: Any) -> bool:
    """Whether it is a number from 0 on: seconds, say."""
    return type(value) in (int, float) and 0 <= value <= _MOST and math.isfinite(value)


def is_moment(value: object) -> bool:
    """Whether it is a moment with its time zone."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return False
    # At either end of the calendar there is no room for another time zone.
    return (
        moment is not None
        and moment.utcoffset() is not None
        and date.min.year < moment.year < date.max.year
    )


def is_day(value: object) -> bool:
    """Whether it is a date in the one form that sorts by time."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_plain(value: object, deep: int = 0) -> bool:
    """Whether a value can be written down and read again."""
    if isinstance(value, dict | list) and deep < _DEEPEST:
        inner = value.values() if isinstance(value, dict) else value
        named = isinstance(value, list) or all(map(is_text, value))
        return named and all(is_plain(each, deep + 1) for each in inner)
    if isinstance(value, str):
        return is_text(value)
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, int)


_LEAVES: Mapping[Any, _Check] = MappingProxyType(
    {
        str: is_text,
        int: is_count,
        float: is_amount,
        bool: lambda value: isinstance(value, bool),
        type(None): lambda value: value is None,
        datetime: is_moment,
        Mapping[str, Any]: lambda value: isinstance(value, dict) and is_plain(value),
    }
)


def is_of(kind: Any, value: Any) -> bool:
    """Whether a plain value can be made into one of a type, all the way down.

    Args:
        kind: The type of a field: one of the leaves, an enum, a dataclass, a tuple or a union.
        value: The value, as JSON has it.
    """
    if kind in _LEAVES:
        return _LEAVES[kind](value)
    if isinstance(kind, UnionType):
        return any(is_of(each, value) for each in get_args(kind))
    if get_origin(kind) is tuple:
        return isinstance(value, list) and _are_of(get_args(kind), value)
    if is_dataclass(kind):
        of = {each.name: each.type for each in fields(kind)}
        return (
            isinstance(value, dict)
            and value.keys() == of.keys()
            and all(is_of(of[name], each) for name, each in value.items())
        )
    return isinstance(kind, type) and issubclass(kind, Enum) and value in [e.value for e in kind]


def _are_of(kinds: tuple[Any, ...], values: list[Any]) -> bool:
    if kinds[-1] is Ellipsis:
        return all(is_of(kinds[0], each) for each in values)
    return len(values) == len(kinds) and all(map(is_of, kinds, values))


def is_name(value: Any) -> bool:
    """Whether it is a text that can be shown in a line, and is not empty."""
    return is_text(value) and value.isprintable() and bool(value.strip())


def one_of(words: Iterable[str]) -> Rule:
    """One of some words."""
    known = tuple(map(str, words))
    return Rule(lambda value: value in known, f"one of {', '.join(known)}")


def or_nothing(rule: Rule) -> Rule:
    """The same, or null."""
    return Rule(lambda value: value is None or rule.fits(value), f"{rule.wanted}, or null")


def of_type(kind: Any, told: str) -> Rule:
    """A value of a type, with its words."""
    return Rule(lambda value: is_of(kind, value), told)


_SESSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
TEXT, COUNT = of_type(str, "a text"), of_type(int, "a whole number, 0 or more")
AMOUNT, SWITCH = of_type(float, "a number, 0 or more"), of_type(bool, "true or false")
TEXTS = of_type(tuple[str, ...], "a list of texts")
NAME = Rule(is_name, "a text that can be shown and is not empty")
# A file is called by it, and it is typed behind a command.
SESSION = Rule(
    lambda value: isinstance(value, str) and _SESSION.fullmatch(value) is not None,
    "at most 64 letters, digits and hyphens, the first of them no hyphen",
)
PATHS = Rule(
    lambda value: is_of(tuple[str, ...], value) and not any("\0" in each for each in value),
    "a list of paths",
)
