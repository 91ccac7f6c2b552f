"""Why a muscle has its role in an exercise: its joint action meets that of the exercise.

The rule explains a role that a source states. It states none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cards.derive.muscle_actions import Performed, clause, performed
from cards.derive.phrases import movement, named_actions
from cards.derive.rules import ACTION_MEETS_ACTION, DerivationRule
from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Muscle, Term
from cards.model.vocabulary import Phase, Role

_MOVING = (None, Phase.LIFTING, Phase.THROUGHOUT)
"""The phases in which a load is moved against its resistance; None if the source names none."""


_MOST_MET = 2
"""Joint actions of a muscle that a sentence names."""


class Limit(StrEnum):
    """Why the rule does not explain a role."""

    STABILISER = "the role of a stabiliser does not follow from a joint action"
    PHASE = "the role is claimed for a phase in which the load is not lifted"
    EXERCISE = "the joint action of the exercise is not stated"
    MUSCLE = "no joint action of the muscle is stated"
    NO_MATCH = "none of the muscle's joint actions is one of the exercise, or its opposite"
    TWO_JOINTS = "the muscle crosses two joints that move, and acts against one of the movements"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A reason that a rule derives from facts.

    Attributes:
        sentence: The reason, without its full stop: "Standing up is hip and knee extension; the
            hamstrings extend the hip".
        facts: The facts that it combines.
    """

    sentence: str
    facts: tuple[Fact, ...]
    rule: DerivationRule


def why_role(claim: RoleClaim, base: FactBase) -> Reason | Limit:
    """Why a muscle has its role in an exercise, or the limit of the rule that applies."""
    if claim.role is Role.STABILISER:
        return Limit.STABILISER
    if claim.phase not in _MOVING:
        return Limit.PHASE
    main = base.main_actions(claim.exercise)
    asked = [action for action in main if claim.of in (None, action)]
    if not asked:
        return Limit.EXERCISE
    opposing = claim.role is Role.ANTAGONIST
    met = [(action, each) for action in asked if (each := _met(claim, action, base))]
    met = [pair for pair in met if pair[1].subject == met[0][1].subject][:_MOST_MET]
    if not met:
        actions = base.anatomy.actions_of(claim.muscle, assisting=True)
        return Limit.NO_MATCH if actions else Limit.MUSCLE
    chief = [action for action, _ in met]
    if not opposing and acts_against(claim.muscle, chief, main, base):
        return Limit.TWO_JOINTS
    named = named_actions(main, chief)
    moved = movement(claim.exercise, named, all_of_it=len(named) == len(main))
    return Reason(
        sentence=f"{moved[:1].upper()}{moved[1:]}; {clause([each for _, each in met])}"
        f"{', the opposite action' if opposing else ''}",
        facts=(
            *(fact for fact in base.actions_of(claim.exercise) if _is_named(fact, named)),
            *(fact for _, each in met for fact in each.facts),
        ),
        rule=ACTION_MEETS_ACTION,
    )


def acts_against(
    muscle: Muscle, chief: Sequence[Term], moved: Sequence[Term], base: FactBase
) -> bool:
    """Whether a two-joint muscle acts against a movement at its other joint.

    The hamstrings extend the hip in a squat, but they also flex the knee, which is extended.
    """
    if not base.anatomy.is_two_joint(muscle):
        return False
    joints = {action.joint for action in chief}
    return any(
        action.joint not in joints and action.opposite in base.anatomy.actions_of(muscle)
        for action in moved
    )


def _met(claim: RoleClaim, action: Term, base: FactBase) -> Performed | None:
    """The joint action of the muscle that meets one of the exercise: the same, or the opposite."""
    if claim.role is not Role.ANTAGONIST:
        return performed(claim.muscle, action, base)
    opposite = base.opposite(action.id)
    return performed(claim.muscle, base.terms[opposite], base) if opposite else None


def _is_named(fact: JointAction, named: Sequence[Term]) -> bool:
    return fact.value in named and fact.phase in _MOVING
