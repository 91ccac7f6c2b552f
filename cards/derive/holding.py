"""The joint that a stabiliser holds, or a muscle that contracts isometrically."""

from cards.derive.muscle_actions import parts
from cards.derive.phrases import joined
from cards.derive.reason import Limit, Reason, reason
from cards.derive.rules import HOLDS_ITS_JOINT
from cards.model.base import FactBase, agreed
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.purpose import PurposeClaim
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import Crossing, JointAction
from cards.model.nouns import Muscle
from cards.model.vocabulary import Phase


def what_it_holds(claim: RoleClaim | ContractionClaim, base: FactBase) -> Reason | Limit:
    """The purpose that a source states, else the one joint that the muscle can hold."""
    if isinstance(found := _purpose(claim, base), Reason):
        return found
    if HOLDS_ITS_JOINT.id not in base.sources:
        return Limit.SWITCHED_OFF
    facts = [
        fact
        for class_ in (JointAction, Crossing)
        for part in parts(claim.muscle, base)
        for fact in agreed(base.anatomy.stated(class_, part))
    ]
    joints = {base.terms[id_] for id_ in _joints(claim.muscle, base)}
    moved = base.joints_moved(claim.exercise)
    if len(joints) != 1 or any(joint.id in moved for joint in joints):
        return Limit.SEVERAL_JOINTS
    (joint,) = joints
    muscle = claim.muscle
    acts, holds = ("act", "hold") if muscle.plural else ("acts", "holds")
    still = "steady" if isinstance(claim, RoleClaim) else "still without changing length"
    text = f"the {muscle.name} {acts} on the {joint.name} and {holds} it {still}"
    return reason((text,), facts, HOLDS_ITS_JOINT)


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
    """The joints that a muscle, or any member of a group, crosses or acts on."""
    actions = base.anatomy.actions_of(muscle, assisting=True)
    acted = {joint for id_ in actions if (joint := base.terms[id_].joint)}
    return base.anatomy.joints_of(muscle) | acted
