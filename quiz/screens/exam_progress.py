"""The page of `primemover stats` before an exam: as a screen, as plain lines, and as records."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from cards.tiers.tier import TIERS, Tier
from quiz.screens.blocks import bar, column_plot
from quiz.statistics.exam_progress import CONFIDENCES, DUE_DAYS, ExamProgress, advice
from quiz.statistics.figures import FEW, Tally
from quiz.statistics.knowledge import FEWEST_ANSWERS, StateCounts
from quiz.terminal.layout import TextLayout, columns

Line = tuple[str, str]
"""A line and its style: a name that `TextLayout.paint` knows, or an empty string."""

_ROOMY = 72
"""Columns that the table of subjects needs."""

_BAR = 8
_INDENT = 2
_DAYS = 14
"""Days of study time that are shown."""


class PageLayout(NamedTuple):
    """How a figure is shown.

    Attributes:
        text_layout: The width and the abilities of the screen.
        plain: Whether to show words and numbers only, one item per line.
    """

    text_layout: TextLayout
    plain: bool

    @property
    def plots(self) -> bool:
        """Whether plots can be shown."""
        return self.text_layout.unicode and not self.plain

    def text(self, text: str, style: str = "") -> Iterator[Line]:
        """A text, wrapped."""
        yield from ((line, style) for line in self.text_layout.wrap(text))

    def item(self, text: str, command: str) -> Iterator[Line]:
        """A text and the command that works on it, on one line if there is room."""
        room = self.text_layout.width - columns(command) - _INDENT - 2
        if not self.plain and columns(self.text_layout.spell(text)) <= room:
            yield f"{' ' * _INDENT}{self.text_layout.spell(text):<{room}}  {command}", ""
            return
        yield from ((line, "") for line in self.text_layout.wrap(text, "    ", " " * _INDENT))
        yield from ((line, "soft") for line in self.text_layout.wrap(command, "      ", "    "))


def page_lines(page: ExamProgress, layout: PageLayout) -> Iterator[Line]:
    """The whole page."""
    yield from layout.text(_head(page), "strong")
    for name, figure in FIGURES.items():
        if name in _HEADED or name == _FIRST_SHORT:
            yield "", ""
        if name == _FIRST_SHORT:
            yield from layout.text("Memory and habits:")
        yield from figure.lines(page, layout)


_HEADED = frozenset({"next", "score", "subjects"})
"""Figures with their own heading."""

_FIRST_SHORT = "due"
"""The first of the figures below a common heading."""


def _head(page: ExamProgress) -> str:
    exam, core = page.exam, page.tiers.get(Tier.CORE, StateCounts())
    parts = [exam.name if exam.is_chosen else "no exam chosen"]
    if exam.days is not None and exam.days >= 0:
        parts[0] += {0: " today", 1: " tomorrow"}.get(exam.days, f" in {exam.days} days")
    parts += [
        f"{core.firm} of {core.facts} core facts firm",
        f"studied on {page.study_days.week} of the last 7 days",
    ]
    return ", ".join(parts) + "."


# -- figures ---------------------------------------------------------------------------------------


def _next_lines(page: ExamProgress, layout: PageLayout) -> Iterator[Line]:
    yield from layout.text("To do next:")
    for each in advice(page):
        yield from layout.item(each.reason, each.command)


def _next_records(page: ExamProgress) -> Iterator[Mapping[str, Any]]:
    for each in advice(page):
        yield {"reason": each.reason, "command": each.command}


def _score_lines(page: ExamProgress, layout: PageLayout) -> Iterator[Line]:
    exam, score = page.exam, page.score
    if page.topics:
        yield from layout.text("There is no expected score for a topic.")
        return
    if score is None:
        text = f"an expected score needs {FEWEST_ANSWERS} answers on everything"
        yield from layout.item(text, page.study())
        return
    low, high = score.interval.low, score.interval.high
    where = f"its {exam.questions} questions in our field" if exam.is_chosen else "our field"
    yield from layout.text("If the exam were today (an estimate, not a promise):")
    text = f"about {score.share:.0%} right in {where}, {low:.0%} to {high:.0%}"
    yield from layout.item(text, exam.command)


def _score_records(page: ExamProgress) -> Iterator[Mapping[str, Any]]:
    if page.score is not None:
        yield {
            "exam": page.exam.id,
            "questions": page.exam.questions,
            "share": round(page.score.share, 4),
            "low": round(page.score.interval.low, 4),
            "high": round(page.score.interval.high, 4),
        }


def _subject_lines(page: ExamProgress, layout: PageLayout) -> Iterator[Line]:
    is_table = not layout.plain and layout.text_layout.width >= _ROOMY
    head = "Core facts by subject (share of the questions), most to gain first:"
    if not is_table:
        yield from layout.text(head)
        for subject in page.subjects:
            name = f"{subject.subject} ({subject.share:.0%})"
            text = f"{name}: {_in_words(subject.core)}, {subject.recalled:.0%} recalled"
            yield from layout.item(text, page.study(subject.subject))
    else:
        rows = [(page.study(each.subject), each) for each in page.subjects]
        wide = max((columns(command) for command, _ in rows), default=0)
        titles = f"{'exam':>6}{'firm':>6}{'begun':>7}{'never':>7}  recalled"
        yield f"{'Core facts, most to gain first':<{wide}}{titles}", "soft"
        for command, each in rows:
            core = each.core
            plot = f"{bar(each.recalled, _BAR)} " if layout.plots else ""
            numbers = f"{each.share:>6.0%}{core.firm:>6}{core.begun:>7}{core.unasked:>7}"
            yield f"{command:<{wide}}{numbers}  {plot}{each.recalled:.0%}", ""
    for tier, counts in page.tiers.items():
        name_of_tier = TIERS[Tier(tier)]
        yield from layout.item(f"{name_of_tier}: {_in_words(counts)}", page.study())


def _in_words(counts: StateCounts) -> str:
    return f"{counts.firm} firm, {counts.begun} begun, {counts.unasked} never asked"


def _subject_records(page: ExamProgress) -> Iterator[Mapping[str, Any]]:
    for subject in page.subjects:
        tiers: list[tuple[int | None, StateCounts]] = [(None, subject.total)]
        for tier, counts in (*tiers, *subject.tiers.items()):
            yield {
                "subject": subject.subject,
                "tier": tier,
                "share": round(subject.share, 4),
                "firm": counts.firm,
                "begun": counts.begun,
                "never": counts.unasked,
                "recalled": round(subject.recalled, 4),
            }


def _due_lines(page: ExamProgress, layout: PageLayout) -> Iterator[Line]:
    today, tomorrow, *later = page.due
    text = f"due: {today} today, {tomorrow} tomorrow, then {', '.join(map(str, later))}"
    if layout.plots and any(page.due):
        text += f"  {column_plot(page.due)}"
    yield from layout.item(text, page.study())


def _due_records(page: ExamProgress) -> Iterator[Mapping[str, Any]]:
    for ahead, count in enumerate(page.due):
        yield {"day": (page.today + timedelta(days=ahead)).isoformat(), "facts": count}


def _retention_lines(page: ExamProgress, layout: PageLayout) -> Iterator[Line]:
    found = page.retention
    if found is None:
        return
    if found.asked < FEW:
        yield from layout.item("due reviews: too few to judge", page.study())
        return
    text = (
        f"due reviews: {found.right / found.asked:.0%} of {found.asked} right;"
        f" memory expects {found.expected / found.asked:.0%}"
    )
    yield from layout.item(text, page.study())


def _retention_records(page: ExamProgress) -> Iterator[Mapping[str, Any]]:
    found = page.retention
    if found is not None:
        yield {
            "asked": found.asked,
            "right": found.right,
            "expected": round(found.expected, 3),
        }


def _confidence_lines(page: ExamProgress, layout: PageLayout) -> Iterator[Line]:
    parts = [
        f"{CONFIDENCES[level]} {each.share:.0%} of {each.asked}"
        for level, each in sorted(page.confidence.items(), reverse=True)
        if level in CONFIDENCES
    ]
    if parts:
        text, command = f"right: {', '.join(parts)}", "primemover quiz --confidence"
    else:
        text, command = "confidence was never asked", "primemover settings set confidence yes"
    yield from layout.item(text, command)


def _confidence_records(page: ExamProgress) -> Iterator[Mapping[str, Any]]:
    for level, each in sorted(page.confidence.items()):
        yield {"confidence": level, **_shares(each)}


def _time_lines(page: ExamProgress, layout: PageLayout) -> Iterator[Line]:
    if not page.answers.asked:
        yield from layout.item(f"no answers since {page.since.isoformat()}", page.study())
        return
    exam = page.exam
    pace = "" if exam.seconds is None else f"; the exam gives {exam.seconds:.0f} s"
    yield from layout.item(f"{page.seconds:.0f} s for an answer{pace}", exam.command)
    first = max(page.since, page.today - timedelta(days=_DAYS - 1))
    days = [first + timedelta(days=n) for n in range((page.today - first).days + 1)]
    minutes = [page.spent.get(day, 0.0) / 60 for day in days]
    plot = f"  {column_plot(minutes)}" if layout.plots and any(minutes) else ""
    numbers = " ".join(f"{each:.0f}" for each in minutes)
    text = f"minutes a day since {first.isoformat()}: {numbers}{plot}"
    yield from layout.item(text, f"primemover settings set minutes {page.minutes}")


def _time_records(page: ExamProgress) -> Iterator[Mapping[str, Any]]:
    for day, each in sorted(page.days.items()):
        seconds = round(page.spent.get(day, 0.0), 1)
        yield {"day": day.isoformat(), **_shares(each), "study_seconds": seconds}


def _shares(tally: Tally) -> Mapping[str, Any]:
    return {
        "asked": tally.asked,
        "points": round(tally.points, 3),
        "share": round(tally.share, 4),
        "low": round(tally.interval.low, 4),
        "high": round(tally.interval.high, 4),
    }


class Figure(NamedTuple):
    """A part of the page.

    Attributes:
        meaning: A line on its contents.
        keys: The keys of its records.
        lines: It as lines.
        records: It as records for scripts.
    """

    meaning: str
    keys: str
    lines: Callable[[ExamProgress, PageLayout], Iterator[Line]]
    records: Callable[[ExamProgress], Iterable[Mapping[str, Any]]]


FIGURES: Mapping[str, Figure] = MappingProxyType(
    {
        "next": Figure("what to do next, and why", "reason, command", _next_lines, _next_records),
        "score": Figure(
            "the expected score if the exam were today, with the range of nine draws in ten",
            "exam, questions, share, low, high",
            _score_lines,
            _score_records,
        ),
        "subjects": Figure(
            "facts that are firm, begun or never asked, by subject and tier",
            "subject, tier (null: all), share, firm, begun, never, recalled",
            _subject_lines,
            _subject_records,
        ),
        "due": Figure(
            f"the facts that fall due in the next {DUE_DAYS} days, without new ones",
            "day, facts",
            _due_lines,
            _due_records,
        ),
        "retention": Figure(
            "right answers to facts that were due, and how many FSRS expected",
            "asked, right, expected",
            _retention_lines,
            _retention_records,
        ),
        "confidence": Figure(
            "right answers by how sure they were: 1 a guess, 2 think so, 3 sure",
            "confidence, asked, points, share, low, high",
            _confidence_lines,
            _confidence_records,
        ),
        "time": Figure(
            "the time for an answer, and of study on each day",
            "day, asked, points, share, low, high, study_seconds",
            _time_lines,
            _time_records,
        ),
    }
)
"""Every part of the page by its name, in order."""
