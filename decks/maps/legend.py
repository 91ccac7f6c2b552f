"""The legend below a map: a swatch and words for each paint and mark, and the sources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import NamedTuple, assert_never

from cards.model.figure import BodyFigure, Depth
from cards.model.vocabulary import Contraction
from decks.maps.glyphs import contraction_badge
from decks.maps.listing import remarks
from decks.maps.painting import painted, regions_with
from decks.maps.palette import Palette
from decks.maps.patterns import fill_of
from decks.maps.spec import CONTRACTION_WORDS, PAINT_WORDS, MapSpec, Paint

FONT = "Arial,Helvetica,Liberation Sans,DejaVu Sans,sans-serif"
"""The font of all words on a map."""

LETTER = 0.57
"""The usual width of a letter of that font, as a share of its height."""

_SWATCH = (34, 22)
_GAP = 10
_TITLE = 32
_LISTED = (Paint.OVERACTIVE, Paint.UNDERACTIVE)


class Look(StrEnum):
    """A look that is neither a paint nor the mark of a contraction."""

    DEEP = "deep"
    PLAIN = "plain"


class LegendItem(NamedTuple):
    """An explanation.

    Attributes:
        look: The paint, the mark or the other look.
        words: Its meaning.
    """

    look: Paint | Contraction | Look
    words: str


def legend_items(spec: MapSpec, figure: BodyFigure) -> Iterator[LegendItem]:
    """The items of a map: its paints, the deep ones, its marks, and the plain muscles."""
    entries = [entry for panel in spec.panels for entry in panel.entries]
    shown = [found for panel in spec.panels for found in painted(panel, figure).items()]
    paints = {entry.paint for _, entry in shown}
    for paint in Paint:
        if paint in paints:
            yield LegendItem(paint, PAINT_WORDS[paint])
    regions = (figure.by_id[id_] for id_, _ in shown)
    if any(region.depth is Depth.DEEP and region.view in spec.views for region in regions):
        yield LegendItem(Look.DEEP, "deep, under other muscles")
    contractions = {entry.contraction for entry in entries}
    for contraction in Contraction:
        if contraction in contractions:
            yield LegendItem(contraction, CONTRACTION_WORDS[contraction])
    silent = "not listed" if paints & set(_LISTED) else "not credited by our sources"
    yield LegendItem(Look.PLAIN, silent)


@dataclass(frozen=True, kw_only=True)
class Legend:
    """The legend of a map.

    Attributes:
        spec: The map.
        figure: The landmarks.
        palette: The colours.
        width: The width that it fills.
        scale: The size of its words and swatches, 1 for a map of two views.
    """

    spec: MapSpec
    figure: BodyFigure
    palette: Palette
    width: float
    scale: float

    def svg(self, top: float) -> tuple[str, float]:
        """The legend below a level, and its height."""
        size = 24 * self.scale
        step = size * 1.5
        y = top
        drawn = []
        for row in self._rows(size):
            x = _GAP * self.scale
            for item in row:
                drawn.append(self._item(item, x, y, size))
                x += self._item_width(item, size)
            y += step
        small = size * 0.8
        remarks = []
        for line in self._remarks(small):
            remarks.append(_words(line, _GAP * self.scale, y + small))
            y += small * 1.4
        svg = (
            f'<g fill="{self.palette.text}"><g font-size="{size:g}">{"".join(drawn)}</g>'
            f'<g font-size="{small:g}">{"".join(remarks)}</g></g>'
        )
        return svg, y - top + _GAP

    def _rows(self, size: float) -> Iterator[list[LegendItem]]:
        """The items in rows that fit the width."""
        row: list[LegendItem] = []
        used = _GAP * self.scale
        for item in legend_items(self.spec, self.figure):
            needed = self._item_width(item, size)
            if row and used + needed > self.width:
                yield row
                row, used = [], _GAP * self.scale
            row.append(item)
            used += needed
        if row:
            yield row

    def _item_width(self, item: LegendItem, size: float) -> float:
        return (_SWATCH[0] + 3 * _GAP) * self.scale + text_width(item.words, size)

    def _item(self, item: LegendItem, x: float, y: float, size: float) -> str:
        words = _words(item.words, x + (_SWATCH[0] + _GAP) * self.scale, y + size)
        scale = f" scale({self.scale:g})" if self.scale != 1 else ""
        place = f"translate({x:.0f} {y + size * 0.22:.0f}){scale}"
        return f'<g transform="{place}">{self._drawn(item.look)}</g>{words}'

    def _drawn(self, look: Paint | Contraction | Look) -> str:
        match look:
            case Paint():
                return self._swatch(fill_of(look, self.palette))
            case Contraction():
                return self._badge(look)
            case Look.DEEP:
                return self._swatch("none", dashed=True)
            case Look.PLAIN:
                return self._swatch(self.palette.muscle)
            case _:
                assert_never(look)

    def _swatch(self, fill: str, *, dashed: bool = False) -> str:
        width, height = _SWATCH
        edge = f' stroke="{self.palette.edge}" stroke-width="1.6"'
        if dashed:  # as clear as round a muscle
            edge = f' class="d" stroke="{self.palette.text}" stroke-width="2.5"'
        return f'<path d="M0 0h{width}v{height}H0z" fill="{fill}"{edge}/>'

    def _badge(self, contraction: Contraction) -> str:
        x, y = _SWATCH[0] / 2, _SWATCH[1] / 2
        return contraction_badge(contraction, x, y)

    def _remarks(self, size: float) -> Iterator[str]:
        """The remarks, what is not drawn, and the sources, in lines that fit the width."""
        hidden = dict.fromkeys(
            entry.name
            for panel in self.spec.panels
            for entry in panel.entries
            if not regions_with(entry, panel, self.figure)
        )
        for remark in remarks(self.spec):
            yield from self._wrapped(remark, size)
        if hidden:
            yield from self._wrapped(f"Not drawn: {', '.join(hidden)}.", size)
        if self.spec.sources:
            yield from self._wrapped(f"Sources: {'; '.join(self.spec.sources)}.", size)

    def _wrapped(self, text: str, size: float) -> Iterator[str]:
        room = self.width - 2 * _GAP * self.scale
        line = ""
        for each in text.split():
            longer = f"{line} {each}".strip()
            if line and text_width(longer, size) > room:
                yield line
                line = each
            else:
                line = longer
        yield line


def title_svg(
    title: str, bottom: float, width: float, scale: float, palette: Palette
) -> tuple[str, float]:
    """A title above a level, as large as the width allows, and its height."""
    size = min(_TITLE * scale, (width - 2 * _GAP) / text_width(title, 1))
    svg = (
        f'<text x="{width / 2:.0f}" y="{bottom - size:.0f}" font-size="{size:.0f}" '
        f'fill="{palette.text}" text-anchor="middle">{escape(title, quote=False)}</text>'
    )
    return svg, size * 2.3


def text_width(text: str, size: float) -> float:
    """The expected width of a text."""
    return len(text) * size * LETTER


def _words(text: str, x: float, y: float) -> str:
    """A line of text with its baseline at `y`, in the size and the colour of its place."""
    return f'<text x="{x:.0f}" y="{y:.0f}">{escape(text, quote=False)}</text>'


def widest(texts: Iterable[str], size: float) -> float:
    """The expected width of the longest of some texts; 0 if there are none."""
    return max((text_width(text, size) for text in texts), default=0)
