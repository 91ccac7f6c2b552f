"""How an exam's report reads: finished lines that fit the screen, or one thing a line when plain.

No line promises a pass. A percentage of one part of an exam tells nothing of its scaled score.
"""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from cards.exams.exam_format import MINUTE
from quiz.exam.report import NONE_STATED, ExamReport, Row, weakest
from quiz.exam.sitting import Sitting
from quiz.screens.preset import coverage, mark_in_words
from quiz.terminal.layout import TextLayout, columns, counted

Line = tuple[str, str]
"""A line and its style, which is a name that `Look.paint` knows or nothing."""

_TWO_COLUMNS = 80
"""Columns of a terminal. In a narrower one, breakdowns stand one below the other."""

_GAP = 2
_NAME = 14
"""Columns: the longest name of a role, a contraction, a sort and a kind."""

_MOST_EXERCISES = 6
"""Of the exercises with a miss, the worst are listed; `--jsonl` has all."""

_RUN = 3
"""So many numbers in a row are written as a range."""

_HEADS = {
    "role": "By role",
    "contraction": "By contraction",
    "sort": "By sort",
    "kind": "By kind",
}


def exam_lines(report: ExamReport, layout: TextLayout, *, plain: bool = False) -> Iterator[Line]:
    """The report.

    Args:
        report: The figures.
        layout: What the screen can do.
        plain: Whether it is read aloud or by a program: no columns, no indentation.
    """
    yield from _told(_score(report), layout, style="strong")
    yield from _told(_firmness(report), layout)
    yield "", ""
    yield from _plain_tables(report, layout) if plain else _tables(report, layout)
    yield "", ""
    yield from _told(_answers(report, plain=plain), layout)
    yield from _told(_time(report), layout)
    yield "", ""
    yield from _told((*coverage(report.exam_format), *_again(report)), layout)


def open_lines(sitting: Sitting, layout: TextLayout, *, plain: bool = False) -> Iterator[Line]:
    """What is open before an exam is handed in: unanswered and flagged questions.

    Args:
        sitting: The exam.
        layout: What the screen can do.
        plain: Whether it is read aloud or by a program.
    """
    unanswered = tuple(n + 1 for n in sitting.unanswered)
    flagged = tuple(n + 1 for n in sorted(sitting.flags))
    texts = [
        f"{head}: {len(numbers)} ({in_words(numbers, plain=plain)})."
        for head, numbers in (("Unanswered", unanswered), ("Flagged", flagged))
        if numbers
    ]
    if not unanswered:
        texts.insert(0, "Every question is answered.")
    yield from _told(texts, layout)


