"""Terms and definitions, one tab-separated pair per line, for Quizlet and similar programs."""

from collections.abc import Iterator
from pathlib import Path

from cards.model.card import Card
from cards.model.kinds import CARD_KINDS
from cards.selection import first_selection
from decks.deck import Deck
from decks.files import write_lines
from decks.formats.format import ExportResult, NothingToWrite, Settings
from decks.formats.rows import asked, one_line

_SEVERAL = "asks for several answers, which a term and a definition cannot represent"


def write(deck: Deck, file: Path, settings: Settings) -> ExportResult:
    """Write the cards that consist of a question and one answer.

    Raises:
        NothingToWrite: There are none.
        OSError: The file cannot be written.
    """
    omitted = tuple(card.id for card in deck.cards if CARD_KINDS[card.kind].has_parts)
    if len(omitted) == len(deck.cards):
        raise NothingToWrite(f"Each of these cards {_SEVERAL}.")

    def lines() -> Iterator[str]:
        for card in map(first_selection, deck.cards):
            settings.progress(1)
            if not CARD_KINDS[card.kind].has_parts:
                yield f"{one_line(asked(card))}\t{one_line(_definition(card))}\n"

    write_lines(file, lines())
    return ExportResult(
        notes=len(deck.cards) - len(omitted),
        omitted={_SEVERAL: omitted} if omitted else {},
    )


def _definition(card: Card) -> str:
    """The answer and its explanation."""
    return f"{card.answer}. {card.explanation}"
