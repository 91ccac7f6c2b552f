"""The map of a question on a terminal: one muscle highlighted, on a part of the body."""

from collections.abc import Iterator

from cards.model.card import Card
from cards.model.figure import BodyFigure, MuscleRegion
from decks.maps.braille import HEIGHT, braille_view
from decks.maps.question import highlighted_map
from quiz.screens.muscle_map import painted_line
from quiz.terminal.layout import TextLayout

LINES = 11
"""Lines of the part that is shown: with a question and four options it fits 24 lines."""

_WHOLE = 24
"""Lines of the whole body, of which a part is shown."""

_LEAST_WIDTH = 50
"""Columns for the figure and the words next to it."""


def map_question(card: Card, figure: BodyFigure, layout: TextLayout) -> list[str]:
    """The map that a card asks with; empty if the screen cannot show it clearly.

    Numbers are too small for a terminal, and so are some muscles.
    """
    asked = card.on_map
    if asked is None or asked.is_numbered or not layout.unicode or layout.width < _LEAST_WIDTH:
        return []
    ((_, highlighted),) = asked.regions
    region = figure.by_id[highlighted]
    return list(_lines(region, figure, layout)) if region.in_terminal else []


def _lines(region: MuscleRegion, figure: BodyFigure, layout: TextLayout) -> Iterator[str]:
    (panel,) = highlighted_map(region).panels
    whole = braille_view(panel, figure, region.view, _WHOLE)
    *_, top, bottom = region.box
    middle = round((top + bottom) / 2 / HEIGHT * _WHOLE)
    first = min(max(middle - LINES // 2, 0), _WHOLE - LINES)
    words = f"Seen from the {region.view}."
    for number, row in enumerate(whole[first : first + LINES]):
        line = painted_line((row,), layout)
        yield (line + layout.paint(words, "soft") if number == 0 else line).rstrip()
