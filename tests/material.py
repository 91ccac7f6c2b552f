"""Our facts and the cards made from them, read once for all tests."""

from functools import cache
from pathlib import Path

from cards.card import Card
from cards.library import read_library
from cards.making import make_cards
from cards.template import Library


@cache
def our_library() -> Library:
    """Our facts and templates."""
    return read_library()


@cache
def our_cards() -> tuple[Card, ...]:
    """Our cards, those that are worded "According to …" among them."""
    return make_cards(our_library())[0]


@cache
def _by_id() -> dict[str, Card]:
    return {card.id: card for card in our_cards()}


def our_card(id_: str) -> Card:
    """One of our cards."""
    return _by_id()[id_]


def library_of(folder: Path, text: str, *, only: bool = False) -> Library:
    """A library with facts of a user's own."""
    file = folder / "own.yaml"
    file.write_text(text, encoding="utf-8")
    return read_library([file], only=only)
