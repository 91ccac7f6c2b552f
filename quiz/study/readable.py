"""The card by which a fact is read: the last one asked, or one that says more."""

from collections.abc import Iterable, Iterator, Mapping

from cards.model.kinds import CHOICES
from cards.model.summary import CardSummary


def readable_cards(
    facts: Iterable[str], asked: Mapping[str, str], cards: Iterable[CardSummary]
) -> Iterator[int]:
    """The numbers of the cards by which facts are read; a fact without a card has none.

    That is the card that was asked last, if it has one right answer. Otherwise, as in a matching or
    a true-or-false question, it is another card on the fact that has one.

    Args:
        facts: Ids of the facts.
        asked: Id of the card that was asked last, by the id of each fact.
        cards: The cards that may be shown.
    """
    by_id: dict[str, CardSummary] = {}
    about: dict[str, CardSummary] = {}
    for card in cards:
        by_id[card.id] = card
        if card.kind in CHOICES and not card.optional:
            about.setdefault(card.about, card)
    for fact in facts:
        last = by_id.get(asked.get(fact, ""))
        single = last if last is not None and last.kind in CHOICES else about.get(fact)
        found = single or last
        if found is not None:
            yield found.number
