"""The file that keeps a library and its cards between runs; its form is known here alone.

A quiz needs ten cards of thousands: the summaries of all come first, and after everything else each
card by itself. `BuiltLibrary` is what is written, `CachedLibrary` the same as read, part by part.
"""

import contextlib
import io
import marshal
import os
import pickle
import struct
from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cards.model.card import Card, Skipped
from cards.model.facts import Fact
from cards.model.nouns import Named, Source
from cards.model.summary import CardSummary, FactSummary, fact_summaries, summary
from cards.model.template import Library, Template

if TYPE_CHECKING:
    from cards.topics import Topics

_SIZE = struct.Struct("<Q")
_PARTS = ("stamp", "outlines", "marks", "topics", "library", "cards", "places", "things")
"""What the file holds, in this order, behind the sizes of all of them."""

_SHARED = (Source, Named, Fact, Template)
"""What many things point to: it is kept once, by itself, and read when something points to it."""


class BuiltLibrary:
    """A library and its cards as they were just made.

    Attributes:
        library: The facts and the templates.
        cards: All cards, whole.
        skipped: Pairs of template and fact that make no card.
    """

    def __init__(
        self, library: Library, cards: tuple[Card, ...], skipped: tuple[Skipped, ...]
    ) -> None:
        """Take what was made."""
        self.library, self.cards, self.skipped = library, cards, skipped

    @cached_property
    def summaries(self) -> tuple[CardSummary, ...]:
        """All cards, as far as drawing goes."""
        return tuple(summary(card, number) for number, card in enumerate(self.cards))

    @cached_property
    def fact_summaries(self) -> tuple[tuple[FactSummary, ...], ...]:
        """What each card is about, in the order of the outlines."""
        return tuple(map(fact_summaries, self.cards))

    @cached_property
    def templates(self) -> tuple[str, ...]:
        """Ids of all templates."""
        return tuple(template.id for template in self.library.templates)

    @cached_property
    def version(self) -> str:
        """The same for equal cards, whichever machine made them: a hash of all they can show."""
        from hashlib import sha256

        found = sha256()
        for card in self.cards:
            shown = (card.id, card.stems, card.key, card.left, [d.text for d in card.distractors])
            found.update(repr(shown).encode())
        return found.hexdigest()[:12]

    @property
    def counts(self) -> tuple[int, int]:
        """How many facts and exercises there are."""
        return len(self.library.base.facts), len(self.library.base.exercises)

    @cached_property
    def topics(self) -> "Topics":
        """All names, and what each fact is about."""
        from cards.topics import topics_of

        return topics_of(self.library)

    def card(self, number: int) -> Card:
        """The card at one place among all of them."""
        return self.cards[number]


class CachedLibrary:
    """The same, each part read from the file when it is first asked for.

    Attributes:
        templates: Ids of all templates.
        version: The same for equal cards, whichever machine made them.
        counts: How many facts and exercises there are.
    """

    def __init__(self, file: Path, where: dict[str, tuple[int, int]], front: Any) -> None:
        """Take the file, where its parts begin and how long they are, and its first part."""
        self._file, self._where = file, where
        self.templates: tuple[str, ...]
        self.version: str
        self.counts: tuple[int, int]
        self.templates, self.version, self.counts, self._columns = front
        self._things: dict[int, object] = {}

    @cached_property
    def summaries(self) -> tuple[CardSummary, ...]:
        """All cards, as far as drawing goes."""
        return tuple(map(CardSummary._make, zip(*self._columns, strict=True)))

    @cached_property
    def fact_summaries(self) -> tuple[tuple[FactSummary, ...], ...]:
        """What each card is about, in the order of the outlines."""
        every, of_card = marshal.loads(self._part("marks"))  # noqa: S302 - ours
        known = [FactSummary(*plain) for plain in every]
        return tuple(tuple(known[n] for n in numbers) for numbers in of_card)

    @cached_property
    def topics(self) -> "Topics":
        """All names, and what each fact is about."""
        from cards.topics import Topic, Topics

        index, names, topics, of_fact = marshal.loads(self._part("topics"))  # noqa: S302 - ours
        every = [Topic(*plain) for plain in topics]
        return Topics(
            index={name: tuple(every[n] for n in found) for name, found in index.items()},
            names=names,
            of_fact={id_: frozenset(every[n] for n in found) for id_, found in of_fact.items()},
        )

    def card(self, number: int) -> Card:
        """The card at one place among all of them, read by itself."""
        found = self._thing(number)
        assert isinstance(found, Card)  # noqa: S101 - the first things are the cards
        return found

    @cached_property
    def library(self) -> Library:
        """The facts and the templates."""
        with _no_garbage():
            found: Library = pickle.loads(self._part("library"))  # noqa: S301 - ours
        return found

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """All cards, whole."""
        return self._cards[0]

    @cached_property
    def skipped(self) -> tuple[Skipped, ...]:
        """Pairs of template and fact that make no card."""
        return self._cards[1]

    @cached_property
    def _cards(self) -> tuple[tuple[Card, ...], tuple[Skipped, ...]]:
        reader = _Unpickler(self._part("cards"), _shared(self.library).__getitem__)
        with _no_garbage():
            found: tuple[tuple[Card, ...], tuple[Skipped, ...]] = reader.load()
        return found

    def _part(self, name: str) -> bytes:
        begin, size = self._where[name]
        with self._file.open("rb") as stream:
            stream.seek(begin)
            return stream.read(size)

    @cached_property
    def _places(self) -> "array[int]":
        """Where each thing begins, and where the last one ends."""
        found = array("Q")
        found.frombytes(self._part("places"))
        return found

    def _thing(self, number: int) -> object:
        if number not in self._things:
            begin, end = self._places[number : number + 2]
            with self._file.open("rb") as stream:
                stream.seek(self._where["things"][0] + begin)
                blob = stream.read(end - begin)
            self._things[number] = _Unpickler(blob, self._thing).load()
        return self._things[number]


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


