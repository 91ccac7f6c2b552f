"""Proofs that a muscle does not do something. The silence of a source is not a proof."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from cards.english import predicate
from cards.model.base import FactBase, agreed
from cards.model.card import Proof
from cards.model.fact import Fact
from cards.model.facts.denied_role import DeniedRole
from cards.model.facts.purpose import PurposeClaim
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import Crossing, Denial, JointAction
from cards.model.nouns import Exercise, Group, Muscle, Term
from cards.model.vocabulary import Origin, Role

MOVING = (Role.PRIME_MOVER, Role.SYNERGIST)
"""The roles of the muscles that produce a joint action."""


def credited_with(
    role: Role, exercise: Exercise, base: FactBase, of: Term | None = None
) -> list[Muscle]:
    """The muscles that any claim, even a contested one, gives a role or leaves it open for.

    Args:
        role: The role.
        exercise: The exercise.
        base: All facts.
        of: The joint action that the role is asked for; claims on other ones do not count.
    """
    return [
        claim.muscle
        for claim in base.claims_of(RoleClaim, exercise)
        if (role is claim.role or role in claim.open)
        and (of is None or claim.of is None or claim.of is of)
    ]


def proven_without(
    muscle: Muscle, role: Role, exercise: Exercise, base: FactBase, of: Term | None = None
) -> tuple[Proof, str] | None:
    """The proof that a muscle does not have a role in an exercise, with the reason; or None.

    A muscle that any source credits with the role, or leaves it open for, may have it, and so may
    each muscle that overlaps with it.
    """
    credited = credited_with(role, exercise, base, of)
    if any(base.overlap(muscle, other) for other in credited):
        return None
    roles = agreed(base.claims_of(RoleClaim, exercise, muscle))
    stated = next((claim for claim in roles if _excludes_others(claim, of, base)), None)
    if stated is not None:
        shown = predicate(stated.role, plural=muscle.plural)
        purposes = agreed(base.claims_of(PurposeClaim, exercise, muscle))
        purpose = purposes[0].purpose if purposes else None
        aim = f", to {purpose}" if purpose and stated.role is Role.STABILISER else ""
        return Proof.FUNCTIONAL, f"{shown} here{aim}"
    denied = agreed(base.claims_of(DeniedRole, exercise, muscle))
    if any(claim.role is role for claim in denied):
        return Proof.NOT, f"said not to be the {role} here"
    unable = cannot_perform(muscle, of, base) if of is not None and role in MOVING else None
    if unable is not None:
        return Proof.FUNCTIONAL, "; ".join((*_roles_elsewhere(roles, muscle), unable.reason))
    complete = role in exercise.complete and credited
    return (Proof.COMPLETE, f"not credited as {role} here by our sources") if complete else None


def proven_apart(
    muscle: Muscle, role: Role, exercise: Exercise, base: FactBase, of: Term | None = None
) -> tuple[Proof, str] | None:
    """As `proven_without`, but not of the rank next to the one that a source states.

    Authors draw the line between prime mover and synergist differently. A muscle of one rank is
    offered for the other only if a textbook, a study or a reference work states both.
    """
    proven = proven_without(muscle, role, exercise, base, of)
    if proven is None or role not in MOVING:
        return proven
    roles = agreed(base.claims_of(RoleClaim, exercise, muscle))
    stated = next((claim for claim in roles if _excludes_others(claim, of, base)), None)
    if stated is None or stated.role not in MOVING:
        return proven
    asked = [c for c in agreed(base.claims_of(RoleClaim, exercise)) if c.role is role]
    are_ranked = not asked or any(map(_is_vouched_for, asked))
    return proven if are_ranked and _is_vouched_for(stated) else None


def _is_vouched_for(claim: RoleClaim) -> bool:
    """Whether a strong source, or a user, states a role."""
    ranks = (source.rank for source in claim.supporting)
    return claim.origin is Origin.USER or any(rank and rank.strong for rank in ranks)


def _excludes_others(claim: RoleClaim, of: Term | None, base: FactBase) -> bool:
    """Whether a muscle with a stated role cannot have another one, in a scope.

    Args:
        claim: The stated role.
        of: The joint action that the other role is asked for; None if it is the exercise.
        base: All facts.
    """
    if claim.of is of:
        return True
    match claim.role:
        case Role.ANTAGONIST:
            return None in (of, claim.of)
        case Role.STABILISER:
            actions = base.anatomy.actions_of(claim.muscle, assisting=True)
            return claim.of is None and of is not None and of.id not in actions
        case Role.PRIME_MOVER | Role.SYNERGIST:
            return False  # what helps in an exercise may be the prime mover of a joint action
        case _:
            assert_never(claim.role)


def _roles_elsewhere(roles: Iterable[RoleClaim], muscle: Muscle) -> Iterator[str]:
    """A description of the role that it has in another joint action of the exercise."""
    for claim in roles:
        if claim.of is not None:
            shown = predicate(claim.role, plural=muscle.plural)
            yield f"{shown} of {claim.of.name} here"


class Refutation(NamedTuple):
    """Why something is wrong, and the facts that prove it."""

    reason: str
    facts: tuple[Fact, ...]


def cannot_perform(muscle: Muscle, action: Term, base: FactBase) -> Refutation | None:
    """Why a muscle cannot perform a joint action; None if that is not proven.

    A source denies it; or the muscle does not cross the joint; or it performs the opposite, and no
    source gives it both.
    """
    if isinstance(muscle, Group) and not muscle.members:
        return None
    if action.id in base.anatomy.actions_of(muscle, assisting=True):
        return None
    denials = agreed(base.anatomy.stated(Denial, muscle))
    if denied := tuple(denial for denial in denials if denial.value is action):
        return Refutation(f"said not to perform {action.name}", denied)
    verb = ("do", "perform") if muscle.plural else ("does", "performs")
    if action.joint is not None and base.anatomy.cannot_move(muscle, action.joint):
        reason = f"{verb[0]} not cross the {base.terms[action.joint].name}"
        return Refutation(reason, base.anatomy.stated(Crossing, muscle))
    opposite = base.opposite(action.id)
    if opposite is not None and _all_perform(muscle, opposite, base):
        stated = base.anatomy.stated(JointAction, muscle)
        proof = tuple(statement for statement in stated if statement.value.id == opposite)
        return Refutation(f"{verb[1]} the opposite, {base.terms[opposite].name}", proof)
    return None


def _all_perform(muscle: Muscle, action: str, base: FactBase) -> bool:
    """Whether a muscle, or every member of a group, is stated to perform an action."""
    members = muscle.members if isinstance(muscle, Group) else None
    parts = [base.muscles[id_] for id_ in members] if members else [muscle]
    return action in base.anatomy.actions_of(muscle) and all(
        action in base.anatomy.actions_of(part) for part in parts
    )
