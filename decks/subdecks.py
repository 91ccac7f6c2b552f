"""The parts of a deck: its cards by tier and subject, as names of subdecks and as tags."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cards.model.card import Card
from cards.model.vocabulary import Subject
from cards.tiers.tier import TIERS, Tier
from decks.core import STAGES
from decks.deck import Deck


class Subdeck(NamedTuple):
    """The cards of one tier on one subject; a deck for no exam has no tiers.

    Attributes:
        name: The full name in Anki. The numbers sort subdecks in the order of teaching.
        cards: The cards, in the order of the deck.
    """

    name: str
    tier: Tier | None
    subject: Subject
    cards: tuple[Card, ...]


def tier_of(card: Card, deck: Deck) -> Tier | None:
    """The tier of a card in the exam of a deck; None if the deck is for no exam."""
    return Tier(deck.tiers.get(card.fact.id, Tier.REST)) if deck.exam else None


def tier_tags(card: Card, deck: Deck) -> tuple[str, ...]:
    """The tag with the tier of a card; a tier is one of an exam, and exams share notes."""
    tier = tier_of(card, deck)
    return () if tier is None else (f"tier::{deck.exam}::{tier.value}",)


def subdecks(deck: Deck) -> tuple[Subdeck, ...]:
    """The subdecks of a deck, in the order of teaching."""
    found: dict[tuple[Tier | None, Subject], list[Card]] = {}
    for card in deck.cards:
        found.setdefault((tier_of(card, deck), card.tests), []).append(card)
    parts = (
        Subdeck("::".join((deck.name, *_levels(tier, subject))), tier, subject, ())
        for tier, subject in found
    )
    return tuple(
        part._replace(cards=tuple(found[part.tier, part.subject]))
        for part in sorted(parts, key=lambda part: part.name)
    )


def deck_of_notes(deck: Deck) -> dict[str, str]:
    """The name of the subdeck of each card, by the card's id."""
    return {card.id: part.name for part in subdecks(deck) for card in part.cards}


def _levels(tier: Tier | None, subject: Subject) -> Iterator[str]:
    if tier is not None:
        yield f"{tier.value} {TIERS[tier].capitalize()}"
    yield f"{STAGES[subject] + 1} {subject.label.capitalize()}"


def counts_by_subject(deck: Deck) -> Iterator[tuple[Tier | None, Mapping[Subject, int]]]:
    """How many cards of each subject a tier has, in the order of teaching."""
    found: dict[Tier | None, dict[Subject, int]] = {}
    for part in subdecks(deck):
        found.setdefault(part.tier, {})[part.subject] = len(part.cards)
    yield from found.items()
