"""Questions that a map can ask: the muscle of a region, and the region of a muscle."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from cards.derive.phrases import does, joined_predicates
from cards.derive.reason import LONGEST, Reason, reason
from cards.distractors.places import is_close, muscles_elsewhere
from cards.english import words
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

_FEWEST = 2
"""Number of muscles of its part of the body that make the choice of a region a question."""

_TRUNK = frozenset({"abdomen", "back", "chest", "shoulder", "upper back"})
"""Regions of muscles that exams take for one another."""

_MOST_ACTIONS = 2
"""Joint actions that an explanation names."""


def drawn_muscles(base: FactBase) -> list[str]:
    """Ids of the muscles that a map can ask for."""
    return sorted(muscle.id for muscle, _ in _drawn(base))


def muscles_of_regions(muscle_id: str, base: FactBase) -> Iterator[FactGroup]:
    """The muscle that a region shows, next to muscles that are drawn elsewhere."""
    drawn, muscle, place = dict(_drawn(base)), base.muscles[muscle_id], base.places[muscle_id]
    elsewhere = _plausible(muscle, muscles_elsewhere(muscle, drawn, base), base)
    if elsewhere:
        yield FactGroup(
            id=muscle.id,
            facts=(drawn[muscle],),
            slots={"where": place.where},
            key=(muscle.name,),
            why=_why(muscle, drawn[muscle], base),
            distractors=tuple(
                _wrong(other, other.name, f"it lies {there.where}") for other, there in elsewhere
            ),
            regions={muscle.name: place.region},
        )


def regions_of_muscles(muscle_id: str, base: FactBase) -> Iterator[FactGroup]:
    """The region that shows a muscle, next to regions of the same view that show others.

    All of them are on the same part of the body: from a muscle's name it is plain that it is not on
    the calf.
    """
    drawn, muscle, place = dict(_drawn(base)), base.muscles[muscle_id], base.places[muscle_id]
    in_view = (
        (other, there)
        for other, there in muscles_elsewhere(muscle, drawn, base)
        if there.view is place.view
        and _segment(other) == _segment(muscle)
        and is_close(other, muscle, base)
    )
    elsewhere = list(in_view)[:_MOST]
    if len(elsewhere) >= _FEWEST:
        places = (place, *(there for _, there in elsewhere))
        yield FactGroup(
            id=muscle.id,
            facts=(drawn[muscle],),
            slots={"muscle": muscle},
            key=(place.where,),
            why=_why(muscle, drawn[muscle], base),
            distractors=tuple(
                _wrong(other, there.where, f"that is the {other.name}")
                for other, there in elsewhere
            ),
            regions={each.where: each.region for each in places},
        )


def _segment(muscle: Muscle) -> str | None:
    """The part of the body that a muscle is on: the trunk with the shoulders, or its region."""
    return "trunk" if muscle.region in _TRUNK else muscle.region


def _plausible(
    muscle: Muscle, elsewhere: Iterable[tuple[Muscle, MusclePlace]], base: FactBase
) -> Sequence[tuple[Muscle, MusclePlace]]:
    """The muscles to offer, near ones first; none if none is near.

    Those on the other side of the body are only offered if its own has too few: the map shows on
    which side the muscle is.
    """
    found = list(elsewhere)
    near = [each for each in found if is_close(each[0], muscle, base)]
    same_side = [each for each in near if each[1].view is base.places[muscle.id].view]
    if not near or len(found) < _SHOWN:
        return ()
    for options in (same_side, near):
        if len(options) >= _SHOWN:
            return options[:_MOST]
    return found[:_SHOWN]


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
    """Where the muscle lies, and the joint actions for which exercises train it most."""
    stated = agreed(base.anatomy.stated(JointAction, muscle))
    trained = Counter(claim.of.id for claim in base.roles_of(muscle) if claim.of is not None)
    by_use = sorted(stated, key=lambda each: (each.value.uncommon, -trained[each.value.id]))
    actions = by_use[:_MOST_ACTIONS]
    lies = fact.says.rstrip(".")
    if not actions:
        return reason([lies], [fact])
    acts = joined_predicates([does(each.value, plural=muscle.plural) for each in actions])
    clauses = [lies, f"{'they' if muscle.plural else 'it'} {acts}"]
    if len("; ".join(clauses)) >= LONGEST:
        clauses = clauses[:1]
    return reason(clauses, [fact, *actions])


def _wrong(muscle: Muscle, text: str, why: str) -> Distractor:
    return Distractor(text=text, reason=why, proof=Proof.FUNCTIONAL, concept=f"muscle/{muscle.id}")
