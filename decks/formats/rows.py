"""The text of a card, for formats without markup."""

from cards.model.card import Card
from cards.model.kinds import ASSERTIONS, CARD_KINDS


def asked(card: Card) -> str:
    """The question text; a statement is preceded by the question about it."""
    if card.kind in ASSERTIONS:
        return f"{CARD_KINDS[card.kind].instruction} {card.stem}"
    return card.stem


def sources(card: Card) -> str:
    """The cited sources, without duplicates."""
    cited = (str(citation) for fact in card.facts for citation in fact.citations)
    return "; ".join(dict.fromkeys(cited))


def one_line(text: str) -> str:
    """A text with tabs and line breaks replaced by spaces."""
    return " ".join(text.split())
