"""The text of a card, for formats without markup."""

from cards.model.card import Card
from cards.model.template import Kind

NEEDS_OPTIONS = frozenset({Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING})
"""Kinds whose question cannot be answered without the options."""


def asked(card: Card) -> str:
    """The question text, complete with the instruction that it needs."""
    if card.kind is Kind.TRUE_FALSE:
        return f"True or false? {card.stem}"
    return card.stem


def sources(card: Card) -> str:
    """The cited sources, without duplicates."""
    cited = (str(citation) for fact in card.facts for citation in fact.citations)
    return "; ".join(dict.fromkeys(cited))


def one_line(text: str) -> str:
    """A text with tabs and line breaks replaced by spaces."""
    return " ".join(text.split())
