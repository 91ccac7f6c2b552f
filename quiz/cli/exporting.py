"""Writes a deck to a file: knows what time it is, what was written before, what may go wrong."""

import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from cards.errors import FileError, SettingError
from decks.deck import Deck
from decks.formats.format import ExportResult, Format, Preset, Settings
from decks.ledger import Ledger, Stamp, Times
from quiz.cli.anki_ledger import ledger, remember, word_for
from quiz.cli.options import OUTPUT, is_terminal, remark
from quiz.home.library import LibraryHandle

if TYPE_CHECKING:
    from cards.model.card import Card

_LONG = 2_000
"""Cards from which on a bar shows how far the file is."""

_ENDING = [s for s in signal.Signals if s.name in ("SIGTERM", "SIGHUP")]
_SIGNALLED = 128


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked of a file.

    Attributes:
        exam: Whether choices get a second card; None leaves each note as it was.
        type_in: Whether typed answers get one; None as above.
        exam_format: How Anki is to schedule the deck.
        retired: Whether notes that the facts do not make any more come along.
    """

    exam: bool | None = None
    type_in: bool | None = None
    preset: Preset | None = None
    retired: bool = True


def export(
    deck: Deck, file: Path, format_: Format, handle: LibraryHandle, asked: Asked
) -> ExportResult:
    """Write the deck, and keep what the next export must know of it.

    Raises:
        FileError: The file cannot be written.
        LedgerError: The ledger of earlier exports cannot be read or continued.
        NothingToWrite: The format supports none of the cards.
    """
    known = _read_ledger() if format_.uses_ledger else Ledger()
    facts = word_for(handle, deck.name)
    troubles: list[OSError] = []

    def keep(stamps: Mapping[str, Stamp]) -> None:
        if format_.uses_ledger:
            try:
                remember(stamps, facts)
            except OSError as error:
                troubles.append(error)

    made = (summary.id for summary in handle.summaries)
    with _bar(len(deck.cards)) as progress, _ended_in_order(), _target(file) as path:
        settings = Settings(
            times=_times(handle, known),
            ledger=known,
            retired=known.no_longer_generated(made, facts)
            if format_.uses_ledger and asked.retired
            else (),
            exam=asked.exam,
            type_in=asked.type_in,
            preset=asked.preset,
            progress=progress,
            keep=keep,
        )
        try:
            written = format_.write(deck, path, settings)
        except OSError as error:
            reason = error.strerror or "its name leads nowhere"
            raise FileError(f"{file} cannot be written: {reason}.") from None
    for trouble in troubles:
        remark(
            f"What was written could not be kept ({trouble.strerror}): a later export cannot tell"
            " what has changed since."
        )
    return written


def _read_ledger() -> Ledger:
    try:
        return ledger()
    except OSError as error:
        raise FileError(f"{error.filename} cannot be read: {error.strerror}.") from None


def _times(handle: LibraryHandle, known: Ledger) -> Times:
    """When changes are said to have been made.

    What is met for the first time was made when the files of the user's facts were last changed, or
    our newest note was: the same on every machine.
    """
    given = _given_time()
    if given is not None:
        return Times(given, given)
    now = int(time.time())
    ours = max((stamp.changed for stamp in known.builtin.values()), default=0) + 1
    theirs = max((int(_changed(file)) for file in handle.user_files), default=0)
    return Times(now, max(ours, min(theirs, now)))


def _changed(file: Path) -> float:
    with suppress(OSError):
        return file.stat().st_mtime
    return 0


def _given_time() -> int | None:
    """The time that somebody gives who builds decks from a repository: of its last change.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH.

    Raises:
        SettingError: The value is not such a number.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return None
    if not (given.isascii() and given.isdecimal() and len(given) <= len("9999999999")):
        raise SettingError(
            f"SOURCE_DATE_EPOCH should be seconds since 1970, such as 1767225600, not '{given}'."
        )
    return int(given)


@contextmanager
def _target(file: Path) -> Iterator[Path]:
    """Where to write; what is for standard output goes there when it is whole."""
    if file != OUTPUT:
        yield file
        return
    with tempfile.TemporaryDirectory(prefix="primemover-") as folder:
        path = Path(folder) / "output"
        yield path
        with path.open("rb") as source:
            shutil.copyfileobj(source, sys.stdout.buffer)


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """A signal to end leaves no temporary file; without this the program would end at once."""

    def end(number: int, _: FrameType | None) -> None:
        sys.exit(_SIGNALLED + number)

    before = {number: signal.signal(number, end) for number in _ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _bar(length: int) -> Iterator[Callable[[int], None]]:
    """A bar on stderr, for somebody who looks and has to wait."""
    if length < _LONG or not is_terminal(sys.stderr):
        yield lambda _: None
        return
    with click.progressbar(length=length, label="Writing cards", file=sys.stderr) as bar:
        yield bar.update


def spelled(card: "Card", handle: LibraryHandle) -> "Card":
    """A card in the spelling that is wanted; its id stays, so it stays the same note."""
    spell = handle.spell
    return replace(
        card,
        stems=tuple(map(spell, card.stems)),
        key=tuple(map(spell, card.key)),
        left=tuple(map(spell, card.left)),
        reasons=tuple(map(spell, card.reasons)),
        distractors=tuple(
            replace(d, text=spell(d.text), reason=spell(d.reason)) for d in card.distractors
        ),
        explanation=spell(card.explanation),
    )
