"""Terms and definitions, tab and line apart, as Quizlet and its like import them."""

from collections.abc import Iterator
from pathlib import Path

from cards.model.card import Card
from decks.deck import Deck
from decks.files import write_lines
from decks.formats.format import NothingToWrite, Settings, Written
from decks.formats.rows import ASKS_OF_SEVERAL, asked, one_line

_SEVERAL = "asks for several things at once, which a term and its definition cannot hold"


def write(deck: Deck, file: Path, settings: Settings) -> Written:
    """Write the cards that a question and one answer can hold.

    Raises:
        NothingToWrite: There is none.
        OSError: The file cannot be written.
    """
    left_out = tuple(card.id for card in deck.cards if card.kind in ASKS_OF_SEVERAL)
    if len(left_out) == len(deck.cards):
        raise NothingToWrite(f"Each of these cards {_SEVERAL}.")

    def lines() -> Iterator[str]:
        for card in deck.cards:
            settings.progress(1)
            if card.kind not in ASKS_OF_SEVERAL:
                yield f"{one_line(asked(card))}\t{one_line(_answered(card))}\n"

    write_lines(file, lines())
    return Written(
        notes=len(deck.cards) - len(left_out),
        left_out={_SEVERAL: left_out} if left_out else {},
    )


def _answered(card: Card) -> str:
    """The answer, and why: what is turned over in the end should explain itself."""
    return f"{card.answer}. {card.explanation}"
