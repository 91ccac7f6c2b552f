"""What the plain tables have in common: a card in a few texts, and a file that appears whole."""

import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cards.card import Card
from cards.template import Kind

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


def write_whole(file: Path, lines: Iterable[str]) -> None:
    """Write lines beside the file, and put it in its place in one step.

    Raises:
        OSError: It cannot be written.
    """
    file = file.resolve()  # a link stays one: it is the file it leads to that is replaced
    with tempfile.NamedTemporaryFile(
        "w", dir=file.parent, prefix=".primemover-", encoding="utf-8", newline="", delete=False
    ) as draft:
        try:
            draft.writelines(lines)
            draft.close()
            Path(draft.name).chmod(0o644)
            Path(draft.name).replace(file)
        except BaseException:
            with suppress(OSError):
                Path(draft.name).unlink()
            raise
