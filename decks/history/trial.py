"""An update tried on a learner in a scratch collection; the only module that imports anki.

The library of Anki is not a dependency: it is large, and only this needs it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cards.errors import ExitCode, PrimemoverError
from decks.formats.anki.guids import END, FIRST, TAG_ROOT, card_of
from decks.formats.anki.note_types import SORT_FIELD
from decks.formats.anki.notes import RETIRED_START, RETIRED_TAG
from decks.history.reviews import PackageError

if TYPE_CHECKING:
    from anki.collection import Collection

_STUDIED = 20
"""Cards that a simulated learner answers before the update."""

_REMARK, _TAG = "Remark", "my-tag"
_GOOD: Literal[3] = 3
_TEXTS = (".tsv", ".txt", ".csv")


class NoAnkiLibrary(PrimemoverError, exit_code=ExitCode.USAGE):
    """The library of Anki is not installed."""


class PackageContents(NamedTuple):
    """Our notes in a collection.

    Attributes:
        notes: How many there are.
        cards: How many cards they have.
        learned: How many of the cards were answered.
        remarks: How many of the notes have a remark.
        retired: How many of the notes are retired.
    """

    notes: int
    cards: int
    learned: int
    remarks: int
    retired: int


class Losses(NamedTuple):
    """A part of the learner's data, and what an update loses of it.

    Attributes:
        before: How many there were.
        lost: The ids of the cards whose notes lose it.
    """

    before: int
    lost: tuple[str, ...]


class Update(NamedTuple):
    """The effect of an update; notes are named by the ids of their cards.

    Attributes:
        added: The notes that it adds.
        changed: The notes whose text it changes.
        unchanged: How many notes stay as they are.
        conflicting: How many notes Anki does not update, because their note type differs.
        retired: The notes that are retired now.
        remarks: The learner's remarks.
        tags: The learner's tags.
        schedules: The schedules of the cards that were answered.
        answers: How many answers are missing from the review log.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    conflicting: int
    retired: tuple[str, ...]
    remarks: Losses
    tags: Losses
    schedules: Losses
    answers: int


class UpdateTrial(NamedTuple):
    """A package, tried on a learner.

    Attributes:
        contents: Our notes in the package.
        is_simulated: Whether the learner is simulated, because the package has no answers.
        update: The effect of the later file; None without one.
    """

    contents: PackageContents
    is_simulated: bool
    update: Update | None


def is_text(file: Path) -> bool:
    """Whether a file is a text file for Anki's import."""
    return file.suffix.lower() in _TEXTS


def try_update(first: Path, later: Path | None, folder: Path) -> UpdateTrial:
    """Import a package into a scratch collection, and a later version after it.

    Args:
        first: A deck, or an export of it with the learner's answers.
        later: The later version: a package, or a text file for Anki's import.
        folder: An empty folder for the collection.

    Raises:
        NoAnkiLibrary: The library of Anki is not installed.
        PackageError: Anki cannot import a file.
    """
    with _scratch_collection(folder) as collection:
        _import_package(collection, first, with_progress=True)
        contents = _contents(collection)
        is_simulated = not contents.learned
        if later is None:
            return UpdateTrial(contents, is_simulated, None)
        if is_simulated:
            _study(collection)
        before = _Snapshot(collection)
        conflicting = _import(collection, later)
        return UpdateTrial(
            contents, is_simulated, before.update(_Snapshot(collection), conflicting)
        )


@contextmanager
def _scratch_collection(folder: Path) -> "Iterator[Collection]":
    try:
        from anki.collection import Collection
    except ImportError:
        raise NoAnkiLibrary(
            "This tries the update in Anki's own library, which is not installed: pip install anki"
        ) from None
    collection = Collection(str(folder / "collection.anki2"))
    try:
        yield collection
    finally:
        collection.close()


def _import(collection: "Collection", file: Path) -> int:
    """Import a later version with Anki's default options; return the number of conflicts."""
    if not is_text(file):
        return _import_package(collection, file, with_progress=False)
    from anki.collection import ImportCsvRequest

    def import_text() -> int:
        metadata = collection.get_csv_metadata(str(file), None)
        log = collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata)).log
        return len(log.conflicting)

    return _guarded(import_text, file)


def _import_package(collection: "Collection", file: Path, *, with_progress: bool) -> int:
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    options = ImportAnkiPackageOptions(with_scheduling=with_progress)
    request = ImportAnkiPackageRequest(package_path=str(file), options=options)
    return _guarded(lambda: len(collection.import_anki_package(request).log.conflicting), file)


