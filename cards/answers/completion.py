"""Completing a typed answer, from the whole vocabulary of its kind and never from the options."""

from cards.answers.asked import Asked, sorts_of
from cards.answers.vocabulary import lexicon
from cards.model.base import FactBase
from cards.model.card import Card

FEWEST = 3
"""Letters that must be typed: before that, a completion would be a hint."""


def completion(typed: str, card: Card, base: FactBase) -> str:
    """The rest of a name of which the beginning was typed.

    Args:
        typed: The beginning.
        card: A typed card or a cloze.
        base: The facts.

    Returns:
        The rest; empty if several names begin like this, or none.
    """
    begun = typed.lstrip().lower()
    if len(begun) < FEWEST:
        return ""
    sorts = sorts_of(Asked(card, base))
    names = {concept.name.lower() for concept in lexicon(base).concepts if concept.sort in sorts}
    found = [name for name in names if name.startswith(begun)]
    return found[0][len(begun) :] if len(found) == 1 else ""
