"""The estimated difficulty of a card, before it has been answered."""

from cards.model.card import Card, Proof
from cards.model.kinds import CARD_KINDS

LEVELS = (1, 2, 3)

_NEAR = (Proof.FUNCTIONAL, Proof.NOT)
"""Proofs of options that are right elsewhere in the same exercise."""


def level(card: Card) -> int:
    """The estimated difficulty: 1 easy, 2 middling, 3 hard.

    It adds up how the card is answered, how many facts must be put together, and whether the wrong
    options come from the same exercise (Alsubait et al.: near options make hard questions).
    """
    near = sum(distractor.proof in _NEAR for distractor in card.distractors[:3])
    points = CARD_KINDS[card.kind].points + (card.template.hops - 1) + (near > 1)
    return 1 if points <= 1 else 2 if points == 2 else 3  # noqa: PLR2004 - three steps
