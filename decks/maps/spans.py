"""The inside of shapes as spans on levels, to compute what covers what and what remains visible."""

from collections.abc import Iterable, Sequence
from functools import cache

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
        outside = without(((-_FAR, _FAR),), spans((body,), y, closed=False))
        rest = without(without(spans(curves, y), spans(over, y)), outside)
        total += length(rest)
        for begin, end in rest:
            off_centre = abs((step + 1) / (len(every) + 1) - 0.5)
            size = (end - begin) * (1 - off_centre)
            if size > best:
                best, point = size, ((begin + end) / 2, y)
    if point is None:
        return None
    return point, total * (every[1] - every[0])


_FAR = 1000


def edge_point(curves: tuple[Curve, ...]) -> Pair:
    """A point on the outer edge of some curves, half of the way down."""
    every = levels(curves)
    y = every[len(every) // 2]
    return max(end for _, end in spans(curves, y)), y
