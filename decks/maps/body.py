"""One view of the figure as SVG: the outline, the surface muscles, then the deep ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cards.model.figure import BodyFigure, Depth, FigureView, MuscleRegion
from decks.maps.geometry import mirrored, path
from decks.maps.muscle import Deep, deep_muscles, skeleton, surface_muscle
from decks.maps.palette import Palette
from decks.maps.spec import Paint

_SPINE = "M-3 95h6v303h-6z"
"""A strip of skin under the midline, where the edges of the halves would let the page through."""

_ORDER = list(Paint)
"""The paints, the most important ones first."""


@dataclass(frozen=True, kw_only=True)
class BodyView:
    """A view of the figure, with what is painted.

    Attributes:
        figure: The landmarks.
        view: The view.
        paints: The paint of each painted region, by its id.
        palette: The colours.
        id: A prefix of the ids in it, different for each view of a document.
        levels: The highest and the lowest level that are shown.
    """

    figure: BodyFigure
    view: FigureView
    paints: Mapping[str, Paint]
    palette: Palette
    id: str
    levels: tuple[float, float]

    def svg(self) -> str:
        """The view, with the midline at x = 0."""
        outline, colours = self.figure.outlines[self.view], self.palette
        edge = f'stroke="{colours.edge}" stroke-width="5" stroke-linejoin="round"'
        head, ear = f"{self.id}h", f"{self.id}e"
        return (
            f'<g fill="{colours.skin}"><g {edge}><path id="{head}" '
            f'd="{path(mirrored(outline.head))}"/></g>'
            f'<path d="{_SPINE}"/>'
            f'<g id="{self.id}">{self._half()}</g><use href="#{self.id}" transform="scale(-1 1)"/>'
            f'<use href="#{head}"/><use href="#{ear}"/>'
            f'<use href="#{ear}" transform="scale(-1 1)"/></g>'
            f'<path d="{path(mirrored(outline.hair))}" fill="{colours.hair}"/>'
        )

    def _half(self) -> str:
        """The half with x > 0, clipped to the body."""
        outline, colours = self.figure.outlines[self.view], self.palette
        shape, clip = f"{self.id}o", f"{self.id}c"
        muscles = (
            surface_muscle(
                region.parts,
                region.fibres,
                self.paints.get(region.id),
                colours,
                self._hiding.get(region.id, ""),
            )
            for region in self._regions(Depth.SURFACE)
        )
        flesh = "".join(f'<path d="{path(curve)}"/>' for curve in outline.flesh)
        return (
            f'<g stroke="{colours.edge}" stroke-width="5" stroke-linejoin="round">'
            f'<path id="{self.id}e" d="{path(outline.ear)}"/>'
            f'<path id="{shape}" d="{path(outline.body, closed=False)}"/></g>'
            f'<clipPath id="{clip}"><use href="#{shape}"/></clipPath>'
            f'<use href="#{shape}"/>'
            f'<g clip-path="url(#{clip})"><g fill="{colours.muscle}" stroke="{colours.skin}" '
            f'stroke-width="2.2" stroke-linejoin="round">{flesh}'
            f"{''.join(muscles)}</g>{skeleton(outline.bones, outline.lines, colours)}"
            f"{self._deep()}"
            f'<use href="#{shape}" fill="none" stroke="{colours.skin}" stroke-width="4"/></g>'
        )

    def _regions(self, depth: Depth) -> tuple[MuscleRegion, ...]:
        top, bottom = self.levels
        return tuple(
            region
            for region in self.figure.regions_in(self.view)
            if region.depth is depth and region.box[2] < bottom and region.box[3] > top
        )

    def _deep(self) -> str:
        """The painted deep muscles; each omits the more important ones over it."""
        deep, masks = [], dict[str, str]()
        for at, region in enumerate(self._regions(Depth.DEEP)):
            if region.id not in self.paints:
                continue
            paint = self.paints[region.id]
            hiding = [
                id_ for over, id_ in self._hiding.items() if self._matters(self.paints[over], paint)
            ]
            mask = ""
            if hiding:
                uses = "".join(f'<use href="#{id_}"/>' for id_ in hiding)
                mask = masks.setdefault(uses, f"{self.id}m{len(masks)}")
            deep.append(Deep(f"{self.id}d{at}", region.parts, paint, mask))
        defined = (
            f'<mask id="{id_}" maskUnits="userSpaceOnUse" x="0" y="0" width="200" height="820">'
            f'<path d="M0 0h200v820H0z" fill="#fff"/><g stroke="#000" stroke-width="8">{uses}</g>'
            "</mask>"
            for uses, id_ in masks.items()
        )
        return "".join(defined) + deep_muscles(deep, self.palette)

    @staticmethod
    def _matters(over: Paint, deep: Paint) -> bool:
        """Whether a muscle on the surface matters at least as much as a deep one."""
        return _ORDER.index(over) <= _ORDER.index(deep)

    @cached_property
    def _hiding(self) -> Mapping[str, str]:
        """Ids in the document of the painted surface regions that are over painted deep ones."""
        deep = [region for region in self._regions(Depth.DEEP) if region.id in self.paints]
        found = (
            region
            for region in self._regions(Depth.SURFACE)
            if region.id in self.paints and any(_overlap(region.box, other.box) for other in deep)
        )
        return {region.id: f"{self.id}{at}" for at, region in enumerate(found)}


_Box = tuple[float, float, float, float]


def _overlap(one: _Box, other: _Box) -> bool:
    """Whether two boxes overlap."""
    across = one[0] < other[1] and other[0] < one[1]
    return across and one[2] < other[3] and other[2] < one[3]
