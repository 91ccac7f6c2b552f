"""The regions of the figure as cells of a grid, to compute which overlap and which touch."""

from collections.abc import Iterable
from itertools import combinations, product
from math import ceil

from cards.model.figure import BodyFigure, Curve, Depth, FigureView, MuscleRegion
from cards.model.polygons import crossings
from decks.maps.geometry import polygon

CELL = 2
"""The side of a cell, in units of the figure."""

Cells = frozenset[tuple[int, int]]

_REACH = 2
"""Regions that are at most this many cells apart are neighbours."""

_LEAST = 0.04
"""The share of the smaller region from which an overlap counts."""


def cells_of(curves: Iterable[Curve], *, closed: bool = True) -> Cells:
    """The cells whose centre is inside one of some curves."""
    found: set[tuple[int, int]] = set()
    for curve in curves:
        shape = polygon(curve, closed=closed)
        low, high = min(y for _, y in shape), max(y for _, y in shape)
        for row in range(int(low / CELL), ceil(high / CELL) + 1):
            edges = crossings(shape, (row + 0.5) * CELL)
            for begin, end in zip(edges[::2], edges[1::2], strict=True):
                first, last = ceil(begin / CELL - 0.5), ceil(end / CELL - 0.5)
                found.update((column, row) for column in range(first, last))
    return frozenset(found)


def surface_cells(figure: BodyFigure, view: FigureView) -> dict[str, Cells]:
    """The cells of each surface region of a view, in the order in which they are painted."""
    regions = (r for r in figure.regions_in(view) if r.depth is Depth.SURFACE)
    return {region.id: cells_of(region.parts) for region in regions}


def overlaps(figure: BodyFigure, view: FigureView) -> dict[str, set[str]]:
    """The surface regions that each one covers in part, because it is painted later."""
    cells = surface_cells(figure, view)
    found: dict[str, set[str]] = {id_: set() for id_ in cells}
    for below, above in combinations(cells, 2):
        smaller = min(len(cells[below]), len(cells[above]))
        if len(cells[below] & cells[above]) > _LEAST * smaller:
            found[above].add(below)
    return found


def touching(figure: BodyFigure, view: FigureView) -> dict[str, set[str]]:
    """The surface regions next to each one."""
    cells = surface_cells(figure, view)
    steps = range(-_REACH, _REACH + 1)
    near = {
        id_: {(x + dx, y + dy) for x, y in taken for dx, dy in product(steps, steps)}
        for id_, taken in cells.items()
    }
    found: dict[str, set[str]] = {id_: set() for id_ in cells}
    for one, other in combinations(cells, 2):
        if near[one] & cells[other]:
            found[one].add(other)
            found[other].add(one)
    return found


def outside(region: MuscleRegion, figure: BodyFigure) -> float:
    """The share of a region that is outside the outline of its view."""
    outline = figure.outlines[region.view]
    body = cells_of((outline.body, outline.head), closed=False)
    cells = cells_of(region.parts)
    return len(cells - body) / len(cells)
