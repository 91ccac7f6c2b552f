"""The muscle map on the back of a note: which one, and its files."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.figure import BodyFigure
from decks.formats.anki.html import escaped
from decks.maps.document import render
from decks.maps.listing import described
from decks.maps.spec import MapSpec, Theme
from decks.maps.subject import MapSubject, map_subject, subject_map


class Picture(NamedTuple):
    """A map as two pictures, one for each of Anki's themes.

    Attributes:
        html: The pictures as HTML.
        files: The text of each file, by its name, which is a hash of the text.
    """

    html: str
    files: Mapping[str, str]


class Figures:
    """Draws the maps of a deck, each once."""

    def __init__(self, base: FactBase, figure: BodyFigure, spell: Callable[[str], str]) -> None:
        """Prepare; nothing is drawn yet.

        Args:
            base: All facts.
            figure: The landmarks.
            spell: Changes a text to the spelling of the deck.
        """
        self._base, self._figure, self._spell = base, figure, spell
        self._drawn: dict[MapSubject, Picture | None] = {}

    def of(self, card: Card) -> Picture | None:
        """The map of what a card is about; None if it is about no muscle, or about several maps."""
        subject = map_subject(card)
        if subject is None:
            return None
        if subject not in self._drawn:
            spec = subject_map(subject, self._base, self._figure)
            self._drawn[subject] = None if spec is None else self._picture(spec)
        return self._drawn[subject]

    def _picture(self, spec: MapSpec) -> Picture:
        alternative = self._spell(f"{spec.title}. {described(spec, self._figure)}")
        tags, files = [], {}
        for theme in (Theme.LIGHT, Theme.NIGHT):
            # The details of the card name the sources.
            shown = replace(spec, theme=theme, sources=())
            svg = self._spelled(render(shown, self._figure))
            name = f"primemover-{sha256(svg.encode()).hexdigest()[:16]}.svg"
            files[name] = svg
            tags.append(f'<img class="map {theme}" src="{name}" alt="{escaped(alternative)}">')
        return Picture("".join(tags), files)

    def _spelled(self, svg: str) -> str:
        """The texts of a drawing in the spelling of the deck; most of it is numbers."""
        return _TEXT.sub(lambda found: f">{self._spell(found[1])}<", svg)


_TEXT = re.compile(r">([^<]+)<")
