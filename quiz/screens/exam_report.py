"""The report of an exam: finished lines that fit the screen, or one item per line if plain.

On a terminal, the summary fits a screen of 24 lines, and a key shows the details. No line promises
a pass. A percentage of one part of an exam says nothing about its scaled score.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from cards.exams.exam_format import MINUTE
from quiz.exam.report import (
    NONE_STATED,
    Row,
    Score,
    fewer_options,
    score,
    section_scores,
    tables,
    weakest,
)
from quiz.screens.exam import in_words
from quiz.screens.exam_format import Line, coverage, passing_in_words
from quiz.session.result import ChangeEffect, Result
from quiz.session.session import ExamSheet
from quiz.terminal.layout import TextLayout, columns, counted

_TWO_COLUMNS = 80
"""Columns of a terminal. In a narrower one, breakdowns are printed one below the other."""

_GAP = 2
_SCREEN, _AROUND, _FEWEST_ROWS = 24, 8, 2
"""Lines of a screen, of them for headings, blank lines, keys and the prompt; of subjects."""

_MOST_EXERCISES = 6
"""Of the exercises with a miss, the worst are listed; `--jsonl` has all."""

_HEADS = {
    "role": "By role",
    "contraction": "By contraction",
    "subject": "By subject",
    "kind": "By kind",
}


def summary_lines(result: Result, sheet: ExamSheet, layout: TextLayout) -> Iterator[Line]:
    """The score, the weakest subjects, and the time, for a screen of 24 lines."""
    scored = score(result)
    before = [*_wrapped(_score(scored), layout, style="strong")]
    before += _wrapped((*_sections(result), _in_short(scored, sheet)), layout)
    after = [*_wrapped((*_noted(result, plain=False), f"{_taken(result)}."), layout)]
    subjects = sorted(tables(result)["subject"], key=lambda row: (row.share, -row.asked))
    yield from before
    if len(subjects) > 1:
        most = max(_FEWEST_ROWS, _SCREEN - len(before) - len(after) - _AROUND)
        yield "", ""
        yield from _weakest_first(subjects, most, layout)
    yield "", ""
    yield from after


def _in_short(scored: Score, sheet: ExamSheet) -> str:
    low, high = scored.interval.low, scored.interval.high
    passing = passing_in_words(sheet.exam_format)
    return f"95% interval: {low:.0%} to {high:.0%}. Passing mark: {passing}"


def _weakest_first(rows: Sequence[Row], most: int, layout: TextLayout) -> Iterator[Line]:
    """Some subjects, the weakest first, in at most that many lines of two columns."""
    is_wide = layout.width >= _TWO_COLUMNS
    shown = rows[: most * 2] if is_wide else rows[:most]
    more = len(rows) - len(shown)
    yield from _wrapped([f"Weakest first{f', and {more} more with v' if more else ''}:"], layout)
    lines = _block("", shown, layout, names_weakest=False)[1:]
    half = -(-len(lines) // 2)
    wide = (layout.width - _GAP) // 2
    if not is_wide or max(map(columns, lines)) > wide:
        yield from ((line, "") for line in lines)
        return
    for one, other in zip_longest(lines[:half], lines[half:], fillvalue=""):
        yield f"{one}{' ' * (wide + _GAP - columns(one))}{other}".rstrip(), ""


def detail_lines(result: Result, sheet: ExamSheet, layout: TextLayout) -> Iterator[Line]:
    """The rest of the report on a terminal: breakdowns, changes, and what was not asked."""
    yield from _wrapped(_unscored(score(result)), layout)
    yield from _tables(tables(result), layout)
    yield "", ""
    yield from _wrapped((_changed(result), *_time(result, sheet)), layout)
    yield from _wrapped((*coverage(sheet.exam_format), *_again(result, sheet)), layout)


def exam_lines(
    result: Result, sheet: ExamSheet, layout: TextLayout, *, plain: bool = False
) -> Iterator[Line]:
    """The whole report.

    Args:
        result: The figures.
        sheet: Its format, seed and facts.
        layout: The layout of the screen.
        plain: Whether to omit columns and indentation, for screen readers and pipes.
    """
    scored = score(result)
    breakdowns = tables(result)
    yield from _wrapped(_score(scored), layout, style="strong")
    yield from _wrapped(_sections(result), layout)
    yield from _wrapped(_firmness(scored, sheet), layout)
    yield "", ""
    yield from _plain_tables(breakdowns, layout) if plain else _tables(breakdowns, layout)
    yield "", ""
    yield from _wrapped(_answers(result, plain=plain), layout)
    yield from _wrapped(_time(result, sheet), layout)
    yield "", ""
    yield from _wrapped((*coverage(sheet.exam_format), *_again(result, sheet)), layout)


def _wrapped(texts: Iterable[str], layout: TextLayout, style: str = "") -> Iterator[Line]:
    for text in texts:
        yield from ((line, style) for line in layout.wrap(text))


def _score(scored: Score) -> Iterator[str]:
    items = "scored item" if scored.unscored else "item"
    yield f"{scored.right} of {counted(scored.scored, items)} right = {scored.share:.0%}"


def _sections(result: Result) -> Iterator[str]:
    for each in section_scores(result):
        of = "" if each.section.limit is None else f" of {_duration(each.section.limit)}"
        scored = each.score
        yield (
            f"{each.section.name}: {scored.right} of {scored.scored} right = {scored.share:.0%},"
            f" in {_duration(each.seconds)}{of}"
        )


def _firmness(scored: Score, sheet: ExamSheet) -> Iterator[str]:
    low, high = scored.interval.low, scored.interval.high
    yield f"How firm is it: the 95% interval goes from {low:.0%} to {high:.0%}."
    yield f"Passing mark: {passing_in_words(sheet.exam_format)}"
    yield from _unscored(scored)


def _unscored(scored: Score) -> Iterator[str]:
    if scored.unscored:
        items = counted(scored.unscored, "unscored item")
        yield f"Mixed in and not counted: {scored.unscored_right} of {items} right."


def _answers(result: Result, *, plain: bool) -> Iterator[str]:
    yield from _noted(result, plain=plain)
    yield _changed(result)


def _changed(result: Result) -> str:
    effects = ((effect, result.changed(effect)) for effect in ChangeEffect)
    went = ", ".join(f"{count} {effect}" for effect, count in effects if count)
    return f"Changed answers: {len(result.changes)}{f' ({went})' if went else ''}."


def _noted(result: Result, *, plain: bool) -> Iterator[str]:
    """The questions to look at, by number."""

    def listed(head: str, numbers: tuple[int, ...], remark: str = "") -> str:
        which = f" ({in_words(numbers, plain=plain)})" if numbers else ""
        return f"{head}: {len(numbers)}{which}{remark}."

    if result.unanswered:
        yield listed("Unanswered", result.unanswered, ", counted as not right")
    if result.late:
        right = f", {result.late_right} of them right; the answer given in time counts"
        yield listed("Late", result.late, right)
    if result.rated:
        yield listed("Sure but wrong", result.sure_but_wrong)
        yield listed("Lucky guesses", result.lucky)


def _taken(result: Result) -> str:
    of = "" if result.limit is None else f" of {_duration(result.limit)}"
    return f"Time: {_duration(result.seconds)}{of}"


def _time(result: Result, sheet: ExamSheet) -> Iterator[str]:
    parts = [_taken(result)]
    if result.median is not None:
        pace = sheet.exam_format.pace
        expected = "" if pace is None else f" (the exam's pace is {_duration(pace)})"
        parts.append(f"median {_duration(result.median)} a question{expected}")
    if result.slowest is not None:
        number, seconds = result.slowest
        parts.append(f"slowest question {number}, {_duration(seconds)}")
    if result.away:
        parts.append(f"away {_duration(result.away)}")
    yield f"{'; '.join(parts)}."


def _again(result: Result, sheet: ExamSheet) -> Iterator[str]:
    exam_format = sheet.exam_format
    fewer = fewer_options(result, exam_format)
    if fewer:
        items = counted(fewer, "question")
        yield f"Fewer options than the format has, as no more are proven wrong: {items}."
    if exam_format.shortened_from:
        yield f"Short form: {exam_format.items} of the exam's {exam_format.shortened_from} items."
    yield (
        f"Seed {sheet.seed}, facts {sheet.version}, format {exam_format.id}:"
        " the same command with these draws the same paper again."
    )


Tables = Mapping[str, tuple[Row, ...]]


def _shown(breakdowns: Tables) -> dict[str, tuple[Row, ...]]:
    """The breakdowns that say more than the score does."""
    return {name: breakdowns[name] for name in _HEADS if len(breakdowns[name]) > 1}


def _tables(breakdowns: Tables, layout: TextLayout) -> Iterator[Line]:
    blocks = [_block(_HEADS[name], rows, layout) for name, rows in _shown(breakdowns).items()]
    wide = (layout.width - _GAP) // 2
    widest = max((columns(line) for block in blocks for line in block), default=0)
    if layout.width < _TWO_COLUMNS or widest > wide:
        for block in blocks:
            yield from ((line, "") for line in block)
    else:
        for one, other in zip_longest(blocks[::2], blocks[1::2], fillvalue=()):
            for a, b in zip_longest(one, other, fillvalue=""):
                yield f"{a}{' ' * (wide + _GAP - columns(a))}{b}".rstrip(), ""
    worst, more = _worst(breakdowns)
    if worst:
        yield from _wrapped(["By exercise, those with a miss"], layout)
        for row in worst:
            yield from ((line, "") for line in layout.wrap(_row_in_words(row), "    ", "  "))
        if more:
            yield from ((line, "") for line in layout.wrap(f"and {more} more", "  "))


def _block(
    head: str, rows: Sequence[Row], layout: TextLayout, *, names_weakest: bool = True
) -> list[str]:
    """One breakdown; each row on one line if it fits."""
    low = weakest(rows) if names_weakest else None
    width = max(len(f"{row.right}/{row.asked}") for row in rows)
    widest = max(columns(layout.spell(row.name)) for row in rows)
    lines = [head]
    for row in rows:
        said = "  weakest" if row is low else ""
        score = f"{row.right}/{row.asked}"
        line = f"  {layout.spell(row.name):<{widest}} {score:>{width}} {row.share:>5.0%}{said}"
        fits = columns(line) <= layout.width
        lines += (
            [line]
            if fits
            else layout.wrap(f"{row.name} {score} {row.share:.0%}{said}", "    ", "  ")
        )
    return lines


def _plain_tables(breakdowns: Tables, layout: TextLayout) -> Iterator[Line]:
    for name, rows in _shown(breakdowns).items():
        low = weakest(rows)
        for row in rows:
            said = ", the weakest" if row is low else ""
            yield from _wrapped([f"{_HEADS[name]}: {_row_in_words(row)}{said}."], layout)
    worst, more = _worst(breakdowns)
    for row in worst:
        yield from _wrapped([f"By exercise: {_row_in_words(row)}."], layout)
    if more:
        yield from _wrapped([f"By exercise: {more} more with a miss."], layout)


def _row_in_words(row: Row) -> str:
    return f"{row.name}, {row.right} of {row.asked} right"


def _worst(breakdowns: Tables) -> tuple[list[Row], int]:
    """The exercises with the most misses, the worst first, and how many others have any."""
    missed = [row for row in breakdowns["exercise"] if row.right < row.asked]
    missed = [row for row in missed if row.name != NONE_STATED]
    missed.sort(key=lambda row: (row.share, row.right - row.asked, row.name))
    return missed[:_MOST_EXERCISES], max(0, len(missed) - _MOST_EXERCISES)


def _duration(seconds: float) -> str:
    if seconds < MINUTE:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), MINUTE)
    return f"{minutes} min {rest:02} s" if rest else f"{minutes} min"
