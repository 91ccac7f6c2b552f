"""The names of muscles next to the figure, each with a line to its muscle."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from cards.model.figure import BodyFigure, Depth, FigureView, MuscleRegion
from cards.model.polygons import Pair
from decks.maps.depth import covered, covering
from decks.maps.glyphs import word
from decks.maps.legend import widest
from decks.maps.painting import painted
from decks.maps.spans import visible_point, widest_circle
from decks.maps.spec import MapEntry, MapSpec

SIZE = 22
"""The height of a label."""

_STEP = 30
_NUMBER = 1.6
"""The size of a number, 1 for that of a caption."""

_GAP = 12


class Anchor(NamedTuple):
    """Where an entry is named, marked or numbered.

    Attributes:
        entry: The entry.
        region: The region that shows it best.
        point: A point in that region, on the half with x > 0.
        under: Whether it is on the half for deep muscles.
    """

    entry: MapEntry
    region: MuscleRegion
    point: Pair
    under: bool = False

    @property
    def view(self) -> FigureView:
        """The view that shows it best."""
        return self.region.view


def anchors(
    regions: Mapping[str, MapEntry], figure: BodyFigure, views: Iterable[FigureView]
) -> Iterator[Anchor]:
    """An anchor for each entry: in the region of which most is visible in some views."""
    shown = frozenset(views)
    split = frozenset(view for view in shown if covered(regions, view, figure))
    of_entry: dict[int, list[MuscleRegion]] = {}
    entries: dict[int, MapEntry] = {}
    for id_, entry in regions.items():
        if figure.by_id[id_].view in shown:
            of_entry.setdefault(id(entry), []).append(figure.by_id[id_])
            entries[id(entry)] = entry
    for key, found in of_entry.items():
        places = [(place, region) for region in found if (place := _place(region, regions, figure))]
        if places:
            (point, _), region = max(places, key=lambda each: each[0][1])
            under = region.depth is Depth.DEEP and region.view in split
            yield Anchor(entries[key], region, point, under)


def _place(
    region: MuscleRegion, regions: Mapping[str, MapEntry], figure: BodyFigure
) -> tuple[Pair, float] | None:
    """A visible point of a region, with the visible area."""
    body = figure.outlines[region.view].body
    return visible_point(region.parts, covering(region, regions, figure), body)


def circle_of(
    anchor: Anchor, regions: Mapping[str, MapEntry], figure: BodyFigure
) -> tuple[Pair, float]:
    """The middle and the radius of a circle that lies in the visible part of a region."""
    region = anchor.region
    over = covering(region, regions, figure)
    circle = widest_circle(region.parts, over, figure.outlines[region.view].body)
    return circle or (anchor.point, 0.0)


def chief_views(spec: MapSpec, figure: BodyFigure) -> tuple[FigureView, ...]:
    """The views of a map that show a muscle better than the others do; all if none is drawn."""
    best = {
        view
        for panel in spec.panels
        for view in _best_views(painted(panel, figure), figure, frozenset(spec.views))
    }
    return tuple(view for view in spec.views if view in best) or spec.views


def _best_views(
    regions: Mapping[str, MapEntry], figure: BodyFigure, views: Collection[FigureView]
) -> Iterator[FigureView]:
    """For each painted muscle, the view in which most of it is visible."""
    areas: dict[str, dict[FigureView, float]] = {}
    for id_, entry in regions.items():
        region = figure.by_id[id_]
        place = _place(region, regions, figure) if region.view in views else None
        if place is None:
            continue
        for muscle in entry.muscles.intersection(region.muscles):
            of_muscle = areas.setdefault(muscle, {})
            of_muscle[region.view] = of_muscle.get(region.view, 0) + place[1]
    for of_muscle in areas.values():
        yield max(of_muscle, key=of_muscle.__getitem__)


@dataclass(frozen=True, kw_only=True)
class LabelColumn:
    """The labels on one side of a panel.

    Attributes:
        anchors: The entries, with their points on the panel.
        left_side: Whether it is the left-hand side.
        edge: Where the figure ends and the column begins.
        top: The highest level of a label.
        bottom: The lowest level of a label.
        colours: The colours of the words, of the lines and of the ground.
    """

    anchors: tuple[tuple[MapEntry, Pair], ...]
    left_side: bool
    edge: float
    top: float
    bottom: float
    colours: tuple[str, str, str]

    def svg(self) -> str:
        """The labels, from the highest to the lowest, with their lines."""
        ordered = _uncrossed(list(self.anchors), self.edge)
        side = -1 if self.left_side else 1
        text, line, ground = self.colours
        lines, dots, words = [], [], []
        levels = _spread([point[1] for _, point in ordered], self.top, self.bottom)
        for (entry, (x, y)), level in zip(ordered, levels, strict=True):
            end = self.edge + side * _GAP
            lines.append(f"M{x:.0f} {y:.0f}L{self.edge:.0f} {level:.0f}H{end:.0f}")
            dots.append(f"M{x:.0f} {y:.0f}h0")
            at = end + side * _GAP / 2
            if entry.number is None:
                baseline = level + SIZE * 0.35
                name = escape(entry.label, quote=False)
                words.append(f'<text x="{at:.0f}" y="{baseline:.0f}">{name}</text>')
            else:
                words.append(word(str(entry.number), at + side * _GAP, level - _GAP, text, _NUMBER))
        anchor = "end" if self.left_side else "start"
        halo = ""
        if any(entry.number is not None for entry, _ in ordered):
            # All of these muscles have one dark colour, on which a line is hard to follow.
            line = text
            halo = (
                f'<g fill="none" stroke="{ground}" stroke-linecap="round">'
                f'<path d="{"".join(lines)}" stroke-width="5"/>'
                f'<path d="{"".join(dots)}" stroke-width="13"/></g>'
            )
        return (
            f'{halo}<g fill="none" stroke="{line}" stroke-width="1.6"><path d="{"".join(lines)}"/>'
            f'<path d="{"".join(dots)}" stroke-width="7" stroke-linecap="round"/></g>'
            f'<g font-size="{SIZE}" fill="{text}" text-anchor="{anchor}">{"".join(words)}</g>'
        )


def column_width(names: Iterable[str]) -> float:
    """The width of a column with some names; 0 without any."""
    width = widest(names, SIZE)
    return width + 3 * _GAP if width else 0


def _spread(levels: Sequence[float], top: float, bottom: float) -> list[float]:
    """Levels at least a step apart, in the same order, with the least squared distance.

    Labels that would touch form a block around the mean of their levels: the algorithm of pooled
    adjacent violators.
    """
    blocks: list[tuple[float, int]] = []  # the mean level of the first label, and the labels
    for at, level in enumerate(levels):
        mean, size = level - at * _STEP, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean, size = (mean * size + before * count) / (size + count), size + count
        blocks.append((mean, size))
    starts = [mean for mean, size in blocks for _ in range(size)]
    highest = bottom - _STEP * (len(levels) - 1)
    return [min(max(start, top), highest) + at * _STEP for at, start in enumerate(starts)]


def _uncrossed(points: list[tuple[MapEntry, Pair]], edge: float) -> list[tuple[MapEntry, Pair]]:
    """Entries in an order in which few of their lines cross."""
    found = sorted(points, key=lambda pair: pair[1][1])
    for _ in found:
        for at in range(len(found) - 1):
            upper, lower = found[at][1], found[at + 1][1]
            level = (upper[1] + lower[1]) / 2
            ends = (edge, level - _STEP / 2), (edge, level + _STEP / 2)
            if _cross(upper, ends[0], lower, ends[1]):
                found[at], found[at + 1] = found[at + 1], found[at]
    return found


def _cross(a: Pair, b: Pair, c: Pair, d: Pair) -> bool:
    """Whether the lines from `a` to `b` and from `c` to `d` cross."""
    return _bends(a, b, c) != _bends(a, b, d) and _bends(c, d, a) != _bends(c, d, b)


def _bends(a: Pair, b: Pair, c: Pair) -> bool:
    """Whether the way from `a` over `b` to `c` turns to the left."""
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])
