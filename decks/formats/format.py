"""The table of file formats, and the arguments and the result of writing one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from cards.errors import ExitCode, NothingMatched
from decks.deck import Deck
from decks.ledger import Ledger, Stamp, Times
from decks.progress import Progress

if TYPE_CHECKING:
    from cards.model.figure import BodyFigure
    from decks.editions import Changes


@dataclass(frozen=True, kw_only=True)
class Preset:
    """Scheduling options of an Anki deck.

    Attributes:
        new_a_day: New cards per day.
        retention: Desired retention, from 0 to 1.
        bury: Whether sibling cards are postponed to another day.
    """

    new_a_day: int = 20
    retention: float = 0.9
    bury: bool = True


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Arguments of an export; a format ignores those it does not support.

    Attributes:
        times: The times to record for notes that have changed.
        ledger: When each note last changed.
        deck: Identifies the deck in the ledger.
        edition: The name of the edition: its version, or its date.
        retired: Ids of notes to mark as retired.
        exam: Whether multiple-choice questions get an extra card that shows the options from the
            start; None keeps each note as it was last exported.
        type_in: Whether typed answers get an extra card with an input field; None as above.
        split: Whether each tier and subject gets a subdeck.
        preset: Scheduling options for the deck; None keeps those of the learner.
        figure: The figure that muscle maps are drawn on; None for a deck without maps.
        spell: Changes the texts of maps to the spelling of the deck.
        page: The folder for what an author needs to share the deck; None for none.
        studied: The learner's progress on the cards, for a format that can hold it.
        progress: Called with the number of further notes that are done.
        keep: Called with the stamps to record, before the file is replaced.
    """

    times: Times
    ledger: Ledger = field(default_factory=Ledger)
    deck: str = ""
    edition: str = "1"
    retired: tuple[str, ...] = ()
    exam: bool | None = None
    type_in: bool | None = None
    split: bool = False
    preset: Preset | None = None
    figure: "BodyFigure | None" = None
    spell: Callable[[str], str] = lambda text: text
    page: Path | None = None
    studied: Progress | None = None
    progress: Callable[[int], None] = lambda _: None
    keep: Callable[[Mapping[str, Stamp]], None] = lambda _: None


@dataclass(frozen=True, kw_only=True)
class ExportResult:
    """The result of an export.

    Attributes:
        notes: The number of cards in the file.
        retired: The number of notes marked as retired.
        changed: The number of notes whose content differs from the last export of this deck.
        shared: The number of notes that only other decks had so far.
        reworded: The number of these whose content differs.
        changes: The changes in this edition of the deck; None for the first one.
        blank: The number of notes that lose their extra card, which stays in Anki without a front.
        omitted: Ids of the cards that the format cannot represent, by reason.
        stamps: When each note last changed, for the ledger.
    """

    notes: int
    retired: int = 0
    changed: int = 0
    shared: int = 0
    reworded: int = 0
    changes: "Changes | None" = None
    blank: int = 0
    omitted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)


class NothingToWrite(NothingMatched, exit_code=ExitCode.NOTHING_MATCHED):
    """The format supports none of the cards; the text says why."""


Writer = Callable[[Deck, Path, Settings], ExportResult]


@dataclass(frozen=True, kw_only=True)
class Format:
    """A file format.

    Attributes:
        title: A description for the help text.
        ending: The file name extension.
        module: The module that writes it.
        supports: Names of the command-line options that it supports.
        uses_ledger: Whether the output depends on earlier exports.
        is_studied: Whether a learner goes through all of its cards, so that it has one for each
            fact.
    """

    title: str
    ending: str
    module: str
    supports: frozenset[str] = frozenset()
    uses_ledger: bool = False
    is_studied: bool = False

    @property
    def write(self) -> Writer:
        """The function that writes a deck to a file."""
        return cast("Writer", import_module(self.module).write)


_NOTES = ("--deck", "--title", "--author", "--deck-version", "--split", "--retired")
_MAPS = ("--maps", "--no-maps")
_EXTENT = ("--tier", "--size", "--weeks", "--new-a-day")
_PRESET = ("--preset", "--retention", "--bury")

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "anki": Format(
            title="an Anki package",
            ending=".apkg",
            module="decks.formats.anki.write",
            supports=frozenset(
                {*_NOTES, "--exam-cards", "--type-in", "--with-progress", "--page"}
                | {*_PRESET, *_EXTENT, *_MAPS}
            ),
            uses_ledger=True,
            is_studied=True,
        ),
        "anki-tsv": Format(
            title="a text file that updates the notes of a package and keeps your remarks and tags",
            ending=".tsv",
            module="decks.formats.anki.tsv",
            supports=frozenset({*_NOTES, "--exam-cards", "--type-in", *_EXTENT, *_MAPS}),
            uses_ledger=True,
            is_studied=True,
        ),
        "quizlet": Format(
            title="terms and definitions, tab-separated, for Quizlet and similar programs",
            ending=".txt",
            module="decks.formats.quizlet",
            supports=frozenset(_EXTENT),
            is_studied=True,
        ),
        "csv": Format(
            title="a table for spreadsheets",
            ending=".csv",
            module="decks.formats.csv_table",
        ),
    }
)
