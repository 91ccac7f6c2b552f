"""The joint that a stabiliser holds, or a muscle that contracts isometrically."""

from collections.abc import Collection, Iterable

from cards.derive.muscle_actions import parts
from cards.derive.phrases import does, joined, joined_predicates
from cards.derive.reason import Limit, Reason, reason
from cards.derive.rules import HOLDS_ITS_JOINT
from cards.model.base import FactBase, agreed
from cards.model.fact import Fact
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.purpose import PurposeClaim
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import Crossing, JointAction
from cards.model.nouns import Muscle, Term
from cards.model.vocabulary import Phase

_MOST_HELD = 2
"""Joints that a sentence names."""

_COMPRESSION = "abdominal-compression"


def what_it_holds(claim: RoleClaim | ContractionClaim, base: FactBase) -> Reason | Limit:
    """The purpose that a source states, else what the muscle can hold still."""
    if isinstance(found := _purpose(claim, base), Reason):
        return found
    if HOLDS_ITS_JOINT.id not in base.sources:
        return Limit.SWITCHED_OFF
    joints = _joints(claim.muscle, base)
    moved = base.joints_moved(claim.exercise)
    still = sorted((base.terms[id_] for id_ in joints - moved), key=lambda joint: joint.id)
    if 0 < len(still) <= _MOST_HELD:
        return _holds(claim, still, base)
    if isinstance(claim, ContractionClaim):
        return Limit.SEVERAL_JOINTS
    role = _in_another_plane(claim, joints, base) or _compresses(claim, base)
    return role or Limit.SEVERAL_JOINTS


def _purpose(claim: RoleClaim | ContractionClaim, base: FactBase) -> Reason | None:
    phases = (None, Phase.THROUGHOUT, claim.phase)
    purposes = [
        each
        for each in agreed(base.claims_of(PurposeClaim, claim.exercise, claim.muscle))
        if each.phase in phases or claim.phase is None
    ]
    if not purposes:
        return None
    works = "work" if claim.muscle.plural else "works"
    aims = joined([f"to {each.purpose}" for each in purposes[:1]])
    length = "" if isinstance(claim, RoleClaim) else ", without changing length"
    return reason((f"the {claim.muscle.name} {works} {aims}{length}",), purposes[:1])


def _joints(muscle: Muscle, base: FactBase) -> frozenset[str]:
    """The joints that a muscle crosses; if none is stated, those that it acts on."""
    actions = base.anatomy.actions_of(muscle, assisting=True)
    acted = {joint for id_ in actions if (joint := base.terms[id_].joint)}
    return base.anatomy.joints_of(muscle) or frozenset(acted)


def _holds(claim: RoleClaim | ContractionClaim, joints: Iterable[Term], base: FactBase) -> Reason:
    """That a muscle holds the joints that the exercise does not move."""
    muscle = claim.muscle
    names = [f"the {joint.name}" for joint in joints]
    acts, holds = ("act", "hold") if muscle.plural else ("acts", "holds")
    them = "it" if len(names) == 1 else "them"
    still = "steady" if isinstance(claim, RoleClaim) else "still without changing length"
    text = f"the {muscle.name} {acts} on {joined(names)} and {holds} {them} {still}"
    return reason((text,), _anatomy(muscle, base), HOLDS_ITS_JOINT)


def _in_another_plane(claim: RoleClaim, joints: Collection[str], base: FactBase) -> Reason | None:
    """That a muscle steadies a joint in a plane in which the exercise does not move it."""
    muscle, planes = claim.muscle, base.planes_of_actions
    here = [action for action in base.main_actions(claim.exercise) if action.joint in joints]
    used = {planes[action.id].value for action in here if action.id in planes}
    stated = agreed(base.anatomy.stated(JointAction, muscle))
    moves = {term for action in here for term in (action.id, action.opposite)}
    if len({action.joint for action in here}) != 1 or any(s.value.id in moves for s in stated):
        return None
    other = [s for s in stated if s.value.joint == here[0].joint and s.value.id in planes]
    plane = next((planes[s.value.id] for s in other if planes[s.value.id].value not in used), None)
    if plane is None:
        return None
    holding = [s for s in other if planes[s.value.id].value is plane.value][:_MOST_HELD]
    does_it = joined_predicates([does(s.value, plural=muscle.plural) for s in holding])
    steadies = "steady" if muscle.plural else "steadies"
    text = f"the {muscle.name} {does_it} and {steadies} it in the {plane.value.name}"
    return reason((text,), (*holding, plane), HOLDS_ITS_JOINT)


def _compresses(claim: RoleClaim, base: FactBase) -> Reason | None:
    """That a muscle that moves no joint stiffens the trunk by the pressure in the abdomen."""
    stated = agreed(base.anatomy.stated(JointAction, claim.muscle))
    if {statement.value.id for statement in stated} != {_COMPRESSION}:
        return None
    does_it = does(stated[0].value, plural=claim.muscle.plural)
    text = f"the {claim.muscle.name} {does_it}, which stiffens the trunk"
    return reason((text,), stated, HOLDS_ITS_JOINT)


def _anatomy(muscle: Muscle, base: FactBase) -> Iterable[Fact]:
    return [
        fact
        for class_ in (JointAction, Crossing)
        for part in parts(muscle, base)
        for fact in agreed(base.anatomy.stated(class_, part))
    ]
