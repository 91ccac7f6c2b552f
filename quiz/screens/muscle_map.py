"""A muscle map on a terminal: the figure next to the list of its muscles."""

from collections.abc import Iterator
from itertools import zip_longest

from cards.english import capitalised
from cards.model.figure import BodyFigure, FigureView
from decks.maps.braille import MapCell, braille_view, sample
from decks.maps.listing import list_lines, listed, named, remarks
from decks.maps.spec import CONTRACTION_WORDS, MapSpec, Panel
from quiz.terminal.layout import TextLayout

ROWS = 18
"""Lines of the figure: with a heading and a prompt it fits 24 lines."""

_GAP = 2
_LEAST_TEXT = 28
"""Columns for the list next to the figure; a narrower screen shows only the list."""

_VIEWS = (FigureView.FRONT, FigureView.BACK)


def map_lines(spec: MapSpec, figure: BodyFigure, layout: TextLayout) -> Iterator[str]:
    """A map as lines; only the list if the screen is narrow or has no braille.

    Args:
        spec: The map.
        figure: The landmarks.
        layout: The screen.
    """
    if not layout.unicode:
        yield from _list(spec, figure, layout)
        return
    for panel in spec.panels:
        views = [braille_view(panel, figure, view, ROWS) for view in _VIEWS]
        width = sum(len(view[0]) + _GAP for view in views)
        if layout.width - width < _LEAST_TEXT:
            yield from _list(spec, figure, layout)
            return
        heading = " · ".join(filter(None, (spec.title, panel.heading)))
        yield from layout.wrap(heading)
        picture = [painted_line(rows, layout) for rows in zip(*views, strict=True)]
        picture.append("".join(map(_caption, _VIEWS, (len(view[0]) for view in views))))
        text = list(_legend(panel, figure, layout, layout.width - width))
        blank = " " * width
        for drawn, line in zip_longest(picture, text, fillvalue=""):
            yield f"{drawn or blank}{line}".rstrip()
    for remark in remarks(spec):
        yield from layout.wrap(remark)
    if spec.sources:
        yield from layout.wrap(f"Sources: {'; '.join(spec.sources)}.")


def _list(spec: MapSpec, figure: BodyFigure, layout: TextLayout) -> Iterator[str]:
    for line in list_lines(spec, figure):
        yield from layout.wrap(line, "  ", "")


def painted_line(rows: tuple[list[MapCell], ...], layout: TextLayout) -> str:
    """A line of all views next to one another, each run of one paint coloured once."""
    line = ""
    for cells in rows:
        run, style = "", ""
        for character, paint in cells:
            of_cell = "soft" if paint is None else str(paint)
            if of_cell != style and run:
                line += layout.paint(run, style) if run.strip() else run
                run = ""
            run, style = run + character, of_cell
        line += (layout.paint(run, style) if run.strip() else run) + " " * _GAP
    return line


def _caption(view: FigureView, width: int) -> str:
    return str(view).upper().center(width) + " " * _GAP


def _legend(panel: Panel, figure: BodyFigure, layout: TextLayout, room: int) -> Iterator[str]:
    """Each paint with its muscles, within some columns."""
    narrow = TextLayout(measure=lambda: room, unicode=True, american=layout.american)
    for paint in listed(panel, figure):
        texture = layout.paint(sample(paint.paint), str(paint.paint))
        yield f"{texture} {layout.spell(capitalised(paint.words))}"
        for entry, places in paint.rows:
            works = "" if entry.contraction is None else CONTRACTION_WORDS[entry.contraction]
            details = ", ".join(filter(None, (works, places or "not drawn")))
            yield from narrow.wrap(f"{named(entry)} ({details})", "     ", "   ")
