"""Where the joint actions of a muscle meet those of an exercise in one of its phases."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.derive.muscle_actions import Performed, clause, performed
from cards.derive.phrases import movement, named_actions
from cards.derive.reason import Limit
from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Exercise, Muscle, Term
from cards.model.vocabulary import Phase

ALL_PHASES = (None, Phase.THROUGHOUT)
"""The phases of claims on the whole exercise; None if the source does not name one."""

_MOST_MET = 2
"""Joint actions of a muscle that a sentence names."""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """Joint actions of a muscle that are those of an exercise, or their opposites.

    Attributes:
        moved: All joint actions of the exercise in the phase.
        chief: Those that the muscle's actions meet.
        actions: The muscle's actions, in the order of `chief`.
    """

    exercise: Exercise
    phase: Phase
    moved: Sequence[Term]
    chief: Sequence[Term]
    actions: Sequence[Performed]

    @property
    def movement(self) -> str:
        """The clause on the movement: "standing up is hip and knee extension"."""
        return movement(self.exercise, self.phase, self.moved, self.chief)

    @property
    def clause(self) -> str:
        """The clause on the muscle: "the gluteus maximus extends the hip"."""
        return clause(self.actions)

    @property
    def plural(self) -> bool:
        """Whether the muscle takes a plural verb."""
        return self.actions[0].plural

    def facts(self, base: FactBase) -> tuple[Fact, ...]:
        """The facts that the two clauses state."""
        named = named_actions(self.moved, self.chief)
        return (
            *exercise_facts(self.exercise, self.phase, named, base),
            *(fact for each in self.actions for fact in each.facts),
        )


def exercise_facts(
    exercise: Exercise, phase: Phase, actions: Sequence[Term], base: FactBase
) -> tuple[JointAction, ...]:
    """The statements that joint actions take place in a phase of an exercise."""
    phases = (*ALL_PHASES, phase) if phase is Phase.LIFTING else (Phase.THROUGHOUT, phase)
    stated = base.actions_of(exercise)
    return tuple(fact for fact in stated if fact.value in actions and fact.phase in phases)


def meeting(
    muscle: Muscle,
    exercise: Exercise,
    phase: Phase,
    base: FactBase,
    *,
    of: Term | None = None,
    opposing: bool = False,
) -> Meeting | Limit:
    """Where the joint actions of a muscle meet those of an exercise, or the limit that applies.

    Args:
        muscle: The muscle.
        exercise: The exercise.
        phase: The phase.
        base: All facts.
        of: The only joint action of the exercise that counts.
        opposing: Whether the muscle meets a joint action by performing its opposite.
    """
    moved = base.actions_during(exercise, phase)
    asked = [action for action in moved if of in (None, action)]
    if not asked:
        return Limit.EXERCISE
    met = [(action, _performed(muscle, action, base, opposing=opposing)) for action in asked]
    found = [(action, each) for action, each in met if each is not None]
    if not found:
        actions = base.anatomy.actions_of(muscle, assisting=True)
        return Limit.NO_MATCH if actions else Limit.MUSCLE
    found.sort(key=lambda pair: not isinstance(pair[1].facts[0], JointAction))  # assisting last
    same = [pair for pair in found if pair[1].subject == found[0][1].subject][:_MOST_MET]
    return Meeting(
        exercise=exercise,
        phase=phase,
        moved=moved,
        chief=[action for action, _ in same],
        actions=[each for _, each in same],
    )


def _performed(muscle: Muscle, action: Term, base: FactBase, *, opposing: bool) -> Performed | None:
    if not opposing:
        return performed(muscle, action, base)
    opposite = base.opposite(action.id)
    return performed(muscle, base.terms[opposite], base) if opposite else None


def conflict(muscle: Muscle, met: Meeting, base: FactBase, *, opposing: bool) -> Performed | None:
    """The action of a two-joint muscle that is stretched, or shortened, by the other joint.

    The hamstrings extend the hip in a squat, but they also flex the knee, which is extended.
    """
    if not base.anatomy.is_two_joint(muscle):
        return None
    joints = {action.joint for action in met.chief}
    for action in met.moved:
        if action.joint not in joints:
            found = _performed(muscle, action, base, opposing=not opposing)
            if found is not None and isinstance(found.facts[0], JointAction):
                return found
    return None
