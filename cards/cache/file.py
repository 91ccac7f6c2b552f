"""The format of the cache file of a library and its cards.

A quiz needs ten of thousands of cards, so the file starts with the summaries of all cards and ends
with the cards, each of which can be loaded separately. A `BuiltLibrary` is written; a
`CachedLibrary` reads each part on first use.
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
from cards.model.card_set import CardSet
from cards.model.fact import Fact
from cards.model.nouns import Named, Source
from cards.model.summary import CardSummary, FactSummary, fact_summaries, summary
from cards.model.template import Library, Template
from cards.problems import OmittedFile

if TYPE_CHECKING:
    from cards.topics import Topics

_SIZE = struct.Struct("<Q")
_PARTS = ("stamp", "front", "summaries", "topics", "library", "cards", "offsets", "objects")
"""The parts of the file, in order; their sizes come first."""

_SHARED = (Source, Named, Fact, Template)
"""Objects that others share: each is stored once, and loaded when it is referenced."""


class BuiltLibrary:
    """A library and its cards, just built.

    Attributes:
        library: The facts and the templates.
        cards: All cards.
        skipped: Pairs of template and fact without a card.
        sets: The sets of cards.
        omitted: The files that were omitted because of their problems.
    """

    def __init__(
        self,
        library: Library,
        cards: tuple[Card, ...],
        skipped: tuple[Skipped, ...],
        sets: tuple[CardSet, ...],
        omitted: tuple[OmittedFile, ...] = (),
    ) -> None:
        """Combine the results of building."""
        self.library, self.cards, self.skipped = library, cards, skipped
        self.sets, self.omitted = sets, omitted

    @cached_property
    def summaries(self) -> tuple[CardSummary, ...]:
        """The summaries of all cards."""
        return tuple(summary(card, number) for number, card in enumerate(self.cards))

    @cached_property
    def fact_summaries(self) -> tuple[tuple[FactSummary, ...], ...]:
        """The summaries of each card's facts, in the order of the cards."""
        return tuple(map(fact_summaries, self.cards))

    @cached_property
    def templates(self) -> tuple[str, ...]:
        """The ids of all templates."""
        return tuple(template.id for template in self.library.templates)

    @cached_property
    def version(self) -> str:
        """A hash of everything the cards can show; the same on every machine."""
        from hashlib import sha256

        digest = sha256()
        for card in self.cards:
            shown = (
                card.id,
                card.stems,
                card.key,
                card.left_side,
                [d.text for d in card.distractors],
            )
            digest.update(repr(shown).encode())
        return digest.hexdigest()[:12]

    @cached_property
    def vocabularies(self) -> dict[str, str]:
        """The closed vocabulary of each concept that belongs to one."""
        from cards.model.vocabularies import closed_vocabularies

        return closed_vocabularies(self.library.base)

    @property
    def counts(self) -> tuple[int, int]:
        """The numbers of facts and exercises."""
        return len(self.library.base.facts), len(self.library.base.exercises)

    @cached_property
    def topics(self) -> "Topics":
        """All names, and the topics of each fact."""
        from cards.topics import topics_of

        return topics_of(self.library)

    def card(self, number: int) -> Card:
        """The card with this number."""
        return self.cards[number]


