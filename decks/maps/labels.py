"""The names of muscles next to the figure, each with a line to its muscle."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cards.model.figure import BodyFigure, FigureView, MuscleRegion
from decks.maps.geometry import Pair, area, inner_point, polygon
from decks.maps.legend import text_line, widest
from decks.maps.spec import MapEntry

SIZE = 22
"""The height of a label."""

_STEP = 30
_GAP = 12


class Anchor(NamedTuple):
    """Where an entry is named, marked or numbered.

    Attributes:
        entry: The entry.
        view: The view that shows it best.
        point: A point in its largest region, on the half with x > 0.
    """

    entry: MapEntry
    view: FigureView
    point: Pair


def anchors(
    regions: Mapping[str, MapEntry], figure: BodyFigure, views: Iterable[FigureView]
) -> Iterator[Anchor]:
    """An anchor for each entry: in the largest of its regions in some views."""
    shown = frozenset(views)
    of_entry: dict[int, list[MuscleRegion]] = {}
    entries: dict[int, MapEntry] = {}
    for id_, entry in regions.items():
        if figure.by_id[id_].view in shown:
            of_entry.setdefault(id(entry), []).append(figure.by_id[id_])
            entries[id(entry)] = entry
    for key, found in of_entry.items():
        region = max(found, key=_area)
        yield Anchor(entries[key], region.view, inner_point([polygon(p) for p in region.parts]))


def _area(region: MuscleRegion) -> float:
    return sum(area(polygon(part)) for part in region.parts)


@dataclass(frozen=True, kw_only=True)
class LabelColumn:
    """The labels on one side of a panel.

    Attributes:
        anchors: The entries, with their points on the panel.
        left_side: Whether it is the left-hand side.
        edge: Where the figure ends and the column begins.
        top: The highest level of a label.
        bottom: The lowest level of a label.
        colours: The colours of the words and of the lines.
    """

    anchors: tuple[tuple[MapEntry, Pair], ...]
    left_side: bool
    edge: float
    top: float
    bottom: float
    colours: tuple[str, str]

    def svg(self) -> str:
        """The labels, from the highest to the lowest, with their lines."""
        ordered = sorted(self.anchors, key=lambda pair: pair[1][1])
        side = -1 if self.left_side else 1
        text, line = self.colours
        drawn = []
        levels = _spread([point[1] for _, point in ordered], self.top, self.bottom)
        for (entry, (x, y)), level in zip(ordered, levels, strict=True):
            end = self.edge + side * _GAP
            drawn.append(
                f'<path d="M{x:.0f} {y:.0f}L{self.edge:.0f} {level:.0f}H{end:.0f}" fill="none" '
                f'stroke="{line}" stroke-width="1.6"/><circle cx="{x:.0f}" cy="{y:.0f}" r="3.4" '
                f'fill="{line}"/>'
            )
            anchor = "end" if self.left_side else "start"
            at, baseline = end + side * _GAP / 2, level + SIZE * 0.35
            drawn.append(text_line(entry.name, at, baseline, SIZE, text, anchor=anchor))
        return "".join(drawn)


def column_width(names: Iterable[str]) -> float:
    """The width of a column with some names; 0 without any."""
    width = widest(names, SIZE)
    return width + 3 * _GAP if width else 0


def _spread(levels: list[float], top: float, bottom: float) -> list[float]:
    """Levels a step apart, each as near as possible to the given one, in the same order."""
    found: list[float] = []
    for at, level in enumerate(levels):
        lowest = bottom - _STEP * (len(levels) - 1 - at)
        least = found[-1] + _STEP if found else top
        found.append(max(least, min(level, lowest)))
    return found
