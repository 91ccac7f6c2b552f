"""Smooth curves through landmarks, as SVG path data and as polygons."""

import math
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from cards.model.figure import Curve, Point
from cards.model.polygons import Pair, Polygon

_STEPS = 6
"""The number of chords that a curve between two landmarks is flattened to."""

_LEAST = 1e-6


class Piece(NamedTuple):
    """The curve from one landmark to the next.

    Attributes:
        start: Where it begins.
        controls: The two control points of a cubic Bézier curve; None for a straight line.
        end: Where it ends.
    """

    start: Pair
    controls: tuple[Pair, Pair] | None
    end: Pair


def section(curve: Curve, levels: tuple[float, float]) -> Curve:
    """The part of a closed outline between two levels, with a straight edge where it is cut."""
    found = curve
    for level, direction in ((levels[0], 1), (levels[1], -1)):
        points: list[Point] = []
        for here, after in zip(found, (*found[1:], *found[:1]), strict=True):
            if direction * (here.y - level) >= 0:
                points.append(here)
            if (here.y - level) * (after.y - level) < 0:
                x = here.x + (after.x - here.x) * (level - here.y) / (after.y - here.y)
                points.append(Point(x, level, corner=True))
        found = tuple(points)
    return found


def pieces(curve: Curve, *, closed: bool) -> Iterator[Piece]:
    """The curve through the landmarks: a centripetal Catmull-Rom spline.

    It has no loops or overshoots between unevenly spaced landmarks. Yuksel, Schaefer and Keyser
    (2011), "Parameterization and applications of Catmull-Rom curves", gives the control points.
    """
    count = len(curve)
    for i in range(count if closed else count - 1):
        start, end = curve[i], curve[(i + 1) % count]
        span = _knot(start, end)
        if span < _LEAST:
            continue
        before = curve[i - 1] if (closed or i) and not start.corner else None
        beyond = (closed or i + 2 < count) and not end.corner
        after = curve[(i + 2) % count] if beyond else None
        first = None if before is None else _control(before, start, end)
        last = None if after is None else _control(after, end, start)
        begin, finish = (start.x, start.y), (end.x, end.y)
        if first is None and last is None:
            yield Piece(begin, None, finish)
        else:
            near = first or _middle(begin, last or finish)
            far = last or _middle(finish, first or begin)
            yield Piece(begin, (near, far), finish)


def _knot(one: Point, other: Point) -> float:
    """The distance of two landmarks on the parameter of a centripetal curve."""
    return math.sqrt(math.dist(one[:2], other[:2]))


def _control(before: Point, here: Point, after: Point) -> Pair:
    """The control point near `here`, on the way to `after`."""
    a, b = max(_knot(before, here), _LEAST), _knot(here, after)
    below = 3 * a * (a + b)
    weight = 2 * a * a + 3 * a * b + b * b
    x = (a * a * after.x - b * b * before.x + weight * here.x) / below
    y = (a * a * after.y - b * b * before.y + weight * here.y) / below
    return x, y


def _middle(one: Pair, other: Pair) -> Pair:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


# All maps share the same few hundred curves.
@cache
def path(curve: Curve, *, closed: bool = True) -> str:
    """The curve as SVG path data in whole units, each step relative to the last one."""
    x, y = round(curve[0].x), round(curve[0].y)
    steps = [f"M{x} {y}"]
    for piece in pieces(curve, closed=closed):
        points = (*(piece.controls or ()), piece.end)
        letter = "c" if piece.controls else "l"
        steps.append(letter + numbers(v for px, py in points for v in (px - x, py - y)))
        x, y = round(piece.end[0]), round(piece.end[1])
    return "".join(steps) + ("z" if closed else "")


def numbers(values: Iterable[float]) -> str:
    """Whole numbers with no more separators than path data needs."""
    return " ".join(str(round(value)) for value in values).replace(" -", "-")


def mirrored(curve: Curve) -> Curve:
    """An open curve that starts on the midline, with its mirror image: one closed curve."""
    other = [Point(-x, y, corner) for x, y, corner in reversed(curve) if x]
    return (*curve, *other)


@cache
def polygon(curve: Curve, *, closed: bool = True) -> Polygon:
    """The curve as straight chords."""
    found = [(curve[0].x, curve[0].y)]
    for start, controls, end in pieces(curve, closed=closed):
        if controls is None:
            found.append(end)
        else:
            found += (_on_curve(start, *controls, end, t / _STEPS) for t in range(1, _STEPS + 1))
    return tuple(found)


def _on_curve(a: Pair, b: Pair, c: Pair, d: Pair, t: float) -> Pair:
    u = 1 - t
    weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    x, y = (sum(w * p[k] for w, p in zip(weights, (a, b, c, d), strict=True)) for k in (0, 1))
    return x, y
