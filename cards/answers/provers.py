"""The table of what decides an answer, by the question that a card asks."""

from collections.abc import Callable

from cards.answers import anatomy, gaps, movements, roles
from cards.answers.asked import Asked
from cards.answers.decision import Finding
from cards.answers.vocabulary import Concept
from cards.model.fact import Fact
from cards.model.facts.action import ActionClaim
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.definition import Definition
from cards.model.facts.membership import Membership
from cards.model.facts.role import RoleClaim
from cards.model.facts.statement import Statement
from cards.model.facts.term_statement import JointAction

Prove = Callable[[Asked, Concept], Finding]

_BY_GROUP_RULE: dict[str, Prove] = {
    "any-action-of-a-muscle": anatomy.action_of_muscle,
    "any-member-of-a-group": anatomy.member_of_group,
    "any-muscle-for-an-action": anatomy.muscle_for_action,
    "any-muscle-in-a-role": roles.muscle_in_role,
    "muscles-for-a-purpose": movements.muscle_for_purpose,
}
_BY_FACT: tuple[tuple[type[Fact], str, Prove], ...] = (
    (RoleClaim, "role", roles.role_of_muscle),
    (RoleClaim, "muscle", roles.muscle_in_role),
    (ContractionClaim, "contraction", movements.contraction_of_muscle),
    (ContractionClaim, "phase", movements.phase_of_contraction),
    (ActionClaim, "action", movements.action_of_exercise),
    (JointAction, "action", movements.action_of_exercise),
    (Membership, "group", anatomy.group_of_muscle),
    (Membership, "muscle", anatomy.member_of_group),
    (Definition, "term", anatomy.term_for_definition),
    (Statement, "exercise", anatomy.exercise_described),
    (Statement, "gap", gaps.fills_gap),
)
"""For each class of facts and slot of a template, what decides an answer."""


def prover(asked: Asked) -> Prove | None:
    """The function that decides the answers to a question; None if the tables have none."""
    template = asked.card.template
    if template.gather:
        return _BY_GROUP_RULE.get(template.gather)
    for class_, slot, prove in _BY_FACT:
        if slot == template.key and isinstance(asked.fact, class_):
            return prove
    return None
