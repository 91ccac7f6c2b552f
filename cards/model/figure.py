"""The human figure as landmarks: its outline, and the region of each muscle in each view."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from cards.model.polygons import area
from cards.value_class import value_class


class FigureView(StrEnum):
    """A drawing of the figure."""

    FRONT = "front"
    BACK = "back"


class Depth(StrEnum):
    """Whether a muscle can be seen under the skin."""

    SURFACE = "surface"
    DEEP = "deep"  # under another muscle or inside the body; drawn over the surface, dashed


class Point(NamedTuple):
    """A landmark of one half of the figure; the other half is its mirror image.

    Attributes:
        x: Distance from the midline; the head is 100 units high.
        y: Distance from the top of the head, downwards.
        corner: Whether the curve has a corner here; otherwise, it runs through smoothly.
    """

    x: float
    y: float
    corner: bool = False


Curve = tuple[Point, ...]
"""Landmarks that a smooth curve runs through."""


class Fibres(NamedTuple):
    """The direction of fibres: lines spaced evenly between two guide lines of equal length.

    Attributes:
        first: The first guide line: two points, or three for a bent line.
        last: The last guide line.
        lines: The number of lines, with the guide lines.
    """

    first: Curve
    last: Curve
    lines: int


@value_class(frozen=True, kw_only=True)
class MuscleRegion:
    """A part of a view that shows one muscle, or several that cannot be distinguished in it.

    Attributes:
        id: Its id, which ends with the view.
        muscles: Ids of its muscles; never of a group.
        view: The view that it is in.
        depth: Whether it is on the surface.
        where: Its place, without the name of a muscle: "on the front of the upper arm".
            It completes "the muscle is …".
        neighbours: Ids of the surface regions next to it.
        covers: Ids of the surface regions that it covers in part.
        in_terminal: Whether it can be distinguished from its neighbours in 80 columns of text.
        parts: Its closed outlines.
        fibres: The directions of its fibres.
    """

    id: str
    muscles: tuple[str, ...]
    view: FigureView
    depth: Depth
    where: str
    neighbours: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    in_terminal: bool = False
    parts: tuple[Curve, ...]
    fibres: tuple[Fibres, ...] = ()

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The smallest and the largest x, then the smallest and the largest y of its landmarks."""
        points = [point for part in self.parts for point in part]
        xs, ys = [point.x for point in points], [point.y for point in points]
        return min(xs), max(xs), min(ys), max(ys)

    @property
    def size(self) -> float:
        """Its area in square units, with straight lines between the landmarks."""
        return sum(area(tuple((x, y) for x, y, _ in part)) for part in self.parts)


@value_class(frozen=True, kw_only=True)
class Outline:
    """The parts of a view that are not regions; each curve is one half.

    Attributes:
        body: The open outline from the neck round the arm and the leg to the crotch.
        head: The open outline of the head, from the top to the chin.
        hair: The hair, as an open outline.
        ear: The ear.
        flesh: Muscle that belongs to no region of the surface, because another view or a deep
            region shows it whole.
        bones: Closed outlines that are not muscle, such as the kneecap.
        lines: Open lines, such as the collarbone.
    """

    body: Curve
    head: Curve
    hair: Curve
    ear: Curve
    flesh: tuple[Curve, ...] = ()
    bones: tuple[Curve, ...] = ()
    lines: tuple[Curve, ...] = ()


@value_class(frozen=True, kw_only=True)
class DetailRegion:
    """A part of a detail that shows one muscle, or several.

    Attributes:
        muscles: Ids of its muscles; never of a group.
        depth: Whether it is on the surface of the detail.
        parts: Its closed outlines.
        fibres: The directions of its fibres.
    """

    muscles: tuple[str, ...]
    depth: Depth
    parts: tuple[Curve, ...]
    fibres: tuple[Fibres, ...] = ()


@value_class(frozen=True, kw_only=True)
class Detail:
    """A part of the body that the front and the back do not show well.

    Attributes:
        id: Its id.
        caption: The words below it, in capitals.
        shows: Ids of the muscles that it is drawn for.
        body: Its closed outline.
        regions: Its regions; a later one is painted over an earlier one.
        bones: Closed outlines that are not muscle.
        lines: Open lines.
    """

    id: str
    caption: str
    shows: tuple[str, ...]
    body: Curve
    regions: tuple[DetailRegion, ...]
    bones: tuple[Curve, ...] = ()
    lines: tuple[Curve, ...] = ()


@value_class(frozen=True, kw_only=True)
class BodyFigure:
    """The figure in all its views.

    Attributes:
        outlines: The outline of each view.
        regions: All regions; in one view, a later one is painted over an earlier one.
        details: Parts of the body, drawn larger and from another side.
        undrawn: The muscles without a region, by their ids, each with the reason.
    """

    outlines: Mapping[FigureView, Outline]
    regions: tuple[MuscleRegion, ...]
    details: tuple[Detail, ...]
    undrawn: Mapping[str, str]

    @cached_property
    def by_id(self) -> Mapping[str, MuscleRegion]:
        """The regions by their ids."""
        return {region.id: region for region in self.regions}

    def regions_in(self, view: FigureView) -> tuple[MuscleRegion, ...]:
        """The regions of a view, in the order in which they are painted."""
        return tuple(region for region in self.regions if region.view is view)

    def regions_of(self, muscles: Iterable[str]) -> tuple[MuscleRegion, ...]:
        """The regions that show any of some muscles."""
        requested = frozenset(muscles)
        return tuple(region for region in self.regions if not requested.isdisjoint(region.muscles))

    def chief_region(self, muscle: str) -> MuscleRegion | None:
        """The region that shows a muscle best; None if it is not drawn.

        It is the one that shows fewest other muscles, and of those the largest.
        """
        regions = self.regions_of((muscle,))
        return min(regions, key=lambda r: (len(r.muscles), -r.size), default=None)
