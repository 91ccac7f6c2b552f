"""Packages as genanki writes them, and what it cannot do; the only module that knows genanki."""

import contextlib
import errno
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import genanki

from decks.formats.anki.deck_options import preset_id, preset_of
from decks.formats.anki.note_types import QUESTION_FIELDS, SWITCHES
from decks.formats.format import Preset

_LATER = 100
"""New cards between the first card of a note and its further one: some days."""

_OLDEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_SWITCHES = [[name for name, _ in QUESTION_FIELDS].index(switch) for switch in SWITCHES]


class NoteType(genanki.Model):  # type: ignore[misc]  # genanki has no types
    """A note type that says which field makes each card; genanki would guess from the fronts."""

    changed = 0

    @property
    def _req(self) -> list[list[object]]:
        switches = ("Text",) if self.model_type == genanki.Model.CLOZE else SWITCHES
        names = [field["name"] for field in self.fields]
        return [[ord_, "any", [names.index(name)]] for ord_, name in enumerate(switches)]

    def to_json(self, timestamp: float, deck_id: int) -> Any:  # noqa: ARG002 - as genanki calls it
        """As Anki keeps it, with its own time."""
        return super().to_json(self.changed, deck_id)


class _Card(genanki.Card):  # type: ignore[misc]  # as above
    """A card; a further one of its note is met later, or the first would answer it."""

    def write_to_db(
        self, cursor: Any, timestamp: float, deck_id: int, note_id: int, id_gen: Any, due: int = 0
    ) -> None:
        later = _LATER if self.ord else 0
        super().write_to_db(cursor, timestamp, deck_id, note_id, id_gen, due + later)


class Note(genanki.Note):  # type: ignore[misc]  # as above
    """A note that knows when it changed; genanki would stamp all of them with one time.

    It also knows its cards, and that all of its texts are escaped: genanki would look through every
    field for either, which takes it as long as writing them.
    """

    changed = 0

    @property
    def cards(self) -> list[Any]:
        """One for each switch that is on; a cloze of ours has one gap."""
        if self.model.model_type == genanki.Model.CLOZE:
            return [_Card(0)]
        return [_Card(n) for n, place in enumerate(_SWITCHES) if self.fields[place]]

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing is left to check."""

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:  # noqa: ARG002
        """Add it and its cards, with its own time."""
        super().write_to_db(cursor, self.changed, deck_id, id_gen)


class Deck(genanki.Deck):  # type: ignore[misc]  # as above
    """A deck that may bring its own options; genanki knows Anki's first preset alone.

    Its notes are made while they are written: genanki's take more memory than their texts.
    """

    preset: Preset | None = None
    made: Iterable[Note] = ()

    def write_to_db(self, cursor: Any, timestamp: float, id_gen: Any) -> None:
        """Add it, the note types and all notes."""
        super().write_to_db(cursor, timestamp, id_gen)
        for note in self.made:
            note.write_to_db(cursor, timestamp, self.deck_id, id_gen)

    def to_json(self) -> Any:
        """As Anki keeps it."""
        own = {} if self.preset is None else {"conf": preset_id(self.preset)}
        return super().to_json() | own


class _Package(genanki.Package):  # type: ignore[misc]  # as above
    """A package with the options of its decks."""

    def write_to_db(self, cursor: Any, timestamp: float, id_gen: Any) -> None:
        super().write_to_db(cursor, timestamp, id_gen)
        for deck in self.decks:
            if deck.preset is not None:
                ((known,),) = cursor.execute("SELECT dconf FROM col").fetchall()
                options = json.loads(known) | {str(preset_id(deck.preset)): preset_of(deck.preset)}
                cursor.execute("UPDATE col SET dconf = ?", (json.dumps(options),))


def pack(decks: Sequence[Deck], package: Path, changed: int) -> None:
    """Write decks as a package; temporary files lie beside it, and go with its folder.

    Args:
        decks: Those above others first.
        package: In a folder for nothing else.
        changed: What notes are numbered from, in seconds since 1970.

    Raises:
        OSError: It cannot be written.
    """
    stored = package.with_name("stored.zip")
    with _temporary_files_in(package.parent):
        _store(decks, stored, changed)
    _deflate(stored, package)


@contextlib.contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Where genanki leaves the file that it never removes."""
    usual = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = usual


def _store(decks: Sequence[Deck], draft: Path, changed: int) -> None:
    try:
        _Package(decks).write_to_file(draft, timestamp=changed)
    except genanki.package.sqlite3.OperationalError as error:
        # A full disk, as genanki's database tells it; nobody else should need to know of that.
        raise OSError(errno.EIO, f"the package's database failed ({error})", draft) from error


def _deflate(stored_: Path, package: Path) -> None:
    """Pack again: genanki stores without compressing, and writes the time of day into the zip."""
    with (
        zipfile.ZipFile(stored_) as stored,
        zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in stored.namelist():
            member = zipfile.ZipInfo(name, _OLDEST_ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(member, stored.read(name))
