"""The statistics page: as a grid, as plain lines, and as records for scripts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from cards.model.concepts import concept_name
from cards.value_class import value_class
from quiz.log.mix_ups import MixUp
from quiz.statistics.dimensions import Column, Dimension
from quiz.statistics.figures import (
    FEW,
    AskedFacts,
    GridRow,
    Period,
    Strength,
    StudyDays,
    Tally,
    Weakness,
)
from quiz.terminal.layout import TextLayout, columns, counted

Line = tuple[str, str]
"""A line and its style: a name that `TextLayout.paint` knows, or an empty string."""

_ROOMY = 60
"""Characters of width that a grid needs at least."""

_GAP = 2
_NAME = 12
"""Characters of width that the names of a grid need at least."""

_MOST = 40
"""Rows that are shown; `--json` has all."""

_PERIODS = 8


@value_class(frozen=True, kw_only=True)
class Overview:
    """Everything on the page except the grid.

    Attributes:
        seconds: The median time of an answer.
        by: The dimension of the rows of the grid.
        column: The dimension of its columns.
        weakest: The cells to practise; empty if no quiz can ask for a row.
    """

    total: Tally
    periods: tuple[Period, ...]
    study_days: StudyDays
    seconds: float
    by: Dimension
    column: Column
    weakest: tuple[Weakness, ...]


def words(id_: str) -> str:
    """An id as words."""
    return id_.replace("-", " ")


def grid_lines(
    found: Sequence[GridRow],
    headings: Sequence[str],
    layout: TextLayout,
    *,
    plain: bool,
    named: Callable[[str], str] = words,
) -> Iterator[Line]:
    """The rows with their cells: a grid if there is room, otherwise one line per cell.

    Args:
        found: The rows.
        headings: The columns, in order; without any, a table of totals.
        layout: The width and the abilities of the screen.
        plain: Whether to show lines even where a grid has room.
        named: How the name of a row is shown.
    """
    if not found:
        yield from _wrapped("No answer has a value here.", layout)
        return
    shown = found[:_MOST]
    grid = () if plain or layout.width < _ROOMY else tuple(_grid(shown, headings, layout, named))
    yield from grid
    if not grid:
        for row in shown:
            yield from _lines_of(row, headings, layout, named)
    if len(found) > len(shown):
        more = len(found) - len(shown)
        yield from ((line, "soft") for line in layout.wrap(f"{more} more; --json lists them all."))
    if grid:
        parts = ("· no data", f"? fewer than {FEW}", "! under 60%", "ok 85% or more")
        yield from ((line, "soft") for line in layout.items(parts))


def _grid(
    found: Sequence[GridRow],
    headings: Sequence[str],
    layout: TextLayout,
    named: Callable[[str], str],
) -> Iterator[Line]:
    """One line per row; nothing if the names do not fit."""
    titles = [layout.spell(heading) for heading in (*headings, "in all")]
    nothing = Tally()
    cells = [[*(row.cells.get(each, nothing) for each in headings), row.total] for row in found]
    texts = [[layout.spell(cell_in_short(tally)) for tally in row] for row in cells]
    widths = [
        max(len(title), *(columns(row[n]) for row in texts)) + _GAP
        for n, title in enumerate(titles)
    ]
    names = [layout.spell(named(row.name)) for row in found]
    wide = min(max(map(columns, names)), layout.width - sum(widths))
    longest = max((columns(word) for name in names for word in name.split()), default=0)
    if wide < min(_NAME, max(map(columns, names))) or wide < longest:
        return
    yield " " * wide + _row(titles, widths), "soft"
    for name, row in zip(names, texts, strict=True):
        *over, last = _broken(name, wide)
        yield from ((line, "") for line in over)
        yield last + " " * (wide - columns(last)) + _row(row, widths), ""


def _broken(name: str, wide: int) -> list[str]:
    """A name broken into lines; no word of it is longer than a line."""
    lines = [""]
    for word in name.split():
        if not lines[-1] or columns(lines[-1]) + 1 + columns(word) <= wide:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    return lines


def _row(texts: Iterable[str], widths: Iterable[int]) -> str:
    return "".join(
        " " * (width - columns(text)) + text for text, width in zip(texts, widths, strict=True)
    )


def cell_in_short(tally: Tally) -> str:
    """A cell of the grid: `7.5/10 ok`, or a dot where nothing was asked."""
    if not tally.asked:
        return Strength.NONE.value
    symbol = f" {tally.strength.value}" if tally.strength.value else ""
    return f"{_points(tally)}/{tally.asked}{symbol}"


def _points(tally: Tally) -> str:
    return f"{tally.points:.1f}".removesuffix(".0")


def _lines_of(
    row: GridRow, headings: Sequence[str], layout: TextLayout, named: Callable[[str], str]
) -> Iterator[Line]:
    name = named(row.name)
    texts = [
        f"{name}, {heading}: {tally_in_words(row.cells[heading])}"
        for heading in headings
        if heading in row.cells
    ]
    for text in texts or (f"{name}: {tally_in_words(row.total)}",):
        yield from _wrapped(text, layout)


def tally_in_words(tally: Tally) -> str:
    """A tally in words, with its interval if there are few answers."""
    text = f"{_points(tally)} of {tally.asked} right, {tally.share:.0%}"
    if tally.strength is Strength.UNCERTAIN:
        text += f", uncertain: {tally.interval.low:.0%} to {tally.interval.high:.0%}"
    elif tally.strength is Strength.WEAK:
        text += ", weak"
    elif tally.strength is Strength.FIRM:
        text += ", firm"
    return text


def overview_lines(found: Overview, layout: TextLayout) -> Iterator[Line]:
    """The rest of the page: totals, the trend, and what to practise next."""
    low, high = found.total.interval.low, found.total.interval.high
    yield from _wrapped(
        f"{counted(found.total.asked, 'answer')}, {found.total.share:.0%} right "
        f"(95% interval {low:.0%} to {high:.0%}), median time {found.seconds:.1f} s.",
        layout,
    )
    periods = found.periods[-_PERIODS:]
    if len(periods) > 1:
        steps = ", ".join(f"{period.tally.share:.0%}" for period in periods)
        step = "day" if periods[0].days == 1 else "week"
        begun = periods[0].begins.isoformat()
        yield from _wrapped(f"Right by {step} since {begun}: {steps}.", layout)
    days = found.study_days
    streak = f", {counted(days.streak, 'day')} in a row" if days.streak > 1 else ""
    yield from _wrapped(
        f"Studied on {days.week} of the last 7 days, {days.month} of the last 28{streak}.", layout
    )
    if found.weakest:
        yield "", ""
        yield from _wrapped("Weakest:", layout)
        by_drill: dict[str, list[str]] = {}
        for weak in found.weakest:
            texts = by_drill.setdefault(drill(weak, found.by, found.column), [])
            row = "" if texts else f"{words(weak.row)}, "
            texts.append(f"{row}{words(weak.column)}: {_points(weak.tally)} of {weak.tally.asked}")
        for command, texts in by_drill.items():
            yield from _with_command(", ".join(texts), command, layout)


def mix_up_lines(found: Iterable[MixUp], layout: TextLayout) -> Iterator[Line]:
    """The mix-ups, each live one with the quiz that contrasts the two."""
    for mix in found:
        wrong, right = concept_name(mix.taken_for), concept_name(mix.asked_for)
        text = f"{wrong} for {right}, {mix.count} of {mix.asked}"
        if not mix.is_live:
            state = "settled" if mix.is_settled else "faded"
            yield from _wrapped(f"{text}, {state}", layout, "  ")
            continue
        yield from _with_command(text, f"primemover quiz --mix-up {pair(mix)}", layout)


def pair(mix: MixUp) -> str:
    """The two concepts as `--mix-up` takes them."""
    return "/".join(concept.rpartition("/")[2] for concept in (mix.asked_for, mix.taken_for))


def drill(weak: Weakness, by: Dimension, column: Column) -> str:
    """The command of the quiz on one cell of a grid; it does not name the column.

    Raises:
        ValueError: No quiz can ask for a row of this dimension.
    """
    if by.drill is None:
        raise ValueError(f"No quiz asks for a {by.name}.")
    command = f"primemover quiz {by.drill.format(weak.row)}"
    return f"{command} {column.subject}" if by.narrows else command


def coverage_lines(found: Iterable[AskedFacts], layout: TextLayout) -> Iterator[Line]:
    """One line for each thing that facts are about, in the order given."""
    for each in found:
        share = f"{each.asked / each.known:.0%}"
        text = f"{words(each.name)}: {each.asked} of {each.known} facts asked, {share}"
        yield from _wrapped(text, layout)


def _wrapped(text: str, layout: TextLayout, first: str = "") -> Iterator[Line]:
    yield from ((line, "") for line in layout.wrap(text, first + "  ", first))


def _with_command(text: str, command: str, layout: TextLayout) -> Iterator[Line]:
    yield from ((line, "") for line in layout.wrap(text, "    ", "  "))
    yield from ((line, "soft") for line in layout.wrap(command, "      ", "    "))


def records(found: Iterable[GridRow], by: str, column: str | None) -> Iterator[Mapping[str, Any]]:
    """Rows and their cells as one object each; that of a row has null for its column.

    Args:
        found: The rows.
        by: The key of a row's name.
        column: The key of a cell's heading; None if rows have no cells.
    """
    for row in found:
        yield {by: row.name, **({column: None} if column else {}), **_figures(row.total)}
        if column:
            for value, tally in row.cells.items():
                yield {by: row.name, column: value, **_figures(tally)}


def mix_up_records(found: Iterable[MixUp]) -> Iterator[Mapping[str, Any]]:
    """Mix-ups, one object each."""
    for mix in found:
        yield {
            "asked_for": mix.asked_for,
            "taken_for": mix.taken_for,
            "count": mix.count,
            "asked": mix.asked,
            "cards": list(mix.cards),
            "weight": round(mix.weight, 3),
            "settled": mix.is_settled,
            "live": mix.is_live,
        }


def coverage_records(found: Iterable[AskedFacts]) -> Iterator[Mapping[str, Any]]:
    """Coverage, one object each."""
    for each in found:
        yield {"name": each.name, "known": each.known, "asked": each.asked}


def _figures(tally: Tally) -> Mapping[str, Any]:
    interval = tally.interval
    return {
        "asked": tally.asked,
        "points": round(tally.points, 3),
        "share": round(tally.share, 4),
        "low": round(interval.low, 4),
        "high": round(interval.high, 4),
        "sign": tally.strength.name.lower(),
    }
