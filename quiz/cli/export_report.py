"""The report of an export: its contents, its changes, and their consequences in Anki."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from decks.editions import changes_section
from decks.formats.format import FORMATS
from quiz.cli.options import OUTPUT
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from decks.deck import Deck
    from decks.formats.format import ExportResult

_QUOTED = 3
"""Questions to quote of those that are new in an edition."""


def report_lines(written: "ExportResult", deck: "Deck", file: Path, format_: str) -> Iterator[str]:
    """The lines of the report."""
    ending = FORMATS[format_].ending
    if file != OUTPUT and file.suffix != ending:
        yield f"{file.name} does not end in {ending}, which other programs may require."
    facts = len({fact.id for card in deck.cards for fact in card.facts})
    name = "Standard output" if file == OUTPUT else str(file)
    yield f"{name}: {counted(written.notes, 'card')} on {counted(facts, 'fact')}."
    if written.changes is not None:
        section = changes_section(written.changes, deck, _QUOTED)
        yield f"{section.heading}:"
        yield from (f"  {line}" for line in section.lines)
    if written.changed and format_ == "anki":
        yield (
            f"Importing the package replaces {counted(written.changed, 'changed note')}, including"
            " your remarks and tags; a text file of `export anki-tsv` keeps them."
        )
    if written.shared:
        reworded = f" Importing this file rewords {written.reworded}." if written.reworded else ""
        yield (
            f"Also in another deck that you exported: {counted(written.shared, 'note')}, which Anki"
            f" keeps there.{reworded}"
        )
    if written.retired:
        yield (
            f"Marked as retired: {counted(written.retired, 'note')} that the facts no longer"
            " generate."
        )
    if written.blank:
        yield (
            f"Now blank: {counted(written.blank, 'extra card')}. In Anki, Tools > Empty Cards"
            " removes them and their scheduling."
        )
    for reason, ids in written.omitted.items():
        yield f"Omitted: {counted(len(ids), 'card')}, because each {reason}. The first is {ids[0]}."
