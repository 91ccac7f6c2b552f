"""Chooses from the figure the region by which a map can ask for each muscle."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from cards.load.figure import builtin_muscles, read_figure
from cards.model.figure import BodyFigure, Depth, MuscleRegion
from cards.model.places import MusclePlace
from cards.model.polygons import Pair, Polygon, crossings

_LEAST = 500
"""The visible area in square units from which a region can be recognised; a hand has about 900."""

_GOOD_PART = 1 / 6
"""The part of a region from which it may be taken for what it overlaps."""

_STEP = 2
"""Units between the levels at which an overlap is measured."""


@cache
def builtin_places() -> Mapping[str, MusclePlace]:
    """The places of the built-in muscles by their ids; read once in a process.

    Raises:
        DataError: With every problem of the figure.
    """
    return places_in(read_figure(builtin_muscles()))


def places_in(figure: BodyFigure) -> Mapping[str, MusclePlace]:
    """The places of the muscles that a map can ask for, by their ids.

    A muscle can be asked for if a region on the surface shows it and no other muscle, and enough of
    the region is visible.
    """
    found = {}
    for muscle in sorted({muscle for region in figure.regions for muscle in region.muscles}):
        region = figure.chief_region(muscle)
        if region is None or region.depth is not Depth.SURFACE or region.muscles != (muscle,):
            continue
        overlapping = tuple(_overlapping(region, figure))
        hidden = sum(size for other, size in overlapping if region.id in other.covers)
        if region.size - hidden >= _LEAST:
            found[muscle] = _place(region, overlapping, figure)
    return found


def _place(
    region: MuscleRegion,
    overlapping: Sequence[tuple[MuscleRegion, float]],
    figure: BodyFigure,
) -> MusclePlace:
    least, most, top, bottom = region.box
    shared = {
        muscle
        for other, size in overlapping
        if size > _GOOD_PART * min(region.size, other.size)
        for muscle in other.muscles
    }
    return MusclePlace(
        region=region.id,
        view=region.view,
        where=region.where,
        x=(least + most) / 2,
        y=(top + bottom) / 2,
        shared=frozenset(shared),
        neighbours=frozenset(
            muscle for id_ in region.neighbours for muscle in figure.by_id[id_].muscles
        ),
    )


def _overlapping(region: MuscleRegion, figure: BodyFigure) -> Iterator[tuple[MuscleRegion, float]]:
    """The surface regions over or under a region, each with the area that both have."""
    for other in figure.regions_in(region.view):
        if other.id in region.covers or region.id in other.covers:
            yield other, _common_area(region, other)


def _common_area(one: MuscleRegion, other: MuscleRegion) -> float:
    top, bottom = max(one.box[2], other.box[2]), min(one.box[3], other.box[3])
    levels = [top + (n + 0.5) * _STEP for n in range(int((bottom - top) / _STEP))]
    return sum(_STEP * _common_length(one, other, y) for y in levels)


def _common_length(one: MuscleRegion, other: MuscleRegion, y: float) -> float:
    return sum(
        max(0.0, min(end, end_) - max(begin, begin_))
        for begin, end in _spans(one, y)
        for begin_, end_ in _spans(other, y)
    )


def _spans(region: MuscleRegion, y: float) -> Iterator[Pair]:
    """Where a level is inside a region."""
    for shape in _polygons(region):
        edges = crossings(shape, y)
        yield from zip(edges[::2], edges[1::2], strict=True)


def _polygons(region: MuscleRegion) -> tuple[Polygon, ...]:
    """The outlines with straight lines between the landmarks, which are exact enough here."""
    return tuple(tuple((x, y) for x, y, _ in part) for part in region.parts)
