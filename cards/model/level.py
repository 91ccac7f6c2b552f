"""The cognitive level of a card: what a learner must do with the facts to answer it."""

from cards.model.card import Card
from cards.model.kinds import ASSERTIONS, CARD_KINDS, KeyForm
from cards.model.vocabulary import Level

_IN_A_CASE = 2
"""Facts that one answer combines in an application; more are an analysis."""


def level_of(card: Card) -> Level:
    """The level that its template states, or else that of the facts that one answer combines."""
    if card.template.level is not None:
        return card.template.level
    steps = hops(card)
    if steps < _IN_A_CASE:
        return Level.RECALL
    return Level.APPLICATION if steps == _IN_A_CASE else Level.ANALYSIS


def hops(card: Card) -> int:
    """The number of facts that must be combined to get one right answer.

    In a list, in pairs, in an order, and where any of several answers is right, each answer takes
    one fact.
    """
    form = CARD_KINDS[card.kind].key
    is_any_of_several = form is KeyForm.ONE and len(card.key) > 1
    if form is not KeyForm.ONE or is_any_of_several or card.kind in ASSERTIONS:
        return 1
    return len(card.facts)
