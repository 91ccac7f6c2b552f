"""The one codec of the log: a record as plain values, as a line of JSON, and as a row of a table.

The plain values of a record are those of its fields, as JSON has them; an event has its `kind`
besides. A row packs lists and objects into texts of JSON, and adds a checksum of its cells. A line
has the plain values, the `type` of the record, the `schema` that it follows, and the same checksum.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any
from zlib import crc32

from quiz.log.records import SCHEMA_VERSION, Event, Record, Review, SessionRecord

TABLES: Mapping[str, type[Record]] = MappingProxyType(
    {"session": SessionRecord, "review": Review, "event": Event}
)
NAMES: Mapping[type[Record], str] = MappingProxyType({kind: name for name, kind in TABLES.items()})

COLUMNS: Mapping[type[Record], tuple[str, ...]] = MappingProxyType(
    {
        SessionRecord: (*SessionRecord._fields, "checksum"),
        Review: (*Review._fields, "checksum"),
        Event: (*Event._fields, "kind", "checksum"),
    }
)
"""The columns of each table; the checksum is the last."""

PACKED = frozenset({"settings", "plan", "facts", "options", "chosen", "body"})
"""Columns that hold JSON."""

FLOATS = frozenset({"score", "seconds", "elapsed"})
"""Columns that hold a real number even where it is a whole one."""


LATER_COLUMNS: Mapping[str, str] = MappingProxyType({"verdict": "TEXT", "rating": "INTEGER"})
"""The last columns of a review, with their types: a log of this schema may have begun without."""

_FIRST_COLUMNS = len(Review._fields) - len(LATER_COLUMNS)


class RecordError(ValueError):
    """A record cannot be decoded; the message is the predicate of a sentence."""


def encode(record: Record) -> dict[str, Any]:
    """A record as plain values."""
    values: dict[str, Any] = _plain(record)
    for name in FLOATS & values.keys():
        values[name] = float(values[name])
    if isinstance(record, Event):
        values["kind"] = record.kind
    return values


_PLAIN = frozenset({type(None), str, int, float, bool})
"""Types of plain values, so that most fields of a record need no call."""


def _plain(value: Any) -> Any:
    """A typed value as plain values of JSON: the inverse of `values.build`."""
    if value is None or isinstance(value, (str, int, float)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if hasattr(value, "_fields"):
        return {
            name: each if type(each) in _PLAIN else _plain(each)
            for name, each in zip(value._fields, value, strict=True)
        }
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}


def decode(kind: type[Record], values: Mapping[str, Any]) -> Record:
    """The record of plain values.

    Raises:
        RecordError: A value is missing, unknown or invalid.
    """
    from quiz.log.validation import problem, settings_of
    from quiz.log.values import build, fields_of

    found = problem(kind, values)
    if found is not None:
        raise RecordError(found)
    types = {**fields_of(kind)}
    if kind is SessionRecord:
        types["settings"] = settings_of(values["mode"]) | None
    elif kind is Event:
        from quiz.log.events import EVENT_BODIES

        types["body"] = EVENT_BODIES[values["kind"]]
    typed = {name: build(types[name], value) for name, value in values.items() if name in types}
    return kind(**typed | {name: float(typed[name]) for name in FLOATS & typed.keys()})


# -- rows of a table -------------------------------------------------------------------------------


_encoded = json.JSONEncoder(ensure_ascii=False, default=repr).encode
"""A value as JSON; a damaged cell has bytes."""


def row_of(record: Record) -> tuple[Any, ...]:
    """The row of a record, in the order of `COLUMNS`."""
    kind, values = type(record), encode(record)
    columns = COLUMNS[kind][:-1]
    row = tuple(
        _encoded(value) if name in PACKED else int(value) if type(value) is bool else value
        for name, value in zip(columns, map(values.__getitem__, columns), strict=True)
    )
    return (*row, checksum_of(kind, row))


def checksum_of(kind: type[Record], row: Sequence[Any]) -> str:
    """The checksum of a record: of the cells of its row, without the checksum itself.

    It finds damage, not forgery. Whether two records are the same is decided by their cells. A
    review without a verdict or a rating has the checksum that it had before there were any.
    """
    cells = list(row)
    if kind is Review:
        while len(cells) > _FIRST_COLUMNS and cells[-1] is None:
            cells.pop()
    text = _encoded([NAMES[kind], *cells])
    return f"{crc32(text.encode('utf-8', 'surrogatepass')):08x}"


# -- lines of JSON ---------------------------------------------------------------------------------


def lines_of(records: Iterable[Record]) -> Iterator[str]:
    """Records as lines of JSON."""
    for record in records:
        line = {"type": NAMES[type(record)], "schema": SCHEMA_VERSION, **encode(record)}
        yield json.dumps(line | {"checksum": row_of(record)[-1]}, ensure_ascii=False)


def record_of(line: str) -> Record:
    """The record of a line of JSON, of this schema or an earlier one.

    Raises:
        RecordError: There is none, or its checksum does not match.
    """
    try:
        values = json.loads(line)
    except RecursionError:
        raise RecordError("this is nested too deeply for a record of a review log") from None
    except ValueError:
        raise RecordError("this is not JSON; each line should be one object") from None
    type_ = values.pop("type", None) if isinstance(values, dict) else None
    if not isinstance(type_, str) or type_ not in TABLES:
        known = ", ".join(TABLES)
        raise RecordError(f"this is not a record of a review log: 'type' should be one of {known}")
    kind, schema = TABLES[type_], values.pop("schema", 1)
    if schema == SCHEMA_VERSION:
        checksum = values.pop("checksum", None)
        record = decode(kind, values)
        if checksum != row_of(record)[-1]:
            raise RecordError("the checksum does not match: the line was changed or damaged")
        return record
    if type(schema) is not int or not 0 < schema < SCHEMA_VERSION:
        raise RecordError(f"a newer version of primemover wrote this (schema {schema!r})")
    from quiz.log.migrations import upgraded

    return decode(kind, upgraded(type_, values, schema))
