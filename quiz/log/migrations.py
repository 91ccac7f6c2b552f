"""Upgrades of earlier logs: numbered steps on plain values, for tables and exported lines alike.

`UPGRADES[n - 1]` turns a record of schema n into one of schema n + 1. To change the schema: raise
`SCHEMA_VERSION`, add a step here and its packed columns to `_PACKED`, and store a log of the schema
before, `tests/data/log-version-n.sql`, which the tests then upgrade. An upgrade must depend on
only the record, so that two machines upgrade it to the same record.

Tables are not altered step by step. Their rows are read as plain values, upgraded through all steps
that are missing, and stored in new tables, all in one transaction.
"""

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from quiz.log.codec import TABLES, RecordError, decode
from quiz.log.records import Mode, Record

if TYPE_CHECKING:
    from quiz.log.database import Database

Plain = dict[str, Any]


def upgraded(type_: str, values: Plain, schema: int) -> Plain:
    """The plain values of a record of an earlier schema, as the current schema has them.

    Raises:
        RecordError: They are not a record of that schema.
    """
    try:
        for upgrade in UPGRADES[schema - 1 :]:
            values = upgrade(type_, values)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecordError(_reason(error, schema)) from None
    return values


def _reason(error: Exception, schema: int) -> str:
    if isinstance(error, RecordError):
        return str(error)
    missing = f": {error} is missing" if isinstance(error, KeyError) else ""
    return f"this is not a valid record of schema {schema}{missing}"


def migrate(
    database: "Database",
    schema: int,
    create_tables: Callable[[], None],
    insert: Callable[[Record], None],
) -> list[str]:
    """Replace the tables of an earlier schema, inside a transaction.

    Args:
        database: Where they are.
        schema: The schema they follow.
        create_tables: Creates those of the current schema.
        insert: Stores a record in them.

    Returns:
        The rows that are not valid records, each with the reason.
    """
    for table in TABLES:
        _drop_dependents(database, table)
        database.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    create_tables()
    invalid = []
    for table, kind in TABLES.items():
        for values in database.named_rows(f"SELECT * FROM old_{table}"):  # noqa: S608 - our names
            try:
                insert(decode(kind, upgraded(table, _unpacked(values, schema), schema)))
            except RecordError as error:
                invalid.append(f"{table} {values.get('id')}: {error}")
    for table in TABLES:
        database.execute(f"DROP TABLE old_{table}")
    return invalid


def _drop_dependents(database: "Database", table: str) -> None:
    """Drop the indexes and triggers of a table, whose names the new tables need."""
    found = database.rows(
        "SELECT type, name FROM sqlite_master"  # noqa: S608 - constant names
        f" WHERE tbl_name = '{table}' AND sql IS NOT NULL AND type IN ('index', 'trigger')"
    )
    for type_, name in found:
        database.execute(f"DROP {type_} {name}")


_PACKED: Mapping[int, frozenset[str]] = MappingProxyType(
    {1: frozenset({"settings", "plan", "facts", "options", "chosen", "body"})}
)
_FLAGS: Mapping[int, frozenset[str]] = MappingProxyType({1: frozenset({"late", "hinted"})})
"""Columns of each earlier schema that hold JSON, and those that hold 0 for false and 1 for true."""


def _unpacked(values: Plain, schema: int) -> Plain:
    """The values of a row as plain values."""
    plain = dict(values)
    try:
        for name in _PACKED[schema] & values.keys():
            plain[name] = json.loads(values[name])
    except (ValueError, RecursionError):
        raise RecordError("a column does not hold JSON") from None
    for name in _FLAGS[schema] & values.keys():
        plain[name] = {0: False, 1: True}.get(values[name], values[name])
    return plain


# -- schema 1 --------------------------------------------------------------------------------------
#
# A record's id was its session's id and a number, settings and bodies of events were free-form, and
# an abandoned session was "left".

_ID = re.compile(r"(?P<writer>.+)/(?P<counter>\d{5}|[1-9]\d{5,8})")


def _from_1_to_2(type_: str, values: Plain) -> Plain:
    if type_ == "session":
        return _session_2(values)
    written = dict(values)
    id_ = _ID.fullmatch(written.pop("id"))
    if id_ is None:
        raise RecordError("'id' should be the id of its session, a slash and five digits")
    written |= {"writer": id_["writer"], "counter": int(id_["counter"])}
    if type_ == "event":
        written["kind"] = {"left": "abandoned"}.get(values["kind"], values["kind"])
        written["body"] = _body_2(written["kind"], values.get("body", {}))
    return written


def _session_2(values: Plain) -> Plain:
    session = dict(values)
    session["exam_format"] = session.pop("preset", None)
    session["plan"] = [_question_2(each) for each in values.get("plan", [])]
    session["settings"] = _settings_2(values["mode"], values.get("settings", {}))
    return session


def _question_2(values: Plain) -> Plain:
    """A planned question; `left` could be read as what remains."""
    question = dict(values)
    question["left_side"] = question.pop("left", [])
    return question


_BODY_1: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "undone": ("review",),
        "flagged": ("card", "position", "on"),
        "queued": ("planned", "before", "because"),
        "moved": ("position",),
        "paused": ("seconds",),
        "abandoned": (),
        "resumed": ("away",),
        "redrawn": ("planned",),
        "ended": ("how",),
    }
)
"""The keys that the body of each kind of event has always had."""


def _body_2(kind: str, body: Plain) -> Plain:
    """The body of an event; keys that no program has read are dropped."""
    upgraded = {name: body[name] for name in _BODY_1.get(kind, ())}
    if "planned" in upgraded:
        upgraded["planned"] = _question_2(upgraded["planned"])
    if kind == "queued":
        upgraded["reason"] = body.get("told", "")
    elif kind == "redrawn":
        upgraded["position"] = body.get("position", 0)
    elif kind == "resumed":
        upgraded["gone"] = body.get("gone", [])
    return upgraded


_LIBRARY_1 = ("paths", "only", "american", "stance", "derived")


def _settings_2(mode: str, settings: Plain) -> Plain | None:
    """The settings of a session; None if something that resuming needs is missing."""
    try:
        library = {name: settings[name] for name in _LIBRARY_1}
        if mode == Mode.EXAM:
            exam = settings["exam"]
            return {
                "library": library,
                "exam_format": exam["preset"],
                "unscored": exam["unscored"],
                "time_limit": exam["limit"],
                "confidence": settings["confidence"],
                "scope": settings.get("choice", ""),
            }
        return {
            "library": library,
            "time_limit": settings["whole"],
            "question_limit": settings["each"],
            "attributed": settings["attributed"],
            "contrast": settings["contrast"],
            "confidence": settings["confidence"],
            "scope": settings["choice"],
            "options": settings.get("options", 4),
        }
    except KeyError:
        return None


UPGRADES: tuple[Callable[[str, Plain], Plain], ...] = (_from_1_to_2,)
