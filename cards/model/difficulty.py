"""The estimated difficulty of a card, before it has been answered."""

from cards.model.card import Card, Proof
from cards.model.kinds import ASSERTIONS, CARD_KINDS, KeyForm

DIFFICULTIES = (1, 2, 3)

_NEAR = (Proof.FUNCTIONAL, Proof.NOT)
"""Proofs of options that are right elsewhere in the same exercise."""


def difficulty(card: Card) -> int:
    """The estimated difficulty: 1 easy, 2 middling, 3 hard.

    It adds up how the card is answered, how many facts must be put together, and whether the wrong
    options come from the same exercise (Alsubait et al.: near options make hard questions).
    """
    near = sum(distractor.proof in _NEAR for distractor in card.distractors[:3])
    points = CARD_KINDS[card.kind].points + (facts_to_combine(card) - 1) + (near > 1)
    return 1 if points <= 1 else 2 if points == 2 else 3  # noqa: PLR2004 - three steps


def facts_to_combine(card: Card) -> int:
    """The number of facts that the answer rests on; more than three count as three."""
    form = CARD_KINDS[card.kind].key
    if form is KeyForm.ORDER:
        return min(len(card.key), _MOST_COUNTED)
    is_any_of_several = form is KeyForm.ONE and len(card.key) > 1
    if card.kind in ASSERTIONS or is_any_of_several:
        return 1
    return min(len(card.facts), _MOST_COUNTED)


_MOST_COUNTED = 3
