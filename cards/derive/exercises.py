"""Why an exercise has a joint action, a plane or a type: other facts on its movement."""

from cards.derive.meeting import exercise_facts
from cards.derive.phrases import joined, movement
from cards.derive.reason import LONGEST, Reason, reason
from cards.model.base import FactBase, agreed
from cards.model.fact import Fact
from cards.model.facts.action_plane import ActionPlane
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction, Mechanic, Plane
from cards.model.nouns import Exercise, Term
from cards.model.vocabulary import Phase, Role

COMPOUND = "compound"
"""The id of the type of exercise that moves several joints."""

_MOVERS = 2
"""Prime movers that a sentence names."""


def whole_movement(fact: JointAction, base: FactBase) -> Reason | None:
    """All joint actions of a phase, and the prime movers of this one, or what it undoes."""
    exercise = fact.exercise
    if exercise is None:
        return None
    phase = Phase.LOWERING if fact.phase is Phase.LOWERING else Phase.LIFTING
    moved = base.actions_during(exercise, phase)
    if fact.value not in moved:
        return None
    clause = movement(exercise, phase, moved, moved)
    if len(clause) > LONGEST:
        clause = movement(exercise, phase, moved, [fact.value])
    facts = exercise_facts(exercise, phase, moved, base)
    more = (
        _undone(exercise, fact.value, base)
        if phase is Phase.LOWERING
        else _prime_movers(exercise, fact.value, base)
    )
    if more is not None and len(clause) + len(more.short) < LONGEST:
        return reason((clause, more.short), (*facts, *more.facts))
    return reason((clause,), facts)


def what_moves(exercise: Exercise, base: FactBase) -> Reason | None:
    """The joint actions that an exercise is built on."""
    moved = base.main_actions(exercise)
    if not moved:
        return None
    facts = exercise_facts(exercise, Phase.LIFTING, moved, base)
    return reason((movement(exercise, Phase.LIFTING, moved, moved),), facts)


def _prime_movers(exercise: Exercise, action: Term, base: FactBase) -> Reason | None:
    claims = [
        claim
        for claim in agreed(base.claims_of(RoleClaim, exercise))
        if claim.role is Role.PRIME_MOVER and claim.of is action
    ][:_MOVERS]
    if not claims:
        return None
    names = joined([f"the {claim.muscle.name}" for claim in claims])
    return reason((f"prime mover of {action.name}: {names}",), claims)


def _undone(exercise: Exercise, action: Term, base: FactBase) -> Reason | None:
    """The joint action of the way up that one of the way down undoes."""
    up = next((each for each in base.main_actions(exercise) if each.opposite == action.id), None)
    if up is None:
        return None
    facts = exercise_facts(exercise, Phase.LIFTING, [up], base)
    return reason((f"{action.name} undoes the {up.name} of the lifting phase",), facts)


def plane_of_movement(fact: Plane, base: FactBase) -> Reason | None:
    """A joint action of the exercise that takes place in its plane."""
    exercise = fact.exercise
    if exercise is None:
        return None
    moved = base.main_actions(exercise)
    for stated in base.examples_of(next(iter(ActionPlane.TYPES)), fact.value):
        if isinstance(stated, ActionPlane) and stated.term in moved:
            clause = movement(exercise, Phase.LIFTING, moved, [stated.term])
            facts = exercise_facts(exercise, Phase.LIFTING, moved, base)
            return reason((clause, _lower(stated.says)), (*facts, stated))
    return None


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def moves_too_few_joints(fact: Fact, base: FactBase) -> bool:
    """Whether an exercise is called compound, but only one joint is stated to move."""
    if not isinstance(fact, Mechanic) or fact.exercise is None or fact.value.id != COMPOUND:
        return False
    return len({action.joint for action in base.main_actions(fact.exercise)}) == 1


def joints_that_move(fact: Mechanic, base: FactBase) -> Reason | None:
    """The joints at which a compound or an isolation exercise has a joint action."""
    exercise = fact.exercise
    if exercise is None:
        return None
    moved = base.main_actions(exercise)
    joints = list(dict.fromkeys(action.joint for action in moved if action.joint))
    if not joints or (len(joints) > 1) is not (fact.value.id == COMPOUND):
        return None
    names = joined([f"the {base.terms[joint].name}" for joint in joints])
    facts = exercise_facts(exercise, Phase.LIFTING, moved, base)
    return reason((f"the {exercise.name} moves {names}",), facts)
