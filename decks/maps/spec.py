"""A muscle map as a value: muscles with paint, contraction and number; views and theme."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from cards.model.figure import FigureView
from cards.model.vocabulary import Contraction


class Paint(StrEnum):
    """Why a muscle is painted; of two in one region, the earlier one counts."""

    ASKED = "asked"
    CHOICE = "choice"
    NAMED = "named"
    PRIME_MOVER = "prime mover"
    SYNERGIST = "synergist"
    STABILISER = "stabiliser"
    ANTAGONIST = "antagonist"
    OVERACTIVE = "overactive"
    UNDERACTIVE = "underactive"
    CONTESTED = "contested"  # it takes part, but our sources do not agree on a role


PAINT_WORDS: Mapping[Paint, str] = MappingProxyType(
    {
        Paint.ASKED: "asked",
        Paint.CHOICE: "to choose from",
        Paint.NAMED: "highlighted",
        Paint.PRIME_MOVER: "prime mover",
        Paint.SYNERGIST: "synergist",
        Paint.STABILISER: "stabiliser",
        Paint.ANTAGONIST: "antagonist",
        Paint.OVERACTIVE: "overactive",
        Paint.UNDERACTIVE: "underactive",
        Paint.CONTESTED: "takes part, role not agreed",
    }
)
"""Each paint as the legend and the list name it."""

CONTRACTION_WORDS: Mapping[Contraction, str] = MappingProxyType(
    {
        Contraction.CONCENTRIC: "shortens",
        Contraction.ECCENTRIC: "lengthens",
        Contraction.ISOMETRIC: "holds",
    }
)
"""Each contraction as what the muscle does."""


class Theme(StrEnum):
    """The colours of a map."""

    LIGHT = "light"
    NIGHT = "night"
    PRINT = "print"  # black and white


@dataclass(frozen=True, kw_only=True)
class MapEntry:
    """A muscle or a group on a map.

    Attributes:
        name: Its name, as the list and the labels show it; empty in a question.
        muscles: Ids of its muscles; empty for a group whose members no source states.
        part: The names of these muscles, if they are only a part of the group.
        paint: Why it is painted.
        of: The joint action that its role is in; empty for a role in the exercise.
        contraction: How it works in the phase that is shown.
        number: Its number in a question.
        levels: The highest and the lowest level of it, if it is only a section of deep muscles.
    """

    name: str
    muscles: frozenset[str]
    paint: Paint
    part: tuple[str, ...] = ()
    of: str = ""
    contraction: Contraction | None = None
    number: int | None = None
    levels: tuple[float, float] | None = None

    @property
    def label(self) -> str:
        """Its name as it is written next to the figure: "glutes (gluteus maximus)"."""
        match self.part:
            case ():
                return self.name
            case (muscle,):
                return f"{self.name} ({muscle})"
            case _:
                return f"{self.name} (in part)"


@dataclass(frozen=True, kw_only=True)
class Panel:
    """The figure once: in an exercise as a whole, or in one of its phases.

    Attributes:
        entries: The painted muscles; of two entries with a muscle in common, the first one counts.
        heading: A line above the figure; empty if there is only one panel.
        absent: The names of muscles of the exercise that have no role in this phase.
    """

    entries: tuple[MapEntry, ...]
    heading: str = ""
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MapSpec:
    """A muscle map.

    Attributes:
        panels: One, or one for each phase.
        views: The views of each panel, from left to right.
        cropped: Whether to show only the part of the body around what is painted.
        theme: The colours.
        details: Whether parts that front and back do not show well are drawn larger.
        labels: Whether the names are written next to the figure.
        legend: Whether the paints are explained below it.
        title: The title; None for a question, so that nothing gives its answer away. A map with a
            title also describes what is drawn.
        sources: The best sources of what is painted, by name.
        headed: Whether the title is written above the figure.
    """

    panels: tuple[Panel, ...]
    views: tuple[FigureView, ...] = (FigureView.FRONT, FigureView.BACK)
    cropped: bool = False
    theme: Theme = Theme.LIGHT
    details: bool = True
    labels: bool = False
    legend: bool = True
    title: str | None = None
    sources: tuple[str, ...] = ()
    headed: bool = False