class CachedLibrary:
    """A library and its cards in a file; each part is loaded on first use.

    Attributes:
        templates: The ids of all templates.
        version: A hash of everything the cards can show.
        counts: The numbers of facts and exercises.
        vocabularies: The closed vocabulary of each concept that belongs to one.
        omitted: The files that were omitted because of their problems.
    """

    def __init__(self, file: Path, where: dict[str, tuple[int, int]], front: Any) -> None:
        """Read from `file`; `where` has the offset and size of each part, `front` the first one."""
        self._file, self._where = file, where
        self.templates: tuple[str, ...]
        self.version: str
        self.counts: tuple[int, int]
        self.vocabularies: dict[str, str]
        self.templates, self.version, self.counts = front[:3]
        self.vocabularies, self._columns, self._sets = front[3:6]
        self.omitted = tuple(map(OmittedFile._make, front[6]))
        self._objects: dict[int, object] = {}

    @cached_property
    def summaries(self) -> tuple[CardSummary, ...]:
        """The summaries of all cards."""
        return tuple(map(CardSummary._make, zip(*self._columns, strict=True)))

    @cached_property
    def sets(self) -> tuple[CardSet, ...]:
        """The sets of cards."""
        return tuple(map(CardSet._make, self._sets))

    @cached_property
    def fact_summaries(self) -> tuple[tuple[FactSummary, ...], ...]:
        """The summaries of each card's facts, in the order of the cards."""
        every, of_card = marshal.loads(self._part("summaries"))  # noqa: S302 - written by us
        known = [FactSummary(*values) for values in every]
        return tuple(tuple(known[n] for n in numbers) for numbers in of_card)

    @cached_property
    def topics(self) -> "Topics":
        """All names, and the topics of each fact."""
        from cards.topics import Topic, Topics

        found = marshal.loads(self._part("topics"))  # noqa: S302 - written by us
        index, names, topics, labels, of_fact, by_type = found
        every = [Topic(*values) for values in topics]
        return Topics(
            index={name: tuple(every[n] for n in found) for name, found in index.items()},
            names=names,
            labels={t: label for t, label in zip(every, labels, strict=True) if label},
            of_fact={id_: frozenset(every[n] for n in found) for id_, found in of_fact.items()},
            by_type=frozenset(every[n] for n in by_type),
        )

    def card(self, number: int) -> Card:
        """The card with this number; no other card is loaded."""
        found = self._object(number)
        assert isinstance(found, Card)  # noqa: S101 - the cards come first
        return found

    @cached_property
    def library(self) -> Library:
        """The facts and the templates."""
        with gc_paused():
            found: Library = pickle.loads(self._part("library"))  # noqa: S301 - written by us
        return found

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """All cards."""
        return self._cards[0]

    @cached_property
    def skipped(self) -> tuple[Skipped, ...]:
        """Pairs of template and fact without a card."""
        return self._cards[1]

    @cached_property
    def _cards(self) -> tuple[tuple[Card, ...], tuple[Skipped, ...]]:
        reader = _Unpickler(self._part("cards"), _shared(self.library).__getitem__)
        with gc_paused():
            found: tuple[tuple[Card, ...], tuple[Skipped, ...]] = reader.load()
        return found

    def _part(self, name: str) -> bytes:
        begin, size = self._where[name]
        with self._file.open("rb") as stream:
            stream.seek(begin)
            return stream.read(size)

    @cached_property
    def _offsets(self) -> "array[int]":
        """The offset of each object, and the end of the last one."""
        found = array("Q")
        found.frombytes(self._part("offsets"))
        return found

    def _object(self, number: int) -> object:
        if number not in self._objects:
            begin, end = self._offsets[number : number + 2]
            with self._file.open("rb") as stream:
                stream.seek(self._where["objects"][0] + begin)
                blob = stream.read(end - begin)
            self._objects[number] = _Unpickler(blob, self._object).load()
        return self._objects[number]


