"""A CSV table for spreadsheets: one card per row, with its options and their reasons."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from cards.model.card import Card
from cards.report.records import tags
from cards.selection import first_selection
from decks.deck import Deck
from decks.files import write_lines
from decks.formats.format import ExportResult, Settings
from decks.formats.rows import asked, sources

COLUMNS = (
    "id",
    "kind",
    "question",
    "answer",
    "wrong options",
    "why",
    "why not",
    "source",
    "confidence",
    "tags",
)
UTF_8_SIGNATURE = "\ufeff"
"""Makes Excel read the file as UTF-8."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""The characters that start a formula in a spreadsheet."""


def write(deck: Deck, file: Path, settings: Settings) -> ExportResult:
    """Write all cards.

    Raises:
        OSError: The file cannot be written.
    """

    def lines() -> Iterator[str]:
        yield UTF_8_SIGNATURE + _line(COLUMNS)
        for card in deck.cards:
            settings.progress(1)
            yield _line(_values(card))

    write_lines(file, lines())
    return ExportResult(notes=len(deck.cards))


def _values(whole: Card) -> tuple[str, ...]:
    card = first_selection(whole)
    return (
        card.id,
        card.kind.value,
        asked(card),
        card.answer,
        "; ".join(distractor.text for distractor in card.distractors),
        card.explanation,
        "; ".join(f"{d.text}: {d.reason}" for d in card.distractors),
        sources(card),
        str(card.confidence),
        " ".join(tags(card)),
    )


def _line(values: tuple[str, ...]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(
        f"'{value}" if value.startswith(_FORMULA) else value for value in values
    )
    return stream.getvalue()
