"""A muscle map as an SVG document."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import NamedTuple

from cards.model.figure import BodyFigure, FigureView
from cards.model.polygons import Pair
from decks.maps.body import BodyView
from decks.maps.depth import covered
from decks.maps.detail import Slot, detail_svg
from decks.maps.glyphs import badge_defs, contraction_badge, view_caption
from decks.maps.labels import Anchor, LabelColumn, anchors, circle_of, column_width
from decks.maps.legend import FONT, Legend, title_svg
from decks.maps.listing import described
from decks.maps.painting import needed_details, painted, painted_detail, sectioned
from decks.maps.palette import PALETTES, Palette
from decks.maps.patterns import pattern_defs
from decks.maps.shapes import Shapes
from decks.maps.spec import MapEntry, MapSpec

_TOP, _BOTTOM, _HALF = -12, 856, 200
_CAPTION = 826
"""The level of the word below a view."""

_GAP, _CAPTION_HEIGHT = 10, 34
_WINDOW, _SPACE = "w", 4
"""The clip path of a part of the body, and the space at its sides."""

_ROOM = 1.6
"""The height of a part of the body as a share of what is painted in it."""

_MOST_ROOM = 120
_LEAST_HEIGHT, _LEAST_HALF, _MARGIN = 300, 110, 36
_ELBOW = 300
"""A part of the body that begins lower shows hands without arms."""

_WIDE = 1.6
"""The width of a card's place for a map, as a share of its height, that whole arms may take."""

_RING = (11, 19)
"""The least and the greatest radius of a ring; the greatest surrounds a badge."""

_RING_SHARE = 0.9
"""The size of a ring as a share of the space in its region."""

_FACE = 75
"""A part of the body that begins higher shows the whole head."""

_HEADING = 44
_USUAL_WIDTH = 800
_TALL = 400
"""A taller part of the body is small on a card."""

_FREE_WIDTH, _FREE_TOP, _FREE_HEIGHT = 216, 506, 300
"""The space between the legs of two views, below their hands."""

_LEGEND_SHARE = 0.65
"""The size of a legend as a share of the width, so that it can be read on a phone."""


def render(spec: MapSpec, figure: BodyFigure) -> str:
    """Draw a map.

    A map without a title has no text but its numbers, and no name in any id.

    Args:
        spec: The map.
        figure: The landmarks.

    Returns:
        An SVG document without scripts and outside references.
    """
    return _Document(spec, sectioned(spec.panels, figure)).svg()


class Spot(NamedTuple):
    """The place of an entry on a drawn map.

    Attributes:
        entry: The entry.
        x: Its distance from the left edge, as a share of the width.
        y: Its distance from the upper edge, as a share of the height.
        size: The width of a ring that marks it, as a share of the width.
    """

    entry: MapEntry
    x: float
    y: float
    size: float


def spots(spec: MapSpec, figure: BodyFigure) -> tuple[Spot, ...]:
    """The place of each painted entry on a map of one panel without labels and legend."""
    return _Document(spec, sectioned(spec.panels, figure)).spots()


def _text(words: str) -> str:
    return escape(words, quote=False)


@dataclass(frozen=True)
class _Frame:
    """The part of a view that is shown."""

    half: float
    top: float
    bottom: float


