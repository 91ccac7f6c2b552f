"""One view of the figure as SVG: the outline, the surface muscles, then the deep ones."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from cards.model.figure import BodyFigure, Curve, Depth, FigureView, MuscleRegion
from decks.maps.depth import covered, deep_entries
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
        deep_side: The half for deep muscles if each half shows a layer: 1 for x > 0, or else -1.
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
    deep_side: int

    @cached_property
    def paints(self) -> Mapping[str, Paint]:
        """The paint of each painted region, by its id."""
        return {id_: entry.paint for id_, entry in self.entries.items()}

    def svg(self) -> str:
        """The view, with the midline at x = 0."""
        outline, colours, shapes = self.figure.outlines[self.view], self.palette, self.shapes
        edge = f'<g stroke="{colours.edge}" stroke-width="5" stroke-linejoin="round">'
        half = f'<g id="{self.id}">{self._half(edge)}</g><use href="#{self.id}"{_MIRROR}/>'
        half += self._under() if self._covered else ""
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
        outline, shapes = self.figure.outlines[self.view], self.shapes
        body = self._body
        clip_path = f'<clipPath id="{self._clip}">{shapes.draw(body, again=True)}</clipPath>'
        flesh = "".join(shapes.draw(path(curve)) for curve in filter(self._is_shown, outline.flesh))
        changing = self._redrawn.union(self.changing)
        runs = groupby(self._regions(Depth.SURFACE), key=lambda region: region.id in changing)
        muscles = "".join(
            "".join(self._muscle(region, shapes) for region in run)
            if is_changing
            else self._plain_muscles(tuple(run))
            for is_changing, run in runs
        )
        return (
            f"{shapes.once(self._clip, clip_path)}{edge}{shapes.draw(body, again=True)}</g>"
            f"{shapes.draw(body, again=True)}"
            f"{self._clipped(flesh + muscles, deep=not self._covered)}"
        )

    def _clipped(self, muscles: str, *, deep: bool = True) -> str:
        """Muscles on the surface with what is drawn over them, clipped to the body."""
        outline, colours, shapes = self.figure.outlines[self.view], self.palette, self.shapes
        bones = tuple(filter(self._is_shown, outline.bones))
        lines = tuple(filter(self._is_shown, outline.lines))
        last_edge = f' fill="none" stroke="{colours.skin}" stroke-width="4"'
        frame = skeleton(bones, lines, colours, shapes, again=bool(self._covered))
        return (
            f'<g clip-path="url(#{self._clip})"><g fill="{colours.muscle}" '
            f'stroke="{colours.skin}" stroke-width="2.2" stroke-linejoin="round">{muscles}</g>'
            f"{frame}{self._deep() if deep else ''}"
            f"{shapes.draw(self._body, last_edge, again=True)}</g>"
        )

    @property
    def _clip(self) -> str:
        """The id of the clip path of the body."""
        return f"c{list(FigureView).index(self.view)}"

    @property
    def _body(self) -> str:
        """The outline of the half of the body as path data."""
        return path(_part(self.figure.outlines[self.view].body, self.levels), closed=False)

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

    def _muscle(self, region: MuscleRegion, shapes: Shapes, *, under: bool = False) -> str:
        paint, again = self.paints.get(region.id), region.id in self._redrawn
        if under and region.id in self._covered:
            return shapes.draw(
                "".join(map(path, region.parts))
            )  # calm, so that the deep one counts
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
        """The painted deep muscles, each entry as one shape."""
        shown = self._regions(Depth.DEEP)
        deep = (
            Deep(tuple(part for region in regions for part in region.parts), entry.paint)
            for entry, regions in deep_entries(self.entries, self.view, self.figure)
            if any(region in shown for region in regions)
        )
        return deep_muscles(deep, self.palette, self.shapes)

    def _under(self) -> str:
        """The deep half in place of the surface: the covered muscles are plain on it."""
        drawn = "".join(
            self._muscle(region, self.shapes, under=True)
            for region in self._regions(Depth.SURFACE)
            if region.id in self._redrawn
        )
        side = _MIRROR if self.deep_side < 0 else ""
        return f"<g{side}>{self._clipped(drawn)}</g>"

    @cached_property
    def _covered(self) -> frozenset[str]:
        """Ids of the regions that are painted on one half only, as deep ones are on the other."""
        return covered(self.entries, self.view, self.figure)

    @cached_property
    def _redrawn(self) -> frozenset[str]:
        """Ids of the regions that the deep half draws again: the covered ones, and their covers."""
        found = set(self._covered)
        for region in self._regions(Depth.SURFACE):
            if not found.isdisjoint(region.covers):
                found.add(region.id)
        return frozenset(found)


def _part(curve: Curve, levels: tuple[float, float]) -> Curve:
    """The landmarks of an outline that matter to some levels: chords outside replace the others."""
    top, bottom = levels
    inside = [at for at, point in enumerate(curve) if top <= point.y <= bottom]
    drawn = {near for at in inside for near in range(at - _BEYOND, at + _BEYOND + 1)}
    drawn |= {0, len(curve) - 1}  # the midline, where the halves meet
    return tuple(point for at, point in enumerate(curve) if at in drawn)
