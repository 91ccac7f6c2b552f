"""Decides answers on muscles and terms in general: actions, groups, definitions, descriptions."""

from cards.answers.asked import Asked
from cards.answers.decision import OPEN, STATED, Finding, excluded
from cards.answers.reach import unable
from cards.answers.vocabulary import Concept
from cards.model.card import Proof
from cards.model.facts.definition import Definition
from cards.model.facts.membership import Membership
from cards.model.facts.statement import Statement
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Group, Term


def action_of_muscle(asked: Asked, concept: Concept) -> Finding:
    """Whether the muscle of the question performs a joint action, or assists in it."""
    fact, base = asked.fact, asked.base
    if not isinstance(fact, JointAction) or fact.muscle is None:
        return OPEN
    if concept.id in base.anatomy.actions_of(fact.muscle, assisting=True):
        return STATED
    reason = unable(fact.muscle, base.terms[concept.id], base)
    if reason is None:
        return OPEN
    return excluded(Proof.FUNCTIONAL, f"the {fact.muscle.name} {reason}")


def muscle_for_action(asked: Asked, concept: Concept) -> Finding:
    """Whether a muscle performs the joint action of the question, or assists in it."""
    fact, base = asked.fact, asked.base
    if not isinstance(fact, JointAction):
        return OPEN
    muscle = base.muscles[concept.id]
    parts = muscle.members or () if isinstance(muscle, Group) else ()
    stated = [
        fact.value.id in base.anatomy.actions_of(base.muscles[part], assisting=True)
        for part in parts
    ]
    if fact.value.id in base.anatomy.actions_of(muscle, assisting=True):
        return STATED if all(stated) else OPEN
    reason = unable(muscle, fact.value, base)
    return OPEN if reason is None else excluded(Proof.FUNCTIONAL, reason)


def member_of_group(asked: Asked, concept: Concept) -> Finding:
    """Whether a muscle belongs to the group of the question."""
    fact, base = asked.fact, asked.base
    if not isinstance(fact, Membership):
        return OPEN
    muscle, group = base.muscles[concept.id], base.muscles[fact.group.id]
    members = (group.members if isinstance(group, Group) else None) or frozenset()
    if muscle.id in members:
        return STATED
    if not fact.group.complete or base.overlap(muscle, group):
        return OPEN
    return excluded(Proof.COMPLETE, "not among the members, which are all known")


def group_of_muscle(asked: Asked, concept: Concept) -> Finding:
    """Whether the muscle of the question belongs to a group."""
    fact, base = asked.fact, asked.base
    group = base.muscles[concept.id]
    if not isinstance(fact, Membership) or not isinstance(group, Group) or not group.members:
        return OPEN
    if fact.muscle.id in group.members:
        return STATED
    if group.complete:
        return excluded(Proof.COMPLETE, f"the {fact.muscle.name} is not among its members")
    shared = frozenset.intersection(
        *(base.anatomy.actions_of(base.muscles[member]) for member in group.members)
    )
    for action in sorted(shared):
        reason = unable(base.muscles[fact.muscle.id], base.terms[action], base)
        if reason is not None:
            does = f"its members perform {base.terms[action].name}"
            return excluded(Proof.FUNCTIONAL, f"{does}; the {fact.muscle.name} {reason}")
    return OPEN


def term_for_definition(asked: Asked, concept: Concept) -> Finding:
    """Whether a definition fits a term."""
    fact, term = asked.fact, concept.noun
    if not isinstance(fact, Definition) or not isinstance(term, Term):
        return OPEN
    if term.id == fact.term.id:
        return STATED
    if term.family != fact.term.family or asked.base.kin(term, fact.term):
        return OPEN
    joint = asked.base.terms.get(term.joint or "")
    if term.definition:
        return excluded(Proof.VOCABULARY, term.definition.rstrip("."))
    if joint is not None and fact.term.joint not in (None, joint.id):
        return excluded(Proof.VOCABULARY, f"a movement of the {joint.name}")
    return OPEN


def exercise_described(asked: Asked, concept: Concept) -> Finding:
    """Whether a description, which fits one known exercise only, fits an exercise."""
    fact = asked.fact
    if not isinstance(fact, Statement) or fact.exercise is None or not fact.describes:
        return OPEN
    if concept.id == fact.exercise.id:
        return STATED
    return excluded(Proof.FUNCTIONAL, "the description fits another exercise")
