"""Why a muscle contracts as it does in a phase: it shortens, it lengthens, or it holds."""

from typing import assert_never

from cards.derive.meeting import Meeting, conflict, meeting
from cards.derive.phrases import joined_actions
from cards.derive.reason import Limit, Reason, reason
from cards.derive.rules import SAME_MUSCLE
from cards.model.base import FactBase, agreed
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Term
from cards.model.vocabulary import Contraction, Phase


def why_contraction(claim: ContractionClaim, base: FactBase) -> Reason | Limit:
    """Why a muscle shortens or lengthens in a phase, or the limit of the rule that applies."""
    if SAME_MUSCLE.id not in base.sources:
        return Limit.SWITCHED_OFF
    match claim.contraction:
        case Contraction.CONCENTRIC:
            return _shortens(claim, base)
        case Contraction.ECCENTRIC:
            return _lengthens(claim, base)
        case Contraction.ISOMETRIC:
            return Limit.PHASE
        case _:
            assert_never(claim.contraction)


def _shortens(claim: ContractionClaim, base: FactBase) -> Reason | Limit:
    """It performs a joint action of the phase."""
    if claim.phase not in (Phase.LIFTING, Phase.LOWERING):
        return Limit.PHASE
    met = _met(claim, claim.phase, base, opposing=False)
    if isinstance(met, Limit):
        return met
    if conflict(claim.muscle, met, base, opposing=False):
        return Limit.TWO_JOINTS
    so = "they shorten" if met.plural else "it shortens"
    return reason((met.movement, f"{met.clause}, so {so}"), met.facts(base), SAME_MUSCLE)


def _lengthens(claim: ContractionClaim, base: FactBase) -> Reason | Limit:
    """The phase has the opposite of a joint action that it performs, or undoes one."""
    if claim.phase not in (Phase.LIFTING, Phase.LOWERING):
        return Limit.PHASE
    stated = bool(base.actions_during(claim.exercise, claim.phase))
    undone = not stated and claim.phase is Phase.LOWERING
    met = _met(claim, Phase.LIFTING if undone else claim.phase, base, opposing=not undone)
    if isinstance(met, Limit):
        return met
    if conflict(claim.muscle, met, base, opposing=not undone):
        return Limit.TWO_JOINTS
    so = "they lengthen" if met.plural else "it lengthens"
    moved = _undoing(met) if undone else met.movement
    return reason((moved, f"{met.clause}, so {so} under load"), met.facts(base), SAME_MUSCLE)


def _undoing(met: Meeting) -> str:
    """The clause on a way down whose joint actions are not stated: it undoes the way up."""
    when = met.exercise.phases[Phase.LOWERING]
    actions = joined_actions(met.chief)
    return f"{when}, {actions} {'are' if ' and ' in actions else 'is'} undone"


def _met(
    claim: ContractionClaim, phase: Phase, base: FactBase, *, opposing: bool
) -> Meeting | Limit:
    """The meeting at the joint action that the muscle has a role in; else at any."""
    roles = agreed(base.claims_of(RoleClaim, claim.exercise, claim.muscle))
    for of in dict.fromkeys(_in_phase(role.of, base, opposing=opposing) for role in roles):
        if of is not None:
            found = meeting(claim.muscle, claim.exercise, phase, base, of=of, opposing=opposing)
            if isinstance(found, Meeting):
                return found
    return meeting(claim.muscle, claim.exercise, phase, base, opposing=opposing)


def _in_phase(of: Term | None, base: FactBase, *, opposing: bool) -> Term | None:
    """The joint action of a role as it takes place in the phase: on the way down, its opposite."""
    if of is None or not opposing:
        return of
    opposite = base.opposite(of.id)
    return base.terms[opposite] if opposite else None
