"""One view of the figure as SVG: the outline, the surface muscles, then the deep ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from cards.model.figure import BodyFigure, Depth, FigureView
from decks.maps.geometry import mirrored, path
from decks.maps.muscle import deep_muscle, skeleton, surface_muscle
from decks.maps.palette import Palette
from decks.maps.spec import Paint


@dataclass(frozen=True, kw_only=True)
class BodyView:
    """A view of the figure, with what is painted.

    Attributes:
        figure: The landmarks.
        view: The view.
        paints: The paint of each painted region, by its id.
        palette: The colours.
        id: A prefix of the ids in it, different for each view of a document.
    """

    figure: BodyFigure
    view: FigureView
    paints: Mapping[str, Paint]
    palette: Palette
    id: str

    def svg(self) -> str:
        """The view, with the midline at x = 0."""
        outline, colours = self.figure.outlines[self.view], self.palette
        edge = f'stroke="{colours.edge}" stroke-width="5" stroke-linejoin="round"'
        head, ear = path(mirrored(outline.head)), path(outline.ear)
        half = self._half()
        return (
            f'<path d="{head}" fill="{colours.skin}" {edge}/>'
            f'<g id="{self.id}">{half}</g><use href="#{self.id}" transform="scale(-1 1)"/>'
            f'<path d="{head}{ear}" fill="{colours.skin}"/>'
            f'<path d="{ear}" fill="{colours.skin}" transform="scale(-1 1)"/>'
            f'<path d="{path(mirrored(outline.hair))}" fill="{colours.hair}"/>'
        )

    def _half(self) -> str:
        """The half with x > 0, clipped to the body."""
        outline, colours = self.figure.outlines[self.view], self.palette
        shape, clip = f"{self.id}o", f"{self.id}c"
        regions = self.figure.regions_in(self.view)
        surface = [region for region in regions if region.depth is Depth.SURFACE]
        deep = (
            deep_muscle(region.parts, self.paints[region.id], colours)
            for region in regions
            if region.depth is Depth.DEEP and region.id in self.paints
        )
        muscles = (
            surface_muscle(region.parts, region.fibres, self.paints.get(region.id), colours)
            for region in surface
        )
        flesh = "".join(f'<path d="{path(curve)}"/>' for curve in outline.flesh)
        return (
            f'<path d="{path(outline.ear)}" fill="{colours.skin}" stroke="{colours.edge}" '
            f'stroke-width="5"/><defs><path id="{shape}" d="{path(outline.body, closed=False)}"/>'
            f'<clipPath id="{clip}"><use href="#{shape}"/></clipPath></defs>'
            f'<use href="#{shape}" fill="{colours.skin}" stroke="{colours.edge}" stroke-width="5" '
            f'stroke-linejoin="round"/>'
            f'<use href="#{shape}" fill="{colours.skin}" stroke="{colours.skin}" '
            f'stroke-width=".6"/>'
            f'<g clip-path="url(#{clip})"><g fill="{colours.muscle}" stroke="{colours.skin}" '
            f'stroke-width="2.2" stroke-linejoin="round">{flesh}'
            f"{''.join(muscles)}</g>{skeleton(outline.bones, outline.lines, colours)}"
            f"{''.join(deep)}"
            f'<use href="#{shape}" fill="none" stroke="{colours.skin}" stroke-width="4"/></g>'
        )
