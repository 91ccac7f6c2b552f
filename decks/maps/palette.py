"""The colours and textures of each theme.

The colours of roles are at least 18 apart (CIEDE2000) for readers with normal sight, and for those
with protanopia, deuteranopia or tritanopia as Machado, Oliveira and Fernandes (2009) simulate them.
Each role has a texture as well, so that a map can be read in black and white.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from decks.maps.spec import Paint, Theme


class Texture(StrEnum):
    """The look of a paint, which distinguishes it where colour does not."""

    SOLID = "solid"
    SLANTED = "slanted"
    DOTTED = "dotted"
    LEVEL = "level"
    CROSSED = "crossed"


@dataclass(frozen=True, kw_only=True)
class Swatch:
    """How a paint looks.

    Attributes:
        texture: Its texture.
        fill: Its colour.
        detail: The colour of its stripes, dots or lines.
        edge: The colour of the dashes round a deep muscle.
    """

    texture: Texture
    fill: str
    detail: str
    edge: str


@dataclass(frozen=True, kw_only=True)
class Palette:
    """The colours of a theme.

    Attributes:
        ground: The page under the figure.
        skin: The body, and the gaps between muscles.
        hair: The hair.
        edge: The outline of the body.
        muscle: A muscle without a paint.
        line: Thin lines, such as the collarbone.
        fibre: The fibres of a muscle.
        text: Words and numbers.
        swatches: How each paint looks.
        outlined: Whether a line is drawn round a painted muscle, as there is no colour.
    """

    ground: str
    skin: str
    hair: str
    edge: str
    muscle: str
    line: str
    fibre: str
    text: str
    swatches: Mapping[Paint, Swatch]
    outlined: bool = False


def _swatches(
    strong: Swatch, helping: Swatch, steady: Swatch, opposing: Swatch, open_: Swatch, asked: Swatch
) -> Mapping[Paint, Swatch]:
    """The swatch of each paint; a finding has no roles, so its two lists use those of roles."""
    return MappingProxyType(
        {
            Paint.ASKED: asked,
            Paint.CHOICE: asked,
            Paint.NAMED: asked,
            Paint.PRIME_MOVER: strong,
            Paint.SYNERGIST: helping,
            Paint.STABILISER: steady,
            Paint.ANTAGONIST: opposing,
            Paint.OVERACTIVE: strong,
            Paint.UNDERACTIVE: steady,
            Paint.CONTESTED: open_,
        }
    )


_LIGHT = Palette(
    ground="#ffffff",
    skin="#eef1f4",
    hair="#c6cdd7",
    edge="#7d8794",
    muscle="#ccd3dc",
    line="#aab2bd",
    fibre="#ffffff",
    text="#303844",
    swatches=_swatches(
        Swatch(texture=Texture.SOLID, fill="#C8321E", detail="#C8321E", edge="#6E1408"),
        Swatch(texture=Texture.SLANTED, fill="#F2A93B", detail="#B4700E", edge="#8A5200"),
        Swatch(texture=Texture.DOTTED, fill="#2F86C5", detail="#B5DAF5", edge="#0E4A78"),
        Swatch(texture=Texture.LEVEL, fill="#F7F9FB", detail="#4C5768", edge="#2B3444"),
        Swatch(texture=Texture.CROSSED, fill="#ccd3dc", detail="#59636F", edge="#59636F"),
        Swatch(texture=Texture.SOLID, fill="#7B2CBF", detail="#7B2CBF", edge="#3C0F66"),
    ),
)
_NIGHT = Palette(
    ground="#1e2126",
    skin="#2d323a",
    hair="#434b57",
    edge="#8d97a6",
    muscle="#48505b",
    line="#69737f",
    fibre="#2d323a",
    text="#d7dde6",
    swatches=_swatches(
        Swatch(texture=Texture.SOLID, fill="#EE5A3A", detail="#EE5A3A", edge="#FFD9CF"),
        Swatch(texture=Texture.SLANTED, fill="#FFD27A", detail="#B47A1E", edge="#FFF3D6"),
        Swatch(texture=Texture.DOTTED, fill="#5AB0F2", detail="#0F5C96", edge="#D6ECFF"),
        Swatch(texture=Texture.LEVEL, fill="#23272d", detail="#D3DAE3", edge="#E4E9F0"),
        Swatch(texture=Texture.CROSSED, fill="#48505b", detail="#AEB8C4", edge="#AEB8C4"),
        Swatch(texture=Texture.SOLID, fill="#C77DFF", detail="#C77DFF", edge="#F1DDFF"),
    ),
)
_PRINT = Palette(
    ground="#ffffff",
    skin="#ffffff",
    hair="#dddddd",
    edge="#555555",
    muscle="#ececec",
    line="#aaaaaa",
    fibre="#ffffff",
    text="#000000",
    outlined=True,
    swatches=_swatches(
        Swatch(texture=Texture.SOLID, fill="#111111", detail="#111111", edge="#000000"),
        Swatch(texture=Texture.SLANTED, fill="#ffffff", detail="#222222", edge="#000000"),
        Swatch(texture=Texture.DOTTED, fill="#8a8a8a", detail="#ffffff", edge="#000000"),
        Swatch(texture=Texture.LEVEL, fill="#ffffff", detail="#222222", edge="#000000"),
        Swatch(texture=Texture.CROSSED, fill="#ececec", detail="#666666", edge="#444444"),
        Swatch(texture=Texture.SOLID, fill="#111111", detail="#111111", edge="#000000"),
    ),
)

PALETTES: Mapping[Theme, Palette] = MappingProxyType(
    {Theme.LIGHT: _LIGHT, Theme.NIGHT: _NIGHT, Theme.PRINT: _PRINT}
)
"""The colours of each theme."""
