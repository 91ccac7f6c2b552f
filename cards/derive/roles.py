"""Why a muscle has its role in an exercise: its joint action meets that of the exercise.

The rule explains a role that a source states. It states none.
"""

from cards.derive.meeting import ALL_PHASES, Meeting, conflict, meeting
from cards.derive.reason import Limit, Reason, reason
from cards.derive.rules import ACTION_MEETS_ACTION
from cards.model.base import FactBase
from cards.model.facts.role import RoleClaim
from cards.model.vocabulary import Phase, Role

_MOVING = (*ALL_PHASES, Phase.LIFTING)
"""The phases in which a load is moved against its resistance."""


def why_role(claim: RoleClaim, base: FactBase) -> Reason | Limit:
    """Why a muscle has its role in an exercise, or the limit of the rule that applies."""
    if ACTION_MEETS_ACTION.id not in base.sources:
        return Limit.SWITCHED_OFF
    if claim.role is Role.STABILISER:
        return Limit.STABILISER
    if claim.phase not in _MOVING:
        return Limit.PHASE
    met = _meeting(claim, base)
    if isinstance(met, Limit):
        return met
    opposing = claim.role is Role.ANTAGONIST
    if not opposing and conflict(claim.muscle, met, base, opposing=False):
        return Limit.TWO_JOINTS
    ending = ", the opposite action" if opposing else ""
    return reason((met.movement, f"{met.clause}{ending}"), met.facts(base), ACTION_MEETS_ACTION)


def of_two_joints(claim: RoleClaim, base: FactBase) -> Reason | None:
    """The facts on a muscle of two moving joints, whose role the rule does not explain."""
    met = _meeting(claim, base)
    other = None if isinstance(met, Limit) else conflict(claim.muscle, met, base, opposing=False)
    if isinstance(met, Limit) or other is None:
        return None
    also = f"but {'they' if other.plural else 'it'} also {other.predicate}"
    return reason((met.movement, f"{met.clause}, {also}"), (*met.facts(base), *other.facts))


def _meeting(claim: RoleClaim, base: FactBase) -> Meeting | Limit:
    opposing = claim.role is Role.ANTAGONIST
    return meeting(
        claim.muscle, claim.exercise, Phase.LIFTING, base, of=claim.of, opposing=opposing
    )
