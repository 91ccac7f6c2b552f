"""Writing packages with genanki, including what it does not support."""

import contextlib
import errno
import gc
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import genanki

from decks.formats.anki.deck_options import preset_id, preset_of
from decks.formats.anki.note_types import QUESTION_FIELDS, SWITCHES
from decks.formats.anki.scheduling import write_progress
from decks.formats.format import Preset
from decks.progress import Progress

_SIBLING_DISTANCE = 100
"""New cards between the first card of a note and its extra card: some days."""

_LEVEL = 5
"""Of compression: 4 % more bytes than the usual level, in two thirds of its time."""

_OLDEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_SWITCHES = [[name for name, _ in QUESTION_FIELDS].index(switch) for switch in SWITCHES]


class NoteType(genanki.Model):  # type: ignore[misc]  # genanki has no types
    """A note type that states which field enables each card; genanki guesses from the fronts."""

    changed = 0

    @property
    def _req(self) -> list[list[object]]:
        switches = ("Text",) if self.model_type == genanki.Model.CLOZE else SWITCHES
        names = [field["name"] for field in self.fields]
        return [[ord_, "any", [names.index(name)]] for ord_, name in enumerate(switches)]

    def to_json(self, timestamp: float, deck_id: int) -> Any:  # noqa: ARG002 - as genanki calls it
        """The note type as Anki stores it, with its time of change."""
        return super().to_json(self.changed, deck_id)


class _Card(genanki.Card):  # type: ignore[misc]  # as above
    """A card; the extra card of a note is due later, because the first one answers it."""

    def write_to_db(
        self, cursor: Any, timestamp: float, deck_id: int, note_id: int, id_gen: Any, due: int = 0
    ) -> None:
        distance = _SIBLING_DISTANCE if self.ord else 0
        super().write_to_db(cursor, timestamp, deck_id, note_id, id_gen, due + distance)


class Note(genanki.Note):  # type: ignore[misc]  # as above
    """A note with its time of change; genanki would use one time for all notes.

    It also knows its cards and that its fields are escaped. genanki would scan every field for
    both, which takes as long as writing the notes.
    """

    changed = 0

    @property
    def cards(self) -> list[Any]:
        """One card for each enabled switch; a cloze note has one gap."""
        if self.model.model_type == genanki.Model.CLOZE:
            return [_Card(0)]
        return [_Card(n) for n, place in enumerate(_SWITCHES) if self.fields[place]]

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Skip the check; the fields are already escaped."""

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:  # noqa: ARG002
        """Write the note and its cards with its time of change."""
        super().write_to_db(cursor, self.changed, deck_id, id_gen)


class PackagedDeck(genanki.Deck):  # type: ignore[misc]  # as above
    """A deck with optional scheduling options; genanki only supports Anki's default preset.

    Its notes are created while they are written, because genanki's notes need a lot of memory.
    """

    preset: Preset | None = None
    lazy_notes: Iterable[Note] = ()

    def write_to_db(self, cursor: Any, timestamp: float, id_gen: Any) -> None:
        """Write the deck, its note types and all notes."""
        super().write_to_db(cursor, timestamp, id_gen)
        for note in self.lazy_notes:
            note.write_to_db(cursor, timestamp, self.deck_id, id_gen)

    def to_json(self) -> Any:
        """The deck as Anki stores it."""
        options = {} if self.preset is None else {"conf": preset_id(self.preset)}
        return super().to_json() | options


class _Package(genanki.Package):  # type: ignore[misc]  # as above
    """A package that includes the options of its decks, and the learner's progress."""

    progress: Progress | None = None

    def write_to_db(self, cursor: Any, timestamp: float, id_gen: Any) -> None:
        # The database is a temporary file: after a crash, there is no package anyway.
        cursor.execute("PRAGMA synchronous = OFF")
        super().write_to_db(cursor, timestamp, id_gen)
        for deck in self.decks:
            if deck.preset is not None:
                ((known,),) = cursor.execute("SELECT dconf FROM col").fetchall()
                options = json.loads(known) | {str(preset_id(deck.preset)): preset_of(deck.preset)}
                cursor.execute("UPDATE col SET dconf = ?", (json.dumps(options),))
        if self.progress is not None and self.progress.cards:
            write_progress(cursor, self.progress)


def pack(
    decks: Sequence[PackagedDeck],
    package: Path,
    changed: int,
    media: Sequence[Path] = (),
    progress: Progress | None = None,
) -> None:
    """Write decks as a package.

    Args:
        decks: The decks, parents first.
        package: The file, in a temporary folder; other temporary files go there too.
        changed: The time that note ids are counted from, in seconds since 1970.
        media: The files that the notes refer to by name.
        progress: The learner's progress on the cards.

    Raises:
        OSError: The package cannot be written.
    """
    stored = package.with_name("stored.zip")
    with _temporary_files_in(package.parent):
        _store(decks, stored, changed, media, progress)
    _deflate(stored, package)


@contextlib.contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Switch off the search for cycles, which takes a quarter of the time and finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextlib.contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Make genanki use this folder for the temporary file that it never removes."""
    usual = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = usual


def _store(
    decks: Sequence[PackagedDeck],
    draft: Path,
    changed: int,
    media: Sequence[Path],
    progress: Progress | None,
) -> None:
    package = _Package(decks, media_files=list(map(str, media)))
    package.progress = progress
    try:
        # Anki's check of the database fails on an object with the id 0, the first one of 1970.
        package.write_to_file(draft, timestamp=max(changed, 1))
    except genanki.package.sqlite3.OperationalError as error:
        # For example a full disk. Callers only have to handle OSError.
        raise OSError(errno.EIO, f"the package's database failed ({error})", draft) from error


def _deflate(stored_: Path, package: Path) -> None:
    """Compress the package and remove the time of day; genanki does neither."""
    with (
        zipfile.ZipFile(stored_) as stored,
        zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in stored.namelist():
            member = zipfile.ZipInfo(name, _OLDEST_ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(member, stored.read(name), compresslevel=_LEVEL)
