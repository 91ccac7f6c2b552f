"""The muscle maps of a note: the one that asks, the one on its back, and their files."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.figure import BodyFigure, FigureView
from decks.formats.anki.html import escaped
from decks.formats.anki.legend import legend_html
from decks.maps.document import render, spots
from decks.maps.labels import chief_views
from decks.maps.listing import described
from decks.maps.question import AskedRegions, asked_map, asked_text
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
        self._drawn: dict[tuple[MapSubject, FigureView | None], tuple[MapSpec, Picture] | None] = {}
        self._asking: dict[AskedRegions, Picture] = {}

    def of(self, card: Card) -> Picture | None:
        """The map of what a card is about; None if it is about no muscle, or about several maps."""
        subject = map_subject(card)
        if subject is None:
            return None
        view = self._asked_view(card)
        if (subject, view) not in self._drawn:
            spec = subject_map(subject, self._base, self._figure)
            self._drawn[subject, view] = None if spec is None else self._answer(spec, view)
        drawn = self._drawn[subject, view]
        if drawn is None:
            return None
        spec, picture = drawn
        asked = _asked_muscle(card)
        legend = self._spell(legend_html(spec, self._figure, asked)) if spec.legend else ""
        rings = self._rings(spec, asked) if spec.legend else ""
        return picture._replace(html=f"{picture.html}{rings}</div>{legend}")

    def _asked_view(self, card: Card) -> FigureView | None:
        """The view of a highlighted region, so that front and back of its card look the same."""
        question = card.on_map
        if question is None or question.is_numbered:
            return None
        return self._figure.by_id[question.regions[0][1]].view

    def _answer(self, spec: MapSpec, view: FigureView | None) -> tuple[MapSpec, Picture]:
        """The map as a screen of a phone shows it best: only the part with painted muscles."""
        views = chief_views(spec, self._figure) if view is None else (view,)
        shown = replace(spec, views=views, cropped=True)
        # One text for both pictures: it is long, and on thousands of notes.
        text = escaped(self._spell(f"{shown.title}. {described(shown, self._figure)}"))
        picture = self._picture(shown, "")
        opening = f'<div class="spots" role="img" aria-label="{text}">'
        return shown, picture._replace(html=f"{opening}{picture.html}")

    def _rings(self, spec: MapSpec, asked: str | None) -> str:
        """A ring round the muscle that the card asks about; the pictures themselves are shared.

        A muscle that is the only one in its paint needs none.
        """
        every = spots(_without_words(spec), self._figure)
        found = [spot for spot in every if spot.entry.name == asked]
        paints = [spot.entry.paint for spot in every]
        return "".join(
            f'<i style="left:{100 * spot.x:.1f}%;top:{100 * spot.y:.1f}%;'
            f'width:{100 * spot.size:.1f}%"></i>'
            for spot in found
            if paints.count(spot.entry.paint) > 1
        )

    def asking(self, asked: AskedRegions) -> Picture:
        """The map of a question, which names no muscle."""
        if asked not in self._asking:
            spec, text = asked_map(asked, self._figure), asked_text(asked, self._figure)
            self._asking[asked] = self._picture(spec, text)
        return self._asking[asked]

    def _picture(self, spec: MapSpec, text: str) -> Picture:
        alternative = self._spell(text)
        tags, files = [], {}
        for theme in (Theme.LIGHT, Theme.NIGHT):
            shown = replace(_without_words(spec), theme=theme)
            svg = self._spelled(render(shown, self._figure))
            name = f"primemover-{sha256(svg.encode()).hexdigest()[:16]}.svg"
            files[name] = svg
            tags.append(f'<img class="map {theme}" src="{name}" alt="{escaped(alternative)}">')
        return Picture("".join(tags), files)

    def _spelled(self, svg: str) -> str:
        """The texts of a drawing in the spelling of the deck; most of it is numbers."""
        return _TEXT.sub(lambda found: f">{self._spell(found[1])}<", svg)


def _without_words(spec: MapSpec) -> MapSpec:
    """A map without the words that the card has as text; its details name the sources."""
    panels = tuple(replace(panel, heading="") for panel in spec.panels)
    return replace(spec, panels=panels, legend=False, title=None, sources=())


def _asked_muscle(card: Card) -> str | None:
    """The name of the only muscle that the facts of a card are about."""
    names = {fact.about.muscle.name for fact in card.facts if fact.about.muscle is not None}
    return names.pop() if len(names) == 1 else None


_TEXT = re.compile(r">([^<]+)<")
