"""A card as the few texts that plain tables have columns for."""

from cards.model.card import Card
from cards.model.template import Kind

ASKS_OF_SEVERAL = frozenset({Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING})
"""Kinds whose question is none without all its options."""


def asked(card: Card) -> str:
    """The question, with what it cannot be answered without."""
    if card.kind is Kind.TRUE_FALSE:
        return f"True or false? {card.stem}"
    return card.stem


def sources(card: Card) -> str:
    """Who says so, each once."""
    cited = (str(citation) for fact in card.facts for citation in fact.citations)
    return "; ".join(dict.fromkeys(cited))


def one_line(text: str) -> str:
    """A text without what would end a field or a line."""
    return " ".join(text.split())
