"""The options of a card that a question shows: some of them where many are proven."""

from cards.model.card import Card
from cards.named_tuple import NamedTuple
from cards.value_class import replace

MOST_CHOSEN = 3
"""Wrong options that are chosen from more of them; a question shows all of these."""


class Shown(NamedTuple):
    """The shown options of a card.

    Attributes:
        optional: Whether it is only asked when a topic, a pack or its template names it.
        options: The numbers of `MOST_CHOSEN` wrong options, in order; None for all of them.
    """

    optional: bool
    options: tuple[int, ...] | None = None

    def of(self, card: Card) -> Card:
        """The card as it is shown."""
        if self.options is not None:
            chosen = tuple(card.distractors[number] for number in self.options)
            return replace(card, distractors=chosen, optional=self.optional)
        return card if card.optional is self.optional else replace(card, optional=self.optional)


def all_of(card: Card) -> Shown:
    """Everything of a card."""
    return Shown(card.optional)
