"""Where the rules that derive roles and joint actions do not apply to what cites them."""

from collections.abc import Iterator

from cards.derive.meeting import Meeting, conflict, meeting
from cards.derive.rules import (
    ACTION_OF_BOTH,
    CHIEF_MOVER,
    HELD_SITUATION,
    HELPER,
    OPPOSITE_ACTION,
    PLANE_OF_ACTIONS,
)
from cards.model.base import FactBase
from cards.model.facts.action import ActionClaim
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction, Plane
from cards.model.vocabulary import Phase, Rank, Role

_ROLES = {
    CHIEF_MOVER.id: Role.PRIME_MOVER,
    HELPER.id: Role.SYNERGIST,
    OPPOSITE_ACTION.id: Role.ANTAGONIST,
    HELD_SITUATION.id: Role.STABILISER,
}
"""The role that each rule gives."""

_RANKING = (CHIEF_MOVER.id, HELPER.id, HELD_SITUATION.id)
"""The rules that need a textbook or a certifying body."""

BeyondLimits = tuple[RoleClaim | ActionClaim | Plane, str]
"""A claim that cites a rule, and the limit of the rule."""


def beyond_their_rules(base: FactBase) -> Iterator[BeyondLimits]:
    """The claims that cite a rule which does not give them."""
    claims: list[RoleClaim | ActionClaim] = [*base.of_type(RoleClaim), *base.of_type(ActionClaim)]
    for claim in claims:
        for citation in claim.citations:
            if message := _limit(claim, citation.source.id, base):
                yield claim, message
    for fact in base.of_type(Plane):
        if PLANE_OF_ACTIONS.id in {c.source.id for c in fact.citations}:
            yield from _other_planes(fact, base)


def _other_planes(fact: Plane, base: FactBase) -> Iterator[BeyondLimits]:
    """That the joint actions of an exercise do not all take place in its plane."""
    moved = base.main_actions(fact.exercise) if fact.exercise is not None else ()
    planes = {stated.value for a in moved if (stated := base.planes_of_actions.get(a.id))}
    if planes != {fact.value}:
        names = ", ".join(sorted(plane.name for plane in planes)) or "no known plane"
        yield fact, f"The joint actions of the exercise take place in the {names}."


def _limit(claim: RoleClaim | ActionClaim, rule: str, base: FactBase) -> str | None:
    """The limit of a rule that a claim goes beyond; None if it does not, or cites no such rule."""
    if isinstance(claim, ActionClaim):
        return _not_met(claim, base) if rule == ACTION_OF_BOTH.id else None
    if rule == ACTION_OF_BOTH.id:
        return "The rule does not rank: it gives a joint action of the muscle, and no role."
    if rule not in _ROLES:
        return None
    if claim.role is not _ROLES[rule]:
        return f"The rule gives the role of {_ROLES[rule]}, not of {claim.role}."
    if rule in _RANKING and Rank.TEACHING not in _ranks_of_grounds(claim, rule):
        return (
            "The rule needs a textbook or a certifying body that gives the muscle this role. Name "
            "it after the rule."
        )
    return None if rule == HELD_SITUATION.id else _not_met(claim, base)


def _ranks_of_grounds(claim: RoleClaim, rule: str) -> set[Rank | None]:
    """The ranks of the sources that a claim cites after a rule."""
    ids = [citation.source.id for citation in claim.citations]
    return {citation.source.rank for citation in claim.citations[ids.index(rule) + 1 :]}


def _not_met(claim: RoleClaim | ActionClaim, base: FactBase) -> str | None:
    """Why the joint actions of the muscle and of the exercise do not give the claim."""
    of = claim.action if isinstance(claim, ActionClaim) else claim.of
    opposing = isinstance(claim, RoleClaim) and claim.role is Role.ANTAGONIST
    met = meeting(claim.muscle, claim.exercise, Phase.LIFTING, base, of=of, opposing=opposing)
    if not isinstance(met, Meeting):
        return f"The rule does not apply to the {claim.muscle.name} here: {met}."
    ranked = isinstance(claim, RoleClaim) and claim.role is Role.PRIME_MOVER
    if ranked and not any(isinstance(each.facts[0], JointAction) for each in met.actions):
        return f"The {claim.muscle.name} only assists in this joint action; the rule does not rank."
    other = None if opposing else conflict(claim.muscle, met, base, opposing=False)
    if other is not None:
        return (
            f"The rule does not apply to the {claim.muscle.name} here: of the two joints that it "
            f"crosses, one moves against it ({other.action.name})."
        )
    return None
