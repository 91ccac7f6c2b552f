"""Where each muscle is on the figure, as options and their proofs need it; nothing is drawn."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cards.model.figure import FigureView


class MusclePlace(NamedTuple):
    """The region by which a map can ask for a muscle.

    Attributes:
        region: Its id.
        view: The view that it is in.
        where: Its place on the body, without the name of a muscle.
        x: The middle of the region, in units from the midline.
        y: The middle of the region, in units from the top of the head.
        shared: Ids of the muscles that a region may be taken for: they are drawn in it as well, or
            a good part of it is over one of their regions or under it.
        neighbours: Ids of the muscles that are drawn next to it.
    """

    region: str
    view: "FigureView"
    where: str
    x: float
    y: float
    shared: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()
