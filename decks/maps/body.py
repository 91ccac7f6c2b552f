"""One view of the figure as SVG: the outline, the surface muscles, then the deep ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from cards.model.figure import BodyFigure, Curve, Depth, FigureView, MuscleRegion
from decks.maps.fibres import fibre_path
from decks.maps.geometry import mirrored, path
from decks.maps.palette import Palette, Texture
from decks.maps.patterns import fill_of
from decks.maps.spec import Paint

_MIDLINE = 1
"""A deep region that begins nearer to the midline is one shape with its mirror image."""


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
        deep = [r for r in regions if r.depth is Depth.DEEP and r.id in self.paints]
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
            f"{''.join(map(self._surface, surface))}</g>{self._details()}"
            f"{''.join(map(self._deep, deep))}"
            f'<use href="#{shape}" fill="none" stroke="{colours.skin}" stroke-width="4"/></g>'
        )

    def _surface(self, region: MuscleRegion) -> str:
        paint = self.paints.get(region.id)
        fill = "" if paint is None else f' fill="{fill_of(paint, self.palette)}"'
        shape = f'<path{fill} d="{"".join(map(path, region.parts))}"/>'
        plain = paint is None or self.palette.swatches[paint].texture is Texture.SOLID
        if not (plain and region.fibres):
            return shape
        return f'{shape}<path class="f" d="{fibre_path(region.fibres)}"/>'

    def _deep(self, region: MuscleRegion) -> str:
        paint = self.paints[region.id]
        swatch = self.palette.swatches[paint]
        shape = "".join(map(path, region.parts))
        dashes = f'stroke="{swatch.edge}" stroke-width="2.4" stroke-dasharray="6 4"'
        fill = f'fill="{fill_of(paint, self.palette)}" fill-opacity=".85"'
        if region.parts[0][0].x >= _MIDLINE:
            return f'<path d="{shape}" {fill} {dashes} stroke-linejoin="round"/>'
        edges = "".join(path(part, closed=False) for part in region.parts)
        return f'<path d="{shape}" {fill}/><path d="{edges}" fill="none" {dashes}/>'

    def _details(self) -> str:
        """The kneecap, the collarbone and other lines that are not muscle."""
        outline, colours = self.figure.outlines[self.view], self.palette
        bones, lines = _joined(outline.bones, closed=True), _joined(outline.lines, closed=False)
        shapes = f'<path fill="{colours.skin}" d="{bones}"/>' if bones else ""
        return (
            f'<g fill="none" stroke="{colours.line}" stroke-width="1.4" stroke-linecap="round">'
            f'{shapes}<path d="{lines}"/></g>'
        )


def _joined(curves: tuple[Curve, ...], *, closed: bool) -> str:
    return "".join(path(curve, closed=closed) for curve in curves)
