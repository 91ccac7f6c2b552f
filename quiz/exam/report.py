"""What a sitting came to, as figures; how they are shown is told in `exam_lines`.

Breakdowns count the scored items alone, so that their sums are the score. Numbers of questions
count from 1, as they were shown.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from statistics import median
from types import MappingProxyType
from typing import Any

from cards.exams.exam_format import ExamFormat
from cards.model.summary import fact_summary
from quiz.exam.sitting import Sitting, Turn
from quiz.session.question import MOST_OPTIONS, Question
from quiz.session.session import Answer, Outcome
from quiz.statistics.interval import Interval, wilson

NONE_STATED = "none stated"
"""The row of items whose fact states no role, contraction or exercise: a definition, say."""

_SURE, _GUESS = 3, 1
_ENOUGH = 3
"""Items. Of fewer, chance makes one the weakest."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """The items that share something."""

    name: str
    right: int
    asked: int

    @property
    def share(self) -> float:
        """Right ones of those asked."""
        return self.right / self.asked if self.asked else 0.0


@dataclass(frozen=True, kw_only=True)
class ExamReport:
    """The figures of a sitting.

    Attributes:
        seed: What the paper was drawn with.
        version: Of the facts; an equal one and an equal seed make the same paper.
        right: Scored items whose answer was right when the time was over.
        scored: Scored items, answered or not.
        unscored_right: The same for the others.
        tables: The scored items by role, contraction, exercise, sort and kind.
        weighed: How many answers told how sure they were.
        sure_wrong: Questions answered wrong that the learner was sure of.
        lucky: Questions guessed right.
        turns: How changed answers went.
        late: Questions whose last answer came after the limit.
        late_right: How many of these answers were right; they are not in `right`.
        seconds: Of the sitting, pauses taken off.
        median: Seconds, of the questions that were looked at; None where none was.
        slowest: The question looked at longest, and its seconds.
        fewer_options: Questions that showed fewer options than the format has.
    """

    exam_format: ExamFormat
    seed: int
    version: str
    right: int
    scored: int
    unscored_right: int
    unscored: int
    tables: Mapping[str, tuple[Row, ...]]
    weighed: int
    sure_wrong: tuple[int, ...]
    lucky: tuple[int, ...]
    turns: Mapping[Turn, int]
    unanswered: tuple[int, ...]
    late: tuple[int, ...]
    late_right: int
    seconds: float
    limit: float | None
    away: float
    median: float | None
    slowest: tuple[int, float] | None
    fewer_options: int

    @property
    def share(self) -> float:
        """Right ones of the scored items."""
        return self.right / self.scored if self.scored else 0.0

    @property
    def interval(self) -> Interval:
        """Where the share would lie on other papers like this one, 95 times in a hundred."""
        return wilson(self.right, self.scored)


def exam_report(sitting: Sitting, *, seed: int, version: str) -> ExamReport:
    """Add a sitting up.

    Args:
        sitting: The exam as it was handed in.
        seed: What its paper was drawn with.
        version: Of the facts.
    """
    every = range(len(sitting.questions))
    right = {n for n in every if sitting.counting(n) is Outcome.RIGHT}
    scored = [n for n in every if n not in sitting.unscored]
    answers = sitting.answers
    late = tuple(n for n in every if n in answers and answers[n].late)
    slowest = max(sitting.spent, key=lambda n: (sitting.spent[n], -n), default=None)
    shown = sitting.exam_format.options or MOST_OPTIONS
    return ExamReport(
        exam_format=sitting.exam_format,
        seed=seed,
        version=version,
        right=sum(n in right for n in scored),
        scored=len(scored),
        unscored_right=sum(n in right for n in sitting.unscored),
        unscored=len(sitting.unscored),
        tables=MappingProxyType(
            {
                name: _rows((of(sitting.questions[n]), n in right) for n in scored)
                for name, of in _TABLES.items()
            }
        ),
        weighed=sum(answer.confidence is not None for answer in answers.values()),
        sure_wrong=_numbers(n for n in every if _said(answers, n, _SURE, right=False)),
        lucky=_numbers(n for n in every if _said(answers, n, _GUESS, right=True)),
        turns=MappingProxyType(
            {turn: sum(change.turn is turn for change in sitting.changes) for turn in Turn}
        ),
        unanswered=_numbers(sitting.unanswered),
        late=_numbers(late),
        late_right=sum(answers[n].outcome is Outcome.RIGHT for n in late),
        seconds=sitting.seconds,
        limit=sitting.limit,
        away=sitting.away,
        median=median(sitting.spent.values()) if sitting.spent else None,
        slowest=None if slowest is None else (slowest + 1, sitting.spent[slowest]),
        fewer_options=sum(len(question.options) < shown for question in sitting.questions),
    )


def weakest(rows: Iterable[Row]) -> Row | None:
    """The row with the lowest share, where it tells something and another has a higher one."""
    named = [row for row in rows if row.name != NONE_STATED]
    told = [row for row in named if row.asked >= _ENOUGH]
    lowest = min(told, key=lambda row: (row.share, -row.asked), default=None)
    if lowest is None or not any(row.share > lowest.share for row in named):
        return None
    return lowest


def missed(sitting: Sitting) -> tuple[tuple[int, Answer], ...]:
    """Positions, from 0, whose last answer was not right, with that answer, in their order.

    A question without an answer has one that says so: the outcome is `SKIPPED`.
    """
    return tuple(
        (n, answer)
        for n, question in enumerate(sitting.questions)
        for answer in (
            sitting.answers.get(n) or Answer(question=question, outcome=Outcome.SKIPPED),
        )
        if answer.outcome is not Outcome.RIGHT
    )


def record(report: ExamReport) -> dict[str, Any]:
    """The figures as plain values, for scripts; shares are from 0 to 1."""
    exam_format = report.exam_format
    return {
        "event": "result",
        "mode": "exam",
        "preset": exam_format.id,
        "items": report.scored + report.unscored,
        "shortened_from": exam_format.shortened_from,
        "seed": report.seed,
        "version": report.version,
        "scored": report.scored,
        "right": report.right,
        "share": round(report.share, 4),
        "interval": {name: round(end, 4) for name, end in asdict(report.interval).items()},
        "unscored": report.unscored,
        "unscored_right": report.unscored_right,
        "passing": None if exam_format.passing is None else asdict(exam_format.passing),
        "tables": {
            name: [{"name": r.name, "right": r.right, "asked": r.asked} for r in rows]
            for name, rows in report.tables.items()
        },
        "sure_wrong": list(report.sure_wrong),
        "lucky": list(report.lucky),
        "changes": {turn.value: count for turn, count in report.turns.items()},
        "unanswered": list(report.unanswered),
        "late": list(report.late),
        "late_right": report.late_right,
        "seconds": report.seconds,
        "limit": report.limit,
        "away": report.away,
        "median": report.median,
        "slowest": None if report.slowest is None else report.slowest[0],
        "fewer_options": report.fewer_options,
        "covers": "functional anatomy",
    }


def _numbers(positions: Iterable[int]) -> tuple[int, ...]:
    return tuple(position + 1 for position in positions)


def _said(answers: Mapping[int, Answer], position: int, confidence: int, *, right: bool) -> bool:
    """Whether an answer was that sure, and right or not."""
    answer = answers.get(position)
    if answer is None or answer.confidence != confidence:
        return False
    return (answer.outcome is Outcome.RIGHT) is right


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
    exercise = getattr(question.card.fact, "exercise", None)
    return NONE_STATED if exercise is None else str(exercise.name)


def _sort(question: Question) -> str:
    return question.card.template.tests


def _kind(question: Question) -> str:
    return question.card.kind.value


_TABLES: Mapping[str, Callable[[Question], str]] = MappingProxyType(
    {
        "role": _role,
        "contraction": _contraction,
        "exercise": _exercise,
        "sort": _sort,
        "kind": _kind,
    }
)
"""What the items are broken down by. The fact counts that a card is chiefly about."""
