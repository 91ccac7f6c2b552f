"""The table of file formats, what is asked of a format, and what it says of its work."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import cast

from cards.errors import ExitCode, NothingMatched
from decks.deck import Deck
from decks.ledger import Ledger, Stamp, Times


@dataclass(frozen=True, kw_only=True)
class Preset:
    """How Anki schedules a deck.

    Attributes:
        new_a_day: New cards a day.
        retention: The share of cards that is to be remembered when they come up, from 0 to 1.
        bury: Whether cards of one note wait for another day.
    """

    new_a_day: int = 20
    retention: float = 0.9
    bury: bool = True


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What is wanted of a file; a format passes over what it knows nothing of.

    Attributes:
        times: For notes that are not known to have been like that before.
        ledger: When each note last changed.
        retired: Ids of notes to call retired.
        exam: Whether choices get a second card that shows its options from the start; None leaves
            each note as it was written before.
        type_in: Whether typed answers get a second card to type them into; None as above.
        preset: How Anki is to schedule the deck; None leaves that to the learner.
        progress: Told how many notes more are done.
        keep: Given when each note last changed, before the file takes its place.
    """

    times: Times
    ledger: Ledger = field(default_factory=Ledger)
    retired: tuple[str, ...] = ()
    exam: bool | None = None
    type_in: bool | None = None
    preset: Preset | None = None
    progress: Callable[[int], None] = lambda _: None
    keep: Callable[[Mapping[str, Stamp]], None] = lambda _: None


@dataclass(frozen=True, kw_only=True)
class Written:
    """What became of an export.

    Attributes:
        notes: How many cards the file holds.
        retired: How many notes in it say that they are retired.
        changed: How many notes hold something else than when they were last written.
        blank: How many notes lose a further card, which stays in Anki without a front.
        left_out: Ids of the cards that the format cannot hold, by the reason.
        stamps: When each note last changed, for the ledger.
    """

    notes: int
    retired: int = 0
    changed: int = 0
    blank: int = 0
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)


class NothingToWrite(NothingMatched, exit_code=ExitCode.NOTHING_MATCHED):
    """The format supports none of the cards; the text says why."""


Writer = Callable[[Deck, Path, Settings], Written]


@dataclass(frozen=True, kw_only=True)
class Format:
    """A kind of file.

    Attributes:
        title: What it is, for the help.
        ending: What its files' names end in.
        module: The module that writes it.
        wants: Names of the options that it heeds.
        remembers: Whether what was written before matters to it.
    """

    title: str
    ending: str
    module: str
    wants: frozenset[str] = frozenset()
    remembers: bool = False

    @property
    def write(self) -> Writer:
        """The function that writes a deck to a file."""
        return cast("Writer", import_module(self.module).write)


_PRESET = ("--preset", "--new-a-day", "--retention", "--bury")

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "anki": Format(
            title="an Anki package",
            ending=".apkg",
            module="decks.formats.anki.write",
            wants=frozenset({"--deck", "--exam-cards", "--type-in", "--retired", *_PRESET}),
            remembers=True,
        ),
        "anki-tsv": Format(
            title="a text file that updates notes that Anki has, and nothing of the learner's",
            ending=".tsv",
            module="decks.formats.anki.tsv",
            wants=frozenset({"--deck", "--retired"}),
            remembers=True,
        ),
        "quizlet": Format(
            title="terms and definitions for Quizlet, and what else imports such lines",
            ending=".txt",
            module="decks.formats.quizlet",
        ),
        "csv": Format(
            title="a table for spreadsheets",
            ending=".csv",
            module="decks.formats.csv_table",
        ),
    }
)
