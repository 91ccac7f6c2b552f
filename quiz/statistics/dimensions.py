"""The dimensions by which answers are grouped, in rows and columns of `primemover stats`.

To add one, add its entry to `DIMENSIONS`. The choices of `--by`, the grid and the quiz that drills
a weak cell follow from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from cards.model.vocabulary import Contraction, Role

if TYPE_CHECKING:
    from quiz.log.records import Review

Value = Callable[["Review"], str | None]
"""The value of an answer in a dimension; None if it has none."""


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """A way of grouping answers in rows.

    Attributes:
        name: Its name in `--by` and in `--json` output.
        value: The row that an answer belongs to.
        grid: Whether a row is split into columns. If not, it is a stretch of time, and rows are in
            order of time.
        drill: The topic or option of `primemover quiz` that asks the cards of one row, with `{}`
            for the row; None if there is none.
        narrows: Whether the drill is narrowed to the column of a weak cell too. That of a template
            is not, or all its questions could have the same answer.
    """

    name: str
    value: Value
    grid: bool
    drill: str | None
    narrows: bool = True


@dataclass(frozen=True, kw_only=True)
class Column:
    """A way of splitting a row into cells.

    Attributes:
        name: As `--json` writes it, and as `primemover quiz` has an option for it.
        value: The column that an answer belongs to.
        headings: All values, in the order in which they are shown.
    """

    name: str
    value: Value
    headings: tuple[str, ...]


_DIMENSIONS = (
    Dimension(name="muscle", value=lambda r: r.muscle, grid=True, drill="{}"),
    Dimension(name="exercise", value=lambda r: r.exercise, grid=True, drill="{}"),
    Dimension(
        name="template", value=lambda r: r.template, grid=True, drill="--template {}", narrows=False
    ),
    Dimension(name="kind", value=lambda r: r.kind, grid=True, drill="--kind {}"),
    Dimension(name="tests", value=lambda r: r.tests, grid=True, drill="{}"),
    Dimension(name="day", value=lambda r: r.day, grid=False, drill=None),
    Dimension(name="session", value=lambda r: r.session, grid=False, drill=None),
)

DIMENSIONS: Mapping[str, Dimension] = MappingProxyType({each.name: each for each in _DIMENSIONS})
"""Every dimension by its name; the first is the default."""

ROLE = Column(name="role", value=lambda r: r.role, headings=tuple(Role))
CONTRACTION = Column(name="contraction", value=lambda r: r.contraction, headings=tuple(Contraction))
