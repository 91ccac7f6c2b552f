"""Decides answers that fill a gap in a sentence."""

import re
from typing import NamedTuple

from cards.answers.asked import Asked
from cards.answers.decision import OPEN, STATED, Finding, excluded
from cards.answers.normalisation import significant_words
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


# -- numbers ---------------------------------------------------------------------------------------

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SPOKEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {word: str(number) for number, word in enumerate(_SPOKEN, start=1)}
_JOINING = frozenset({"to", "and", "or", "between", "about", "of", "from"})
_UNITS = {"min": "minute", "sec": "second", "s": "second", "rep": "repetition", "percent": "%"}


class Quantity(NamedTuple):
    """A number or a range of numbers, and the words with it."""

    least: float
    most: float
    unit: frozenset[str]


def quantity(text: str) -> Quantity | None:
    """The quantity that a text names; None if it names none."""
    spoken = " ".join(_WORDS.get(word, word) for word in text.casefold().split())
    numbers = [float(found.replace(",", ".")) for found in _NUMBER.findall(spoken)]
    if not numbers:
        return None
    rest = _NUMBER.sub(" ", spoken).replace("%", " percent ")
    words = (_UNITS.get(word, word) for word in significant_words(rest))
    return Quantity(min(numbers), max(numbers), frozenset(words) - _JOINING)
