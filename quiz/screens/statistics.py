"""How the figures of the learner read: on a screen, aloud, and as records for scripts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from cards.model.concepts import concept_name
from quiz.log.history import MixUp
from quiz.statistics.figures import FEW, Coverage, Period, Row, Sign, Steadiness, Tally, Weakness
from quiz.terminal.layout import TextLayout, columns, counted

Line = tuple[str, str]
"""A line and its style, which is a name that `Look.paint` knows or nothing."""

_ROOMY = 60
"""Columns from which on a grid has room."""

_GAP = 2
_NAME = 12
"""Columns that the names of a grid need at least."""

_MOST = 40
"""Rows of a grid; `--json` has all."""

_PERIODS = 8


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Everything that stands beside the grid.

    Attributes:
        by: What a row of the grid is: "muscle", say.
        column: What a column of it is: "role" or "contraction".
    """

    total: Tally
    periods: tuple[Period, ...]
    steady: Steadiness
    seconds: float
    by: str
    column: str
    weakest: tuple[Weakness, ...]
    mix_ups: tuple[MixUp, ...]


def words(id_: str) -> str:
    """An id in words."""
    return id_.replace("-", " ")


def grid_lines(
    found: Sequence[Row],
    heads: Sequence[str],
    layout: TextLayout,
    *,
    plain: bool,
    named: Callable[[str], str] = words,
) -> Iterator[Line]:
    """The rows with their cells: a grid where there is room, else a cell a line.

    Args:
        found: The rows.
        heads: The values of the columns, in their order; none makes a table of totals.
        layout: What the screen can do.
        plain: Whether it is read aloud.
        named: How the name of a row reads.
    """
    if not found:
        yield from _wrapped("No answer so far was about one of these.", layout)
        return
    shown = found[:_MOST]
    grid = () if plain or layout.width < _ROOMY else tuple(_grid(shown, heads, layout, named))
    yield from grid
    if not grid:
        for row in shown:
            yield from _told(row, heads, layout, named)
    if len(found) > len(shown):
        more = len(found) - len(shown)
        yield from ((line, "soft") for line in layout.wrap(f"{more} more; --json lists them all."))
    if grid:
        parts = ("· no data", f"? fewer than {FEW}", "! under 60%", "ok 85% or more")
        yield from ((line, "soft") for line in layout.items(parts))


def _grid(
    found: Sequence[Row], heads: Sequence[str], layout: TextLayout, named: Callable[[str], str]
) -> Iterator[Line]:
    """A line for each row, or nothing where the names have no room."""
    titles = [layout.spell(head) for head in (*heads, "in all")]
    cells = [[*(row.cells.get(head, Tally()) for head in heads), row.total] for row in found]
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
    """A name in lines; none of its words is longer than one."""
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
    """A cell of the grid: `7.5/10 ok`, and a dot where nothing was asked."""
    if not tally.asked:
        return Sign.NONE.value
    sign = f" {tally.sign.value}" if tally.sign.value else ""
    return f"{_points(tally)}/{tally.asked}{sign}"


def _points(tally: Tally) -> str:
    return f"{tally.points:.1f}".removesuffix(".0")


def _told(
    row: Row, heads: Sequence[str], layout: TextLayout, named: Callable[[str], str]
) -> Iterator[Line]:
    name = named(row.name)
    texts = [
        f"{name}, {head}: {tally_in_words(row.cells[head])}" for head in heads if head in row.cells
    ]
    for text in texts or (f"{name}: {tally_in_words(row.total)}",):
        yield from _wrapped(text, layout)


def tally_in_words(tally: Tally) -> str:
    """A tally read aloud, with its interval where few were asked."""
    said = f"{_points(tally)} of {tally.asked} right, {tally.share:.0%}"
    if tally.sign is Sign.UNCERTAIN:
        said += f", uncertain: {tally.interval.low:.0%} to {tally.interval.high:.0%}"
    elif tally.sign is Sign.WEAK:
        said += ", weak"
    elif tally.sign is Sign.FIRM:
        said += ", firm"
    return said


