"""One view of the figure as SVG: the outline, the surface muscles, then the deep ones."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from cards.model.figure import BodyFigure, Curve, Depth, FigureView, MuscleRegion
from decks.maps.depth import hiding as hiding_of
from decks.maps.geometry import mirrored, path
from decks.maps.muscle import Deep, deep_muscles, skeleton, surface_muscle
from decks.maps.palette import Palette
from decks.maps.shapes import Shapes
from decks.maps.spec import MapEntry, Paint

_SPINE = "M-3 95h6v307h-6z"
"""A strip of skin under the midline, where the edges of the halves would let the page through."""

_MIRROR = ' transform="scale(-1 1)"'

_BEYOND = 3
"""The landmarks of an outline that are drawn outside the shown levels, where it leaves them."""

_ORDER = list(Paint)
"""The paints, the most important ones first."""


@dataclass(frozen=True, kw_only=True)
class BodyView:
    """A view of the figure, with what is painted.

    Attributes:
        figure: The landmarks.
        view: The view.
        entries: The entry that each painted region of the view shows, by the id of the region.
        palette: The colours.
        changing: Ids of the regions that are painted in any panel.
        shapes: The shapes of the document.
        id: A prefix of the ids in it, different for each view of a document.
        half: The distance from the midline that is shown.
        levels: The highest and the lowest level that are shown.
        fibrous: Whether plain muscles have fibres; small ones look better without.
    """

    figure: BodyFigure
    view: FigureView
    entries: Mapping[str, MapEntry]
    palette: Palette
    changing: Collection[str]
    shapes: Shapes
    id: str
    half: float
    levels: tuple[float, float]
    fibrous: bool

    @cached_property
    def paints(self) -> Mapping[str, Paint]:
        """The paint of each painted region, by its id."""
        return {id_: entry.paint for id_, entry in self.entries.items()}

    def svg(self) -> str:
        """The view, with the midline at x = 0."""
        outline, colours, shapes = self.figure.outlines[self.view], self.palette, self.shapes
        edge = f'<g stroke="{colours.edge}" stroke-width="5" stroke-linejoin="round">'
        half = f'<g id="{self.id}">{self._half(edge)}</g><use href="#{self.id}"{_MIRROR}/>'
        if not self._is_shown(outline.head):
            return f'<g fill="{colours.skin}"><path d="{_SPINE}"/>{half}</g>'
        head, ear = path(mirrored(outline.head)), path(outline.ear)
        hair = f' fill="{colours.hair}"'
        return (
            f'<g fill="{colours.skin}">{edge}{shapes.draw(ear, again=True)}'
            f"{shapes.draw(ear, _MIRROR, again=True)}{shapes.draw(head, again=True)}</g>"
            f'<path d="{_SPINE}"/>{half}{shapes.draw(head, again=True)}'
            f"{shapes.draw(ear, again=True)}{shapes.draw(ear, _MIRROR, again=True)}</g>"
            f"{shapes.draw(path(mirrored(outline.hair)), hair)}"
        )

    def _half(self, edge: str) -> str:
        """The half with x > 0, clipped to the body."""
        outline, colours, shapes = self.figure.outlines[self.view], self.palette, self.shapes
        clip = f"c{list(FigureView).index(self.view)}"
        body = path(_part(outline.body, self.levels), closed=False)
        clip_path = f'<clipPath id="{clip}">{shapes.draw(body, again=True)}</clipPath>'
        flesh = "".join(shapes.draw(path(curve)) for curve in filter(self._is_shown, outline.flesh))
        runs = groupby(self._regions(Depth.SURFACE), key=lambda region: region.id in self.changing)
        muscles = "".join(
            "".join(self._muscle(region, shapes) for region in run)
            if is_changing
            else self._plain_muscles(tuple(run))
            for is_changing, run in runs
        )
        bones = tuple(filter(self._is_shown, outline.bones))
        lines = tuple(filter(self._is_shown, outline.lines))
        last_edge = f' fill="none" stroke="{colours.skin}" stroke-width="4"'
        return (
            f"{shapes.once(clip, clip_path)}{edge}{shapes.draw(body, again=True)}</g>"
            f"{shapes.draw(body, again=True)}"
            f'<g clip-path="url(#{clip})"><g fill="{colours.muscle}" stroke="{colours.skin}" '
            f'stroke-width="2.2" stroke-linejoin="round">{flesh}{muscles}</g>'
            f"{skeleton(bones, lines, colours, shapes)}{self._deep()}"
            f"{shapes.draw(body, last_edge, again=True)}</g>"
        )

    def _is_shown(self, curve: Curve) -> bool:
        """Whether a curve reaches into the levels that are shown."""
        top, bottom = self.levels
        ys = [point.y for point in curve]
        return min(ys) < bottom and max(ys) > top

    def _plain_muscles(self, regions: tuple[MuscleRegion, ...]) -> str:
        """Muscles that look the same in all panels."""
        alone = Shapes(shared=False)
        drawn = "".join(self._muscle(region, alone) for region in regions)
        return self.shapes.block(tuple(region.id for region in regions), drawn)

    def _muscle(self, region: MuscleRegion, shapes: Shapes) -> str:
        paint, again = self.paints.get(region.id), region in self._hiding
        fibres = region.fibres if self.fibrous or paint is not None else ()
        return surface_muscle(region.parts, fibres, paint, self.palette, shapes, again=again)

    def _regions(self, depth: Depth) -> tuple[MuscleRegion, ...]:
        top, bottom = self.levels
        return tuple(
            region
            for region in self.figure.regions_in(self.view)
            if region.depth is depth
            and region.box[0] < self.half
            and region.box[2] < bottom
            and region.box[3] > top
        )

    def _deep(self) -> str:
        """The painted deep muscles, each entry as one shape, the most important one last."""
        deep, masks = [], dict[str, str]()
        for paint, regions in self._deep_entries:
            uses = "".join(
                self.shapes.draw("".join(map(path, region.parts)), again=True)
                for region in hiding_of(regions, self.entries, self.figure)
            )
            mask = masks.setdefault(uses, f"{self.id}m{len(masks)}") if uses else ""
            parts = tuple(part for region in regions for part in region.parts)
            deep.append(Deep(parts, paint, mask))
        defined = (
            f'<mask id="{id_}" maskUnits="userSpaceOnUse" x="0" y="0" width="200" height="820">'
            '<path d="M0 0h200v820H0z" fill="#fff"/>'
            f'<g fill="#000" stroke="#000" stroke-width="4">{uses}</g></mask>'
            for uses, id_ in masks.items()
        )
        return "".join(defined) + deep_muscles(deep, self.palette, self.shapes)

    @cached_property
    def _deep_entries(self) -> tuple[tuple[Paint, tuple[MuscleRegion, ...]], ...]:
        """The painted deep regions of each entry."""
        of_entry: dict[int, list[MuscleRegion]] = {}
        for region in self._regions(Depth.DEEP):
            if region.id in self.entries:
                of_entry.setdefault(id(self.entries[region.id]), []).append(region)
        found = [(self.paints[regions[0].id], tuple(regions)) for regions in of_entry.values()]
        return tuple(sorted(found, key=lambda each: -_ORDER.index(each[0])))

    @cached_property
    def _hiding(self) -> frozenset[MuscleRegion]:
        """The surface regions that deep ones must not cover."""
        return frozenset(
            region
            for _, regions in self._deep_entries
            for region in hiding_of(regions, self.entries, self.figure)
        )


def _part(curve: Curve, levels: tuple[float, float]) -> Curve:
    """The landmarks of an outline that matter to some levels: chords outside replace the others."""
    top, bottom = levels
    inside = [at for at, point in enumerate(curve) if top <= point.y <= bottom]
    drawn = {near for at in inside for near in range(at - _BEYOND, at + _BEYOND + 1)}
    drawn |= {0, len(curve) - 1}  # the midline, where the halves meet
    return tuple(point for at, point in enumerate(curve) if at in drawn)
