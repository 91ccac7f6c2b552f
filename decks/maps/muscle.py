"""One muscle as SVG: on the surface with its fibres, or deep with dashes round it."""

from collections.abc import Sequence
from typing import NamedTuple

from cards.model.figure import Curve, Fibres
from decks.maps.fibres import fibre_path
from decks.maps.geometry import path
from decks.maps.palette import Palette, Texture
from decks.maps.patterns import fill_of
from decks.maps.spec import Paint

_MIDLINE = 1
"""A deep region that begins nearer to the midline is one shape with its mirror image."""


def surface_muscle(
    parts: tuple[Curve, ...],
    fibres: tuple[Fibres, ...],
    paint: Paint | None,
    palette: Palette,
    id_: str = "",
) -> str:
    """A muscle on the surface; fibres are drawn where no texture takes their place.

    Args:
        parts: Its outlines.
        fibres: The directions of its fibres.
        paint: Its paint; None for a plain muscle.
        palette: The colours.
        id_: The id of its shape without a colour, if something refers to it.
    """
    shape = "".join(map(path, parts))
    fill = "" if paint is None else f' fill="{fill_of(paint, palette)}"'
    drawn = f'<g{fill}><path id="{id_}" d="{shape}"/></g>' if id_ else f'<path{fill} d="{shape}"/>'
    plain = paint is None or palette.swatches[paint].texture is Texture.SOLID
    if not (plain and fibres):
        return drawn
    return f'{drawn}<path class="f" d="{fibre_path(fibres)}"/>'


class Deep(NamedTuple):
    """A painted muscle under others.

    Attributes:
        id: The id of its shape in the document.
        parts: Its outlines.
        paint: Its paint.
        mask: The id of a mask that omits what is more important; empty if it is all filled.
    """

    id: str
    parts: tuple[Curve, ...]
    paint: Paint
    mask: str = ""


def deep_muscles(muscles: Sequence[Deep], palette: Palette) -> str:
    """Muscles under others: their colours where nothing more important is, then their edges."""
    if not muscles:
        return ""
    fills = "".join(
        f'<g fill="{fill_of(each.paint, palette)}"{_masked(each)}>'
        f'<path id="{each.id}" d="{"".join(map(path, each.parts))}"/></g>'
        for each in muscles
    )
    edges = [(palette.swatches[each.paint].edge, _edge(each)) for each in muscles]
    ground = "".join(edge for _, edge in edges)
    dashes = "".join(
        f'<g stroke="{colour}">{"".join(edge for c, edge in edges if c == colour)}</g>'
        for colour in dict.fromkeys(colour for colour, _ in edges)
    )
    return (
        f'<g fill-opacity=".85">{fills}</g><g fill="none" stroke-linejoin="round">'
        f'<g stroke="{palette.skin}" stroke-width="3.4" stroke-opacity=".7">{ground}</g>'
        f'<g stroke-width="2.4" stroke-dasharray="6 4">{dashes}</g></g>'
    )


def _masked(muscle: Deep) -> str:
    return f' mask="url(#{muscle.mask})"' if muscle.mask else ""


def _edge(muscle: Deep) -> str:
    """The edge of a muscle; not along the midline, where it meets its mirror image."""
    if muscle.parts[0][0].x >= _MIDLINE:
        return f'<use href="#{muscle.id}"/>'
    return f'<path d="{"".join(path(part, closed=False) for part in muscle.parts)}"/>'


def skeleton(bones: tuple[Curve, ...], lines: tuple[Curve, ...], palette: Palette) -> str:
    """Bones and lines that are not muscle, such as the kneecap and the collarbone."""
    shapes = "".join(map(path, bones))
    drawn = f'<path fill="{palette.skin}" d="{shapes}"/>' if shapes else ""
    strokes = "".join(path(line, closed=False) for line in lines)
    return (
        f'<g fill="none" stroke="{palette.line}" stroke-width="1.4" stroke-linecap="round">'
        f'{drawn}<path d="{strokes}"/></g>'
    )
