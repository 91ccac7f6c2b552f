"""Validation of stored and imported records.

Records are never deleted, so an invalid one would break later computations. The same rules apply to
rows of the database and to lines of an export.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from cards.answers.verdict import Verdict
from cards.english import nearest
from cards.exams.exam_format import ExamFormat
from quiz.home.library import LibrarySettings
from quiz.log.events import EVENT_BODIES, End, EventBody, HowSure
from quiz.log.exam_settings import ExamSettings
from quiz.log.planned import PlannedQuestion
from quiz.log.records import Event, Mode, Record, Review, SessionRecord
from quiz.log.settings import QuizSettings
from quiz.log.values import (
    AMOUNT,
    COUNT,
    NAME,
    PATHS,
    RECORD_ID,
    SESSION,
    SWITCH,
    TEXT,
    TEXTS,
    ValueRule,
    fields_of,
    is_amount,
    is_count,
    is_day,
    is_integer,
    is_of,
    of_type,
    one_of,
    or_null,
    quoted,
    required_of,
)
from quiz.session.answer import Outcome
from quiz.session.session import ExamSection, Why

Plain = Mapping[str, Any]


def problem(kind: type[Record], plain: Plain) -> str | None:
    """Describe the first invalid value of a record; None if all are valid.

    Args:
        kind: The type of the record.
        plain: Its values as in JSON; for an event, including its `kind`.
    """
    try:
        return next(_problems(kind, plain), None)
    except RecursionError:
        return "this is nested too deeply for a record of a review log"


def _problems(kind: type[Record], plain: Plain) -> Iterator[str]:
    rules = rules_of(kind)
    yield from _check(rules, plain, _REQUIRED[kind])
    if kind is SessionRecord and plain.get("settings") is not None:
        yield from _nested(settings_of(plain["mode"]), plain["settings"], " in its settings")
    elif kind is Event:
        yield from _nested(EVENT_BODIES[plain["kind"]], plain["body"], " in its body")
    elif kind is Review:
        found = beyond_options(plain.get("chosen", ()), plain.get("options", ()))
        if found is not None:
            yield found


def beyond_options(chosen: Any, options: Any) -> str | None:
    """Describe invalid numbers of chosen options; None if they are valid."""
    if not chosen or max(chosen) < len(options):
        return None
    expected = f"numbers of its {len(options)} options, the first of which is 0"
    return f"'chosen' is {quoted(list(chosen))}; it should be {expected}"


def _nested(kind: Any, plain: Plain, where: str) -> Iterator[str]:
    yield from _check(rules_of(kind), plain, required_of(kind), where)


def _check(
    rules: Mapping[str, ValueRule], plain: Plain, required: frozenset[str], where: str = ""
) -> Iterator[str]:
    for name, rule in rules.items():
        if name not in plain and name in required:
            yield f"'{name}' is missing{where}; it should be {rule.expected}"
    for name in plain.keys() - rules.keys():
        near = nearest(name, rules)
        hint = f"did you mean '{near}'?" if near else "remove it"
        yield f"unknown key {quoted(name)}{where}; {hint}"
    for name, rule in rules.items():
        if name in plain and not rule.fits(plain[name]):
            yield f"'{name}'{where} is {quoted(plain[name])}; it should be {rule.expected}"


def settings_of(mode: str) -> type[QuizSettings] | type[ExamSettings]:
    """The settings of a session of that mode."""
    return ExamSettings if Mode(mode) is Mode.EXAM else QuizSettings


def object_rule(kind: Any) -> ValueRule:
    """The rule for the settings of a session or the body of an event."""
    return ValueRule(
        lambda value: isinstance(value, dict) and next(_nested(kind, value, ""), None) is None,
        f"an object of {', '.join(fields_of(kind)) or 'nothing'}",
    )


def rules_of(kind: Any) -> Mapping[str, ValueRule]:
    """The rule of each field: by its name in this type, else by its name, else by its type."""
    return _rules_of(kind)


@cache
def _rules_of(kind: Any) -> Mapping[str, ValueRule]:
    named = _NAMED.get(kind, {})
    return {
        name: named.get(name) or _BY_NAME.get(name) or _BY_TYPE[type_]
        for name, type_ in (*fields_of(kind).items(), *_ADDED.get(kind, ()))
    }


def _is_question(value: Any) -> bool:
    return is_of(PlannedQuestion, value) and value.get("why", Why.DRAWN) in list(Why)


_QUESTION_FIELDS = "card, stem, options, left_side and why"
_QUESTION = ValueRule(_is_question, f"a question: an object of {_QUESTION_FIELDS}")
_OBJECT = ValueRule(lambda value: isinstance(value, dict), "an object")
_BY_TYPE: Mapping[Any, ValueRule] = MappingProxyType(
    {
        str: TEXT,
        str | None: or_null(TEXT),
        int: COUNT,
        float: AMOUNT,
        float | None: or_null(AMOUNT),
        bool: SWITCH,
        bool | None: or_null(SWITCH),
        End: one_of(End),
        EventBody: _OBJECT,
        "QuizSettings | ExamSettings | None": or_null(_OBJECT),
        LibrarySettings: ValueRule(
            lambda value: is_of(LibrarySettings, value) and PATHS.fits(value["paths"]),
            "an object of paths, only, american, stance and derived",
        ),
        ExamFormat: of_type(ExamFormat, "the format of an exam"),
        PlannedQuestion: _QUESTION,
        tuple[ExamSection, ...]: of_type(tuple[ExamSection, ...], "a list of sections of an exam"),
        tuple[str, ...]: TEXTS,
        tuple[int, ...]: of_type(tuple[int, ...], "a list of integers, 0 or more"),
        tuple[PlannedQuestion, ...]: ValueRule(
            lambda value: isinstance(value, list) and all(map(_is_question, value)),
            f"a list of questions: objects of {_QUESTION_FIELDS}",
        ),
        datetime: of_type(
            datetime, "a date and time with its time zone, such as 2026-11-23T12:00:00+00:00"
        ),
    }
)
"""A field of a type that is not listed here is an error when the module is used."""

_BY_NAME: Mapping[str, ValueRule] = MappingProxyType(
    {
        **dict.fromkeys(("session", "writer"), SESSION),
        **dict.fromkeys(("fact", "card", "template", "kind", "tests", "review", "because"), NAME),
        **dict.fromkeys(
            ("exercise", "muscle", "role", "contraction", "asked_for", "taken_for"),
            or_null(NAME),
        ),
        "after": or_null(RECORD_ID),
    }
)
"""Rules for fields by name, in all types."""

_DEGREE = ValueRule(lambda value: is_count(value) and value in (1, 2, 3), "1, 2 or 3")

_NAMED: Mapping[Any, Mapping[str, ValueRule]] = MappingProxyType(
    {
        SessionRecord: {
            "id": SESSION,
            "mode": one_of(Mode),
            "seed": ValueRule(is_integer, "an integer"),
        },
        Review: {
            "day": ValueRule(is_day, "a date, such as 2026-11-23"),
            "outcome": one_of(Outcome),
            "verdict": or_null(one_of(Verdict)),
            "score": ValueRule(
                lambda value: is_amount(value) and value <= 1, "a number from 0 to 1"
            ),
            "confidence": or_null(_DEGREE),
            "rating": or_null(
                ValueRule(lambda value: is_count(value) and 1 <= value <= 4, "1, 2, 3 or 4")  # noqa: PLR2004
            ),
        },
        HowSure: {"degree": _DEGREE},
        Event: {"kind": one_of(EVENT_BODIES)},
    }
)
"""Rules for fields of one type, which override those by name and by type."""

_ADDED: Mapping[Any, tuple[tuple[str, Any], ...]] = MappingProxyType({Event: (("kind", str),)})
"""Plain values that are not fields: the kind of an event is the class of its body."""

_REQUIRED: Mapping[type[Record], frozenset[str]] = MappingProxyType(
    {
        SessionRecord: required_of(SessionRecord),
        Review: required_of(Review),
        Event: required_of(Event) | {"kind"},
    }
)
