"""What the plain tables have in common: a card in a few texts, and a file that appears whole."""

from collections.abc import Callable, Iterable
from pathlib import Path

from cards.model.card import Card
from cards.model.template import Kind
from decks.files import draft_of

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


def write_whole(
    file: Path, lines: Iterable[str], finished: Callable[[], None] = lambda: None
) -> None:
    """Write lines beside the file, and put it in its place in one step.

    Args:
        file: The file.
        lines: With their ends.
        finished: Called when all is written, before the file takes its place.

    Raises:
        OSError: It cannot be written.
    """
    with draft_of(file) as draft:
        with draft.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(lines)
        finished()
