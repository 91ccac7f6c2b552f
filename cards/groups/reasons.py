"""Roles with their reasons: the joint action of the muscle against that of the exercise."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple
from zlib import crc32

from cards.derive.muscle_actions import performed
from cards.derive.phrases import does
from cards.derive.reason import Reason
from cards.derive.roles import why_role
from cards.distractors.proofs import Refutation, cannot_perform, proven_without
from cards.english import telling_stems, with_article
from cards.groups.group import FactGroup, slug
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Exercise, Muscle, Term
from cards.model.vocabulary import Role

_MOVERS = (Role.PRIME_MOVER, Role.SYNERGIST)


class ExplainedRole(NamedTuple):
    """A claim on a role that its joint action explains.

    Attributes:
        moved: The joint action of the exercise.
        performs: The joint action of the muscle: the same one, or its opposite.
        other: The opposite of what the muscle performs.
        unable: Why the muscle does not perform that one.
        why: The reason of the role.
    """

    claim: RoleClaim
    moved: Term
    performs: Term
    other: Term
    unable: Refutation
    why: Reason


def roles_and_reasons(exercise: Exercise, base: FactBase) -> Iterator[FactGroup]:
    """The role of a muscle and its reason.

    Two roles are each offered with two opposite actions. Each of the four is right for some muscle
    and exercise, so that both have to be known.
    """
    for each, roles in explained_roles(exercise, base):
        yield _role_and_reason(each, roles)


def explained_roles(
    exercise: Exercise, base: FactBase
) -> Iterator[tuple[ExplainedRole, tuple[Role, Role]]]:
    """The roles with reasons in an exercise, if it has a mover and an antagonist.

    Each comes with the two roles to offer: that of a mover and the antagonist.
    """
    claims = agreed(base.claims_of(RoleClaim, exercise))
    explained = [each for claim in claims if (each := _explained(claim, base)) is not None]
    movers = [role for role in _MOVERS if any(e.claim.role is role for e in explained)]
    if not movers or all(each.claim.role in _MOVERS for each in explained):
        return
    for each in explained:
        claim = each.claim
        # The role offered to an antagonist must not give away that it is one.
        mover = claim.role if claim.role in _MOVERS else movers[_hash(claim) % len(movers)]
        roles = (mover, Role.ANTAGONIST)
        wrong = (role for role in roles if role is not claim.role)
        if all(proven_without(claim.muscle, role, exercise, base) for role in wrong):
            yield each, roles


def _hash(claim: RoleClaim) -> int:
    return crc32(claim.id.encode())


def _explained(claim: RoleClaim, base: FactBase) -> ExplainedRole | None:
    """The claim with its reason, if the opposite action is proven impossible for the muscle."""
    moved = _moved(claim, base)
    opposite = base.terms.get(moved.opposite or "") if moved is not None else None
    if claim.of or claim.phase is not None or moved is None or opposite is None:
        return None
    if _tells_the_role(claim, moved):
        return None
    opposes = claim.role is Role.ANTAGONIST
    performs, other = (opposite, moved) if opposes else (moved, opposite)
    why, action = why_role(claim, base), performed(claim.muscle, performs, base)
    unable = cannot_perform(claim.muscle, other, base)
    if not isinstance(why, Reason) or action is None or not action.whole or unable is None:
        return None
    if not isinstance(action.facts[0], JointAction):
        return None
    return ExplainedRole(claim, moved, performs, other, unable, why)


def _moved(claim: RoleClaim, base: FactBase) -> Term | None:
    """The joint action in which the muscle has the same role, else the only one of the exercise."""
    claims = agreed(base.claims_of(RoleClaim, claim.exercise, claim.muscle))
    same = (other.of for other in claims if other.of is not None and other.role is claim.role)
    return next(same, base.main_action(claim.exercise))


def _tells_the_role(claim: RoleClaim, moved: Term) -> bool:
    """Whether the name of an exercise states its joint action, or the muscle that it trains."""
    named = telling_stems(claim.exercise.name)
    return bool(named & telling_stems(claim.muscle.name)) or telling_stems(moved.name) <= named


def _role_and_reason(each: ExplainedRole, roles: tuple[Role, Role]) -> FactGroup:
    claim, muscle = each.claim, each.claim.muscle
    right = (claim.role, each.performs)
    return FactGroup(
        id=claim.id,
        facts=(claim,),
        slots={"exercise": claim.exercise, "muscle": muscle, "role": claim.role},
        why=each.why,
        key=(_because(*right, muscle),),
        distractors=tuple(
            Distractor(
                text=_because(role, action, muscle),
                reason=_refuted(role, action, each),
                proof=Proof.FUNCTIONAL,
                concept=f"reason/{slug(role)}+{action.id}",
                because=(claim, *each.unable.facts),
            )
            for role, action in product(roles, (each.performs, each.other))
            if (role, action) != right
        ),
    )


def _because(role: Role, action: Term, muscle: Muscle) -> str:
    """A role with a reason: "antagonists, because they flex the knee"."""
    shown, they = (f"{role}s", "they") if muscle.plural else (role, "it")
    return f"{shown}, because {they} {does(action, plural=muscle.plural)}"


def _refuted(role: Role, action: Term, each: ExplainedRole) -> str:
    """Why a role with a reason is wrong: the action is, or the role does not follow from it."""
    muscle = each.claim.muscle
    if action is each.other:
        return f"the {muscle.name} {each.unable.reason}"
    if role is Role.ANTAGONIST:
        perform = "perform" if muscle.plural else "performs"
        return f"an antagonist would oppose {each.moved.name}; the {muscle.name} {perform} it"
    oppose = "oppose" if muscle.plural else "opposes"
    return f"{with_article(role)} would perform {each.moved.name}; the {muscle.name} {oppose} it"
