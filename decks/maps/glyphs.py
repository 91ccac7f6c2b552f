"""Letters, digits and marks as strokes, so that they need no font."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import assert_never

from cards.model.vocabulary import Contraction

_ADVANCE, _WIDTH = 15, 10

_STROKES: Mapping[str, str] = MappingProxyType(
    {
        "A": "M0 14L5 0l5 14M2 9.5h6",
        "B": "M0 7h6l3 2v3l-2.5 2H0V0h6l2.5 2v3L6 7",
        "C": "M10 2.5L7 0H3L0 3v8l3 3h4l3-2.5",
        "D": "M0 0v14h5l4-4V4L5 0z",
        "E": "M9 0H0v14h9M0 6.5h7",
        "F": "M0 14V0h9M0 6.5h7",
        "H": "M0 0v14M9 0v14M0 7h9",
        "I": "M5 0v14",
        "K": "M0 0v14M9 0L0 8M3.2 5.4L9.5 14",
        "L": "M0 0v14h9",
        "M": "M0 14V0l5 8 5-8v14",
        "N": "M0 14V0l9 14V0",
        "O": "M3 0h4l3 3v8l-3 3H3l-3-3V3z",
        "P": "M0 14V0h6l3 2v3.5l-3 2H0",
        "R": "M0 14V0h6l3 2v3.5l-3 2H0M5 7.5L9.5 14",
        "S": "M9 2L6.5 0H2.5L0 2v3l2.5 2h4L9 9v3l-2.5 2h-4L0 12",
        "T": "M0 0h10M5 0v14",
        "U": "M0 0v11l3 3h4l3-3V0",
        " ": "",
        "1": "M2 3l3-3v14",
        "2": "M0 3l3-3h3l3 3v2l-9 9h9",
        "3": "M0 2l2.5-2h4L9 2v3L6.5 7H3h3.500L9 9v3l-2.500 2h-4L0 12",
        "4": "M7 14V0L0 10h10",
        "5": "M9 0H1L0 6h6l3 2.500v3L6.500 14H2L0 12.500",
        "6": "M8 1L6 0H4L0 5v6l3 3h3l3-3V9L6 6.500H3L0 9",
        "7": "M0 0h9L3 14",
        "8": "M3 0h3l3 2v3L6 7H3L0 5V2zM3 7L0 9v3l3 2h3l3-2V9L6 7",
        "9": "M9 5L6 7.500H3L0 5V3l3-3h3l3 3v6l-4 5H2",
    }
)
"""Each character in a box of 10 by 14 units."""


def word(text: str, x: float, y: float, colour: str, size: float = 1) -> str:
    """Characters in strokes, centred on `x`, below `y`."""
    start = x - (len(text) * _ADVANCE - (_ADVANCE - _WIDTH)) * size / 2
    scale = f" scale({size:g})" if size != 1 else ""
    letters = "".join(
        f'<path transform="translate({at * _ADVANCE})" d="{_STROKES[letter]}"/>'
        for at, letter in enumerate(text)
    )
    return (
        f'<g transform="translate({start:g} {y:g}){scale}" fill="none" stroke="{colour}" '
        f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{letters}</g>'
    )


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
