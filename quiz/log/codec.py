"""The records of the log as columns of a table and as lines of JSON; knows no database."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, TypeVar, get_origin

from quiz.log.records import Event, EventKind, Mode, PlannedQuestion, Review, SessionRecord

Record = SessionRecord | Review | Event
_Record = TypeVar("_Record", SessionRecord, Review, Event)
TABLES: Mapping[str, type[Record]] = MappingProxyType(
    {"session": SessionRecord, "review": Review, "event": Event}
)


_COLUMNS: Mapping[type[Record], tuple[str, ...]] = MappingProxyType(
    {kind: tuple(each.name for each in fields(kind)) for kind in TABLES.values()}
)
_PACKED: Mapping[type[Record], tuple[str, ...]] = MappingProxyType(
    {
        kind: tuple(e.name for e in fields(kind) if get_origin(e.type) in (tuple, Mapping))
        for kind in TABLES.values()
    }
)


def as_json(records: Iterable[Record]) -> Iterator[str]:
    """Records as lines of JSON, each with its `type`."""
    for record in records:
        plain = columns_of(record)
        for name in _packed(type(record)):
            plain[name] = json.loads(plain[name])
        yield json.dumps({"type": table_of(record), **plain}, ensure_ascii=False)


def from_json(line: str) -> Record:
    """A record from its line.

    Raises:
        ValueError: It is none; the text says what is wrong, for people.
    """
    from quiz.log.validation import complaint

    try:
        plain = json.loads(line)
    except RecursionError:
        raise ValueError("this is nested too deeply for a record of a review log") from None
    except ValueError:
        raise ValueError("this is not JSON; it should be one object in a line") from None
    sort = plain.pop("type", None) if isinstance(plain, dict) else None
    if not isinstance(sort, str) or sort not in TABLES:
        known = ", ".join(TABLES)
        raise ValueError(f"this is no record of a review log: its 'type' should be one of {known}")
    kind = TABLES[sort]
    told = complaint(kind, plain, _needed(kind))
    if told is not None:
        raise ValueError(told)
    values = plain | {name: json.dumps(plain[name]) for name in _packed(kind) if name in plain}
    if kind is SessionRecord:
        return _made(SessionRecord, values)
    return _made(Review, values) if kind is Review else _made(Event, values)


def table_of(record: Record) -> str:
    """The table that a record belongs to."""
    return name_of(type(record))


def name_of(kind: type[Record]) -> str:
    """The table of one sort of record."""
    return next(name for name, of in TABLES.items() if of is kind)


def names_of(kind: type[Record]) -> tuple[str, ...]:
    """The names of its columns."""
    return _COLUMNS[kind]


def _needed(kind: type[Record]) -> tuple[str, ...]:
    return tuple(
        each.name
        for each in fields(kind)
        if each.default is MISSING and each.default_factory is MISSING
    )


def _packed(kind: type[Record]) -> tuple[str, ...]:
    """Columns that hold JSON."""
    return _PACKED[kind]


def columns_of(record: Record) -> dict[str, Any]:
    """A record as the values of its columns."""
    values = {name: getattr(record, name) for name in names_of(type(record))}
    for name, value in values.items():
        if name in _packed(type(record)):
            values[name] = json.dumps(value, ensure_ascii=False, default=_planned_plain)
        elif isinstance(value, datetime):
            values[name] = value.astimezone(UTC).isoformat(timespec="microseconds")
    return values


def _planned_plain(value: object) -> object:
    if isinstance(value, PlannedQuestion):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    raise TypeError(value)


def planned(plain: Mapping[str, Any]) -> PlannedQuestion:
    """A planned question, from the plain values of JSON."""
    return PlannedQuestion(
        card=plain["card"],
        stem=plain["stem"],
        options=tuple(plain["options"]),
        left=tuple(plain["left"]),
        why=plain["why"],
    )


def _made(kind: type[_Record], plain: Mapping[str, Any]) -> _Record:
    """A record from the values of its columns."""
    values = dict(plain)
    for name, turn in decoders_of(kind):
        if name in values:
            values[name] = turn(values[name])
    return kind(**values)


def decoders_of(kind: type[Record]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """What turns the value of a column into that of a record, where they differ."""
    return _DECODERS[kind]


def _list(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()


_DECODERS: Mapping[type[Record], tuple[tuple[str, Callable[[Any], Any]], ...]] = MappingProxyType(
    {
        SessionRecord: (
            ("at", datetime.fromisoformat),
            ("mode", Mode),
            ("settings", json.loads),
            ("plan", lambda text: tuple(map(planned, json.loads(text)))),
        ),
        Review: (
            ("at", datetime.fromisoformat),
            *((name, _list) for name in _PACKED[Review]),
            ("late", bool),
            ("hinted", bool),
        ),
        Event: (("at", datetime.fromisoformat), ("kind", EventKind), ("body", json.loads)),
    }
)
