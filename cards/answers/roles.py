"""Decides answers on the role of a muscle in an exercise.

Before a role is excluded, the joint actions of the exercise are compared with those of the muscle:
one that can move the joint may be more than a stabiliser, whatever a source calls it.
"""

from collections.abc import Iterable
from typing import NamedTuple, assert_never

from cards.answers.asked import Asked
from cards.answers.decision import OPEN, STATED, Decision, Finding, excluded
from cards.answers.reach import performed, unable
from cards.answers.vocabulary import Concept
from cards.distractors.proofs import credited_with, proven_without
from cards.distractors.values import other_roles
from cards.model.base import FactBase, agreed
from cards.model.card import Proof
from cards.model.fact import Fact
from cards.model.facts.denied_role import DeniedRole
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise, Muscle, Source, Term
from cards.model.vocabulary import Phase, Role

_MOVING = (Role.PRIME_MOVER, Role.SYNERGIST)


class RoleIn(NamedTuple):
    """A role in an exercise; `of` is the joint action that it is asked for, if there is one."""

    role: Role
    exercise: Exercise
    of: Term | None = None

    def actions(self, base: FactBase) -> tuple[str, ...]:
        """Ids of the joint actions that it is a role in."""
        if self.of is not None:
            return (self.of.id,)
        return tuple(action.id for action in base.main_actions(self.exercise))


def role_of_muscle(asked: Asked, concept: Concept) -> Finding:
    """Whether a muscle has a role in each exercise that the question names."""
    role = next((each for each in Role if each.replace(" ", "-") == concept.id), None)
    if role is None:  # a term of the user, which no claim can state
        return OPEN
    claims = [fact for fact in asked.facts if isinstance(fact, RoleClaim)]
    return _weakest(_role_of(claim, role, asked.base) for claim in claims)


def muscle_in_role(asked: Asked, concept: Concept) -> Finding:
    """Whether a muscle has the role that is asked for; the question may name a source."""
    claim, muscle = asked.fact, asked.base.muscles[concept.id]
    if not isinstance(claim, RoleClaim):
        return OPEN
    of = None if asked.card.template.gather else claim.of
    role = RoleIn(claim.role, claim.exercise, of)
    # A question on the exercise accepts the muscles of each of its joint actions.
    scopes = (None, *asked.base.main_actions(claim.exercise)) if of is None else (of,)
    if any(
        _is_credited(muscle, role._replace(of=scope), claim.phase, asked.source, asked.base)
        for scope in scopes
    ):
        return STATED
    return muscle_without_role(muscle, role, asked.base)


def muscle_without_role(muscle: Muscle, role: RoleIn, base: FactBase) -> Finding:
    """The proof that a muscle does not have a role, or `OPEN`."""
    proven = proven_without(muscle, role.role, role.exercise, base, role.of)
    if proven is None:
        credited = credited_with(role.role, role.exercise, base, role.of)
        if any(base.overlap(muscle, other) for other in credited):
            return OPEN
        return _unable(muscle, role, base)
    proof, reason = proven
    stated = bool(agreed(base.claims_of(RoleClaim, role.exercise, muscle)))
    if proof is Proof.FUNCTIONAL and stated and _anatomy_allows(muscle, role, base):
        return OPEN
    return excluded(proof, reason)


def actions_of(fact: Fact, asked: Asked) -> tuple[Term, ...]:
    """The joint actions of the exercise in which a muscle has the role of a claim, too."""
    if not isinstance(fact, RoleClaim):
        return ()
    claims = asked.base.claims_of(RoleClaim, fact.exercise, fact.muscle)
    return tuple(claim.of for claim in claims if claim.of and claim.role is fact.role)


def states(fact: Fact, source: Source | None) -> bool:
    """Whether a source states a fact; without a source, whether the fact is agreed."""
    if source is None:
        return not fact.attributed
    return any(citation.source.id == source.id for citation in fact.citations)


