"""A page to learn from in lines: one screen of what matters most, or all of it."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import assert_never

from cards.pages.page import Page, PageKind, PageRow, Section
from cards.tiers.tier import Tier
from quiz.terminal.layout import TextLayout, columns

Line = tuple[str, str]
"""A line, and its style; an empty style is none."""

_SCREEN = 22
"""Lines of a page on a screen of 24, which also shows the prompt."""

_USUAL = TextLayout()
"""The layout of 80 columns that decides how much a short page shows, whatever the screen."""

_ROOMY = 60
"""In a terminal with fewer columns, tables and labels are written as text."""

_GAP = "  "
_ENDS = (".", "?", "!")
_MARGIN = 18
"""The widest margin for headings; longer ones are broken."""


def page_lines(
    page: Page, layout: TextLayout, *, plain: bool = False, whole: bool = False
) -> list[Line]:
    """A page as text.

    Args:
        page: The page.
        layout: The layout of the screen.
        plain: Whether to omit columns and symbols, for screen readers and pipes.
        whole: Whether to show all rows; otherwise, as many as fit on a screen of 80 by 24.
    """
    shown = _all(page) if whole else _short(page)
    stacked = plain or layout.width < _ROOMY
    lines = [*_title(page, layout, plain=plain, stacked=stacked), ("", "")]
    lines += _body(page, shown, layout, plain=plain, stacked=stacked)
    return [*lines, *_end(page, shown, layout)]


_Shown = Mapping[str, Sequence[PageRow]]
"""The rows that are shown, by the heading of their section."""


def _all(page: Page) -> _Shown:
    return {section.heading: section.rows for section in page.sections}


def _short(page: Page) -> _Shown:
    """The rows that fit on a screen: first those of each section, then the others in turn."""
    shown: dict[str, list[PageRow]] = {section.heading: [] for section in page.sections}

    def fits() -> bool:
        body = _body(page, shown, _USUAL, plain=False, stacked=False)
        head = _title(page, _USUAL, plain=False, stacked=False)
        return len(head) + 1 + len(body) + len(_end(page, shown, _USUAL)) <= _SCREEN

    def add(section: Section, number: int, requested: int) -> None:
        rows = shown[section.heading]
        if number == len(rows) < requested:
            rows.append(section.rows[number])
            if not fits():
                rows.pop()

    for goal in _Goal:
        for section in (each for each in page.sections if each.columns):
            for number in range(_SCREEN):
                add(section, number, _requested(section, goal, page.kind))
        for number in range(_SCREEN):
            for section in page.sections:
                add(section, number, _requested(section, goal, page.kind))
    return shown


class _Goal(Enum):
    """The steps in which a screen is filled."""

    HEADS = auto()  # the first rows of each table, and what each other section needs
    LEAST = auto()  # what each section needs
    COMMON = auto()  # what the exam asks
    REST = auto()  # the rest, on a page about many topics


_FIRST_ROWS = 6
"""Rows of a table before the other sections."""


def _requested(section: Section, goal: _Goal, kind: PageKind) -> int:
    """How many rows of a section are shown after a step, if there is room."""
    rows = len(section.rows)
    least = min(section.least, rows)
    match goal:
        case _Goal.HEADS:
            return min(least, _FIRST_ROWS) if section.columns else least
        case _Goal.LEAST:
            return least
        case _Goal.COMMON:
            return max(least, sum(row.tier is not Tier.REST for row in section.rows))
        case _Goal.REST:
            return rows if kind in (PageKind.OVERVIEW, PageKind.LIST) else least
        case _:
            assert_never(goal)


def _lengths(shown: _Shown) -> list[int]:
    return [len(rows) for rows in shown.values()]


def _title(page: Page, layout: TextLayout, *, plain: bool, stacked: bool) -> list[Line]:
    if not stacked:
        tags = layout.spell(" · ").join(page.tags)
        first, *rest = layout.between(page.title, tags)
        return [(first, "strong"), *((line, "") for line in rest)]
    tags_below = layout.wrap(", ".join(page.tags)) if plain else layout.items(page.tags)
    return [
        *((line, "strong") for line in layout.wrap(page.title)),
        *((line, "") for line in tags_below if line),
    ]


def _body(
    page: Page, shown: _Shown, layout: TextLayout, *, plain: bool, stacked: bool
) -> list[Line]:
    sections = [section for section in page.sections if shown[section.heading]]
    margin = max((len(s.heading) for s in sections if not s.columns), default=0)
    margin = min(margin, _MARGIN)
    lines: list[Line] = []
    for section in sections:
        rows = shown[section.heading]
        grid = _grid(section, rows, layout)
        if stacked or _narrowest(grid) > layout.width:
            lines += _stacked(section, rows, layout, plain=plain)
        elif section.columns:
            lines += _table(section, grid, layout, len(section.rows) - len(rows))
        else:
            lines += _labelled(section, rows, margin, layout)
    return lines


def _stacked(
    section: Section, rows: Sequence[PageRow], layout: TextLayout, *, plain: bool
) -> Iterator[Line]:
    """A heading, and below it a paragraph for each row."""
    yield from ((line, "strong") for line in layout.wrap(f"{section.heading}:"))
    indent = "" if plain else "  "
    for row in rows:
        if section.is_quiz:
            yield from ((line, "") for line in _apart(row, layout, indent))
            continue
        text = _in_words(section, row) if section.columns else _in_a_line(row)
        ended = text if text.endswith(_ENDS) else f"{text}."
        yield from ((line, "") for line in layout.wrap(ended, indent + indent, indent))


def _apart(row: PageRow, layout: TextLayout, indent: str) -> Iterator[str]:
    """A question, and below it the answer."""
    for cell, start in zip(row.cells, (indent, indent + _GAP), strict=False):
        yield from layout.wrap(cell, start, start)


def _in_a_line(row: PageRow) -> str:
    """A row of text; after a sentence, its label needs no colon."""
    label, *texts = row.cells
    return " ".join((label if not texts or label.endswith(_ENDS) else f"{label}:", *texts))


def _in_words(section: Section, row: PageRow) -> str:
    """A row of a table as a sentence; cells that are not stated are omitted."""
    first, *others = row.cells
    heads = section.columns[1:]
    stated = [(head, cell) for head, cell in zip(heads, others, strict=True) if cell not in _EMPTY]
    texts = [cell if head in _WITHOUT_HEAD else f"{head} {cell}" for head, cell in stated]
    return f"{first}: {'; '.join(texts)}"


_EMPTY = ("", "–")
_WITHOUT_HEAD = ("role", "why")
"""Columns whose cells need no heading in a sentence."""


def _labelled(
    section: Section, rows: Sequence[PageRow], margin: int, layout: TextLayout
) -> Iterator[Line]:
    """A heading in the margin, and the rows next to it."""
    from textwrap import wrap

    indent = " " * (margin + len(_GAP))
    texts = [
        line
        for row in rows
        for line in (
            _apart(row, layout, indent)
            if section.is_quiz
            else layout.wrap(_in_a_line(row), indent, indent)
        )
    ]
    heads = wrap(section.heading, margin)
    texts += [""] * (len(heads) - len(texts))
    heads += [""] * (len(texts) - len(heads))
    for head, text in zip(heads, texts, strict=True):
        yield f"{head:<{len(indent)}}{text[len(indent) :]}".rstrip(), ""


_Grid = Sequence[Sequence[str]]
"""The cells of a table, its headings first; empty for text."""


def _grid(section: Section, rows: Sequence[PageRow], layout: TextLayout) -> _Grid:
    if not section.columns:
        return ()
    every = (section.columns, *(row.cells for row in rows))
    return [[layout.spell(str(cell)) for cell in cells] for cells in every]


def _table(section: Section, grid: _Grid, layout: TextLayout, missing: int) -> Iterator[Line]:
    """Columns under their headings; cells are broken at words."""
    widths = _widths(grid, layout.width)
    if section.heading and section.columns[0] not in section.heading.lower():
        yield section.heading, "strong"
    for number, cells in enumerate(grid):
        for line in _cells(cells, widths):
            yield line, "" if number else "soft"
    if missing:
        yield f"and {missing} more", "soft"
    yield "", ""


def _narrowest(grid: _Grid) -> int:
    """The columns that a table needs if every cell is broken at each word."""
    return sum(_longest_words(grid)) + len(_GAP) * (len(grid[0]) - 1) if grid else 0


def _longest_words(grid: _Grid) -> list[int]:
    """The width of the longest word in each column."""
    return [
        max(columns(word) for cell in column for word in (cell.split() or [""]))
        for column in zip(*grid, strict=True)
    ]


def _widths(grid: _Grid, width: int) -> list[int]:
    """The width of each column: the widest columns give way until all fit."""
    widths = [max(map(columns, column)) for column in zip(*grid, strict=True)]
    narrowest = _longest_words(grid)
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room:
        flexible = [n for n, wide in enumerate(widths) if wide > narrowest[n]]
        if not flexible:
            break
        widths[max(flexible, key=lambda n: widths[n])] -= 1
    return widths


def _cells(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """The lines of a row of a table."""
    from textwrap import wrap

    parts = [wrap(cell, wide) or [""] for cell, wide in zip(cells, widths, strict=True)]
    for number in range(max(map(len, parts))):
        texts = [part[number] if number < len(part) else "" for part in parts]
        padded = (f"{text:<{wide}}" for text, wide in zip(texts, widths, strict=True))
        yield _GAP.join(padded).rstrip()


def _end(page: Page, shown: _Shown, layout: TextLayout) -> list[Line]:
    """The sources, and how much is not shown."""
    names = "; ".join(source.name for source in page.sources)
    missing = sum(len(s.rows) for s in page.sections) - sum(_lengths(shown))
    texts = (
        f"Sources: {names.rstrip('.')}." if names else "",
        f"{missing} more with --all." if missing else "",
    )
    text = " ".join(filter(None, texts))
    return [(line, "soft") for line in layout.wrap(text)] if text else []
