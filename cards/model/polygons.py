"""Polygons as tuples of points: where a level crosses one, and its area."""

Pair = tuple[float, float]
Polygon = tuple[Pair, ...]


def crossings(shape: Polygon, y: float) -> list[float]:
    """Where the edges of a polygon cross a level, from left to right; pairs enclose its inside."""
    found = []
    for (x1, y1), (x2, y2) in zip(shape, (*shape[1:], shape[0]), strict=True):
        if (y1 <= y) != (y2 <= y):
            found.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    return sorted(found)


def area(shape: Polygon) -> float:
    """The area of a polygon, by the shoelace formula."""
    turned = (*shape[1:], shape[0])
    edges = zip(shape, turned, strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges)) / 2