def in_words(numbers: Iterable[int], *, plain: bool = False) -> str:
    """Numbers of questions, in their order: `4, 8–12`; plain: `4, 8 to 12`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    to = " to " if plain else "–"
    return ", ".join(
        f"{run[0]}{to}{run[-1]}" if len(run) >= _RUN else ", ".join(map(str, run)) for run in runs
    )


def _told(texts: Iterable[str], layout: TextLayout, style: str = "") -> Iterator[Line]:
    for text in texts:
        yield from ((line, style) for line in layout.wrap(text))


def _score(report: ExamReport) -> Iterator[str]:
    items = "scored item" if report.unscored else "item"
    yield f"{report.right} of {counted(report.scored, items)} right = {report.share:.0%}"


def _firmness(report: ExamReport) -> Iterator[str]:
    low, high = report.interval.low, report.interval.high
    yield f"How firm is it: the 95% interval goes from {low:.0%} to {high:.0%}."
    yield f"Passing mark: {mark_in_words(report.exam_format)}"
    if report.unscored:
        items = counted(report.unscored, "unscored item")
        yield f"Mixed in and not counted: {report.unscored_right} of {items} right."


def _answers(report: ExamReport, *, plain: bool) -> Iterator[str]:
    def listed(head: str, numbers: tuple[int, ...], behind: str = "") -> str:
        which = f" ({in_words(numbers, plain=plain)})" if numbers else ""
        return f"{head}: {len(numbers)}{which}{behind}."

    if report.unanswered:
        yield listed("Unanswered", report.unanswered, ", counted as not right")
    if report.late:
        yield listed(
            "Late", report.late, f", {report.late_right} of them right; what stood in time counts"
        )
    if report.weighed:
        yield listed("Sure but wrong", report.sure_wrong)
        yield listed("Lucky guesses", report.lucky)
    changed = sum(report.turns.values())
    went = ", ".join(f"{count} {turn}" for turn, count in report.turns.items() if count)
    yield f"Changed answers: {changed}{f' ({went})' if went else ''}."


def _time(report: ExamReport) -> Iterator[str]:
    of = "" if report.limit is None else f" of {_duration(report.limit)}"
    parts = [f"Time: {_duration(report.seconds)}{of}"]
    if report.median is not None:
        pace = report.exam_format.pace
        wanted = "" if pace is None else f" (the exam's pace is {_duration(pace)})"
        parts.append(f"median {_duration(report.median)} a question{wanted}")
    if report.slowest is not None:
        number, seconds = report.slowest
        parts.append(f"slowest question {number}, {_duration(seconds)}")
    if report.away:
        parts.append(f"away {_duration(report.away)}")
    yield f"{'; '.join(parts)}."


def _again(report: ExamReport) -> Iterator[str]:
    exam_format = report.exam_format
    if report.fewer_options:
        items = counted(report.fewer_options, "question")
        yield f"Fewer options than the format has, as no more are proven wrong: {items}."
    if exam_format.shortened_from:
        yield f"Short form: {exam_format.items} of the exam's {exam_format.shortened_from} items."
    yield (
        f"Seed {report.seed}, facts {report.version}, preset {exam_format.id}:"
        " the same command with these draws the same paper again."
    )


def _shown(report: ExamReport) -> dict[str, tuple[Row, ...]]:
    """The breakdowns that tell more than the score does."""
    return {name: report.tables[name] for name in _HEADS if len(report.tables[name]) > 1}


def _tables(report: ExamReport, layout: TextLayout) -> Iterator[Line]:
    blocks = [_block(_HEADS[name], rows, layout) for name, rows in _shown(report).items()]
    if layout.width < _TWO_COLUMNS:
        for block in blocks:
            yield from ((line, "") for line in block)
    else:
        left = (layout.width - _GAP) // 2
        for one, other in zip_longest(blocks[::2], blocks[1::2], fillvalue=()):
            for a, b in zip_longest(one, other, fillvalue=""):
                yield f"{a}{' ' * (left + _GAP - columns(a))}{b}".rstrip(), ""
    worst, more = _worst(report)
    if worst:
        yield from _told(["By exercise, those with a miss"], layout)
        for row in worst:
            yield from ((line, "") for line in layout.wrap(_row_in_words(row), "    ", "  "))
        if more:
            yield from ((line, "") for line in layout.wrap(f"and {more} more", "  "))


def _block(head: str, rows: tuple[Row, ...], layout: TextLayout) -> list[str]:
    """One breakdown; each row in a line where there is room."""
    low = weakest(rows)
    width = max(len(f"{row.right}/{row.asked}") for row in rows)
    lines = [head]
    for row in rows:
        said = "  weakest" if row is low else ""
        score = f"{row.right}/{row.asked}"
        line = f"  {layout.spell(row.name):<{_NAME}} {score:>{width}} {row.share:>5.0%}{said}"
        fits = columns(line) <= layout.width
        lines += (
            [line]
            if fits
            else layout.wrap(f"{row.name} {score} {row.share:.0%}{said}", "    ", "  ")
        )
    return lines


def _plain_tables(report: ExamReport, layout: TextLayout) -> Iterator[Line]:
    for name, rows in _shown(report).items():
        low = weakest(rows)
        for row in rows:
            said = ", the weakest" if row is low else ""
            yield from _told([f"{_HEADS[name]}: {_row_in_words(row)}{said}."], layout)
    worst, more = _worst(report)
    for row in worst:
        yield from _told([f"By exercise: {_row_in_words(row)}."], layout)
    if more:
        yield from _told([f"By exercise: {more} more with a miss."], layout)


def _row_in_words(row: Row) -> str:
    return f"{row.name}, {row.right} of {row.asked} right"


def _worst(report: ExamReport) -> tuple[list[Row], int]:
    """The exercises with most misses, the worst first, and how many more have any."""
    missed = [row for row in report.tables["exercise"] if row.right < row.asked]
    missed = [row for row in missed if row.name != NONE_STATED]
    missed.sort(key=lambda row: (row.share, row.right - row.asked, row.name))
    return missed[:_MOST_EXERCISES], max(0, len(missed) - _MOST_EXERCISES)


def _duration(seconds: float) -> str:
    if seconds < MINUTE:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), MINUTE)
    return f"{minutes} min {rest:02} s" if rest else f"{minutes} min"
