"""Supersets of opposing muscles: the prime mover of the second exercise opposes the first one."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cards.distractors.neighbours import Ring
from cards.distractors.proofs import credited_with
from cards.groups.group import FEWEST, FactGroup
from cards.groups.prime_movers import chief_claim, excluded_from_lead, prime_movers
from cards.model.anatomy import LIMB_JOINTS
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise, Muscle
from cards.model.vocabulary import Role

_OF_THE_LEG = ("hip-joint", "knee-joint", "ankle-joint")

_Opposed = tuple[frozenset[str], frozenset[str]]
"""Ids of the antagonists of an exercise, and of the opposites of its joint actions."""


def exercises_for_a_superset(base: FactBase) -> Iterator[FactGroup]:
    """An exercise whose prime mover is an antagonist in the first exercise of a superset.

    Each second exercise is asked about once, after one of its possible first exercises.
    """
    findings = _Supersets(base)
    for muscle in prime_movers(base):
        opposed = findings.opposed_by(muscle)
        if opposed:
            for exercise in base.exercises_of(muscle):
                if (claim := chief_claim(muscle, exercise, base)) is not None:
                    yield from _superset(claim, opposed, findings)


def _superset(
    second: RoleClaim, opposed: "Ring[RoleClaim]", findings: "_Supersets"
) -> Iterator[FactGroup]:
    """The superset of an exercise with the nearest of those in which its muscle is opposed."""
    muscle, exercise = second.muscle, second.exercise
    for first in opposed.after(exercise.id):
        wrong = [
            option
            for option in findings.wrong_after(first.exercise).after(exercise.id)
            if option.concept != f"exercise/{first.exercise.id}"
        ]
        if len(wrong) >= FEWEST and findings.go_together(first.exercise, exercise):
            yield FactGroup(
                id=f"{exercise.id}/{muscle.id}",
                facts=(first, second),
                slots={"first": first.exercise, "exercise": exercise, "muscle": muscle},
                key=(exercise.name,),
                distractors=tuple(wrong),
            )
            return


@dataclass(frozen=True)
class _Supersets:
    """Cached results about exercises, so that each is examined once."""

    base: FactBase
    _rings: dict[_Opposed, Ring[Distractor]] = field(default_factory=dict)

    def opposed_by(self, muscle: Muscle) -> Ring[RoleClaim] | None:
        """The claims that a muscle is an antagonist in an exercise."""
        claims = (
            claim
            for exercise in self.base.exercises_of(muscle)
            for claim in antagonists(exercise, self.base)
            if claim.muscle is muscle
        )
        ring = [(claim.exercise.id, claim) for claim in claims]
        return Ring(ring) if ring else None

    def go_together(self, one: Exercise, other: Exercise) -> bool:
        """Whether two exercises move the same limbs and may have no prime mover in common."""
        limbs = [_limbs(each, self.base) for each in (one, other)]
        movers = [credited_with(Role.PRIME_MOVER, each, self.base) for each in (one, other)]
        shared = any(self.base.overlap(a, b) for a in movers[0] for b in movers[1])
        return limbs[0] == limbs[1] and not shared

    def wrong_after(self, first: Exercise) -> Ring[Distractor]:
        """The exercises in which its antagonists are proven not to be prime movers."""
        muscles = [claim.muscle for claim in antagonists(first, self.base)]
        opposites = {self.base.opposite(action.id) for action in self.base.main_actions(first)}
        key = (
            frozenset(muscle.id for muscle in muscles),
            frozenset(action for action in opposites if action is not None),
        )
        if key not in self._rings:
            self._rings[key] = Ring(list(self._without(muscles, key[1])))
        return self._rings[key]

    def _without(
        self, muscles: list[Muscle], opposites: frozenset[str]
    ) -> Iterator[tuple[str, Distractor]]:
        """The exercises that have neither the muscles nor others that oppose as prime movers."""
        base = self.base
        others = [m for m in base.anatomy.single_muscles if opposites & base.anatomy.actions_of(m)]
        near = base.anatomy.joints_near(muscles[0])
        for exercise in base.exercises_of(muscles[0]):
            if not near & base.joints_moved(exercise):
                continue  # not plausible
            proofs = [excluded_from_lead(muscle, exercise, base) for muscle in muscles]
            credited = credited_with(Role.PRIME_MOVER, exercise, base)
            if not all(proofs) or any(base.overlap(m, o) for m in credited for o in others):
                continue
            says, proof, facts = next(filter(None, proofs))
            yield (
                exercise.id,
                Distractor(
                    text=exercise.name,
                    reason=says,
                    proof=proof,
                    concept=f"exercise/{exercise.id}",
                    because=facts,
                ),
            )


def _limbs(exercise: Exercise, base: FactBase) -> frozenset[bool]:
    """Whether it moves joints of the legs, of the arms, or of both."""
    joints = base.joints_moved(exercise).intersection(LIMB_JOINTS)
    return frozenset(joint in _OF_THE_LEG for joint in joints)


def antagonists(exercise: Exercise, base: FactBase) -> list[RoleClaim]:
    """The agreed claims that a muscle is an antagonist in an exercise."""
    claims = agreed(base.claims_of(RoleClaim, exercise))
    return [c for c in claims if c.role is Role.ANTAGONIST and c.phase is None]
