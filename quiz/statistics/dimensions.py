"""The dimensions by which answers are grouped, in rows and columns of `primemover stats`.

To add one, add its entry to `DIMENSIONS`. The choices of `--by`, the grid and the quiz that drills
a weak cell follow from it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from cards.model.vocabulary import Contraction, Role


class Dimension(NamedTuple):
    """A way of grouping answers in rows.

    Attributes:
        name: The column of the review log, and its name in `--by` and in `--json` output.
        grid: Whether a row is split into columns. If not, it is a stretch of time, and rows are in
            order of time.
        drill: The topic or option of `primemover quiz` that asks the cards of one row, with `{}`
            for the row; None if there is none.
        narrows: Whether the drill is narrowed to the subject of the columns too.
        is_concept: Whether a row is a concept, which can be the answer of a question.
    """

    name: str
    grid: bool
    drill: str | None
    narrows: bool = True
    is_concept: bool = False


class Column(NamedTuple):
    """A way of splitting a row into cells.

    Attributes:
        name: The column of the review log, as `--json` writes it.
        subject: The subject whose questions drill a weak cell. The drill does not name its column,
            or that would be the answer.
        headings: All values, in the order in which they are shown.
    """

    name: str
    subject: str
    headings: tuple[str, ...]


_DIMENSIONS = (
    Dimension(name="muscle", grid=True, drill="{}", is_concept=True),
    Dimension(name="exercise", grid=True, drill="{}", is_concept=True),
    Dimension(name="template", grid=True, drill="--template {}", narrows=False),
    Dimension(name="kind", grid=True, drill="--kind {}"),
    Dimension(name="tests", grid=True, drill="{}", narrows=False),
    Dimension(name="day", grid=False, drill=None),
    Dimension(name="session", grid=False, drill=None),
)

DIMENSIONS: Mapping[str, Dimension] = MappingProxyType({each.name: each for each in _DIMENSIONS})
"""Every dimension by its name; the first is the default."""

ROLE = Column(name="role", subject="roles", headings=tuple(Role))
CONTRACTION = Column(name="contraction", subject="contraction", headings=tuple(Contraction))