def _weakest(found: Iterable[Finding]) -> Finding:
    """The finding on an answer that must hold in several places."""
    every = list(found)
    for decision in (Decision.EXCLUDED, Decision.OPEN):
        for finding in every:
            if finding.decision is decision:
                return finding
    return STATED if every else OPEN


def _role_of(claim: RoleClaim, role: Role, base: FactBase) -> Finding:
    source = claim.source if claim.attributed else None
    in_exercise = RoleIn(role, claim.exercise, claim.of)
    if _is_credited(claim.muscle, in_exercise, claim.phase, source, base):
        return STATED
    if source is None and _is_denied(claim, role, base):
        return excluded(Proof.NOT, f"said not to be the {role} here")
    concept = f"role/{role.replace(' ', '-')}"
    wrong = next((d for d in other_roles(claim, base) if d.concept == concept), None)
    if wrong is None or _anatomy_allows(claim.muscle, in_exercise, base):
        return OPEN
    return excluded(wrong.proof, wrong.reason)


def _is_denied(claim: RoleClaim, role: Role, base: FactBase) -> bool:
    """Whether a source says that the muscle of a claim does not have a role, and none that it has.

    Denials are about the exercise.
    """
    if claim.of is not None or any(
        base.overlap(claim.muscle, other) for other in credited_with(role, claim.exercise, base)
    ):
        return False
    denials = agreed(base.claims_of(DeniedRole, claim.exercise, claim.muscle))
    return any(denied.role is role for denied in denials)


def _is_credited(
    muscle: Muscle, role: RoleIn, phase: Phase | None, source: Source | None, base: FactBase
) -> bool:
    """Whether a source, or an agreed claim, gives a muscle that role in a phase."""
    return any(
        claim.role is role.role
        and states(claim, source)
        and claim.phase in (phase, None)
        and claim.of is role.of
        for claim in base.claims_of(RoleClaim, role.exercise, muscle)
    )


def _unable(muscle: Muscle, role: RoleIn, base: FactBase) -> Finding:
    """The proof that a muscle can neither perform nor oppose what the exercise is built on."""
    actions = [base.terms[id_] for id_ in role.actions(base)]
    if role.role is Role.ANTAGONIST:
        opposites = (base.opposite(action.id) for action in actions)
        actions = [base.terms[id_] for id_ in opposites if id_ is not None]
    elif role.role not in _MOVING:
        return OPEN  # any muscle may hold something still
    found = [unable(muscle, action, base) for action in actions]
    reasons = [reason for reason in found if reason is not None]
    if not found or len(reasons) < len(found):
        return OPEN
    return excluded(Proof.FUNCTIONAL, "; ".join(dict.fromkeys(reasons)))


def _anatomy_allows(muscle: Muscle, role: RoleIn, base: FactBase) -> bool:
    """Whether a muscle may have a role by what it can do, though it is stated to have another."""
    here = role.actions(base)
    helps = base.anatomy.actions_of(muscle, assisting=True)  # or a member of a group does
    stated = {claim.role for claim in base.claims_of(RoleClaim, role.exercise, muscle)}
    match role.role:
        case Role.STABILISER:
            return False
        case Role.ANTAGONIST:
            # Some muscles do both, but one that moves the named joint action does not oppose it.
            moves = role.of is not None and not stated.isdisjoint(_MOVING)
            opposed = performed(muscle, base)
            return not moves and any(base.opposite(action) in opposed for action in here)
        case Role.SYNERGIST:
            return Role.PRIME_MOVER not in stated and not helps.isdisjoint(here)
        case Role.PRIME_MOVER:
            if Role.SYNERGIST in stated:
                here = tuple(a for a in here if not _has_prime_mover(a, role.exercise, base))
            return not helps.isdisjoint(here)
        case _:
            assert_never(role.role)


def _has_prime_mover(action: str, exercise: Exercise, base: FactBase) -> bool:
    """Whether a prime mover of a joint action is stated in an exercise."""
    return any(
        claim.role is Role.PRIME_MOVER
        and action in ((claim.of.id,) if claim.of else base.anatomy.actions_of(claim.muscle))
        for claim in agreed(base.claims_of(RoleClaim, exercise))
    )
