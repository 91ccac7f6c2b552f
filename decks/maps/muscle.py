"""One muscle as SVG: on the surface with its fibres, or deep with dashes round it."""

from collections.abc import Iterable
from typing import NamedTuple

from cards.model.figure import Curve, Fibres
from decks.maps.fibres import fibre_path
from decks.maps.geometry import path
from decks.maps.palette import Palette, Texture
from decks.maps.patterns import fill_of
from decks.maps.shapes import Shapes
from decks.maps.spec import Paint


def surface_muscle(
    parts: tuple[Curve, ...],
    fibres: tuple[Fibres, ...],
    paint: Paint | None,
    palette: Palette,
    shapes: Shapes,
    *,
    again: bool = False,
) -> str:
    """A muscle on the surface; fibres are drawn where no texture takes their place.

    Args:
        parts: Its outlines.
        fibres: The directions of its fibres.
        paint: Its paint; None for a plain muscle.
        palette: The colours.
        shapes: The shapes of the document.
        again: Whether something refers to its shape.
    """
    look = "" if paint is None else f' fill="{fill_of(paint, palette)}"'
    if paint is not None and palette.outlined:
        look += f' stroke="{palette.swatches[paint].edge}" stroke-width="1.3"'
    drawn = shapes.draw("".join(map(path, parts)), look, again=again)
    plain = paint is None or palette.swatches[paint].texture is Texture.SOLID
    if not (plain and fibres):
        return drawn
    return drawn + shapes.draw(fibre_path(fibres), ' class="f"', again=again)


class Deep(NamedTuple):
    """A painted entry under other muscles: one shape, even of several muscles.

    Attributes:
        parts: Its outlines.
        paint: Its paint.
    """

    parts: tuple[Curve, ...]
    paint: Paint


def deep_muscles(muscles: Iterable[Deep], palette: Palette, shapes: Shapes) -> str:
    """Muscles under others: opaque, with a gap and dashes round them."""
    drawn = "".join(_deep_muscle(each, palette, shapes) for each in muscles)
    return f'<g fill="none" stroke-linejoin="round">{drawn}</g>' if drawn else ""


def _deep_muscle(muscle: Deep, palette: Palette, shapes: Shapes) -> str:
    swatch, fill = palette.swatches[muscle.paint], fill_of(muscle.paint, palette)
    shape = "".join(map(path, muscle.parts))
    # The fill covers the inner half of the dashes, and those between its parts.
    looks = (
        f' stroke="{palette.skin}" stroke-width="9"',
        f' class="d" stroke="{swatch.edge}" stroke-width="5"',
        f' fill="{fill}"',
    )
    return "".join(shapes.draw(shape, look, again=True) for look in looks)


def skeleton(
    bones: tuple[Curve, ...],
    lines: tuple[Curve, ...],
    palette: Palette,
    shapes: Shapes,
    *,
    again: bool = False,
) -> str:
    """Bones and lines that are not muscle, such as the kneecap and the collarbone.

    Args:
        bones: The closed outlines.
        lines: The open lines.
        palette: The colours.
        shapes: The shapes of the document.
        again: Whether they are drawn once more.
    """
    if not (bones or lines):
        return ""
    drawn = ""
    if bones:
        drawn = shapes.draw("".join(map(path, bones)), f' fill="{palette.skin}"', again=again)
    if lines:
        drawn += shapes.draw("".join(path(line, closed=False) for line in lines), again=again)
    return (
        f'<g fill="none" stroke="{palette.line}" stroke-width="1.4" stroke-linecap="round">'
        f"{drawn}</g>"
    )
