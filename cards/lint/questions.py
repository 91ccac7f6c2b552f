"""The lint rules on ready-made questions of a user, as problems of the files they are in."""

from collections.abc import Iterator, Sequence

from cards.lint.rules import Severity, lint
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.facts.question import ReadyQuestion
from cards.model.vocabulary import Origin
from cards.problems import Problem


def flaws_of_questions(cards: Sequence[Card], base: FactBase) -> Iterator[tuple[Severity, Problem]]:
    """The flaws of users' ready-made questions among all cards."""
    asked = {
        card.id: card.fact
        for card in cards
        if isinstance(card.fact, ReadyQuestion) and card.fact.origin is Origin.USER
    }
    if not asked:
        return
    for flaw in lint([card for card in cards if card.id in asked], base, cards):
        if flaw.card is not None:
            message = f"{flaw.message[:1].upper()}{flaw.message[1:]} ({flaw.rule})."
            yield flaw.severity, Problem(place=asked[flaw.card].place, message=message)
