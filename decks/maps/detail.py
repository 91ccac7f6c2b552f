"""A detail as SVG: a part of the body, larger and from another side."""

from collections.abc import Mapping
from typing import NamedTuple

from cards.model.figure import Depth, Detail
from decks.maps.geometry import path
from decks.maps.glyphs import word
from decks.maps.muscle import Deep, deep_muscles, skeleton, surface_muscle
from decks.maps.palette import Palette
from decks.maps.shapes import Shapes
from decks.maps.spec import Paint

_CAPTION_SIZE = 0.8


class Slot(NamedTuple):
    """The space of a detail.

    Attributes:
        x: Its middle.
        top: Its upper edge.
        width: Its width.
        height: Its height.
        caption: The level of the caption below it.
    """

    x: float
    top: float
    width: float
    height: float
    caption: float


def detail_svg(
    detail: Detail, paints: Mapping[int, Paint], palette: Palette, shapes: Shapes, slot: Slot
) -> str:
    """A detail with its caption, as large as its space allows.

    Args:
        detail: The landmarks.
        paints: The paint of each painted region, by its position.
        palette: The colours.
        shapes: The shapes of the document.
        slot: The space.
    """
    shape, clip = path(detail.body), f"d-{detail.id}"
    edge = f' fill="none" stroke="{palette.edge}" stroke-width="2"'  # over all, so even
    skin = f' fill="{palette.skin}"'
    surface, deep = [], []
    for at, region in enumerate(detail.regions):
        paint = paints.get(at)
        if region.depth is Depth.SURFACE:
            surface.append(surface_muscle(region.parts, region.fibres, paint, palette, shapes))
        elif paint is not None:
            deep.append(Deep(region.parts, paint))
    xs, ys = [point.x for point in detail.body], [point.y for point in detail.body]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(slot.width / width, slot.height / height)
    x = slot.x - (min(xs) + width / 2) * scale
    y = slot.top + slot.height - max(ys) * scale
    return (
        f'<g transform="translate({x:.0f} {y:.0f}) scale({scale:.2f})"><defs>'
        f'<clipPath id="{clip}">{shapes.draw(shape, again=True)}</clipPath></defs>'
        f"{shapes.draw(shape, skin, again=True)}"
        f'<g clip-path="url(#{clip})">{skeleton(detail.bones, detail.lines, palette, shapes)}'
        f'<g fill="{palette.muscle}" stroke="{palette.skin}" stroke-width="1.6" '
        f'stroke-linejoin="round">{"".join(surface)}</g>'
        f"{deep_muscles(deep, palette, shapes)}</g>{shapes.draw(shape, edge, again=True)}</g>"
        f"{word(detail.caption, slot.x, slot.caption, palette.line, _CAPTION_SIZE)}"
    )
