"""A muscle map as characters, for a terminal: an outline in braille, and a mark for each paint.

A braille character has two by four dots. The most important paint is filled; the other ones have
marks that resemble their textures, so that a map can be read without colours.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from cards.model.figure import BodyFigure, Depth, FigureView
from cards.model.polygons import Polygon, crossings
from decks.maps.depth import covered
from decks.maps.geometry import mirrored, polygon
from decks.maps.painting import painted, sectioned
from decks.maps.spec import MapEntry, Paint, Panel

HEIGHT = 812
"""Units from the top of the head to the soles."""

_HALF = 200
_SAMPLES = 3
"""Samples of a dot in each direction."""

_PAINTED_WEIGHT = 2.2
"""A thin muscle wins against the body around it."""

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a character, by row and column."""

_BLANK = 0x2800


class MapCell(NamedTuple):
    """A character of a map.

    Attributes:
        character: A braille character, a mark or a space.
        paint: The paint of most of its dots; None for the outline.
    """

    character: str
    paint: Paint | None = None


_FILLED = "\u28ff"

MARKS: Mapping[Paint, str] = MappingProxyType(
    {
        Paint.ASKED: _FILLED,
        Paint.CHOICE: _FILLED,
        Paint.NAMED: _FILLED,
        Paint.PRIME_MOVER: _FILLED,
        Paint.SYNERGIST: "/",
        Paint.STABILISER: ":",
        Paint.ANTAGONIST: "=",
        Paint.OVERACTIVE: _FILLED,
        Paint.UNDERACTIVE: ":",
        Paint.CONTESTED: "?",
    }
)
"""The character of each paint; the filled one follows the edge of a muscle dot by dot."""

_LEAST_DOTS = 2
"""A mark stands for at least this many dots of a muscle."""


def sample(paint: Paint) -> str:
    """Two characters of a paint, for a legend."""
    return 2 * MARKS[paint]


def braille_view(
    panel: Panel, figure: BodyFigure, view: FigureView, rows: int
) -> list[list[MapCell]]:
    """A view of a map.

    Args:
        panel: The painted muscles.
        figure: The landmarks.
        view: The view.
        rows: The number of lines.

    Returns:
        The characters of each line; all lines are equally long, and the outline is symmetric.
    """
    height = rows * 4
    width = ceil(height * _HALF / HEIGHT / 2) * 2  # dots of one half, in whole characters
    figure = sectioned((panel,), figure)
    found = painted(panel, figure)
    over = covered(found, view, figure)
    under = _half(_shapes(found, over, figure, view), width, height)
    surface = under
    if over:
        on_surface = {
            id_: entry for id_, entry in found.items() if figure.by_id[id_].depth is Depth.SURFACE
        }
        surface = _half(_shapes(on_surface, frozenset(), figure, view), width, height)
    sides = (surface, under) if view is FigureView.FRONT else (under, surface)
    dots = [[*reversed(row), *other] for row, other in zip(*sides, strict=True)]
    return [list(_line(dots, top)) for top in range(0, height, 4)]


_Dot = Paint | bool
"""A paint, True for the body, False for the ground."""


def _half(shapes: Iterable[tuple[Polygon, _Dot]], width: int, height: int) -> list[list[_Dot]]:
    """The dots of the half with x > 0, each by what covers most of it."""
    columns, lines = width * _SAMPLES, height * _SAMPLES
    samples: list[list[_Dot]] = [[False] * columns for _ in range(lines)]
    for shape, dot in shapes:
        ys = [y for _, y in shape]
        low, high = (int(y / HEIGHT * lines) for y in (min(ys), max(ys)))
        for line in range(max(0, low), min(lines, high + 1)):
            edges = crossings(shape, (line + 0.5) * HEIGHT / lines)
            for begin, end in zip(edges[::2], edges[1::2], strict=True):
                first = max(0, ceil(begin / _HALF * columns - 0.5))
                for column in range(first, min(columns, ceil(end / _HALF * columns - 0.5))):
                    # A muscle never reaches beyond the body.
                    if dot is True or samples[line][column]:
                        samples[line][column] = dot
    return [
        [_majority(samples, x * _SAMPLES, y * _SAMPLES) for x in range(width)]
        for y in range(height)
    ]


def _shapes(
    found: Mapping[str, MapEntry], plain: Collection[str], figure: BodyFigure, view: FigureView
) -> Iterator[tuple[Polygon, _Dot]]:
    """The body, then its muscles, some of which stay plain: the deep ones last."""
    outline = figure.outlines[view]
    yield polygon(mirrored(outline.body)), True
    yield polygon(mirrored(outline.head)), True
    regions = figure.regions_in(view)
    deep = [region for region in regions if region.depth is Depth.DEEP and region.id in found]
    for region in (*(r for r in regions if r.depth is Depth.SURFACE), *deep):
        is_painted = region.id in found and region.id not in plain
        dot = found[region.id].paint if is_painted else True
        for part in region.parts:
            yield polygon(part), dot


def _majority(samples: list[list[_Dot]], begin: int, top: int) -> _Dot:
    weights: dict[_Dot, float] = {}
    for line in samples[top : top + _SAMPLES]:
        for dot in line[begin : begin + _SAMPLES]:
            weight = _PAINTED_WEIGHT if isinstance(dot, Paint) else 1
            weights[dot] = weights.get(dot, 0.0) + weight
    return max(weights, key=weights.__getitem__)


def _line(dots: list[list[_Dot]], top: int) -> Iterator[MapCell]:
    for begin in range(0, len(dots[0]), 2):
        places = [[(x, y) for x in (begin, begin + 1)] for y in range(top, top + 4)]
        edges = [[bool(dots[y][x]) and _is_edge(dots, x, y) for x, y in row] for row in places]
        paints = Counter(
            dot for row in places for x, y in row if isinstance(dot := dots[y][x], Paint)
        )
        paint, count = paints.most_common(1)[0] if paints else (None, 0)
        if paint is None:
            yield MapCell(_character(edges))
        elif MARKS[paint] == _FILLED:
            filled = [
                [edge or isinstance(dots[y][x], Paint) for edge, (x, y) in zip(*rows, strict=True)]
                for rows in zip(edges, places, strict=True)
            ]
            yield MapCell(_character(filled), paint)
        elif count >= max(_LEAST_DOTS, sum(map(sum, edges)) + 1):
            yield MapCell(MARKS[paint], paint)
        else:
            yield MapCell(_character(edges))


def _is_edge(dots: list[list[_Dot]], x: int, y: int) -> bool:
    """Whether a dot is next to the ground."""
    around = ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1))
    inside = range(len(dots[0])), range(len(dots))
    return any(
        not (column in inside[0] and line in inside[1] and dots[line][column])
        for column, line in around
    )


def _character(dots: list[list[bool]]) -> str:
    bits = sum(
        bit
        for row, bits_of_row in zip(dots, _DOTS, strict=True)
        for is_on, bit in zip(row, bits_of_row, strict=True)
        if is_on
    )
    return chr(_BLANK + bits) if bits else " "