def _guarded(action: Callable[[], int], file: Path) -> int:
    """Do it, and convert the errors of Anki."""
    from anki.errors import AnkiException

    try:
        return action()
    except AnkiException as error:
        raise PackageError(f"Anki cannot import {file}: {error or 'it is damaged'}.") from None


def _rows(collection: "Collection", sql: str) -> list[Any]:
    assert collection.db is not None  # noqa: S101 - it is open
    return collection.db.all(sql)


_OF_NOTES = f"guid >= '{FIRST}' and guid < '{END}'"


def _contents(collection: "Collection") -> PackageContents:
    snapshot = _Snapshot(collection)
    return PackageContents(
        notes=len(snapshot.texts),
        cards=snapshot.cards,
        learned=len(snapshot.schedules),
        remarks=len(snapshot.remarks),
        retired=len(snapshot.retired),
    )


def _study(collection: "Collection") -> None:
    """Answer some cards, and give each note a remark and a tag, just after the import."""
    from anki.notes import NoteId

    rows = _rows(collection, f"select id, mod from notes where {_OF_NOTES}")  # noqa: S608 - constant
    for id_, _ in rows:
        note = collection.get_note(NoteId(id_))
        if _REMARK in note:
            note[_REMARK] = "a remark"
        note.add_tag(_TAG)
        collection.update_note(note)
    # The edits happen between the two versions, not now, when both exist already.
    assert collection.db is not None  # noqa: S101 - it is open
    collection.db.executemany(
        "update notes set mod = ? where id = ?", [(changed + 1, id_) for id_, changed in rows]
    )
    for deck in collection.decks.all_names_and_ids():
        collection.decks.select(collection.decks.id(deck.name) or collection.decks.selected())
        for _ in range(_STUDIED):
            card = collection.sched.getCard()
            if card is None:
                break
            collection.sched.answerCard(card, _GOOD)


class _Snapshot:
    """The data of a learner in a collection, by the id of the card."""

    def __init__(self, collection: "Collection") -> None:
        from anki.notes import NoteId

        self.texts: dict[str, tuple[str, ...]] = {}
        self.remarks: dict[str, str] = {}
        self.tags: dict[str, frozenset[str]] = {}
        self.retired: set[str] = set()
        for id_, guid in _rows(
            collection,
            f"select id, guid from notes where {_OF_NOTES}",  # noqa: S608 - constant
        ):
            note, card = collection.get_note(NoteId(id_)), card_of(guid) or guid
            fields = dict(note.items())
            remark = fields.pop(_REMARK, "")
            self.texts[card] = tuple(fields.values())
            if remark:
                self.remarks[card] = remark
            tags = frozenset(tag for tag in note.tags if not tag.startswith(TAG_ROOT))
            if tags:
                self.tags[card] = tags
            is_said = self.texts[card][SORT_FIELD].startswith(RETIRED_START)
            if is_said or RETIRED_TAG in note.tags:
                self.retired.add(card)
        rows = _rows(
            collection,
            "select guid, ord, type, queue, due, ivl, reps, cards.data from cards"  # noqa: S608 - constant
            f" join notes on nid = notes.id where {_OF_NOTES}",
        )
        self.cards = len(rows)
        self.schedules: dict[str, tuple[object, ...]] = {
            f"{card_of(guid)} {number}": tuple(state) for guid, number, *state in rows if state[4]
        }
        ((self.answers,),) = _rows(collection, "select count(*) from revlog")

    def update(self, after: "_Snapshot", conflicting: int) -> Update:
        """The difference of a later state."""
        common = self.texts.keys() & after.texts.keys()
        changed = sorted(card for card in common if self.texts[card] != after.texts[card])
        return Update(
            added=tuple(sorted(after.texts.keys() - self.texts.keys())),
            changed=tuple(changed),
            unchanged=len(common) - len(changed),
            conflicting=conflicting,
            retired=tuple(sorted(after.retired - self.retired)),
            remarks=_losses(self.remarks, after.remarks),
            tags=_losses(self.tags, after.tags),
            schedules=_losses(self.schedules, after.schedules),
            answers=max(0, self.answers - after.answers),
        )


def _losses(before: Mapping[str, object], after: Mapping[str, object]) -> Losses:
    lost = sorted(id_.split(" ")[0] for id_, value in before.items() if after.get(id_) != value)
    return Losses(len(before), tuple(lost))
