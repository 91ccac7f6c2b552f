"""Roles that contradict the joint actions of the muscle and of the exercise.

The rule proves no role wrong: it names the claim, the facts against it and the role that would fit.
"""

from collections.abc import Iterator

from cards.derive.muscle_actions import performed
from cards.derive.phrases import joined_actions
from cards.model.base import FactBase, agreed
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Muscle, Term
from cards.model.vocabulary import Role

Contradiction = tuple[RoleClaim, str]
"""The claim, and what contradicts it."""

_MOVERS = (Role.PRIME_MOVER, Role.SYNERGIST)


def stabilisers_that_could_move(base: FactBase) -> Iterator[Contradiction]:
    """A stabiliser performs a joint action that its exercise is built on."""
    for claim in agreed(base.of_type(RoleClaim)):
        if claim.role is Role.STABILISER and (actions := _performs(claim, base)):
            them = "they perform" if claim.muscle.plural else "it performs"
            yield (
                claim,
                (
                    f"{_claimed(claim)}, yet {them} {joined_actions(actions)}, which the exercise "
                    "is built on. Check whether the source means a synergist; if it does not, "
                    "waive this with the reason."
                ),
            )


def movers_that_oppose(base: FactBase) -> Iterator[Contradiction]:
    """A mover of a joint action performs only its opposite."""
    for claim in agreed(base.of_type(RoleClaim)):
        if claim.role in _MOVERS and (action := _only_opposed(claim, base)):
            performs = "perform" if claim.muscle.plural else "performs"
            yield (
                claim,
                (
                    f"{_claimed(claim)}, of {action.name}, yet the {claim.muscle.name} {performs} "
                    f"the opposite. 'antagonist' would fit; or correct 'of'."
                ),
            )


def antagonists_that_help(base: FactBase) -> Iterator[Contradiction]:
    """An antagonist performs the joint action that it is said to oppose."""
    for claim in agreed(base.of_type(RoleClaim)):
        if claim.role is not Role.ANTAGONIST:
            continue
        actions = [action for action in _performs(claim, base) if claim.of in (None, action)]
        opposite = [a for a in actions if _acts(claim.muscle, base.opposite(a.id), base)]
        if actions and not opposite:
            performs = "perform" if claim.muscle.plural else "performs"
            yield (
                claim,
                (
                    f"{_claimed(claim)}, yet the {claim.muscle.name} {performs} "
                    f"{joined_actions(actions)} and not the opposite. 'synergist' or 'prime mover' "
                    "would fit."
                ),
            )


def _performs(claim: RoleClaim, base: FactBase) -> list[Term]:
    """The joint actions of the exercise that the muscle is stated to perform itself."""
    found = []
    for action in base.main_actions(claim.exercise):
        done = performed(claim.muscle, action, base)
        if done is not None and done.whole and isinstance(done.facts[0], JointAction):
            found.append(action)
    return found


def _only_opposed(claim: RoleClaim, base: FactBase) -> Term | None:
    """The joint action of the claim, if the muscle performs its opposite and not itself."""
    action = claim.of
    if action is None or not _acts(claim.muscle, action.opposite, base):
        return None
    return None if _acts(claim.muscle, action.id, base) else action


def _acts(muscle: Muscle, action: str | None, base: FactBase) -> bool:
    return action in base.anatomy.actions_of(muscle, assisting=True)


def _claimed(claim: RoleClaim) -> str:
    roles = f"are {claim.role}s" if claim.muscle.plural else f"is {claim.role}"
    return f"The {claim.muscle.name} {roles} in the {claim.exercise.name}"
