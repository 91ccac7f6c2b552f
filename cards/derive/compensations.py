"""Why a muscle is listed for a finding: the movement of the finding, and what the muscle does."""

from cards.derive.muscle_actions import clause, performed
from cards.derive.phrases import joined_actions
from cards.derive.reason import Reason, reason
from cards.model.base import FactBase
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.nouns import Term
from cards.model.vocabulary import Imbalance


def why_listed(fact: ListedMuscle, base: FactBase) -> Reason | None:
    """An overactive muscle performs a movement of the finding, an underactive one the opposite."""
    finding = fact.compensation
    observation = base.findings.observations.get(finding.id)
    if observation is None:
        return None
    for id_ in finding.movement:
        action = _sought(base.terms[id_], fact.side, base)
        done = performed(fact.muscle, action, base) if action is not None else None
        if done is None or done.subject != f"the {fact.muscle.name}":
            continue
        movement = joined_actions([base.terms[id_] for id_ in finding.movement])
        are = "are" if len(finding.movement) > 1 else "is"
        against = ", which works against it" if fact.side is Imbalance.UNDERACTIVE else ""
        return reason(
            (f"{movement} {are} part of the finding", f"{clause([done])}{against}"),
            (observation, *done.facts),
        )
    return None


def _sought(action: Term, side: Imbalance, base: FactBase) -> Term | None:
    """The movement itself for an overactive muscle, its opposite for an underactive one."""
    if side is Imbalance.OVERACTIVE:
        return action
    return base.terms.get(action.opposite or "")
