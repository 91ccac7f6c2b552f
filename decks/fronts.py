"""One card for each question, for formats that show a question without its options."""

from collections.abc import Iterable
from dataclasses import replace

from cards.groups.rules import GROUP_RULES
from cards.model.card import Card
from cards.model.kinds import CHOICES


def one_per_question(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards without choices whose question has another card with another right answer.

    "Which muscle performs knee flexion?" has several right answers. Without the options, a learner
    cannot know which one is meant, so the card with the first id stays and names the others.
    Questions about the options themselves, such as the odd one out, differ in their options.
    """
    given = tuple(cards)
    found: dict[str, list[Card]] = {}
    for card in given:
        if card.kind in CHOICES and not _is_relative(card):
            found.setdefault(card.stem, []).append(card)
    shown = {card.id: card for card in given}
    for same in found.values():
        first, *others = sorted(same, key=lambda card: card.id)
        answers = dict.fromkeys(card.key[0] for card in others if card.key[0] != first.key[0])
        if answers:
            also = f"{first.explanation} Also right: {', '.join(answers)}."
            shown[first.id] = replace(first, explanation=also)
        for card in others:
            del shown[card.id]
    return tuple(shown[card.id] for card in given if card.id in shown)


def _is_relative(card: Card) -> bool:
    """Whether another option would be right next to other options."""
    return card.template.gather is not None and GROUP_RULES[card.template.gather].relative