def overview_lines(found: Overview, layout: TextLayout) -> Iterator[Line]:
    """The rest of the page: in all, how it went, what to do next."""
    low, high = found.total.interval.low, found.total.interval.high
    yield from _wrapped(
        f"{counted(found.total.asked, 'answer')}, {found.total.share:.0%} right "
        f"(95% interval {low:.0%} to {high:.0%}), half of them within {found.seconds:.1f} s.",
        layout,
    )
    periods = found.periods[-_PERIODS:]
    if len(periods) > 1:
        steps = ", ".join(f"{period.tally.share:.0%}" for period in periods)
        step = "day" if periods[0].days == 1 else "week"
        begun = periods[0].begins.isoformat()
        yield from _wrapped(f"Right by {step}, from {begun} on: {steps}.", layout)
    steady = found.steady
    run = f", {counted(steady.run, 'day')} in a row" if steady.run > 1 else ""
    yield from _wrapped(
        f"Studied on {steady.week} of the last 7 days, {steady.month} of the last 28{run}.", layout
    )
    if found.weakest:
        yield "", ""
        yield from _wrapped("Work at:", layout)
        for weak in found.weakest:
            share = f"{_points(weak.tally)} of {weak.tally.asked}"
            said = f"{words(weak.row)}, {words(weak.column)}: {share}"
            yield from _with_command(said, drill(weak, found.by, found.column), layout)
    if found.mix_ups:
        yield "", ""
        yield from _wrapped("Mixed up:", layout)
        yield from mix_up_lines(found.mix_ups, layout)


def mix_up_lines(found: Iterable[MixUp], layout: TextLayout) -> Iterator[Line]:
    """What was taken for what, each with the quiz that tells the two apart."""
    for mix in found:
        wrong, right = concept_name(mix.taken_for), concept_name(mix.asked_for)
        said = f"{wrong} for {right}, {mix.count} of {mix.asked}"
        yield from _with_command(said, f"primemover quiz --mix-up {pair(mix)}", layout)


def pair(mix: MixUp) -> str:
    """The two concepts as `--mix-up` takes them."""
    return "/".join(concept.rpartition("/")[2] for concept in (mix.asked_for, mix.taken_for))


DRILLED: Mapping[str, str] = MappingProxyType(
    {"muscle": "", "exercise": "", "template": "--template ", "kind": "--kind "}
)
"""What stands before the name of a row in the command that drills it."""


def drill(weak: Weakness, by: str, column: str) -> str:
    """The quiz on one cell of a grid.

    Args:
        weak: The cell.
        by: What a row of the grid is; one of `DRILLED`.
        column: What a column of it is.
    """
    return f"primemover quiz {DRILLED[by]}{weak.row} --{column} {weak.column.replace(' ', '-')}"


def coverage_lines(found: Iterable[Coverage], layout: TextLayout) -> Iterator[Line]:
    """How much of each thing was ever asked, the least first."""
    for each in found:
        share = f"{each.asked / each.known:.0%}"
        text = f"{words(each.name)}: {each.asked} of {each.known} facts asked, {share}"
        yield from _wrapped(text, layout)


def _wrapped(text: str, layout: TextLayout) -> Iterator[Line]:
    yield from ((line, "") for line in layout.wrap(text, "  ", ""))


def _with_command(said: str, command: str, layout: TextLayout) -> Iterator[Line]:
    yield from ((line, "") for line in layout.wrap(said, "    ", "  "))
    yield from ((line, "soft") for line in layout.wrap(command, "      ", "    "))


def records(found: Iterable[Row], by: str, column: str | None) -> Iterator[Mapping[str, Any]]:
    """Rows and their cells, an object each: the row itself has no value in the column.

    Args:
        found: The rows.
        by: What a row is.
        column: What a cell is; None where there are none.
    """
    for row in found:
        yield {by: row.name, **({column: None} if column else {}), **_figures(row.total)}
        if column:
            for value, tally in row.cells.items():
                yield {by: row.name, column: value, **_figures(tally)}


def mix_up_records(found: Iterable[MixUp]) -> Iterator[Mapping[str, Any]]:
    """Mix-ups, an object each."""
    for mix in found:
        yield {
            "asked_for": mix.asked_for,
            "taken_for": mix.taken_for,
            "count": mix.count,
            "asked": mix.asked,
            "cards": list(mix.cards),
        }


def coverage_records(found: Iterable[Coverage]) -> Iterator[Mapping[str, Any]]:
    """Coverage, an object each."""
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
        "sign": tally.sign.name.lower(),
    }
