"""What is wrong with a record of the log that somebody hands in, and what would be right.

The log never forgets, so nothing may get into it that a later fold stumbles over. What any version
of this program has written fits; what a fold can do without may be missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from types import MappingProxyType
from typing import Any

from cards.english import nearest
from cards.exams.exam_format import ExamFormat
from quiz.log.records import Event, EventKind, Mode, PlannedQuestion, Review, SessionRecord
from quiz.log.values import (
    AMOUNT,
    COUNT,
    NAME,
    PATHS,
    SESSION,
    SWITCH,
    TEXT,
    TEXTS,
    Rule,
    is_amount,
    is_count,
    is_day,
    is_of,
    is_whole,
    of_type,
    one_of,
    or_nothing,
    quoted,
)
from quiz.session.session import Outcome, Why

_Kind = type[SessionRecord | Review | Event]


def complaint(kind: _Kind, plain: Mapping[str, Any], needed: Iterable[str]) -> str | None:
    """What is wrong with the first value that does not fit; None where all do.

    Args:
        kind: What sort of record it should be.
        plain: Its values, as JSON has them.
        needed: The names that it cannot be made without.
    """
    try:
        return next(_complaints(kind, plain, needed), None)
    except RecursionError:
        return "this is nested too deeply for a record of a review log"


def _complaints(kind: _Kind, plain: Mapping[str, Any], needed: Iterable[str]) -> Iterator[str]:
    rules = _RULES[kind]
    yield from _missing(plain, rules, needed, "")
    yield from _unknown(plain, rules)
    yield from _misfits(plain, rules, "")
    if kind is SessionRecord:
        yield from _misfits(plain.get("settings", {}), _SETTINGS, " in its settings")
    elif kind is Event:
        body = plain.get("body", {})
        yield from _missing(body, _BODIES, _NEEDED[EventKind(plain["kind"])], " in its body")
        yield from _misfits(body, _BODIES, " in its body")
    else:
        count = len(plain.get("options", ()))
        if any(number >= count for number in plain.get("chosen", ())):
            told = f"numbers of its {count} options, the first of which is 0"
            yield f"'chosen' is {quoted(plain['chosen'])}; it should be {told}"


def _missing(
    plain: Mapping[str, Any], rules: Mapping[str, Rule], needed: Iterable[str], where: str
) -> Iterator[str]:
    for name in needed:
        if name not in plain:
            yield f"'{name}' is missing{where}; it should be {rules[name].wanted}"


def _unknown(plain: Mapping[str, Any], rules: Mapping[str, Rule]) -> Iterator[str]:
    for name in plain.keys() - rules.keys():
        near = nearest(name, rules)
        meant = f"did you mean '{near}'?" if near else "leave it out"
        yield f"{quoted(name)} is no name of a value in this sort of record; {meant}"


def _misfits(plain: Mapping[str, Any], rules: Mapping[str, Rule], where: str) -> Iterator[str]:
    for name, rule in rules.items():
        if name in plain and not rule.fits(plain[name]):
            yield f"'{name}'{where} is {quoted(plain[name])}; it should be {rule.wanted}"


def _is_question(value: Any) -> bool:
    return is_of(PlannedQuestion, value) and value["why"] in list(Why)


def _is_exam(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() >= {"preset", "unscored", "limit"}
        and is_of(ExamFormat, value["preset"])
        and is_of(tuple[int, ...], value["unscored"])
        and is_of(float | None, value["limit"])
    )


_OF_A_QUESTION = "card, stem, options, left and why"
_QUESTION = Rule(_is_question, f"a question: an object of {_OF_A_QUESTION}")
_QUESTIONS = Rule(
    lambda value: isinstance(value, list) and all(map(_is_question, value)),
    f"a list of questions: objects of {_OF_A_QUESTION}",
)
_TYPED: Mapping[Any, Rule] = MappingProxyType(
    {
        str: TEXT,
        str | None: or_nothing(TEXT),
        int: COUNT,
        float: AMOUNT,
        bool: SWITCH,
        tuple[str, ...]: TEXTS,
        tuple[int, ...]: of_type(tuple[int, ...], "a list of whole numbers, 0 or more"),
        tuple[PlannedQuestion, ...]: _QUESTIONS,
        Mapping[str, Any]: of_type(Mapping[str, Any], "an object of plain values"),
        datetime: of_type(
            datetime, "a moment with its time zone, such as 2026-11-23T12:00:00+00:00"
        ),
    }
)
_NAMED: Mapping[_Kind, Mapping[str, Rule]] = MappingProxyType(
    {
        SessionRecord: {
            "id": SESSION,
            "mode": one_of(Mode),
            "seed": Rule(is_whole, "a whole number"),
        },
        Review: {
            **dict.fromkeys(("id", "session", "fact", "card", "template", "kind", "tests"), NAME),
            **dict.fromkeys(
                (*("exercise", "muscle", "role", "contraction"), *("asked_for", "taken_for")),
                or_nothing(NAME),
            ),
            "day": Rule(is_day, "a date, such as 2026-11-23"),
            "outcome": one_of(Outcome),
            "score": Rule(lambda value: is_amount(value) and value <= 1, "a number from 0 to 1"),
            "confidence": Rule(
                lambda value: value is None or (is_count(value) and value in (1, 2, 3)),
                "1, 2, 3 or null",
            ),
        },
        Event: {"id": NAME, "session": NAME, "kind": one_of(EventKind)},
    }
)
"""What says more than the type of a field does."""

_RULES: Mapping[_Kind, Mapping[str, Rule]] = MappingProxyType(
    {
        kind: {each.name: named.get(each.name) or _TYPED[each.type] for each in fields(kind)}
        for kind, named in _NAMED.items()
    }
)

_BODIES: Mapping[str, Rule] = MappingProxyType(
    {
        "review": NAME,
        "because": NAME,
        "card": NAME,
        "position": COUNT,
        "before": COUNT,
        "on": SWITCH,
        "planned": _QUESTION,
        "told": TEXT,
        "seconds": AMOUNT,
        "away": AMOUNT,
        "gone": TEXTS,
        "how": NAME,
    }
)
"""What stands in the body of an event; a name means the same in all of them."""

_NEEDED: Mapping[EventKind, tuple[str, ...]] = MappingProxyType(
    {
        EventKind.UNDONE: ("review",),
        EventKind.FLAGGED: ("card", "position", "on"),
        EventKind.QUEUED: ("planned", "before", "because"),
        EventKind.MOVED: ("position",),
        EventKind.PAUSED: ("seconds",),
        EventKind.LEFT: (),
        EventKind.RESUMED: ("away",),
        EventKind.REDRAWN: ("planned",),
        EventKind.ENDED: ("how",),
    }
)
"""What a fold cannot do without."""

_SETTINGS: Mapping[str, Rule] = MappingProxyType(
    {
        "paths": PATHS,
        **dict.fromkeys(("only", "american", "derived", "attributed", "confidence"), SWITCH),
        "contrast": or_nothing(SWITCH),
        "stance": or_nothing(TEXT),
        **dict.fromkeys(("whole", "each"), or_nothing(AMOUNT)),
        "choice": TEXT,
        "exam": Rule(_is_exam, "an object of preset, unscored and limit, as an exam writes it"),
    }
)
"""What going on with a session reads; where one is missing, `resume` says that it cannot."""
