"""Writes the cache file of a library, and copies into it what an earlier file has already."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cards.cache.built import BuiltLibrary
from cards.cache.codec import Encoder, StoredClass
from cards.cache.file import NOUNS
from cards.cache.origins import SIZE
from cards.cache.parts import PartsFile, parts_file
from cards.digests import Digests, digests_of
from cards.files import write_atomically
from cards.model.summary import CardSummary, FactSummary, fact_summaries, summary

if TYPE_CHECKING:
    from cards.model.fact import Fact
    from cards.model.nouns import Named, Source
    from cards.model.template import Library, Template

_Key = tuple[str, str]
"""The kind and the id of a shared object."""

_MOST_GONE = 0.1
"""The share of an earlier file's objects that may be gone; with more, all are numbered anew."""


class EarlierFile:
    """A library that was cached before; its cards with the same origin are used again.

    Attributes:
        classes: The classes of its objects.
        keys: The kinds and ids of its shared objects, by number.
        packed: All its objects.
        cards: The number of a card by its origin.
        first: The number of the first card.
        rows: The summaries of its cards.
        facts: The summaries of facts, and the numbers of those of each card.
    """

    def __init__(self, parts: PartsFile, loaded: Mapping[_Key, int] = MappingProxyType({})) -> None:
        """Read what is used again.

        Args:
            parts: The file.
            loaded: The identities of its shared objects, if they were loaded from it.

        Raises:
            Damaged: The file is not what was written.
        """
        front = parts.part("front")
        self.classes: list[StoredClass] = front[7]
        self.first: int = front[8]
        self.rows: list[tuple[Any, ...]] = list(zip(*front[4], strict=True))
        self.keys: tuple[_Key, ...] = parts.part("keys")
        self.packed = parts.packed()
        origins = parts.part("origins")
        starts = range(0, len(origins), SIZE)
        self.cards = {origins[n : n + SIZE]: self.first + n // SIZE for n in starts}
        self.facts: tuple[list[tuple[Any, ...]], list[tuple[int, ...]]] = parts.part("summaries")
        self._loaded = loaded

    def has(self, key: _Key, object_: object) -> bool:
        """Whether an object was loaded from the file."""
        return self._loaded.get(key) == id(object_)


def store(
    file: Path,
    stamp: tuple[Any, ...],
    built: BuiltLibrary,
    outlines: Mapping[str, tuple[Any, ...]] = MappingProxyType({}),
    earlier: EarlierFile | None = None,
) -> None:
    """Write the cache file atomically.

    Args:
        file: The cache file.
        stamp: The state of everything that the library was built from.
        built: The library.
        outlines: Those of the user's files.
        earlier: An earlier file from which equal objects are copied.

    Raises:
        OSError: The file cannot be written.
        Damaged: The earlier file is not what was written.
    """
    objects = _Objects(built, earlier)
    _take_summaries(built, objects.copied, earlier)
    # By column: a few long lists load much faster than many short ones.
    columns: list[Any] = [list(column) for column in zip(*built.summaries, strict=True)]
    skipped = [(each.template, each.fact, each.reason) for each in built.skipped]
    about = built.fact_summaries
    known = {found: n for n, found in enumerate(dict.fromkeys(m for row in about for m in row))}
    topics = built.topics
    every = {topic: n for n, topic in enumerate({t for f in topics.of_fact.values() for t in f})}
    for found in topics.index.values():
        for topic in found:
            every.setdefault(topic, len(every))
    base = built.library.base
    parts = {
        "stamp": stamp,
        "outlines": dict(outlines),
        "moves": {},
        "front": (
            *(built.templates, built.version, built.counts),
            *(built.vocabularies, columns, list(map(tuple, built.sets))),
            *(list(map(tuple, built.omitted)), objects.classes, len(objects.keys)),
        ),
        "summaries": ([tuple(m) for m in known], [tuple(known[m] for m in row) for row in about]),
        "topics": (
            {name: tuple(every[t] for t in found) for name, found in topics.index.items()},
            topics.names,
            [tuple(topic) for topic in every],
            [topics.labels.get(topic) for topic in every],  # a phase has facts but no name
            {id_: tuple(every[t] for t in found) for id_, found in topics.of_fact.items()},
            sorted(every[t] for t in topics.by_type),
        ),
        "library": (
            [
                {id_: objects.number(noun) for id_, noun in getattr(base, name).items()}
                for name in NOUNS
            ],
            list(map(objects.number, base.facts)),
            list(map(objects.number, built.library.templates)),
            objects.encode(base.places),
        ),
        "skipped": list(zip(*skipped, strict=True)) or [(), (), ()],
        "keys": objects.keys,
        "digests": objects.digests(digests_of(base)),
        "origins": b"".join(built.origins),
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(file, parts_file(parts, objects.contents))


class _Objects:
    """Every object that the cards and the library share, then all cards, as plain data.

    Objects that an earlier file has too keep their numbers, so that its cards can be copied.

    Attributes:
        keys: The kind and the id of each shared object.
        contents: The plain data of each object, or its bytes; None for one that is gone.
        classes: The classes of the objects and of what they contain.
        copied: For each card its number in the earlier file; None if it is new.
    """

    def __init__(self, built: BuiltLibrary, earlier: EarlierFile | None) -> None:
        """Encode the objects of a library."""
        shared = self._shared = dict(shared_objects(built.library))
        if earlier is not None and _gone(earlier, shared) > len(earlier.keys) * _MOST_GONE:
            earlier = None
        before = () if earlier is None else earlier.keys
        self.keys = tuple(dict.fromkeys((*before, *shared)))
        self._numbers = {
            id(shared[key]): number for number, key in enumerate(self.keys) if key in shared
        }
        classes = () if earlier is None else earlier.classes
        encoder = self._encoder = Encoder(self._known_number, classes)
        self.contents: list[Any] = []
        for number, key in enumerate(self.keys):
            object_ = shared.get(key)
            if object_ is None:
                self.contents.append(None)
            elif earlier is not None and earlier.has(key, object_):
                self.contents.append(earlier.packed[number])
            else:
                self.contents.append(encoder.encode_whole(object_))
        self.copied: list[int | None] = [None] * len(built.cards)
        if earlier is not None:
            self.copied = [earlier.cards.get(origin) for origin in built.origins]
        for card, number_before in zip(built.cards, self.copied, strict=True):
            if earlier is None or number_before is None:
                self.contents.append(encoder.encode_whole(card))
            else:
                self.contents.append(earlier.packed[number_before])
        self.classes = encoder.classes

    def encode(self, value: object) -> Any:
        """A value of the library as plain data."""
        return self._encoder.encode(value)

    def number(self, object_: object) -> int:
        """The number of a shared object."""
        return self._numbers[id(object_)]

    def digests(self, digests: Digests) -> list[str]:
        """The digests of the shared objects; empty for those that are gone, and for templates."""
        return [
            digests.of_object(self._shared[key])
            if key in self._shared and key[0] != "templates"
            else ""
            for key in self.keys
        ]

    def _known_number(self, object_: object) -> int | None:
        return self._numbers.get(id(object_))


def _gone(earlier: EarlierFile, shared: Mapping[_Key, object]) -> int:
    return sum(key not in shared for key in earlier.keys)


def _take_summaries(
    built: BuiltLibrary, copied: list[int | None], earlier: EarlierFile | None
) -> None:
    """Take the summaries of the copied cards from the earlier file."""
    if earlier is None:
        return
    every, of_card = earlier.facts
    known = [FactSummary(*values) for values in every]
    summaries: list[CardSummary] = []
    of_facts: list[tuple[FactSummary, ...]] = []
    for number, (card, before) in enumerate(zip(built.cards, copied, strict=True)):
        if before is None:
            summaries.append(summary(card, number))
            of_facts.append(fact_summaries(card))
        else:
            place = before - earlier.first
            *values, _, cluster = earlier.rows[place]
            summaries.append(CardSummary._make((*values, number, cluster)))
            of_facts.append(tuple(known[n] for n in of_card[place]))
    built.summaries, built.fact_summaries = tuple(summaries), tuple(of_facts)


def shared_objects(
    library: "Library",
) -> Iterator[tuple[_Key, "Named | Source | Fact | Template"]]:
    """The objects that cards and outcomes refer to, by kind and id."""
    for name in NOUNS:
        for id_, noun in getattr(library.base, name).items():
            yield (name, id_), noun
    for fact in library.base.facts:
        yield ("facts", fact.id), fact
    for template in library.templates:
        yield ("templates", template.id), template
