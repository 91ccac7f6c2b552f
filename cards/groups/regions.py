"""Questions that a map can ask: the muscle of a region, and the region of a muscle."""

from collections.abc import Iterable, Iterator, Sequence

from cards.derive.phrases import does, joined_predicates
from cards.derive.reason import LONGEST, Reason, reason
from cards.distractors.places import is_close, muscles_elsewhere
from cards.english import capitalised, words
from cards.groups.group import FactGroup
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.term_statement import JointAction
from cards.model.facts.text_statement import LocationText
from cards.model.nouns import Muscle
from cards.model.places import MusclePlace
from cards.model.vocabulary import Origin

_MOST = 6
"""Maximum number of wrong options of a card, if all of them are near."""

_SHOWN = 3
"""Number of wrong options that a question shows."""

_NEAR = 1
"""How many of them are at least near; without, the question needs no anatomy."""

_MOST_ACTIONS = 2
"""Joint actions that an explanation names."""


def muscles_of_regions(base: FactBase) -> Iterator[FactGroup]:
    """The muscle that a region shows, next to muscles that are drawn elsewhere."""
    drawn = dict(_drawn(base))
    for muscle, fact in drawn.items():
        place = base.places[muscle.id]
        elsewhere = _plausible(muscle, muscles_elsewhere(muscle, drawn, base), base)
        if not elsewhere:
            continue
        yield FactGroup(
            id=muscle.id,
            facts=(fact,),
            slots={"where": place.where},
            key=(muscle.name,),
            why=_why(muscle, fact, base),
            distractors=tuple(
                _wrong(other, other.name, f"it forms {there.where}") for other, there in elsewhere
            ),
            regions={muscle.name: place.region},
        )


def regions_of_muscles(base: FactBase) -> Iterator[FactGroup]:
    """The region that shows a muscle, next to regions of the same view that show others."""
    drawn = dict(_drawn(base))
    for muscle, fact in drawn.items():
        place = base.places[muscle.id]
        in_view = (
            (other, there)
            for other, there in muscles_elsewhere(muscle, drawn, base)
            if there.view is place.view
        )
        elsewhere = _plausible(muscle, in_view, base)
        if not elsewhere:
            continue
        places = (place, *(there for _, there in elsewhere))
        yield FactGroup(
            id=muscle.id,
            facts=(fact,),
            slots={"muscle": muscle},
            key=(place.where,),
            why=_why(muscle, fact, base),
            distractors=tuple(
                _wrong(other, there.where, f"that is the {other.name}")
                for other, there in elsewhere
            ),
            regions={each.where: each.region for each in places},
        )


def _plausible(
    muscle: Muscle, elsewhere: Iterable[tuple[Muscle, MusclePlace]], base: FactBase
) -> Sequence[tuple[Muscle, MusclePlace]]:
    """The muscles to offer, near ones first; none if too few of them are near."""
    found = list(elsewhere)
    near = [each for each in found if is_close(each[0], muscle, base)]
    if len(near) < _NEAR or len(found) < _SHOWN:
        return ()
    return near[:_MOST] if len(near) >= _SHOWN else found[:_SHOWN]


def _drawn(base: FactBase) -> Iterator[tuple[Muscle, LocationText]]:
    """The muscles that a map can ask for, each with its agreed location.

    A muscle that a source calls deep is none, although a part of it may be drawn on the surface.
    """
    for id_ in base.places:
        muscle = base.muscles.get(id_)
        stated = base.anatomy.stated(LocationText, muscle) if muscle is not None else ()
        fact = next(iter(agreed(stated)), None)
        if muscle is None or fact is None or _DEEP in words(fact.text):
            continue
        # The name of a user's muscle may mean another one.
        if fact.origin is Origin.BUILTIN:
            yield muscle, fact


_DEEP = "deep"


def _why(muscle: Muscle, fact: LocationText, base: FactBase) -> Reason:
    """Where the muscle lies, and what it does there."""
    actions = agreed(base.anatomy.stated(JointAction, muscle))[:_MOST_ACTIONS]
    lies = fact.says.rstrip(".")
    if not actions:
        return reason([lies], [fact])
    acts = joined_predicates([does(each.value, plural=muscle.plural) for each in actions])
    clauses = [lies, f"{'they' if muscle.plural else 'it'} {acts}"]
    if len("; ".join(clauses)) >= LONGEST:
        clauses = [capitalised(f"the {muscle.name} {acts}")]
    return reason(clauses, [fact, *actions])


def _wrong(muscle: Muscle, text: str, why: str) -> Distractor:
    return Distractor(text=text, reason=why, proof=Proof.FUNCTIONAL, concept=f"muscle/{muscle.id}")
