"""Why a muscle is listed for a finding: the movement of the finding, and what the muscle does."""

from cards.derive.muscle_actions import clause, performed
from cards.derive.phrases import joined_actions
from cards.derive.reason import Reason, reason
from cards.model.base import FactBase
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Term
from cards.model.vocabulary import Imbalance


def why_listed(fact: ListedMuscle, base: FactBase) -> Reason | None:
    """An overactive muscle performs a movement of the finding, an underactive one the opposite."""
    finding = fact.compensation
    observation = base.findings.observations.get(finding.id)
    if observation is None:
        return None
    sought = [_sought(base.terms[id_], fact.side, base) for id_ in finding.movement]
    found = [performed(fact.muscle, action, base) for action in sought if action is not None]
    whole = [done for done in found if done is not None and done.whole]
    # An action that it performs says more than one in which it only assists.
    done = min(whole, key=lambda each: not isinstance(each.facts[0], JointAction), default=None)
    if done is None:
        return None
    movement = joined_actions([base.terms[id_] for id_ in finding.movement])
    are = "are" if len(finding.movement) > 1 else "is"
    against = ", which works against it" if fact.side is Imbalance.UNDERACTIVE else ""
    return reason(
        (f"{movement} {are} part of the finding", f"{clause([done])}{against}"),
        (observation, *done.facts),
    )


def _sought(action: Term, side: Imbalance, base: FactBase) -> Term | None:
    """The movement itself for an overactive muscle, its opposite for an underactive one."""
    if side is Imbalance.OVERACTIVE:
        return action
    return base.terms.get(action.opposite or "")
