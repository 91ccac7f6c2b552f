"""Anki packages; with `anki_note_types` the only module that knows genanki.

A note's GUID is made of its card's id and of nothing else, the ids of decks and note types were
drawn once, and a note's time of change rises only when its content does: Anki then updates what a
learner has instead of adding it a second time, and what a learner has edited stays.
"""

import contextlib
import errno
import json
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import genanki

from decks.deck import Deck
from decks.formats import Preset, Settings, Written
from decks.formats.anki_deck import PRESET_ID, deck_id, description, parents, preset_of
from decks.formats.anki_note_types import (
    CLOZE_FIELDS,
    CLOZE_NAME,
    CLOZE_TEMPLATES,
    CLOZE_TYPE,
    CSS,
    QUESTION_FIELDS,
    QUESTION_NAME,
    QUESTION_TEMPLATES,
    QUESTION_TYPE,
    SWITCHES,
)
from decks.formats.anki_notes import Content, content, retired
from decks.ledger import NOTE_TYPES, Stamp, content_of

_OLDEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_SWITCHES = [[name for name, _ in QUESTION_FIELDS].index(switch) for switch in SWITCHES]


class _NoteType(genanki.Model):  # type: ignore[misc]  # genanki has no types
    """A note type that says which field makes each card; genanki would guess from the fronts."""

    changed = 0

    @property
    def _req(self) -> list[list[object]]:
        switches = ("Text",) if self.model_type == genanki.Model.CLOZE else SWITCHES
        names = [field["name"] for field in self.fields]
        return [[ord_, "any", [names.index(name)]] for ord_, name in enumerate(switches)]

    def to_json(self, timestamp: float, deck_id: int) -> Any:  # noqa: ARG002 - as genanki calls it
        return super().to_json(self.changed, deck_id)


