"""Rows of the database as records: checked, decoded and sorted; without access to the database.

A long log has a few distinct values in most of its columns. Each distinct value of a column is
therefore checked and decoded once, which makes checking cost little.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import repeat
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from quiz.log.codec import COLUMNS, NAMES, PACKED, RecordError, checksum_of
from quiz.log.events import EVENT_BODIES
from quiz.log.records import Event, Mode, Record, Review, SessionRecord, record_id
from quiz.log.validation import beyond_options, object_rule, rules_of, settings_of
from quiz.log.values import ValueRule, build, fields_of, moment_of, or_null, quoted

_Record = TypeVar("_Record", SessionRecord, Review, Event)
_Row = Sequence[Any]
_Columns = Mapping[str, Sequence[Any]]
_Decode = Callable[[Any], Any]


class Damage(NamedTuple):
    """A row that is not a valid record.

    Attributes:
        record: Its kind and id, such as `review 20261123-091200-4f1f/00007`.
        reason: The reason.
    """

    record: str
    reason: str


def records_of(
    kind: type[_Record],
    names: Sequence[str],
    rows: Sequence[_Row],
    on_damage: Callable[[Damage], None],
) -> Iterator[_Record]:
    """The records of rows: in the order of time, inside a session in that of the counter.

    Args:
        kind: Their type.
        names: Their columns. If all columns are there, the checksums are verified; a column that is
            not there has its default.
        rows: The rows, in any order.
        on_damage: Receives each row that is not a valid record; the others are returned.
    """
    if not rows:
        return
    raw = dict(zip(names, zip(*rows, strict=True), strict=True))
    damaged: dict[int, str] = {}
    read = [name for name in names if name in kind._fields]
    columns = {name: _decoded(kind, name, raw, damaged) for name in read}
    values = (
        columns.get(name) or repeat(kind._field_defaults.get(name), len(rows))
        for name in kind._fields
    )
    records = [kind._make(each) for each in zip(*values, strict=True)]
    is_whole = len(names) == len(COLUMNS[kind])
    try:
        places = _in_order(kind, raw)
    except TypeError:  # a damaged value has another type
        places = _in_order(kind, {name: tuple(map(str, raw[name])) for name in raw})
    for place in places:
        if place not in damaged:
            record = records[place]
            reason = _whole_problem(record, rows[place]) if is_whole else None
            if reason is None:
                yield record
                continue
            damaged[place] = reason
        on_damage(Damage(_name(kind, raw, place), damaged[place]))


def _whole_problem(record: Record, row: _Row) -> str | None:
    """The problem of a record whose columns were all read in order; None if it is valid."""
    if row[-1] != checksum_of(type(record), row[:-1]):
        return "its checksum does not match"
    return beyond_options(record.chosen, record.options) if isinstance(record, Review) else None


def _in_order(kind: type[Record], raw: _Columns) -> list[int]:
    """The places of rows in the order of time, inside a session in that of the counter."""
    moments = raw["at"]
    places = range(len(moments))
    if kind is SessionRecord:
        return sorted(places, key=list(zip(moments, raw["id"], strict=True)).__getitem__)
    sessions = raw["session"]
    keys = list(zip(sessions, raw["counter"], raw["writer"], strict=True))
    inside = sorted(places, key=keys.__getitem__)
    latest = [""] * len(places)
    last, of = "", None
    for place in inside:
        # A clock that was set back must not put a record before those that it follows.
        last = max(last, moments[place]) if sessions[place] == of else moments[place]
        of = sessions[place]
        latest[place] = last
    return sorted(inside, key=latest.__getitem__)


def _name(kind: type[Record], raw: _Columns, place: int) -> str:
    if kind is SessionRecord:
        return f"session {raw['id'][place]}"
    writer, counter = raw["writer"][place], raw["counter"][place]
    id_ = record_id(writer, counter) if isinstance(counter, int) else f"{writer}/{counter}"
    return f"{NAMES[kind]} {id_}"


# -- decoders of columns ---------------------------------------------------------------------------

_DEPENDS = {"settings": "mode", "body": "kind"}
"""Columns that are decoded by the value of another."""


def _decoded(
    kind: type[Record], name: str, raw: _Columns, damaged: dict[int, str]
) -> Sequence[Any]:
    """A column of rows as the values of records.

    Args:
        kind: The type of the records.
        name: The column.
        raw: All columns that were read.
        damaged: Receives the reason for each place with an invalid value, unless it has one.
    """
    column: Sequence[Any] = raw[name]
    if name in _DEPENDS:
        column = list(zip(raw[_DEPENDS[name]], column, strict=True))
    check, decode = _decoder(kind, name)
    reasons: dict[Any, str] = {}
    values: dict[Any, Any] = {}
    for value in set(column):
        try:
            values[value] = decode(value) if decode else value
            if check is not None:
                _fitting(check, value)
        except RecordError as error:
            reasons[value] = str(error)
        except (ValueError, TypeError, RecursionError):  # a damaged value may have any type
            reasons[value] = "not readable"
    if reasons:
        for place, value in enumerate(column):
            if value in reasons:
                damaged.setdefault(place, f"{name}: {reasons[value]}")
    return [values.get(value) for value in column] if decode else column


def _decoder(kind: type[Record], name: str) -> tuple[ValueRule | None, _Decode | None]:
    """The rule for values in a column, and their decoder; each is None if not needed."""
    special = _SPECIAL.get(name)
    if special is not None:
        return None, special
    rule, type_ = rules_of(kind)[name], fields_of(kind)[name]
    if name in PACKED:
        return None, lambda raw: build(type_, _fitting(rule, json.loads(raw)))
    if type_ is bool:
        return None, lambda raw: _fitting(rule, {0: False, 1: True}.get(raw, raw))
    if type_ is Mode:
        return None, lambda raw: Mode(_fitting(rule, raw))
    return rule, None


def _fitting(rule: ValueRule, value: Any) -> Any:
    if not rule.fits(value):
        raise RecordError(f"{quoted(value)} should be {rule.expected}")
    return value


def _moment(raw: Any) -> datetime:
    moment = moment_of(raw)
    if moment is None:
        raise RecordError(f"{quoted(raw)} should be a date and time with its time zone")
    return moment


def _settings(raw: tuple[str, str]) -> Any:
    mode, text = raw
    kind = settings_of(mode)
    rule = or_null(object_rule(kind))
    value = _fitting(rule, json.loads(text))
    return None if value is None else build(kind, value)


def _body(raw: tuple[str, str]) -> Any:
    kind = EVENT_BODIES.get(raw[0])
    if kind is None:
        raise RecordError(f"unknown kind of event {quoted(raw[0])}")
    return build(kind, _fitting(object_rule(kind), json.loads(raw[1])))


_SPECIAL: Mapping[str, _Decode] = MappingProxyType(
    {"at": _moment, "settings": _settings, "body": _body}
)
