"""A library with its cards, kept ready between runs, and never longer than the files it came of.

What is kept lies in a folder of the user's own. It is made of files that were read and checked, and
is thrown away as soon as one of them, or this program, changes. A quiz needs ten cards of
thousands: the outlines of all stand at the front of the file, and each card by itself behind them.
"""

import contextlib
import io
import marshal
import os
import pickle
import struct
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cards.card import Card, Skipped
from cards.facts import Fact, Named, Source
from cards.outline import Mark, Outline, marks, outline
from cards.template import Library, Template

if TYPE_CHECKING:
    from cards.topics import Topics

_PACKAGE = Path(__file__).parent
_SIZE = struct.Struct("<Q")
_SHARED = (Source, Named, Fact, Template)
"""What many things point to: it is kept once, by itself, and read when something points to it."""

Stamp = tuple[Any, ...]


class Compiled:
    """Everything a command needs of the facts, each part read when it is first asked for."""

    def __init__(self, parts: "_Parts | _Kept") -> None:
        """Hold what was just made, or what was kept."""
        self._parts = parts

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """All cards, as far as choosing goes."""
        return self._parts.outlines()

    @cached_property
    def marks(self) -> tuple[tuple[Mark, ...], ...]:
        """What each card is about, in the order of the outlines."""
        return self._parts.marks()

    @cached_property
    def templates(self) -> tuple[str, ...]:
        """Ids of all templates."""
        return self._parts.templates()

    @cached_property
    def topics(self) -> "Topics":
        """All names, and what each fact is about."""
        return self._parts.topics()

    @cached_property
    def library(self) -> Library:
        """The facts and the templates."""
        return self._parts.library()

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """All cards, whole."""
        return self._parts.cards()

    @cached_property
    def skipped(self) -> tuple[Skipped, ...]:
        """Pairs of template and fact that make no card."""
        return self._parts.skipped()

    def card(self, number: int) -> Card:
        """The card at one place among all of them, read by itself."""
        return self._parts.card(number)


class _Parts:
    """What was just made."""

    def __init__(
        self, library: Library, cards: tuple[Card, ...], skipped: tuple[Skipped, ...]
    ) -> None:
        self._library, self._cards, self._skipped = library, cards, skipped

    def library(self) -> Library:
        return self._library

    def cards(self) -> tuple[Card, ...]:
        return self._cards

    def skipped(self) -> tuple[Skipped, ...]:
        return self._skipped

    def card(self, number: int) -> Card:
        return self._cards[number]

    def outlines(self) -> tuple[Outline, ...]:
        return tuple(outline(card, number) for number, card in enumerate(self._cards))

    def marks(self) -> tuple[tuple[Mark, ...], ...]:
        return tuple(map(marks, self._cards))

    def templates(self) -> tuple[str, ...]:
        return tuple(template.id for template in self._library.templates)

    def topics(self) -> "Topics":
        from cards.topics import topics_of

        return topics_of(self._library)


def compiled(
    paths: Iterable[Path] = (),
    *,
    only: bool = False,
    stance: str | None = None,
    derived: bool = True,
    keep: Path | None,
    announce: Callable[[], None] = lambda: None,
) -> Compiled:
    """Our facts and the user's with the cards they make, from the last run where nothing changed.

    Args:
        paths: Files or folders of the user's own facts.
        only: Leave our facts out, as `read_library` does.
        stance: The body whose teaching settles what is contested; None settles nothing.
        derived: Whether to keep what a rule of ours is needed for.
        keep: The folder to keep the result in; None keeps nothing. One that cannot be written to
            costs time and no more.
        announce: Called before everything is read anew, which takes seconds.

    Raises:
        DataError: With every problem of every file.
        UnknownBody: No claim carries the teaching of that body.
    """
    asked = tuple(paths)
    choice = (only, stance, derived)
    stamp = (sys.version, *choice, *_stamps((_PACKAGE, *asked)))
    name = f"facts-{zlib.crc32(repr((choice, asked)).encode()):08x}"
    kept_in = keep / name if keep else None
    if kept_in is not None:
        kept = _load(kept_in, stamp)
        if kept is not None:
            return Compiled(kept)
    announce()
    from cards.library import read_library
    from cards.making import make_cards

    library = read_library(asked, only=only)
    if stance is not None or not derived:
        from cards.stances import taking

        library = replace(library, base=taking(library.base, stance, derived=derived))
    cards, skipped = make_cards(library)
    parts = _Parts(library, cards, skipped)
    if kept_in is not None:
        with contextlib.suppress(OSError):
            _store(kept_in, stamp, parts)
    return Compiled(parts)


