"""Decides answers on the role of a muscle in an exercise.

Before a role is excluded, the joint actions of the exercise are compared with those of the muscle:
one that can move the joint may be more than a stabiliser, whatever a source calls it.
"""

from collections.abc import Iterable
from typing import assert_never

from cards.answers.asked import Asked
from cards.answers.decision import OPEN, STATED, Decision, Finding, excluded
from cards.answers.reach import performed, unable
from cards.answers.vocabulary import Concept
from cards.distractors.proofs import credited_with, proven_without
from cards.distractors.rules import RULES
from cards.model.base import FactBase, agreed
from cards.model.card import Proof
from cards.model.fact import Fact
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Muscle, Source, Term
from cards.model.vocabulary import Role

_MOVING = (Role.PRIME_MOVER, Role.SYNERGIST)


def role_of_muscle(asked: Asked, concept: Concept) -> Finding:
    """Whether a muscle has a role in each exercise that the question names."""
    role = next((each for each in Role if each.replace(" ", "-") == concept.id), None)
    if role is None:  # a term of the user, which no claim can state
        return OPEN
    claims = [fact for fact in asked.facts if isinstance(fact, RoleClaim)]
    return weakest(_role_of(claim, role, asked.base) for claim in claims)


def muscle_in_role(asked: Asked, concept: Concept) -> Finding:
    """Whether a muscle has the role that is asked for; the question may name a source."""
    claim, muscle = asked.fact, asked.base.muscles[concept.id]
    if not isinstance(claim, RoleClaim):
        return OPEN
    of = None if asked.card.template.gather else claim.of
    if _is_credited(muscle, claim.role, claim, of, asked.source, asked.base):
        return STATED
    return _without(muscle, claim, of, asked.base)


def weakest(found: Iterable[Finding]) -> Finding:
    """The evidence on an answer that must hold in several places."""
    every = list(found)
    for finding in (Decision.EXCLUDED, Decision.OPEN):
        for evidence in every:
            if evidence.decision is finding:
                return evidence
    return STATED if every else OPEN


def states(fact: Fact, source: Source | None) -> bool:
    """Whether a source states a fact; without a source, whether the fact is agreed."""
    if source is None:
        return not fact.attributed
    return any(citation.source.id == source.id for citation in fact.citations)


def _role_of(claim: RoleClaim, role: Role, base: FactBase) -> Finding:
    source = claim.source if claim.attributed else None
    if _is_credited(claim.muscle, role, claim, claim.of, source, base):
        return STATED
    concept = f"role/{role.replace(' ', '-')}"
    wrong = next((d for d in RULES["other-roles"].find(claim, base) if d.concept == concept), None)
    if wrong is None or _anatomy_allows(claim.muscle, role, claim, claim.of, base):
        return OPEN
    return excluded(wrong.proof, wrong.reason)


def _is_credited(
    muscle: Muscle,
    role: Role,
    claim: RoleClaim,
    of: Term | None,
    source: Source | None,
    base: FactBase,
) -> bool:
    """Whether a claim gives a muscle a role in the exercise and joint action of another claim."""
    return any(
        other.role is role
        and states(other, source)
        and other.phase in (claim.phase, None)
        and (of is None or other.of is None or other.of is of)
        for other in base.claims_of(RoleClaim, claim.exercise, muscle)
    )


def _without(muscle: Muscle, claim: RoleClaim, of: Term | None, base: FactBase) -> Finding:
    """The proof that a muscle does not have the role of a claim, if there is one."""
    role, exercise = claim.role, claim.exercise
    proven = proven_without(muscle, role, exercise, base, of)
    if proven is None:
        credited = credited_with(role, exercise, base, of)
        if any(base.overlap(muscle, other) for other in credited):
            return OPEN
        return _unable(muscle, claim, of, base)
    proof, reason = proven
    stated = bool(agreed(base.claims_of(RoleClaim, exercise, muscle)))
    if proof is Proof.FUNCTIONAL and stated and _anatomy_allows(muscle, role, claim, of, base):
        return OPEN
    return excluded(proof, reason)


def _unable(muscle: Muscle, claim: RoleClaim, of: Term | None, base: FactBase) -> Finding:
    """The proof that a muscle can neither perform nor oppose what the exercise is built on."""
    actions = [base.terms[id_] for id_ in _actions(claim, of, base)]
    if claim.role is Role.ANTAGONIST:
        opposites = (base.opposite(action.id) for action in actions)
        actions = [base.terms[id_] for id_ in opposites if id_ is not None]
    elif claim.role not in _MOVING:
        return OPEN  # any muscle may hold something still
    found = [unable(muscle, action, base) for action in actions]
    reasons = [reason for reason in found if reason is not None]
    if not found or len(reasons) < len(found):
        return OPEN
    return excluded(Proof.FUNCTIONAL, "; ".join(dict.fromkeys(reasons)))


def _anatomy_allows(
    muscle: Muscle, role: Role, claim: RoleClaim, of: Term | None, base: FactBase
) -> bool:
    """Whether a muscle may have a role by what it can do, though it is stated to have another."""
    here = _actions(claim, of, base)
    does = performed(muscle, base)
    stated = {c.role for c in base.claims_of(RoleClaim, claim.exercise, muscle)}
    match role:
        case Role.STABILISER:
            return False
        case Role.ANTAGONIST:
            # Some muscles do both, but one that moves the named joint action does not oppose it.
            moves = of is not None and not stated.isdisjoint(_MOVING)
            return not moves and any(base.opposite(action) in does for action in here)
        case Role.SYNERGIST:
            return Role.PRIME_MOVER not in stated and not does.isdisjoint(here)
        case Role.PRIME_MOVER:
            if Role.SYNERGIST in stated:
                here = tuple(action for action in here if not _moved(action, claim, base))
            return not does.isdisjoint(here)
        case _:
            assert_never(role)


def _moved(action: str, claim: RoleClaim, base: FactBase) -> bool:
    """Whether a prime mover of a joint action is stated in the exercise."""
    return any(
        other.role is Role.PRIME_MOVER
        and action in ((other.of.id,) if other.of else base.anatomy.actions_of(other.muscle))
        for other in agreed(base.claims_of(RoleClaim, claim.exercise))
    )


def _actions(claim: RoleClaim, of: Term | None, base: FactBase) -> tuple[str, ...]:
    """Ids of the joint actions that a role is asked for."""
    if of is not None:
        return (of.id,)
    return tuple(action.id for action in base.main_actions(claim.exercise))
