"""One card for each question, for formats that show a question without its options."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cards.groups.rules import GROUP_RULES
from cards.model.card import Card
from cards.model.kinds import CHOICES
from cards.model.summary import CardSummary, stem_checksum


def one_per_question(cards: Iterable[Card], every: Iterable[CardSummary]) -> tuple[Card, ...]:
    """The cards without choices whose question has another card with another right answer.

    "Which muscle performs knee flexion?" has several right answers. Without the options, a learner
    cannot know which one is meant, so the card with the first id stays and names the others.
    Questions about the options themselves, such as the odd one out, differ in their options.

    Args:
        cards: The chosen cards.
        every: All cards: an answer is right even if its card is not chosen.
    """
    given = tuple(cards)
    found: dict[str, list[Card]] = {}
    for card in given:
        if card.kind in CHOICES and not _is_relative(card):
            found.setdefault(card.stem, []).append(card)
    answers = _answers(found, every)
    shown = {card.id: card for card in given}
    for stem, same in found.items():
        first, *others = sorted(same, key=lambda card: card.id)
        right = dict.fromkeys((*(card.key[0] for card in others), *answers.get(stem, ())))
        right.pop(first.key[0], None)
        if right:
            also = f"{first.explanation} Also right: {', '.join(right)}."
            shown[first.id] = replace(first, explanation=also)
        for card in others:
            del shown[card.id]
    return tuple(shown[card.id] for card in given if card.id in shown)


def _answers(
    found: Mapping[str, Sequence[Card]], every: Iterable[CardSummary]
) -> Mapping[str, list[str]]:
    """The right answers to each question, by all cards of the same templates."""
    stems = {
        (stem_checksum(stem), card.template.id): stem
        for stem, cards in found.items()
        for card in cards
    }
    answers: dict[str, list[str]] = {}
    for card in every:
        stem = stems.get((card.stem, card.template))
        if stem is not None and not card.opinion:
            answers.setdefault(stem, []).append(card.right)
    return answers


def _is_relative(card: Card) -> bool:
    """Whether another option would be right next to other options."""
    return card.template.gather is not None and GROUP_RULES[card.template.gather].relative
