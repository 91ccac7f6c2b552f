"""Muscles that have one role in all of an exercise, and the roles that they do not have there."""

from typing import NamedTuple
from zlib import crc32

from cards.distractors.proofs import proven_without
from cards.doubtful_roles import may_move
from cards.giveaways import names_muscle
from cards.model.base import FactBase, agreed
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise, Muscle
from cards.model.vocabulary import Role


class SoleRole(NamedTuple):
    """The only role of a muscle in an exercise, and the roles that it is proven not to have."""

    claim: RoleClaim
    without: frozenset[Role]

    @property
    def exercise(self) -> Exercise:
        """The exercise."""
        return self.claim.exercise

    @property
    def role(self) -> Role:
        """The role."""
        return self.claim.role

    @property
    def number(self) -> int:
        """A number that depends only on the claim, so that other facts do not change it."""
        return crc32(self.claim.id.encode())


def sole_role(muscle: Muscle, exercise: Exercise, base: FactBase) -> SoleRole | None:
    """The role of a muscle in an exercise whose name does not state it.

    It has no other role in a joint action or a phase of the exercise.
    """
    claims = agreed(base.claims_of(RoleClaim, exercise, muscle))
    claim = next((c for c in claims if c.of is None), None)
    named = names_muscle(exercise, muscle)
    if claim is None or named or any(c.phase or c.role is not claim.role for c in claims):
        return None
    if may_move(claim, base):
        return None
    others = (role for role in Role if role is not claim.role)
    without = frozenset(r for r in others if proven_without(muscle, r, exercise, base))
    return SoleRole(claim, without) if without else None
