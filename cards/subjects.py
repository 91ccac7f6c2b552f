"""The subject of a card: what its template says, or what its fact belongs to."""

from collections.abc import Mapping
from types import MappingProxyType

from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.facts.definition import Definition
from cards.model.facts.distinction import Distinction
from cards.model.facts.property_value import PropertyValue
from cards.model.facts.question import ReadyQuestion
from cards.model.nouns import Term
from cards.model.template import Template
from cards.model.vocabulary import Subject

OF_TYPE: Mapping[str, Subject] = MappingProxyType(
    {
        "role": Subject.ROLES,
        "not": Subject.ROLES,
        "purpose": Subject.ROLES,
        "activity": Subject.ROLES,
        "emphasis": Subject.ROLES,
        "target": Subject.ROLES,
        "ranking": Subject.ROLES,
        "denial": Subject.ROLES,
        "action": Subject.MUSCLE_ACTIONS,
        "assistance": Subject.MUSCLE_ACTIONS,
        "function": Subject.MUSCLE_ACTIONS,
        "contraction": Subject.CONTRACTION,
        "plane": Subject.PLANES,
        "definition": Subject.JOINTS,
        "distinction": Subject.LOCATION,
        "location": Subject.LOCATION,
        "membership": Subject.LOCATION,
        "crossing": Subject.LOCATION,
        "reach": Subject.LOCATION,
        "comparison": Subject.BIOMECHANICS,
        "pattern": Subject.EXERCISE_KINDS,
        "mechanic": Subject.EXERCISE_KINDS,
        "equipment": Subject.EXERCISE_KINDS,
        "execution": Subject.TECHNIQUE,
        "setup": Subject.TECHNIQUE,
        "cue": Subject.TECHNIQUE,
        "safety": Subject.TECHNIQUE,
        "observation": Subject.ASSESSMENT,
        "compensation": Subject.ASSESSMENT,
        "benefit": Subject.SELECTION,
        "audience": Subject.SELECTION,
        "alternative": Subject.SELECTION,
        "importance": Subject.PRINCIPLES,
        "nerve": Subject.NERVES,
        "origin": Subject.NERVES,
        "insertion": Subject.NERVES,
    }
)
"""The subject that facts of each type belong to, if no term in them decides."""


def subject_of(template: Template, fact: Fact, base: FactBase) -> Subject:
    """The subject of a card of a template whose first fact is this one."""
    return template.tests or subject_of_fact(fact, base)


def subject_of_fact(fact: Fact, base: FactBase) -> Subject:
    """The subject of a card on a fact whose template states none."""
    if isinstance(fact, PropertyValue):
        return fact.of.subject
    if isinstance(fact, ReadyQuestion):
        return fact.tests
    term = _term_of(fact, base)
    return OF_TYPE[fact.type] if term is None else base.families[term.family].subject


def _term_of(fact: Fact, base: FactBase) -> Term | None:
    """The term that a definition or a distinction is about."""
    match fact:
        case Definition():
            return fact.term
        case Distinction():
            return base.terms.get(fact.between[0])
        case _:
            return None
