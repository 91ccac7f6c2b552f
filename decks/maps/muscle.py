"""One muscle as SVG: on the surface with its fibres, or deep with dashes round it."""

from cards.model.figure import Curve, Fibres
from decks.maps.fibres import fibre_path
from decks.maps.geometry import path
from decks.maps.palette import Palette, Texture
from decks.maps.patterns import fill_of
from decks.maps.spec import Paint

_MIDLINE = 1
"""A deep region that begins nearer to the midline is one shape with its mirror image."""


def surface_muscle(
    parts: tuple[Curve, ...], fibres: tuple[Fibres, ...], paint: Paint | None, palette: Palette
) -> str:
    """A muscle on the surface; fibres are drawn where no texture takes their place."""
    fill = "" if paint is None else f' fill="{fill_of(paint, palette)}"'
    shape = f'<path{fill} d="{"".join(map(path, parts))}"/>'
    plain = paint is None or palette.swatches[paint].texture is Texture.SOLID
    if not (plain and fibres):
        return shape
    return f'{shape}<path class="f" d="{fibre_path(fibres)}"/>'


def deep_muscle(parts: tuple[Curve, ...], paint: Paint, palette: Palette) -> str:
    """A muscle under another one."""
    shape = "".join(map(path, parts))
    dashes = (
        f'stroke="{palette.swatches[paint].edge}" stroke-width="2.4" stroke-dasharray="6 4" '
        'stroke-linejoin="round"'
    )
    fill = f'fill="{fill_of(paint, palette)}" fill-opacity=".85"'
    if parts[0][0].x >= _MIDLINE:
        return f'<path d="{shape}" {fill} {dashes}/>'
    edges = "".join(path(part, closed=False) for part in parts)
    return f'<path d="{shape}" {fill}/><path d="{edges}" fill="none" {dashes}/>'


def skeleton(bones: tuple[Curve, ...], lines: tuple[Curve, ...], palette: Palette) -> str:
    """Bones and lines that are not muscle, such as the kneecap and the collarbone."""
    shapes = "".join(map(path, bones))
    drawn = f'<path fill="{palette.skin}" d="{shapes}"/>' if shapes else ""
    strokes = "".join(path(line, closed=False) for line in lines)
    return (
        f'<g fill="none" stroke="{palette.line}" stroke-width="1.4" stroke-linecap="round">'
        f'{drawn}<path d="{strokes}"/></g>'
    )
