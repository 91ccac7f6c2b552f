"""The report of an exam, as figures from its result; `screens.exam_report` shows them.

Breakdowns only count scored items, so that their sums are the score.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, NamedTuple

from cards.exams.exam_format import ExamFormat
from cards.interval import Interval, wilson
from cards.model.summary import fact_summary
from cards.value_class import value_class
from quiz.session.answer import Outcome
from quiz.session.question import MOST_OPTIONS, Question
from quiz.session.result import ChangeEffect, QuestionResult, Result
from quiz.session.session import ExamSection, ExamSheet

NONE_STATED = "none stated"
"""The row of items whose fact states no role, contraction or exercise, such as a definition."""

_ENOUGH = 3
"""Items. With fewer, the weakest row is a matter of chance."""


class Score(NamedTuple):
    """How many items were right in time: of the scored ones, and of the others."""

    right: int
    scored: int
    unscored_right: int
    unscored: int

    @property
    def share(self) -> float:
        """The right ones of the scored items."""
        return self.right / self.scored if self.scored else 0.0

    @property
    def interval(self) -> Interval:
        """The 95 % interval of the share."""
        return wilson(self.right, self.scored)


@value_class(frozen=True, kw_only=True)
class Row:
    """The items that have something in common."""

    name: str
    right: int
    asked: int

    @property
    def share(self) -> float:
        """The right ones of those asked."""
        return self.right / self.asked if self.asked else 0.0


def score(result: Result) -> Score:
    """Count the scored items and the others."""
    return _score(result.questions)


def _score(questions: Iterable[QuestionResult]) -> Score:
    right: dict[bool, list[bool]] = {True: [], False: []}
    for each in questions:
        right[each.item.scored].append(each.counts_as is Outcome.RIGHT)
    return Score(sum(right[True]), len(right[True]), sum(right[False]), len(right[False]))


def tables(result: Result) -> Mapping[str, tuple[Row, ...]]:
    """The scored items by role, contraction, exercise, subject and kind of card."""
    scored = [each for each in result.questions if each.item.scored]
    return {
        name: _rows((of(e.item.question), e.counts_as is Outcome.RIGHT) for e in scored)
        for name, of in _TABLES.items()
    }


class SectionScore(NamedTuple):
    """The result of a section: how many scored items were right in time, and the time it took."""

    section: ExamSection
    score: Score
    seconds: float


def section_scores(result: Result) -> tuple[SectionScore, ...]:
    """The result of each section; empty if all questions had one clock."""
    found = []
    for number, section in enumerate(result.sections):
        of_it = [each for each in result.questions if each.item.section == number]
        seconds = sum(each.spent or 0.0 for each in of_it)
        found.append(SectionScore(section, _score(of_it), seconds))
    return tuple(found)


def fewer_options(result: Result, exam_format: ExamFormat) -> int:
    """How many questions showed fewer options than the format has."""
    usual = exam_format.options or MOST_OPTIONS
    return sum(len(each.item.question.options) < usual for each in result.questions)


def weakest(rows: Iterable[Row]) -> Row | None:
    """The row with the lowest share, of those with enough items; None if no row is better."""
    named = [row for row in rows if row.name != NONE_STATED]
    asked = [row for row in named if row.asked >= _ENOUGH]
    lowest = min(asked, key=lambda row: (row.share, -row.asked), default=None)
    if lowest is None or not any(row.share > lowest.share for row in named):
        return None
    return lowest


def record(result: Result, sheet: ExamSheet) -> dict[str, Any]:
    """The figures as plain values, for scripts; shares are from 0 to 1."""
    exam_format, counted = sheet.exam_format, score(result)
    return {
        "event": "result",
        "mode": "exam",
        "preset": exam_format.id,
        "items": len(result.questions),
        "shortened_from": exam_format.shortened_from,
        "seed": sheet.seed,
        "version": sheet.version,
        "scored": counted.scored,
        "right": counted.right,
        "share": round(counted.share, 4),
        "interval": {name: round(end, 4) for name, end in asdict(counted.interval).items()},
        "sections": [
            {
                "name": each.section.name,
                "scored": each.score.scored,
                "right": each.score.right,
                "seconds": round(each.seconds, 3),
                "limit": each.section.limit,
            }
            for each in section_scores(result)
        ],
        "unscored": counted.unscored,
        "unscored_right": counted.unscored_right,
        "passing": None if exam_format.passing is None else asdict(exam_format.passing),
        "tables": {
            name: [{"name": r.name, "right": r.right, "asked": r.asked} for r in rows]
            for name, rows in tables(result).items()
        },
        "sure_wrong": list(result.sure_but_wrong),
        "lucky": list(result.lucky),
        "changes": {effect.value: result.changed(effect) for effect in ChangeEffect},
        "unanswered": list(result.unanswered),
        "late": list(result.late),
        "late_right": result.late_right,
        "seconds": result.seconds,
        "limit": result.limit,
        "away": result.away,
        "median": result.median,
        "slowest": None if result.slowest is None else result.slowest[0],
        "fewer_options": fewer_options(result, exam_format),
        "covers": "functional anatomy",
    }


def _rows(items: Iterable[tuple[str, bool]]) -> tuple[Row, ...]:
    """The items by name, those asked most first; last, those without a name."""
    asked, right = Counter[str](), Counter[str]()
    for name, was_right in items:
        asked[name] += 1
        right[name] += was_right
    names = sorted(asked, key=lambda name: (name == NONE_STATED, -asked[name], name))
    return tuple(Row(name=name, right=right[name], asked=asked[name]) for name in names)


def _role(question: Question) -> str:
    return fact_summary(question.card.fact).role or NONE_STATED


def _contraction(question: Question) -> str:
    return fact_summary(question.card.fact).contraction or NONE_STATED


def _exercise(question: Question) -> str:
    exercise = question.card.fact.about.exercise
    return NONE_STATED if exercise is None else exercise.name


def _subject(question: Question) -> str:
    return question.card.tests.label


def _kind(question: Question) -> str:
    return question.card.kind.value


_TABLES: Mapping[str, Callable[[Question], str]] = MappingProxyType(
    {
        "role": _role,
        "contraction": _contraction,
        "exercise": _exercise,
        "subject": _subject,
        "kind": _kind,
    }
)
"""The breakdowns; a card on several facts counts for the first."""