def load(file: Path, stamp: tuple[Any, ...]) -> CachedLibrary | None:
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
            front = marshal.loads(stream.read(where["outlines"][1]))  # noqa: S302 - ours
        return CachedLibrary(file, where, front)
    except Exception:  # noqa: BLE001 - a damaged file may raise anything
        return None


def store(file: Path, stamp: tuple[Any, ...], made: BuiltLibrary) -> None:
    """Write the cache file in one step, so that nobody ever reads half of it.

    Raises:
        OSError: The file cannot be written.
    """
    from cards.files import write_atomically  # slow to import, and a warm cache needs none of it

    # By columns: long rows of words are read much faster than many short ones.
    columns: list[Any] = [list(column) for column in zip(*made.summaries, strict=True)]
    about = made.fact_summaries
    known = {found: n for n, found in enumerate(dict.fromkeys(m for row in about for m in row))}
    topics = made.topics
    every = {topic: n for n, topic in enumerate({t for f in topics.of_fact.values() for t in f})}
    for found in topics.index.values():
        for topic in found:
            every.setdefault(topic, len(every))
    blobs = _things(made.cards)
    written = [
        marshal.dumps(stamp),
        marshal.dumps((made.templates, made.version, made.counts, columns)),
        marshal.dumps(([tuple(m) for m in known], [tuple(known[m] for m in row) for row in about])),
        marshal.dumps(
            (
                {name: tuple(every[t] for t in found) for name, found in topics.index.items()},
                topics.names,
                [tuple(topic) for topic in every],
                {id_: tuple(every[t] for t in found) for id_, found in topics.of_fact.items()},
            )
        ),
        pickle.dumps(made.library, pickle.HIGHEST_PROTOCOL),
        _pointing(
            (made.cards, made.skipped),
            _numbers(made.library),
        ),
    ]
    places = array("Q", [0])
    for blob in blobs:
        places.append(places[-1] + len(blob))
    written.append(places.tobytes())
    file.parent.mkdir(parents=True, exist_ok=True)
    sizes = (*map(len, written), sum(map(len, blobs)))
    write_atomically(file, [*map(_SIZE.pack, sizes), *written, *blobs])


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
    _Pickler(stream, root, number).dump(root)
    return stream.getvalue()


class _Pickler(pickle.Pickler):
    """Writes a number in place of each shared object.

    A subclass, because Python 3.13.0 refuses `persistent_id` as an attribute of an instance.
    """

    def __init__(
        self, stream: io.BytesIO, root: object, number: Callable[[object], int | None]
    ) -> None:
        """Write to `stream`; `root` itself is written whole."""
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self._root, self._number = root, number

    def persistent_id(self, thing: object) -> int | None:
        """The number of a shared object; None for what is written in place."""
        return (
            self._number(thing) if isinstance(thing, _SHARED) and thing is not self._root else None
        )


class _Unpickler(pickle.Unpickler):
    """Reads what `_Pickler` wrote, and looks each shared object up by its number."""

    def __init__(self, blob: bytes, thing: Callable[[int], object]) -> None:
        """Read from `blob`; `thing` finds a shared object."""
        super().__init__(io.BytesIO(blob))
        self._thing = thing

    def persistent_load(self, pid: int) -> object:
        """The shared object with this number."""
        return self._thing(pid)