@contextlib.contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the garbage collector: it takes half of the time to load, and a quarter to build."""
    import gc

    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _shared(library: Library) -> list[object]:
    """The objects that cards share, in a deterministic order."""
    base = library.base
    nouns = (
        *(base.sources, base.muscles, base.families, base.terms),
        *(base.exercises, base.compensations, base.packs, base.properties),
    )
    return [*(noun for known in nouns for noun in known.values()), *base.facts, *library.templates]


def _numbers(library: Library) -> Callable[[object], int | None]:
    """A function from a shared object to its number."""
    known = {id(object_): number for number, object_ in enumerate(_shared(library))}
    return lambda object_: known.get(id(object_))


def load(file: Path, stamp: tuple[Any, ...]) -> CachedLibrary | None:
    """Load the cached library; None if it is missing, outdated or damaged."""
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
            if marshal.loads(stream.read(where["stamp"][1])) != stamp:  # noqa: S302 - written by us
                return None
            front = marshal.loads(stream.read(where["front"][1]))  # noqa: S302 - written by us
        return CachedLibrary(file, where, front)
    except Exception:  # noqa: BLE001 - a damaged file may raise anything
        return None


def store(file: Path, stamp: tuple[Any, ...], built: BuiltLibrary) -> None:
    """Write the cache file atomically.

    Raises:
        OSError: The file cannot be written.
    """
    from cards.files import write_atomically  # slow to import, and not needed with a warm cache

    # By column: a few long lists load much faster than many short ones.
    columns: list[Any] = [list(column) for column in zip(*built.summaries, strict=True)]
    about = built.fact_summaries
    known = {found: n for n, found in enumerate(dict.fromkeys(m for row in about for m in row))}
    topics = built.topics
    every = {topic: n for n, topic in enumerate({t for f in topics.of_fact.values() for t in f})}
    for found in topics.index.values():
        for topic in found:
            every.setdefault(topic, len(every))
    blobs = _objects(built.cards)
    written = [
        marshal.dumps(stamp),
        marshal.dumps(
            (
                *(built.templates, built.version, built.counts),
                *(built.vocabularies, columns, list(map(tuple, built.sets))),
                list(map(tuple, built.omitted)),
            )
        ),
        marshal.dumps(([tuple(m) for m in known], [tuple(known[m] for m in row) for row in about])),
        marshal.dumps(
            (
                {name: tuple(every[t] for t in found) for name, found in topics.index.items()},
                topics.names,
                [tuple(topic) for topic in every],
                [topics.labels.get(topic) for topic in every],  # a phase has facts but no name
                {id_: tuple(every[t] for t in found) for id_, found in topics.of_fact.items()},
                sorted(every[t] for t in topics.by_type),
            )
        ),
        pickle.dumps(built.library, pickle.HIGHEST_PROTOCOL),
        _pickled(
            (built.cards, built.skipped),
            _numbers(built.library),
        ),
    ]
    offsets = array("Q", [0])
    for blob in blobs:
        offsets.append(offsets[-1] + len(blob))
    written.append(offsets.tobytes())
    file.parent.mkdir(parents=True, exist_ok=True)
    sizes = (*map(len, written), sum(map(len, blobs)))
    write_atomically(file, [*map(_SIZE.pack, sizes), *written, *blobs])


def _objects(cards: Iterable[Card]) -> list[bytes]:
    """Pickle every card, then every object that they share, each separately."""
    numbers: dict[int, int] = {}
    waiting: list[object] = []

    def number(object_: object) -> int:
        if id(object_) not in numbers:
            numbers[id(object_)] = len(waiting)
            waiting.append(object_)
        return numbers[id(object_)]

    for card in cards:
        number(card)
    blobs: list[bytes] = []
    while len(blobs) < len(waiting):
        root = waiting[len(blobs)]
        blobs.append(_pickled(root, number))
    return blobs


def _pickled(root: object, number: Callable[[object], int | None]) -> bytes:
    """Pickle an object, with numbers in place of shared objects."""
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

    def persistent_id(self, object_: object) -> int | None:
        """The number of a shared object; None for what is written in place."""
        return (
            self._number(object_)
            if isinstance(object_, _SHARED) and object_ is not self._root
            else None
        )


class _Unpickler(pickle.Unpickler):
    """Reads what `_Pickler` wrote, and looks each shared object up by its number."""

    def __init__(self, blob: bytes, object_: Callable[[int], object]) -> None:
        """Read from `blob`; `object_` finds a shared object."""
        super().__init__(io.BytesIO(blob))
        self._object = object_

    def persistent_load(self, pid: int) -> object:
        """The shared object with this number."""
        return self._object(pid)
