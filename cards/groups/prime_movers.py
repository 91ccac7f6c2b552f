"""The prime movers of exercises, and the muscles that are proven not to be one."""

from typing import NamedTuple

from cards.distractors.proofs import credited_with, proven_apart
from cards.english import predicate
from cards.groups.group import FEWEST
from cards.model.base import FactBase, agreed
from cards.model.card import Proof
from cards.model.fact import Fact
from cards.model.facts.denied_role import DeniedRole
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise, Muscle
from cards.model.vocabulary import Confidence, Role


class Excluded(NamedTuple):
    """Why something is proven not to hold, in a clause, and the facts that prove it."""

    says: str
    proof: Proof
    facts: tuple[Fact, ...]


def prime_movers(base: FactBase) -> list[str]:
    """Ids of the muscles that are agreed to be a prime mover in any exercise."""
    claims = agreed(base.of_type(RoleClaim))
    return sorted({claim.muscle.id for claim in claims if claim.role is Role.PRIME_MOVER})


def chief_claim(muscle: Muscle, exercise: Exercise, base: FactBase) -> RoleClaim | None:
    """The agreed claim that a muscle is a prime mover in an exercise, else in any joint action.

    A claim that only leaves open whether it is a synergist says that it moves the load.
    """
    claims = sorted(
        agreed(base.claims_of(RoleClaim, exercise, muscle)), key=lambda c: c.of is not None
    )
    chief = (c for c in claims if c.role is Role.PRIME_MOVER and c.phase is None)
    return next((c for c in chief if c.open <= {Role.SYNERGIST}), None)


def comes_to_mind(claim: RoleClaim, base: FactBase) -> bool:
    """Whether a coach would pick the exercise for the muscle, and not for a better known one.

    A rule makes the posterior deltoid a prime mover of the shoulder extension of a pull-up, but a
    coach picks the pull-up for the latissimus. So a role that only a rule gives must be the one in
    the exercise, if that of any prime mover is stated, or else in its chief joint action.
    """
    if claim.role is not Role.PRIME_MOVER or claim.stated_citations:
        return True
    in_exercise = [other for other in base.claims_of(RoleClaim, claim.exercise) if other.of is None]
    chief = [other.muscle for other in in_exercise if other.role is Role.PRIME_MOVER]
    if chief:
        return claim.muscle in chief
    has_other_role = any(other.muscle is claim.muscle for other in in_exercise)
    return not has_other_role and claim.of in base.main_actions(claim.exercise)[:1]


def excluded_from_lead(muscle: Muscle, exercise: Exercise, base: FactBase) -> Excluded | None:
    """The proof that a muscle is not a prime mover of an exercise, in any of its joint actions."""
    claims = base.claims_of(RoleClaim, exercise, muscle)
    are = "are" if muscle.plural else "is"
    if proven := proven_apart(muscle, Role.PRIME_MOVER, exercise, base):
        proof, reason = proven
        # The silence of the sources explains nothing to a learner.
        if proof is Proof.COMPLETE:
            return None
        return Excluded(
            f"the {muscle.name} {are} {reason}", proof, _evidence(muscle, exercise, base)
        )
    # Sources that disagree on another role agree that it is not the prime mover.
    disputed = [claim for claim in claims if claim.confidence is Confidence.CONTESTED]
    roles = dict.fromkeys(claim.role for claim in disputed)
    if (
        len(roles) < FEWEST
        or Role.SYNERGIST in roles
        or any(base.overlap(muscle, m) for m in credited_with(Role.PRIME_MOVER, exercise, base))
    ):
        return None
    names = [predicate(role, plural=muscle.plural) for role in roles]
    return Excluded(
        f"the {muscle.name} {are} {' or '.join(names)} here", Proof.FUNCTIONAL, tuple(disputed)
    )


def _evidence(muscle: Muscle, exercise: Exercise, base: FactBase) -> tuple[Fact, ...]:
    """The claims on the role of a muscle."""
    claims = (c for c in base.claims(exercise, muscle) if isinstance(c, RoleClaim | DeniedRole))
    return agreed(claims)
