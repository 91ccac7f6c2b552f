"""The muscle map that belongs to a card: of an exercise, of a finding, or of a muscle."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, assert_never

from cards.english import capitalised
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.fact import Fact
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.figure import BodyFigure
from cards.model.nouns import Exercise
from decks.maps.exercise import exercise_map
from decks.maps.finding import finding_map
from decks.maps.place import muscle_map
from decks.maps.spec import MapSpec

if TYPE_CHECKING:
    from cards.topics import Topic


MapKind = Literal["exercise", "finding", "muscle"]
"""The kinds of subjects of a map."""


class MapSubject(NamedTuple):
    """The subject of a map.

    Attributes:
        kind: An exercise, a finding or a muscle.
        id: Its id.
        detail: The phase of an exercise; the body that lists the muscles of a finding.
    """

    kind: MapKind
    id: str
    detail: str | None = None


def map_subject(card: Card) -> MapSubject | None:
    """The only subject of a card's facts that a map shows, or else their only muscle."""
    subjects = {subject for subject in map(_of_fact, card.facts) if subject is not None}
    if len(subjects) > 1:  # such as a role in an exercise, and a contraction in one of its phases
        subjects = {subject._replace(detail=None) for subject in subjects}
    if len(subjects) == 1:
        return subjects.pop()
    muscles = {fact.about.muscle.id for fact in card.facts if fact.about.muscle is not None}
    return MapSubject("muscle", muscles.pop()) if len(muscles) == 1 else None


def subject_map(subject: MapSubject, base: FactBase, figure: BodyFigure) -> MapSpec | None:
    """The map of a subject; None if no muscle of it is drawn.

    Args:
        subject: The exercise, the finding or the muscle.
        base: All facts.
        figure: The landmarks.
    """
    match subject.kind:
        case "finding":
            spec = finding_map(base.compensations[subject.id], base, body=subject.detail)
        case "exercise":
            spec = _of_exercise(base.exercises[subject.id], subject.detail, base)
        case "muscle":
            spec = muscle_map(base.muscles[subject.id], figure)
        case _:
            assert_never(subject.kind)
    has_muscles = spec is not None and any(panel.entries for panel in spec.panels)
    return spec if has_muscles else None


def topic_subject(topics: Iterable["Topic"]) -> MapSubject | None:
    """The only exercise, finding or muscle among some topics; None if there is none, or several."""
    found = {
        MapSubject(kind, topic.id)
        for topic in topics
        if (kind := _KINDS.get(topic.kind)) is not None
    }
    return found.pop() if len(found) == 1 else None


_KINDS: Mapping[str, MapKind] = MappingProxyType(
    {
        "exercise": "exercise",
        "compensation": "finding",
        "muscle": "muscle",
        "group": "muscle",
    }
)


def _of_fact(fact: Fact) -> MapSubject | None:
    about = fact.about
    if isinstance(fact, ListedMuscle):
        return MapSubject("finding", fact.compensation.id, fact.listing.body)
    if about.muscle is None:
        return None
    if about.exercise is not None:
        return MapSubject("exercise", about.exercise.id, about.phase)
    return MapSubject("muscle", about.muscle.id)


def _of_exercise(exercise: Exercise, phase: str | None, base: FactBase) -> MapSpec:
    """The map of an exercise; of one phase only, if the fact is about that phase."""
    whole = exercise_map(exercise, base)
    if phase is None:
        return whole
    panels = exercise_map(exercise, base, by_phase=True).panels
    of_phase = [panel for panel in panels if panel.heading.startswith(f"{capitalised(phase)}:")]
    return replace(whole, panels=tuple(of_phase)) if of_phase else whole
