"""Exercises for a muscle that leave one joint still: the isolation exercises of another joint."""

from collections.abc import Iterator

from cards.distractors.neighbours import Ring
from cards.groups.group import FEWEST, FactGroup
from cards.groups.prime_movers import chief_claim, comes_to_mind, excluded_from_lead
from cards.groups.staples import Staple, staples
from cards.model.anatomy import LIMB_JOINTS
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Muscle

_OF_A_SORT = 2
"""Wrong options that fail for the same reason: three alike would show the odd one."""


def exercises_that_spare_a_joint(muscle_id: str, base: FactBase) -> Iterator[FactGroup]:
    """An isolation exercise for a muscle, where the compound ones move a joint that must be still.

    The others move that joint, or do not train the muscle.
    """
    muscle = base.muscles[muscle_id]
    known = [staple for staple in staples(base) if not staple.is_drill]
    by_id = {staple.exercise.id: staple for staple in known}
    trains = [
        (by_id[exercise.id], claim)
        for exercise in base.exercises_of(muscle)
        if exercise.id in by_id
        and (claim := chief_claim(muscle, exercise, base)) is not None
        and comes_to_mind(claim, base)
    ]
    for joint in LIMB_JOINTS:
        yield from _sparing(muscle, joint, trains, known, base)


def _sparing(
    muscle: Muscle,
    joint: str,
    trains: list[tuple[Staple, RoleClaim]],
    known: list[Staple],
    base: FactBase,
) -> Iterator[FactGroup]:
    moving = [
        (staple.exercise.id, _moving(staple, claim, action, muscle))
        for staple, claim in trains
        if (action := _action_at(joint, staple)) is not None and not claim.open
    ]
    if len(moving) < FEWEST:
        return
    others = [
        (staple.exercise.id, option)
        for staple in known
        if _is_still(joint, staple) and (option := _elsewhere(muscle, staple, base)) is not None
    ]
    rings = Ring(moving), Ring(others)
    for staple, claim in trains:
        if not _is_still(joint, staple) or claim.open:
            continue
        wrong = [ring.after(staple.exercise.id)[:_OF_A_SORT] for ring in rings]
        if all(wrong):
            exercise = staple.exercise
            yield FactGroup(
                id=f"{muscle.id}/{joint}/{exercise.id}",
                facts=(claim, staple.mechanic),
                slots={
                    "exercise": exercise,
                    "muscle": muscle,
                    "joint": base.terms[joint],
                    "why": f"The {exercise.name} trains the {muscle.name} and moves only one"
                    f" joint, in {staple.chief.name}.",
                },
                key=(exercise.name,),
                distractors=tuple(option for side in wrong for option in side),
            )


def _action_at(joint: str, staple: Staple) -> JointAction | None:
    return next((fact for fact in staple.actions if fact.value.joint == joint), None)


def _is_still(joint: str, staple: Staple) -> bool:
    """Whether an exercise is agreed to move one joint only, which is another one."""
    return staple.is_isolation and staple.chief.joint != joint


def _moving(staple: Staple, claim: RoleClaim, action: JointAction, muscle: Muscle) -> Distractor:
    return Distractor(
        text=staple.exercise.name,
        reason=f"trains the {muscle.name}, but with {action.value.name}",
        proof=Proof.FUNCTIONAL,
        concept=f"exercise/{staple.exercise.id}",
        because=(claim, action),
    )


def _elsewhere(muscle: Muscle, staple: Staple, base: FactBase) -> Distractor | None:
    """An isolation exercise near the muscle, which is proven not to be a prime mover of it."""
    excluded = excluded_from_lead(muscle, staple.exercise, base)
    if excluded is None or not base.anatomy.joints_near(muscle) & base.joints_moved(
        staple.exercise
    ):
        return None
    return Distractor(
        text=staple.exercise.name,
        reason=f"spares the joint, but {excluded.says}",
        proof=excluded.proof,
        concept=f"exercise/{staple.exercise.id}",
        because=(staple.mechanic, *excluded.facts),
    )