@dataclass(frozen=True)
class _Document:
    spec: MapSpec
    figure: BodyFigure

    @property
    def _palette(self) -> Palette:
        return PALETTES[self.spec.theme]

    @cached_property
    def _shapes(self) -> Shapes:
        return Shapes(shared=len(self.spec.panels) > 1)

    @cached_property
    def _painted(self) -> tuple[Mapping[str, MapEntry], ...]:
        return tuple(painted(panel, self.figure) for panel in self.spec.panels)

    @cached_property
    def _frame(self) -> _Frame:
        """The whole body, or the painted regions with room to recognise the place."""
        views = self.spec.views
        regions = [self.figure.by_id[id_] for found in self._painted for id_ in found]
        boxes = [region.box for region in regions if region.view in views]
        if not (self.spec.cropped and boxes):
            return _Frame(_HALF, _TOP, _BOTTOM)
        low, high = min(box[2] for box in boxes), max(box[3] for box in boxes)
        room = min((high - low) * (_ROOM - 1), _MOST_ROOM)
        height = max(_LEAST_HEIGHT, high - low + room)
        top = min(max((low + high - height) / 2, _TOP), _CAPTION - height)
        if top < _FACE:
            height, top = top + height - _TOP, _TOP
        half = self._half(top, height, max(box[1] for box in boxes))
        return _Frame(half, round(top), round(top + height))

    def _half(self, top: float, height: float, painted_to: float) -> float:
        """Half of the width of a view: with whole arms if there is room, or without hands."""
        least = min(_HALF, max(_LEAST_HALF, painted_to + _MARGIN))
        if top > _ELBOW:
            return least
        bottom = top + height
        body = max(
            point.x
            for view in self.spec.views
            for point in self.figure.outlines[view].body
            if top <= point.y <= bottom
        )
        whole = min(_HALF, max(least, body + 2 * _SPACE))
        room = (height + _CAPTION_HEIGHT) * _WIDE / (2 * len(self.spec.views))
        return whole if whole <= room else least

    def svg(self) -> str:
        spec, frame = self.spec, self._frame
        margins = self._margins
        width = 0.0
        drawn, defined = [], dict[str, str]()
        heading = _HEADING if any(panel.heading for panel in spec.panels) else 0
        for number in range(len(spec.panels)):
            drawn.append(self._panel(number, width, defined))
            width += sum(margins) + 2 * frame.half * len(spec.views)
        if spec.details and len(spec.panels) == 1 and len(spec.views) > 1 and not spec.cropped:
            drawn.append(self._details())
        bottom = frame.bottom + (_CAPTION_HEIGHT if self.spec.cropped else 0)
        scale = max(1, width / _USUAL_WIDTH * _LEGEND_SHARE) if len(spec.panels) > 1 else 1
        if spec.legend:
            legend = Legend(
                spec=spec, figure=self.figure, palette=self._palette, width=width, scale=scale
            )
            below, height = legend.svg(bottom)
            drawn.append(below)
            bottom += height
        top = frame.top - heading
        if spec.headed and spec.title:
            title, height = title_svg(spec.title, top, width, scale, self._palette)
            drawn.append(title)
            top -= height
        return self._document("".join(drawn), width, top, bottom)

    def spots(self) -> tuple[Spot, ...]:
        """The anchors of the first panel, as shares of the size of the document."""
        spec, frame = self.spec, self._frame
        width = 2 * frame.half * len(spec.views)
        top = frame.top - (_HEADING if spec.panels[0].heading else 0)
        height = frame.bottom + (_CAPTION_HEIGHT if self.spec.cropped else 0) - top
        found = []
        for anchor in anchors(self._painted[0], self.figure, spec.views):
            middle = frame.half * (2 * spec.views.index(anchor.view) + 1)
            point, radius = self._ring(anchor)
            x, y = self._place(anchor._replace(point=point), middle)
            found.append(Spot(anchor.entry, x / width, (y - top) / height, 2 * radius / width))
        return tuple(found)

    def _ring(self, anchor: Anchor) -> tuple[Pair, float]:
        """The middle and the radius of a ring: in the region, or round the badge on it."""
        if anchor.entry.contraction is not None:
            return anchor.point, _RING[1]
        point, radius = circle_of(anchor, self._painted[0], self.figure)
        return point, min(max(radius * _RING_SHARE, _RING[0]), _RING[1])

    def _details(self) -> str:
        """The details that the map needs, between the legs of the first two views."""
        panel, frame = self.spec.panels[0], self._frame
        needed = needed_details(panel, self.figure)
        middle = self._margins[0] + 2 * frame.half
        drawn = []
        for at, detail in enumerate(needed):
            found = painted_detail(panel, detail)
            paints = {position: entry.paint for position, entry in found.items()}
            width = _FREE_WIDTH / len(needed)
            x = middle - _FREE_WIDTH / 2 + width * (at + 0.5)
            slot = Slot(x, _FREE_TOP, width, _FREE_HEIGHT, _CAPTION)
            drawn.append(detail_svg(detail, paints, self._palette, self._shapes, slot))
        return "".join(drawn)

    def _document(self, drawn: str, width: float, top: float, bottom: float) -> str:
        spec, colours = self.spec, self._palette
        x, y, height = 0, round(top), round(bottom - top)
        words = ""
        if spec.title:
            about = described(spec, self.figure)
            words = f"<title>{_text(spec.title)}</title><desc>{_text(about)}</desc>"
        paints = {entry.paint for found in self._painted for entry in found.values()}
        works = {e.contraction for panel in spec.panels for e in panel.entries if e.contraction}
        defs = pattern_defs(paints, colours) + badge_defs(works, (colours.ground, colours.text))
        defs += self._window
        font = f' role="img" font-family="{FONT}"' if words or "<text" in drawn else ""
        fibres = f"fill:none;stroke:{colours.fibre};stroke-width:.9;stroke-opacity:.55"
        style = f".f{{{fibres}}}.d{{stroke-dasharray:6 4}}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
            f'viewBox="{x} {y} {width:.0f} {height}"{font}>{words}'
            f"<style>{style}</style><defs>{defs}</defs>"
            f'<path d="M0 {y}h{width:.0f}v{height}H0z" fill="{colours.ground}"/>{drawn}</svg>'
        )

    @cached_property
    def _margins(self) -> tuple[float, float]:
        """The widths of the label columns on the left and on the right of a panel."""
        if not self._labelled:
            return 0, 0
        names: tuple[list[str], list[str]] = ([], [])
        for found in self._painted:
            for anchor in anchors(found, self.figure, self.spec.views):
                names[not self._labels_before(anchor.view)].append(anchor.entry.label or "00")
        return column_width(names[0]), column_width(names[1])

    @property
    def _labelled(self) -> bool:
        """Whether names or numbers are written next to the figure."""
        entries = (entry for panel in self.spec.panels for entry in panel.entries)
        return self.spec.labels or any(entry.number is not None for entry in entries)

    def _place(self, anchor: Anchor, middle: float) -> Pair:
        """The point of an anchor on a view with a midline at some x; its surface is outside."""
        before = self._labels_before(anchor.view) is not anchor.under
        return middle + (-anchor.point[0] if before else anchor.point[0]), anchor.point[1]

    def _labels_before(self, view: FigureView) -> bool:
        """Whether the labels of a view are on the left."""
        return self.spec.views.index(view) * 2 < len(self.spec.views)

    def _panel(self, number: int, begin: float, defined: dict[str, str]) -> str:
        """A panel; a view that looks like one of an earlier panel is a reference to it."""
        spec, frame = self.spec, self._frame
        found = self._painted[number]
        begin += self._margins[0]
        drawn = []
        places: dict[FigureView, float] = {}
        for at, view in enumerate(spec.views):
            middle = begin + frame.half * (2 * at + 1)
            places[view] = middle
            drawn.append(self._view(view, found, middle, defined))
        every = tuple(anchors(found, self.figure, spec.views))
        if self._labelled:
            drawn.append(self._labels(every, places, begin))
        drawn += [self._badge(anchor, places[anchor.view]) for anchor in every]
        heading = spec.panels[number].heading
        if heading:
            x = begin + frame.half * len(spec.views)
            scale = 34 if len(spec.panels) > 1 else 26
            y = frame.top - _HEADING / 4
            drawn.append(
                f'<text x="{x:.0f}" y="{y:.0f}" font-size="{scale}" fill="{self._palette.text}" '
                f'text-anchor="middle">{_text(heading)}</text>'
            )
        return "".join(drawn)

    def _view(
        self,
        view: FigureView,
        found: Mapping[str, MapEntry],
        middle: float,
        defined: dict[str, str],
    ) -> str:
        entries = {
            id_: entry for id_, entry in found.items() if self.figure.by_id[id_].view is view
        }
        look = repr((view, sorted((id_, entry.paint) for id_, entry in entries.items())))
        place = f'transform="translate({middle:.0f})"'
        if look in defined:
            return f'<use href="#{defined[look]}" {place}/>'
        id_ = f"v{len(defined)}"
        defined[look] = id_
        body = BodyView(
            figure=self.figure,
            view=view,
            entries=entries,
            palette=self._palette,
            changing={region for shown in self._painted for region in shown},
            shapes=self._shapes,
            id=f"{id_}h",
            half=self._frame.half,
            levels=(self._frame.top, self._frame.bottom),
            fibrous=self._is_fibrous,
            deep_side=1 if self._labels_before(view) else -1,
        )
        drawn = body.svg()
        if self._window:
            drawn = f'<g clip-path="url(#{_WINDOW})">{drawn}</g>'
        is_split = bool(covered(entries, view, self.figure))
        caption = self._caption(view, is_split=is_split)
        return f'<g {place}><g id="{id_}">{drawn}{caption}</g></g>'

    @property
    def _is_fibrous(self) -> bool:
        """Whether there is room for fibres: a card shows two views, or a tall one, small."""
        frame = self._frame
        is_tall, is_wide = frame.bottom - frame.top > _TALL, len(self.spec.views) > 1
        is_small = self.spec.cropped and (is_tall or is_wide)
        return len(self.spec.panels) == 1 and not is_small

    def _caption(self, view: FigureView, *, is_split: bool) -> str:
        level = self._frame.bottom + _GAP if self.spec.cropped else _CAPTION
        colour = self._palette.line
        deep_side = (1 if self._labels_before(view) else -1) if is_split else 0
        drawn = view_caption(view.upper(), level, colour, self._shapes, deep_side=deep_side)
        return self._shapes.block((view, *(["split"] if is_split else [])), drawn)

    @property
    def _window(self) -> str:
        """A clip path that keeps the parts of two views apart, and a part from its caption."""
        frame = self._frame
        if not self.spec.cropped:
            return ""
        half, height = round(frame.half) - _SPACE, frame.bottom - frame.top
        shape = f"M{-half} {frame.top:.0f}h{2 * half}v{height:.0f}H{-half}z"
        return f'<clipPath id="{_WINDOW}"><path d="{shape}"/></clipPath>'

    def _badge(self, anchor: Anchor, middle: float) -> str:
        """The contraction of an entry, on its region."""
        x, y = self._place(anchor, middle)
        if anchor.entry.contraction is not None:
            return contraction_badge(anchor.entry.contraction, x, y)
        return ""

    def _labels(
        self, every: tuple[Anchor, ...], places: dict[FigureView, float], begin: float
    ) -> str:
        frame, colours = self._frame, self._palette
        drawn = []
        for left_side in (True, False):
            pointed = tuple(
                (each.entry, self._place(each, places[each.view]))
                for each in every
                if self._labels_before(each.view) is left_side
            )
            column = LabelColumn(
                anchors=pointed,
                left_side=left_side,
                edge=begin if left_side else begin + 2 * frame.half * len(self.spec.views),
                top=frame.top + 30,
                bottom=frame.bottom - 40,
                colours=(colours.text, colours.edge, colours.ground),
            )
            drawn.append(column.svg())
        return "".join(drawn)
