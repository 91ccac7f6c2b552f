"""Letters, digits and marks as strokes, so that they need no font."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import assert_never

from cards.model.vocabulary import Contraction
from decks.maps.shapes import Shapes

_ADVANCE, _WIDTH = 15, 10

_STROKES: Mapping[str, str] = MappingProxyType(
    {
        "A": "m0 14l5-14l5 14m-8-4.5h6",
        "B": "m0 7h6l3 2v3l-2.5 2h-6.5v-14h6l2.5 2v3l-2.5 2",
        "C": "m10 2.5l-3-2.5h-4l-3 3v8l3 3h4l3-2.5",
        "D": "m0 0v14h5l4-4v-6l-4-4z",
        "E": "m9 0h-9v14h9m-9-7.5h7",
        "F": "m0 14v-14h9m-9 6.5h7",
        "H": "m0 0v14m9-14v14m-9-7h9",
        "I": "m5 0v14",
        "K": "m0 0v14m9-14l-9 8m3.2-2.6l6.3 8.6",
        "L": "m0 0v14h9",
        "M": "m0 14v-14l5 8l5-8v14",
        "N": "m0 14v-14l9 14v-14",
        "O": "m3 0h4l3 3v8l-3 3h-4l-3-3v-8z",
        "P": "m0 14v-14h6l3 2v3.5l-3 2h-6",
        "R": "m0 14v-14h6l3 2v3.5l-3 2h-6m5 0l4.5 6.5",
        "S": "m9 2l-2.5-2h-4l-2.5 2v3l2.5 2h4l2.5 2v3l-2.5 2h-4l-2.5-2",
        "T": "m0 0h10m-5 0v14",
        "U": "m0 0v11l3 3h4l3-3v-11",
        " ": "",
        "1": "m2 3l3-3v14",
        "2": "m0 3l3-3h3l3 3v2l-9 9h9",
        "3": "m0 2l2.5-2h4l2.5 2v3l-2.5 2h-3.5h3.5l2.5 2v3l-2.5 2h-4l-2.5-2",
        "4": "m7 14v-14l-7 10h10",
        "5": "m9 0h-8l-1 6h6l3 2.5v3l-2.5 2.5h-4.5l-2-1.5",
        "6": "m8 1l-2-1h-2l-4 5v6l3 3h3l3-3v-2l-3-2.5h-3l-3 2.5",
        "7": "m0 0h9l-6 14",
        "8": "m3 0h3l3 2v3l-3 2h-3l-3-2v-3zm0 7l-3 2v3l3 2h3l3-2v-3l-3-2",
        "9": "m9 5l-3 2.5h-3l-3-2.5v-2l3-3h3l3 3v6l-4 5h-3",
    }
)
"""Each character in a box of 10 by 14 units, as steps from its upper left corner."""


def word(text: str, x: float, y: float, colour: str, size: float = 1) -> str:
    """Characters in strokes, centred on `x`, below `y`."""
    drawn = f'<path{word_place(text, x, y, size)} d="{letters(text)}"/>'
    return in_strokes(drawn, colour)


_DEEP, _SURFACE, _LOWER, _SMALL = 68, 82, 5, 0.65
"""The places and the size of the words below the halves of a view, one of them deep."""


def view_caption(text: str, y: float, colour: str, shapes: Shapes, *, deep_side: int) -> str:
    """The name of a view below it, and those of its halves.

    Args:
        text: The name in capitals.
        y: The upper edge.
        colour: The colour.
        shapes: The shapes of the document.
        deep_side: The half with deep muscles, 1 for x > 0 or else -1; 0 if the halves are alike.
    """
    drawn = word(text, 0, y, colour)
    if not deep_side:
        return drawn
    halves = (("DEEP", deep_side * _DEEP), ("SURFACE", -deep_side * _SURFACE))
    words = (
        shapes.draw(letters(name), word_place(name, x, y + _LOWER, _SMALL), again=True)
        for name, x in halves
    )
    return drawn + in_strokes("".join(words), colour)


def in_strokes(drawn: str, colour: str) -> str:
    """The look of some words that are drawn."""
    return (
        f'<g fill="none" stroke="{colour}" stroke-width="2" stroke-linecap="round" '
        f'stroke-linejoin="round">{drawn}</g>'
    )


def letters(text: str) -> str:
    """The path data of a word that begins at the origin."""
    return "".join(f"M{at * _ADVANCE} 0{_STROKES[letter]}" for at, letter in enumerate(text))


def word_place(text: str, x: float, y: float, size: float = 1) -> str:
    """The attribute that puts a word centred on `x`, below `y`."""
    start = x - (len(text) * _ADVANCE - (_ADVANCE - _WIDTH)) * size / 2
    scale = f" scale({size:g})" if size != 1 else ""
    return f' transform="translate({start:g} {y:g}){scale}"'


def badge_defs(contractions: Iterable[Contraction], colours: tuple[str, str]) -> str:
    """The badges of some contractions: arrows that meet, arrows that part, or two bars.

    Args:
        contractions: The contractions.
        colours: The colours of the ground of a badge and of its arrows.
    """
    ground, ink = colours
    return "".join(
        f'<g id="{_badge_id(each)}" fill="none" stroke="{ink}" stroke-width="2.2" '
        f'stroke-linecap="round" stroke-linejoin="round"><circle r="12" fill="{ground}" '
        f'stroke-width="1.6"/><path d="{_arrows(each)}"/></g>'
        for each in sorted(contractions)
    )


def contraction_badge(contraction: Contraction, x: float, y: float) -> str:
    """A reference to the badge of a contraction, with its centre at a point."""
    return f'<use href="#{_badge_id(contraction)}" x="{x:.0f}" y="{y:.0f}"/>'


def _badge_id(contraction: Contraction) -> str:
    return f"k{list(Contraction).index(contraction)}"


def _arrows(contraction: Contraction) -> str:
    match contraction:
        case Contraction.CONCENTRIC:
            return "M0-9v7M-3-5l3 3 3-3M0 9V2M-3 5l3-3 3 3"
        case Contraction.ECCENTRIC:
            return "M0-1v-7M-3-5l3-3 3 3M0 1v7M-3 5l3 3 3-3"
        case Contraction.ISOMETRIC:
            return "M-5-3H5M-5 3H5"
        case _:
            assert_never(contraction)
