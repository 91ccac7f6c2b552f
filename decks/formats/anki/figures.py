"""The muscle map on the back of a note: which one, and its files."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Literal, NamedTuple, assert_never

from cards.english import capitalised
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.fact import Fact
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.figure import BodyFigure
from cards.model.nouns import Exercise
from decks.formats.anki.html import escaped
from decks.maps.document import render
from decks.maps.exercise import exercise_map
from decks.maps.finding import finding_map
from decks.maps.listing import described
from decks.maps.place import muscle_map
from decks.maps.spec import MapSpec, Theme


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
        self._drawn: dict[_Subject, Picture | None] = {}

    def of(self, card: Card) -> Picture | None:
        """The map of what a card is about; None if it is about no muscle, or about several maps."""
        subject = _subject(card)
        if subject is None:
            return None
        if subject not in self._drawn:
            spec = self._spec(subject)
            self._drawn[subject] = None if spec is None else self._picture(spec)
        return self._drawn[subject]

    def _spec(self, subject: "_Subject") -> MapSpec | None:
        base = self._base
        match subject.kind:
            case "finding":
                return finding_map(base.compensations[subject.id], base, body=subject.detail)
            case "exercise":
                return _of_exercise(base.exercises[subject.id], subject.detail, base)
            case "muscle":
                return muscle_map(base.muscles[subject.id], self._figure)
            case _:
                assert_never(subject.kind)

    def _picture(self, spec: MapSpec) -> Picture | None:
        if not any(panel.entries for panel in spec.panels):
            return None
        alternative = self._spell(f"{spec.title}. {described(spec, self._figure)}")
        tags, files = [], {}
        for theme in (Theme.LIGHT, Theme.NIGHT):
            svg = self._spelled(render(replace(spec, theme=theme), self._figure))
            name = f"primemover-{sha256(svg.encode()).hexdigest()[:16]}.svg"
            files[name] = svg
            tags.append(f'<img class="map {theme}" src="{name}" alt="{escaped(alternative)}">')
        return Picture("".join(tags), files)

    def _spelled(self, svg: str) -> str:
        """The texts of a drawing in the spelling of the deck; most of it is numbers."""
        return _TEXT.sub(lambda found: f">{self._spell(found[1])}<", svg)


_TEXT = re.compile(r">([^<]+)<")


class _Subject(NamedTuple):
    """The subject of a map.

    Attributes:
        kind: An exercise, a finding or a muscle.
        id: Its id.
        detail: The phase of an exercise; the body that lists the muscles of a finding.
    """

    kind: Literal["exercise", "finding", "muscle"]
    id: str
    detail: str | None = None


def _subject(card: Card) -> _Subject | None:
    """The only subject of a card's facts that a map shows; None if there is none, or several."""
    subjects = {subject for subject in map(_of_fact, card.facts) if subject is not None}
    if len(subjects) > 1:  # such as a role in an exercise, and a contraction in one of its phases
        subjects = {subject._replace(detail=None) for subject in subjects}
    return subjects.pop() if len(subjects) == 1 else None


def _of_fact(fact: Fact) -> _Subject | None:
    about = fact.about
    if isinstance(fact, ListedMuscle):
        return _Subject("finding", fact.compensation.id, fact.listing.body)
    if about.muscle is None:
        return None
    if about.exercise is not None:
        return _Subject("exercise", about.exercise.id, about.phase)
    return _Subject("muscle", about.muscle.id)


def _of_exercise(exercise: Exercise, phase: str | None, base: FactBase) -> MapSpec:
    """The map of an exercise; of one phase only, if the fact is about that phase."""
    whole = exercise_map(exercise, base)
    if phase is None:
        return whole
    panels = exercise_map(exercise, base, by_phase=True).panels
    of_phase = [panel for panel in panels if panel.heading.startswith(f"{capitalised(phase)}:")]
    return replace(whole, panels=tuple(of_phase)) if of_phase else whole