def _stamps(paths: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of change of every file that the result depends on."""
    for path in paths:
        for file in sorted(_files(str(path))):
            try:
                status = os.stat(file)  # noqa: PTH116 - half the time of Path, on the way to a card
            except OSError:
                yield file, -1, 0
            else:
                yield file, status.st_size, status.st_mtime_ns


def _files(path: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(path))
    except OSError:  # a file, or nothing at all
        yield path
        return
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path)
        elif entry.name.endswith((".py", ".yaml", ".yml")):
            yield entry.path


# -- the file: sizes of its parts, then the parts, then single things by their numbers -------------

_PARTS = ("stamp", "outlines", "marks", "topics", "library", "cards", "places", "things")


class _Kept:
    """What an earlier run has kept."""

    def __init__(self, file: Path, parts: dict[str, tuple[int, int]], outlines: Any) -> None:
        self._file, self._where = file, parts
        self._templates, self._outlines = outlines

    def outlines(self) -> tuple[Outline, ...]:
        return tuple(map(Outline._make, zip(*self._outlines, strict=True)))

    def marks(self) -> tuple[tuple[Mark, ...], ...]:
        every, of_card = marshal.loads(self._part("marks"))  # noqa: S302 - ours
        known = [Mark(*plain) for plain in every]
        return tuple(tuple(known[n] for n in numbers) for numbers in of_card)

    def templates(self) -> tuple[str, ...]:
        return tuple(self._templates)

    def topics(self) -> "Topics":
        from cards.topics import Topic, Topics

        index, names, topics, of_fact = marshal.loads(self._part("topics"))  # noqa: S302 - ours
        every = [Topic(*plain) for plain in topics]
        return Topics(
            index={name: tuple(every[n] for n in found) for name, found in index.items()},
            names=names,
            of_fact={id_: frozenset(every[n] for n in found) for id_, found in of_fact.items()},
        )

    def library(self) -> Library:
        return self._library

    def cards(self) -> tuple[Card, ...]:
        return self._cards[0]

    def skipped(self) -> tuple[Skipped, ...]:
        return self._cards[1]

    def card(self, number: int) -> Card:
        found = self._thing(number)
        assert isinstance(found, Card)  # noqa: S101 - ids of cards lead to cards
        return found

    @cached_property
    def _library(self) -> Library:
        with _no_garbage():
            found: Library = pickle.loads(self._part("library"))  # noqa: S301 - ours
        return found

    @cached_property
    def _cards(self) -> tuple[tuple[Card, ...], tuple[Skipped, ...]]:
        reader = pickle.Unpickler(io.BytesIO(self._part("cards")))  # noqa: S301 - ours
        reader.persistent_load = _shared(self._library).__getitem__  # type: ignore[method-assign]
        with _no_garbage():
            found: tuple[tuple[Card, ...], tuple[Skipped, ...]] = reader.load()
        return found

    def _part(self, name: str) -> bytes:
        begin, size = self._where[name]
        with self._file.open("rb") as stream:
            stream.seek(begin)
            return stream.read(size)

    # -- single things ---------------------------------------------------------------------------

    @cached_property
    def _places(self) -> "array[int]":
        """Where each thing begins, and where the last one ends."""
        found = array("Q")
        found.frombytes(self._part("places"))
        return found

    @cached_property
    def _read(self) -> dict[int, object]:
        return {}

    def _thing(self, number: int) -> object:
        if number not in self._read:
            begin, end = self._places[number : number + 2]
            with self._file.open("rb") as stream:
                stream.seek(self._where["things"][0] + begin)
                blob = stream.read(end - begin)
            reader = pickle.Unpickler(io.BytesIO(blob))  # noqa: S301 - ours
            reader.persistent_load = self._thing  # type: ignore[method-assign]
            self._read[number] = reader.load()
        return self._read[number]


@contextlib.contextmanager
def _no_garbage() -> Iterator[None]:
    """Do without the search for garbage: nothing is thrown away, and it takes half the time."""
    import gc

    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _shared(library: Library) -> list[object]:
    """What many cards point to, in an order that a library always has."""
    base = library.base
    nouns = (base.sources, base.muscles, base.families, base.terms, base.exercises, base.packs)
    return [*(noun for known in nouns for noun in known.values()), *base.facts, *library.templates]


def _numbers(library: Library) -> Callable[[object], int | None]:
    """The numbers of what `_shared` lists."""
    known = {id(thing): number for number, thing in enumerate(_shared(library))}
    return lambda thing: known.get(id(thing))


def _load(file: Path, stamp: Stamp) -> _Kept | None:
    """What was kept, if it is of these files; whatever is wrong with it, it can be made again."""
    try:
        with file.open("rb") as stream:
            sizes = [_SIZE.unpack(stream.read(_SIZE.size))[0] for _ in _PARTS]
            begin = _SIZE.size * len(_PARTS)
            where = {}
            for name, size in zip(_PARTS, sizes, strict=True):
                where[name] = (begin, size)
                begin += size
            if os.fstat(stream.fileno()).st_size != begin:
                return None
            if marshal.loads(stream.read(where["stamp"][1])) != stamp:  # noqa: S302 - ours
                return None
            outlines = marshal.loads(stream.read(where["outlines"][1]))  # noqa: S302 - ours
        return _Kept(file, where, outlines)
    except Exception:  # noqa: BLE001 - a damaged file may raise anything
        return None


def _store(file: Path, stamp: Stamp, parts: _Parts) -> None:
    """Write beside, then rename, so that nobody ever reads half of it."""
    import tempfile

    # By columns: long rows of words are read much faster than many short ones.
    columns: list[Any] = [list(column) for column in zip(*parts.outlines(), strict=True)]
    about = parts.marks()
    known = {found: n for n, found in enumerate(dict.fromkeys(m for row in about for m in row))}
    topics = parts.topics()
    every = {topic: n for n, topic in enumerate({t for f in topics.of_fact.values() for t in f})}
    for found in topics.index.values():
        for topic in found:
            every.setdefault(topic, len(every))
    blobs = _things(parts.cards())
    written = [
        marshal.dumps(stamp),
        marshal.dumps((parts.templates(), columns)),
        marshal.dumps(([tuple(m) for m in known], [tuple(known[m] for m in row) for row in about])),
        marshal.dumps(
            (
                {name: tuple(every[t] for t in found) for name, found in topics.index.items()},
                topics.names,
                [tuple(topic) for topic in every],
                {id_: tuple(every[t] for t in found) for id_, found in topics.of_fact.items()},
            )
        ),
        pickle.dumps(parts.library(), pickle.HIGHEST_PROTOCOL),
        _pointing(
            (parts.cards(), parts.skipped()),
            _numbers(parts.library()),
        ),
    ]
    places = array("Q", [0])
    for blob in blobs:
        places.append(places[-1] + len(blob))
    written.append(places.tobytes())
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}-")
    try:
        with os.fdopen(handle, "wb") as stream:
            for size in (*map(len, written), sum(map(len, blobs))):
                stream.write(_SIZE.pack(size))
            for part in (*written, *blobs):
                stream.write(part)
        Path(draft).replace(file)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _things(cards: Iterable[Card]) -> list[bytes]:
    """Every card in its place, and behind them what they point to, each by itself."""
    numbers: dict[int, int] = {}
    waiting: list[object] = []

    def number(thing: object) -> int:
        if id(thing) not in numbers:
            numbers[id(thing)] = len(waiting)
            waiting.append(thing)
        return numbers[id(thing)]

    for card in cards:
        number(card)
    blobs: list[bytes] = []
    while len(blobs) < len(waiting):
        root = waiting[len(blobs)]
        blobs.append(_pointing(root, number))
    return blobs


def _pointing(root: object, number: Callable[[object], int | None]) -> bytes:
    """A thing pickled, with numbers for what it shares with others."""
    stream = io.BytesIO()
    writer = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    writer.persistent_id = lambda thing: (  # type: ignore[method-assign]
        number(thing) if isinstance(thing, _SHARED) and thing is not root else None
    )
    writer.dump(root)
    return stream.getvalue()
