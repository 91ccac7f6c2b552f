"""Textures as SVG patterns."""

from collections.abc import Iterable
from typing import assert_never

from decks.maps.palette import Palette, Swatch, Texture
from decks.maps.spec import Paint


def fill_of(paint: Paint, palette: Palette) -> str:
    """The value of `fill` for a paint: a colour, or its pattern."""
    swatch = palette.swatches[paint]
    return swatch.fill if swatch.texture is Texture.SOLID else f"url(#{_id(swatch)})"


def pattern_defs(paints: Iterable[Paint], palette: Palette) -> str:
    """The patterns that some paints need, each once."""
    used = {_id(swatch): swatch for swatch in (palette.swatches[paint] for paint in paints)}
    return "".join(_pattern(swatch) for _, swatch in sorted(used.items()))


def _id(swatch: Swatch) -> str:
    return f"p{list(Texture).index(swatch.texture)}"


def _pattern(swatch: Swatch) -> str:
    match swatch.texture:
        case Texture.SOLID:
            return ""
        case Texture.SLANTED:
            lines = f'<path d="M-3 3 3-3M-3 15 15-3M9 15l6-6" {_stroke(swatch, 2.8)}/>'
            return _tile(swatch, 12, lines)
        case Texture.DOTTED:
            dots = '<circle cx="2.75" cy="2.75" r="2.1"/><circle cx="8.25" cy="8.25" r="2.1"/>'
            return _tile(swatch, 11, f'<g fill="{swatch.detail}">{dots}</g>')
        case Texture.LEVEL:
            return _tile(swatch, 8, f'<path d="M0 4h8" {_stroke(swatch, 1.6)}/>')
        case Texture.CROSSED:
            return _tile(swatch, 9, f'<path d="M0 0l9 9M9 0L0 9" {_stroke(swatch, 1.3)}/>')
        case _:
            assert_never(swatch.texture)


def _tile(swatch: Swatch, size: int, marks: str) -> str:
    return (
        f'<pattern id="{_id(swatch)}" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
        f'<path d="M0 0h{size}v{size}H0z" fill="{swatch.fill}"/>{marks}</pattern>'
    )


def _stroke(swatch: Swatch, width: float) -> str:
    return f'stroke="{swatch.detail}" stroke-width="{width}"'
