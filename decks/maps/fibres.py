"""The fibres of a muscle as lines between two guide lines."""

from collections.abc import Iterable

from cards.model.figure import Fibres
from cards.model.polygons import Pair
from decks.maps.geometry import numbers


def fibre_path(fibres: Iterable[Fibres]) -> str:
    """Fibres as SVG path data: straight lines, or quadratic curves through their middle point."""
    return "".join(
        _line(_between(each, line / (each.lines - 1) if each.lines > 1 else 0.5))
        for each in fibres
        for line in range(each.lines)
    )


def _between(fibres: Fibres, share: float) -> list[Pair]:
    """The line at a share of the way from the first guide line to the last one."""
    guides = zip(fibres.first, fibres.last, strict=True)
    return [(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share) for a, b in guides]


def _line(points: list[Pair]) -> str:
    (x, y), (end_x, end_y) = points[0], points[-1]
    begin = f"M{numbers((x, y))}"
    if len(points) == 2:  # noqa: PLR2004 - a straight line
        return f"{begin}l{numbers((end_x - x, end_y - y))}"
    # The control point of a curve that is at the middle point half of the way.
    control_x = 2 * points[1][0] - (x + end_x) / 2
    control_y = 2 * points[1][1] - (y + end_y) / 2
    return f"{begin}q{numbers((control_x - x, control_y - y, end_x - x, end_y - y))}"
