"""A detail as SVG: a part of the body, larger and from another side."""

from collections.abc import Mapping

from cards.model.figure import Depth, Detail
from decks.maps.geometry import path
from decks.maps.glyphs import word
from decks.maps.muscle import Deep, deep_muscles, skeleton, surface_muscle
from decks.maps.palette import Palette
from decks.maps.spec import Paint

WIDTH, HEIGHT = 330, 560
"""The space that a detail takes."""

_SCALE = 1.6
_EDGE = 10
_CAPTION_ROOM = 40


def detail_svg(
    detail: Detail, paints: Mapping[int, Paint], palette: Palette, x: float, y: float
) -> str:
    """A detail with its caption, in the space below and to the right of a point.

    Args:
        detail: The landmarks.
        paints: The paint of each painted region, by its position.
        palette: The colours.
        x: The left edge of the space.
        y: The upper edge of the space.
    """
    shape, clip = path(detail.body), f"d-{detail.id}"
    surface, deep = [], []
    for at, region in enumerate(detail.regions):
        paint = paints.get(at)
        if region.depth is Depth.SURFACE:
            surface.append(surface_muscle(region.parts, region.fibres, paint, palette))
        elif paint is not None:
            deep.append(Deep(f"{clip}{at}", region.parts, paint))
    xs, ys = [point.x for point in detail.body], [point.y for point in detail.body]
    begin = x + (WIDTH - (max(xs) - min(xs)) * _SCALE) / 2 - min(xs) * _SCALE
    top = y + _EDGE - min(ys) * _SCALE
    caption = y + _EDGE + (max(ys) - min(ys)) * _SCALE + _CAPTION_ROOM / 2
    return (
        f'<g transform="translate({begin:.0f} {top:.0f}) scale({_SCALE})"><defs>'
        f'<clipPath id="{clip}"><path d="{shape}"/></clipPath></defs>'
        f'<path d="{shape}" fill="{palette.skin}" stroke="{palette.edge}" stroke-width="3"/>'
        f'<g clip-path="url(#{clip})">{skeleton(detail.bones, detail.lines, palette)}'
        f'<g fill="{palette.muscle}" stroke="{palette.skin}" stroke-width="1.6" '
        f'stroke-linejoin="round">{"".join(surface)}</g>{deep_muscles(deep, palette)}</g></g>'
        f"{word(detail.caption, x + WIDTH / 2, caption, palette.line)}"
    )