class _Note(genanki.Note):  # type: ignore[misc]  # as above
    """A note that knows when it changed; genanki would stamp all of them with one time.

    It also knows its cards, and that all of its texts are escaped: genanki would look through every
    field for either, which takes it as long as writing them.
    """

    changed = 0

    @property
    def cards(self) -> list[Any]:
        """One for each switch that is on; a cloze of ours has one gap."""
        if self.model.model_type == genanki.Model.CLOZE:
            return [genanki.Card(0)]
        return [genanki.Card(n) for n, place in enumerate(_SWITCHES) if self.fields[place]]

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing is left to check."""

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:  # noqa: ARG002
        super().write_to_db(cursor, self.changed, deck_id, id_gen)


class _Deck(genanki.Deck):  # type: ignore[misc]  # as above
    """A deck that may bring its own options; genanki knows Anki's first preset alone.

    Its notes are made while they are written: genanki's take more memory than their texts.
    """

    preset: Preset | None = None
    made: Iterable[_Note] = ()

    def write_to_db(self, cursor: Any, timestamp: float, id_gen: Any) -> None:
        super().write_to_db(cursor, timestamp, id_gen)
        for note in self.made:
            note.write_to_db(cursor, timestamp, self.deck_id, id_gen)

    def to_json(self) -> Any:
        own = {} if self.preset is None else {"conf": PRESET_ID}
        return super().to_json() | own


class _Package(genanki.Package):  # type: ignore[misc]  # as above
    """A package with the options of its decks."""

    def write_to_db(self, cursor: Any, timestamp: float, id_gen: Any) -> None:
        super().write_to_db(cursor, timestamp, id_gen)
        for deck in self.decks:
            if deck.preset is not None:
                ((known,),) = cursor.execute("SELECT dconf FROM col").fetchall()
                options = json.loads(known) | {str(PRESET_ID): preset_of(deck.preset)}
                cursor.execute("UPDATE col SET dconf = ?", (json.dumps(options),))


def write(deck: Deck, file: Path, settings: Settings) -> Written:
    """Write a deck as an Anki package.

    Args:
        deck: What to write.
        file: The package; it appears whole or not at all.
        settings: What is wanted of it.

    Raises:
        OSError: The file cannot be written.
        ValueError: Two cards have one id.
    """
    twice = sorted(id_ for id_, n in Counter(card.id for card in deck.cards).items() if n > 1)
    if twice:
        raise ValueError(f"These card ids stand in the deck twice: {', '.join(twice)}.")
    stamps: dict[str, Stamp] = {}
    types = _note_types(settings, stamps)
    contents = []
    for note in _contents(deck, settings):
        stamps[note.id] = settings.ledger.stamp(note.id, kept(note), settings.now)
        contents.append(note)
        settings.progress(1)
    target = _Deck(deck_id(deck.name), deck.name, description=description(deck))
    target.preset = settings.preset
    for cloze in sorted({note.cloze for note in contents}):
        target.add_model(types[cloze])
    target.made = (
        _note(note, types[note.cloze], number, stamps[note.id].changed)
        for number, note in enumerate(contents)
    )
    # A link stays one: it is the file it leads to that is replaced.
    file = file.resolve()
    with _workshop(file.parent) as folder:
        draft, package = folder / "draft.apkg", folder / "package.apkg"
        _draft(target, draft, max(stamp.changed for stamp in stamps.values()))
        _deflate(draft, package)
        package.replace(file)
    return Written(notes=len(deck.cards), retired=len(contents) - len(deck.cards), stamps=stamps)


def _note(content: Content, note_type: _NoteType, due: int, changed: int) -> _Note:
    note = _Note(
        model=note_type,
        fields=list(content.fields),
        tags=content.tags,
        guid=content.guid,
        due=due,
    )
    note.changed = changed
    return note


def _contents(deck: Deck, settings: Settings) -> Iterator[Content]:
    for card in deck.cards:
        yield content(card, exam=settings.exam, type_in=settings.type_in)
    for id_ in settings.retired:
        yield retired(id_, cloze=settings.ledger.written[id_].kind == _CLOZE)


_QUESTION, _CLOZE = "q", "c"
"""Letters of the note types, in the ledger."""


def kept(note: Content) -> str:
    """What a note holds, as the ledger keeps it."""
    return content_of(_CLOZE if note.cloze else _QUESTION, (*note.fields, *note.tags))


def contents(deck: Deck) -> dict[str, str]:
    """What each note of a deck holds, and the note types, for the ledger that comes with us."""
    found = {card.id: kept(content(card)) for card in deck.cards}
    return found | {NOTE_TYPES: _types_kept()}


def _types_kept() -> str:
    return content_of("t", (repr(QUESTION_TEMPLATES), repr(CLOZE_TEMPLATES), CSS))


def _note_types(settings: Settings, stamps: dict[str, Stamp]) -> dict[bool, _NoteType]:
    """Both note types, by whether they are the cloze."""

    def named(parts: Iterable[tuple[str, int]]) -> list[dict[str, object]]:
        return [{"name": name, "id": id_} for name, id_ in parts]

    def templates(all_: Iterable[tuple[str, int, str, str]]) -> list[dict[str, object]]:
        return [
            {"name": name, "id": id_, "qfmt": front, "afmt": back}
            for name, id_, front, back in all_
        ]

    question = _NoteType(
        QUESTION_TYPE,
        QUESTION_NAME,
        fields=named(QUESTION_FIELDS),
        templates=templates(QUESTION_TEMPLATES),
        css=CSS,
    )
    cloze = _NoteType(
        CLOZE_TYPE,
        CLOZE_NAME,
        fields=named(CLOZE_FIELDS),
        templates=templates(CLOZE_TEMPLATES),
        css=CSS,
        model_type=genanki.Model.CLOZE,
    )
    stamps[NOTE_TYPES] = settings.ledger.stamp(NOTE_TYPES, _types_kept(), settings.now)
    question.changed = cloze.changed = stamps[NOTE_TYPES].changed
    return {False: question, True: cloze}


@contextlib.contextmanager
def _workshop(parent: Path) -> Iterator[Path]:
    """A folder beside the file, where genanki also leaves the temporary file it never removes."""
    with tempfile.TemporaryDirectory(prefix=".primemover-", dir=parent) as folder:
        usual = tempfile.tempdir
        tempfile.tempdir = folder
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = usual


def _draft(target: "_Deck", draft: Path, changed: int) -> None:
    above = [_Deck(deck_id(name), name) for name in parents(target.name)]
    try:
        _Package([*above, target]).write_to_file(draft, timestamp=changed)
    except genanki.package.sqlite3.OperationalError as error:
        # A full disk, as genanki's database tells it; nobody else should need to know of that.
        raise OSError(errno.EIO, f"the package's database failed ({error})", draft) from error


def _deflate(draft: Path, package: Path) -> None:
    """Pack again: genanki stores without compressing, and writes the time of day into the zip."""
    with (
        zipfile.ZipFile(draft) as stored,
        zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in stored.namelist():
            member = zipfile.ZipInfo(name, _OLDEST_ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(member, stored.read(name))
