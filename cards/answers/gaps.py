"""Decides answers that fill a gap in a sentence."""

from cards.answers.asked import Asked
from cards.answers.decision import OPEN, STATED, Finding, excluded
from cards.answers.roles import RoleIn, muscle_without_role
from cards.answers.vocabulary import Concept, Sort
from cards.model.card import Proof
from cards.model.facts.sentence import Sentence
from cards.model.nouns import Term
from cards.model.vocabulary import Role


def fills_gap(asked: Asked, concept: Concept) -> Finding:
    """Whether a concept fills the gap of a sentence.

    Sentences say anything, so only few words are excluded: another value of an exclusive
    family, the opposite, and a muscle that is not the one an exercise is meant for.
    """
    fact, base = asked.fact, asked.base
    if concept in asked.keys:
        return STATED
    if concept.sort is Sort.MUSCLE:
        if not isinstance(fact, Sentence) or fact.kind != "target" or fact.exercise is None:
            return OPEN
        target = RoleIn(Role.PRIME_MOVER, fact.exercise)
        return muscle_without_role(base.muscles[concept.id], target, base)
    for key in asked.keys:
        reason = _excludes(key.noun, concept.noun, asked)
        if reason is not None:
            return excluded(Proof.FUNCTIONAL, reason)
    return OPEN


def _excludes(right: object, given: object, asked: Asked) -> str | None:
    """Why one term excludes another in a sentence; None if it does not."""
    if not isinstance(right, Term) or not isinstance(given, Term):
        return None
    if given.opposite == right.id or right.opposite == given.id:
        return asked.base.meaning(given.id) or "the opposite of what the sentence says"
    exclusive = asked.base.families[right.family].exclusive and right.family == given.family
    if exclusive and not asked.base.kin(right, given):
        return asked.base.meaning(given.id) or f"another {asked.base.families[right.family].name}"
    return None
