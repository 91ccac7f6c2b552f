"""Rows of the database as records: checked, decoded, and in order; knows no database.

A long log has a few distinct values in most of its columns. Each distinct value of a column is
therefore checked and decoded once, which makes checking cost little.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from quiz.log.codec import COLUMNS, NAMES, PACKED, RecordError, checksum_of, encode
from quiz.log.events import EVENT_BODIES
from quiz.log.records import Event, Record, Review, SessionRecord, record_id
from quiz.log.validation import beyond_options, object_rule, rules_of, settings_of
from quiz.log.values import Rule, build, fields_of, is_moment, or_null, quoted

_Record = TypeVar("_Record", SessionRecord, Review, Event)
_Row = Sequence[Any]


class Damage(NamedTuple):
    """A row that is not a valid record.

    Attributes:
        record: What it is, as far as it can be read: `review 20261123-091200-4f1f/00007`.
        reason: What is wrong with it.
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
        kind: What they are.
        names: Their columns. If all columns are there, the checksums are verified.
        rows: The rows, in any order.
        on_damage: Receives each row that is not a valid record; the others are returned.
    """
    if not rows:
        return
    places = {name: place for place, name in enumerate(names)}
    damaged: dict[int, str] = {}
    columns: list[Sequence[Any]] = []
    for name, column in zip(names, zip(*rows, strict=True), strict=False):
        raw: Sequence[Any] = column
        if name in _DEPENDS:  # how it is decoded depends on another column
            raw = [(row[places[_DEPENDS[name]]], row[places[name]]) for row in rows]
        decoder = _decoder(kind, name)
        decoded = {each: _decoded(decoder, each) for each in set(raw)}
        if any(isinstance(each, RecordError) for each in decoded.values()):
            for place, each in enumerate(raw):
                if isinstance(decoded[each], RecordError):
                    damaged.setdefault(place, f"{name}: {decoded[each]}")
        columns.append([decoded[each] for each in raw])
    fields = tuple((name, place) for name, place in places.items() if name in fields_of(kind))
    made = tuple(name for name, _ in fields)
    values = list(zip(*(columns[place] for _, place in fields), strict=True))
    is_whole = len(names) == len(COLUMNS[kind])
    for place in _in_order(kind, places, rows):
        if place not in damaged:
            # Building a frozen dataclass the usual way sets its fields one by one: a third of the
            # time that a long log takes. Columns that were not read have the class's default.
            record = object.__new__(kind)
            record.__dict__.update(zip(made, values[place], strict=True))
            reason = _whole_problem(record, rows[place][places["checksum"]]) if is_whole else None
            if reason is None:
                yield record
                continue
            damaged[place] = reason
        on_damage(Damage(_name(kind, places, rows[place]), damaged[place]))


def _whole_problem(record: Record, checksum: str) -> str | None:
    """What is wrong with a record of which all columns were read."""
    if checksum != checksum_of(type(record), encode(record)):
        return "its checksum does not match"
    return beyond_options(record.chosen, record.options) if isinstance(record, Review) else None


def _in_order(kind: type[Record], places: dict[str, int], rows: Sequence[_Row]) -> list[int]:
    """The places of rows in the order of time, inside a session in that of the counter."""
    at = places["at"]
    if kind is SessionRecord:
        id_ = places["id"]
        return sorted(range(len(rows)), key=lambda place: (rows[place][at], rows[place][id_]))
    session, counter, writer = places["session"], places["counter"], places["writer"]
    inside = sorted(
        range(len(rows)), key=lambda p: (rows[p][session], rows[p][counter], rows[p][writer])
    )
    latest: dict[int, str] = {}
    last, of = "", None
    for place in inside:
        row = rows[place]
        # A clock that was set back must not put a record before those that it follows.
        last = max(last, row[at]) if row[session] == of else row[at]
        of = row[session]
        latest[place] = last
    return sorted(inside, key=latest.__getitem__)


def _name(kind: type[Record], places: dict[str, int], row: _Row) -> str:
    if kind is SessionRecord:
        return f"session {row[places['id']]}"
    return f"{NAMES[kind]} {record_id(row[places['writer']], row[places['counter']])}"


# -- decoders of columns ---------------------------------------------------------------------------

_DEPENDS = {"settings": "mode", "body": "kind"}
_Decoder = Callable[[Any], Any]


def _decoded(decoder: _Decoder, raw: Any) -> Any:
    """The value, or the error instead of it."""
    try:
        return decoder(raw)
    except RecordError as error:
        return error
    except (ValueError, RecursionError):
        return RecordError("not readable")


def _decoder(kind: type[Record], name: str) -> _Decoder:
    special = _SPECIAL.get(name)
    if special is not None:
        return special
    rule, type_ = rules_of(kind)[name], fields_of(kind).get(name, str)
    if name in PACKED:
        return lambda raw: build(type_, _fitting(rule, json.loads(raw)))
    if type_ is bool:
        return lambda raw: _fitting(rule, {0: False, 1: True}.get(raw, raw))
    return lambda raw: build(type_, _fitting(rule, raw))


def _fitting(rule: Rule, value: Any) -> Any:
    if not rule.fits(value):
        raise RecordError(f"{quoted(value)} should be {rule.wanted}")
    return value


def _moment(raw: Any) -> datetime:
    if not is_moment(raw):
        raise RecordError(f"{quoted(raw)} should be a date and time with its time zone")
    return datetime.fromisoformat(raw)


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


_SPECIAL: Mapping[str, _Decoder] = MappingProxyType(
    {"checksum": str, "at": _moment, "settings": _settings, "body": _body}
)
