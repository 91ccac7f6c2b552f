"""Completing a typed answer, from the whole vocabulary of its kind and never from the options."""

from cards.answers.asked import Asked, sorts_of
from cards.answers.vocabulary import Lexicon
from cards.model.base import FactBase
from cards.model.card import Card

FEWEST = 3
"""Letters that must be typed: before that, a completion would be a hint."""


def completion(typed: str, card: Card, base: FactBase, lexicon: Lexicon | None = None) -> str:
    """The rest of a name of which the beginning was typed.

    Args:
        typed: The beginning.
        card: A typed card or a cloze.
        base: The facts.
        lexicon: Their lexicon, if it was stored.

    Returns:
        The rest; empty if several names begin like this, or none.
    """
    begun = typed.lstrip().lower()
    if len(begun) < FEWEST:
        return ""
    asked = Asked(card, base, lexicon)
    names = {concept.name.lower() for concept in asked.lexicon.of_sorts(sorts_of(asked))}
    found = [name for name in names if name.startswith(begun)]
    return found[0][len(begun) :] if len(found) == 1 else ""
