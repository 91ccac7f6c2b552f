"""The inside of shapes as spans on levels, to compute what covers what and what remains visible."""

from collections.abc import Iterable, Sequence
from functools import cache
from math import hypot

from cards.model.figure import Curve
from cards.model.polygons import Pair, crossings
from decks.maps.geometry import polygon

_LEVELS = 24
"""The number of levels that a shape is examined on."""

Spans = tuple[Pair, ...]
"""Where spans begin and end on a level, from left to right."""


def spans(curves: Iterable[Curve], y: float, *, closed: bool = True) -> Spans:
    """The inside of some curves on a level."""
    found: list[Pair] = []
    for curve in curves:
        edges = crossings(polygon(curve, closed=closed), y)
        found += zip(edges[::2], edges[1::2], strict=True)
    return tuple(sorted(found))


def without(found: Spans, others: Spans) -> Spans:
    """Spans without the parts that others cover."""
    rest = found
    for begin, end in others:
        rest = tuple(
            part
            for low, high in rest
            for part in ((low, min(high, begin)), (max(low, end), high))
            if part[0] < part[1]
        )
    return rest


def length(found: Spans) -> float:
    """The total length of spans."""
    return sum(end - begin for begin, end in found)


def levels(curves: Sequence[Curve]) -> tuple[float, ...]:
    """Evenly spaced levels of some curves, from top to bottom."""
    ys = [point.y for curve in curves for point in curve]
    low, high = min(ys), max(ys)
    return tuple(low + (high - low) * step / _LEVELS for step in range(1, _LEVELS))


@cache
def covered_share(curves: tuple[Curve, ...], over: tuple[Curve, ...]) -> float:
    """The share of the area of some curves that others cover."""
    every = rest = 0.0
    for y in levels(curves):
        found = spans(curves, y)
        every += length(found)
        rest += length(without(found, spans(over, y)))
    return 1 - rest / every if every else 0


@cache
def visible_point(
    curves: tuple[Curve, ...], over: tuple[Curve, ...], body: Curve
) -> tuple[Pair, float] | None:
    """A point where curves are widest, near their middle, and their visible area.

    Args:
        curves: The outlines of a region.
        over: The outlines that cover it in part.
        body: The open outline of the half of the body that it is in.

    Returns:
        The point with the area in the units of the figure; None if nothing is visible.
    """
    every = levels(curves)
    best, point, total = 0.0, None, 0.0
    for step, y in enumerate(every):
        rest = _visible(curves, over, body, y)
        total += length(rest)
        for begin, end in rest:
            off_centre = abs((step + 1) / (len(every) + 1) - 0.5)
            size = (end - begin) * (1 - off_centre)
            if size > best:
                best, point = size, ((begin + end) / 2, y)
    if point is None:
        return None
    return point, total * (every[1] - every[0])


def _visible(curves: tuple[Curve, ...], over: tuple[Curve, ...], body: Curve, y: float) -> Spans:
    """The visible spans of curves at a height: within the body, and not covered."""
    outside = without(((-_FAR, _FAR),), spans((body,), y, closed=False))
    return without(without(spans(curves, y), spans(over, y)), outside)


_FAR = 1000


@cache
def widest_circle(
    curves: tuple[Curve, ...], over: tuple[Curve, ...], body: Curve
) -> tuple[Pair, float] | None:
    """The middle and the radius of a large circle in the visible part of some curves.

    Args:
        curves: The outlines of a region.
        over: The outlines that cover it in part.
        body: The open outline of the half of the body that it is in.

    Returns:
        None if nothing is visible.
    """
    every = levels(curves)
    step = every[1] - every[0]
    ends = (every[0] - step, every[-1] + step)
    rows: list[tuple[float, Spans]] = [
        (ends[0], ()),
        *((y, _visible(curves, over, body, y)) for y in every),
        (ends[1], ()),
    ]
    points = [
        (begin + (end - begin) * share, y)
        for y, seen in rows
        for begin, end in seen
        for share in _SHARES
    ]
    circles = [(point, _distance(point, rows)) for point in points]
    return max(circles, key=lambda circle: circle[1], default=None)


_SHARES = (0.35, 0.5, 0.65)
"""The points of a span, as shares of its length, that may be the middle of a circle."""


def _distance(point: Pair, rows: Sequence[tuple[float, Spans]]) -> float:
    """The distance of a point from what is not seen, by the spans on each level."""
    x, y = point
    found = []
    for level, seen in rows:
        around = next((span for span in seen if span[0] <= x <= span[1]), None)
        aside = 0.0 if around is None else min(x - around[0], around[1] - x)
        found.append(hypot(aside, level - y))
    return min(found)
