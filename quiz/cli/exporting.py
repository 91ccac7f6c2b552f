"""Exports a deck to a file: provides the time and the ledger, and handles errors."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from cards.errors import FileError, SettingError
from cards.files import temporary_folder
from cards.value_class import replace, value_class
from decks.deck import Deck
from decks.formats.format import ExportResult, Format, Preset, Settings
from decks.ledger import Ledger, Stamp, Times
from quiz.cli.anki_ledger import ledger, remember, source_id
from quiz.cli.options import OUTPUT, remark
from quiz.cli.progress_bar import progress_bar
from quiz.home.library import LibraryHandle

if TYPE_CHECKING:
    from cards.model.card import Card
    from decks.progress import Progress

_LONG = 2_000
"""Number of cards from which a progress bar is shown."""

_TERMINATION = [s for s in signal.Signals if s.name in ("SIGTERM", "SIGHUP")]
_SIGNALLED = 128


@value_class(frozen=True, kw_only=True)
class Choices:
    """The choices of the user for an export.

    Attributes:
        exam: Whether multiple-choice questions get an extra card; None keeps each note as it was.
        type_in: Whether typed answers get an extra card; None as above.
        version: The version of the deck, if it has one.
        page: The folder for what an author needs to share the deck.
        split: Whether each tier and subject gets a subdeck.
        studied: The learner's progress on the cards.
        preset: Scheduling options for the deck.
        retired: Whether to include notes that the facts no longer generate, marked as retired.
        maps: Whether the answers get muscle maps, in a format that can hold them.
    """

    exam: bool | None = None
    type_in: bool | None = None
    version: str = ""
    page: Path | None = None
    split: bool = False
    studied: "Progress | None" = None
    preset: Preset | None = None
    retired: bool = True
    maps: bool = True


def export(
    deck: Deck, file: Path, format_: Format, handle: LibraryHandle, choices: Choices
) -> ExportResult:
    """Write the deck, and record the export in the ledger.

    Raises:
        FileError: The file cannot be written.
        LedgerError: The ledger of earlier exports cannot be read or continued.
        NothingToWrite: The format supports none of the cards.
    """
    known = read_ledger() if format_.uses_ledger else Ledger()
    deck_id = source_id(handle, deck.name)
    troubles: list[OSError] = []

    def keep(stamps: Mapping[str, Stamp]) -> None:
        if format_.uses_ledger:
            try:
                remember(stamps)
            except OSError as error:
                troubles.append(error)

    times = times_for(handle, known)
    generated = (summary.id for summary in handle.summaries)
    bar = progress_bar("Writing cards", len(deck.cards), shown=len(deck.cards) >= _LONG)
    with bar as progress, _clean_termination(), _target(file) as path:
        settings = Settings(
            times=times,
            ledger=known,
            deck=deck_id,
            edition=choices.version or edition_of(times.now),
            retired=known.no_longer_generated(generated, deck_id)
            if format_.uses_ledger and choices.retired
            else (),
            exam=choices.exam,
            type_in=choices.type_in,
            page=choices.page,
            split=choices.split,
            studied=choices.studied,
            preset=choices.preset,
            figure=handle.figure if choices.maps and "--maps" in format_.supports else None,
            spell=handle.spell,
            progress=progress,
            keep=keep,
        )
        try:
            written = format_.write(deck, path, settings)
        except OSError as error:
            reason = error.strerror or "invalid path"
            raise FileError(f"{file} cannot be written: {reason}.") from None
    for trouble in troubles:
        remark(
            f"The export could not be recorded ({trouble.strerror}), so the next one cannot detect"
            " changes."
        )
    return written


def edition_of(seconds: int) -> str:
    """The date of an export, in UTC."""
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))


def read_ledger() -> Ledger:
    """The ledger.

    Raises:
        FileError: It cannot be read.
        LedgerError: A line of it is invalid.
    """
    try:
        return ledger()
    except OSError as error:
        raise FileError(f"{error.filename} cannot be read: {error.strerror}.") from None


def times_for(handle: LibraryHandle, known: Ledger) -> Times:
    """The times to record for changes.

    Unknown notes get the time when the user's fact files or the newest built-in note were last
    changed, which is the same on every machine.
    """
    given = _given_time()
    if given is not None:
        return Times(given, given)
    now = int(time.time())
    builtin = max((stamp.changed for stamp in known.builtin.values()), default=0) + 1
    modified = max((int(_changed(file)) for file in handle.user_files), default=0)
    return Times(now, max(builtin, min(modified, now)))


def _changed(file: Path) -> float:
    with suppress(OSError):
        return file.stat().st_mtime
    return 0


def _given_time() -> int | None:
    """The time to use for reproducible builds, from the environment.

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
    """The path to write to; for standard output, a temporary file that is copied at the end."""
    if file != OUTPUT:
        yield file
        return
    with temporary_folder() as folder:
        path = folder / "output"
        yield path
        with path.open("rb") as source:
            shutil.copyfileobj(source, sys.stdout.buffer)


@contextmanager
def _clean_termination() -> Iterator[None]:
    """Exit through an exception on termination signals, so that temporary files are removed."""

    def end(number: int, _: FrameType | None) -> None:
        sys.exit(_SIGNALLED + number)

    before = {number: signal.signal(number, end) for number in _TERMINATION}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def spelled(card: "Card", handle: LibraryHandle) -> "Card":
    """A card in the requested spelling, with the same id and so the same note."""
    spell = handle.spell
    on_map = card.on_map
    if on_map is not None:
        regions = tuple((spell(option), region) for option, region in on_map.regions)
        on_map = replace(on_map, stem=spell(on_map.stem), regions=regions)
    return replace(
        card,
        stems=tuple(map(spell, card.stems)),
        key=tuple(map(spell, card.key)),
        left_side=tuple(map(spell, card.left_side)),
        reasons=tuple(map(spell, card.reasons)),
        distractors=tuple(
            replace(d, text=spell(d.text), reason=spell(d.reason)) for d in card.distractors
        ),
        explanation=spell(card.explanation),
        on_map=on_map,
    )
