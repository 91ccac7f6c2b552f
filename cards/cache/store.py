"""Writes a library and its cards as a cache file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from cards.cache.assembly import Assembly
from cards.cache.codec import Encoder
from cards.cache.columns import NO_CARDS, CardColumns, columns_of
from cards.cache.earlier import EarlierFile, OnAll, SkippedPair
from cards.cache.entry import CardEntry
from cards.cache.indexing import index_parts
from cards.cache.objects import Key, shared_objects
from cards.cache.parts import parts_file
from cards.cache.rows import Rows
from cards.cache.selection import StoredIndex
from cards.digests import Digests, digests_of
from cards.model.card_set import SetKind
from cards.model.facts.statement import Statement
from cards.model.nouns import NOUNS, Exercise
from cards.model.recorded import EXERCISES
from cards.model.vocabularies import closed_vocabularies
from cards.problems import OmittedFile

if TYPE_CHECKING:
    from cards.model.fact import Fact
    from cards.model.recorded import Read
    from cards.model.template import Library
    from cards.topics import Topics

_MOST_GONE = 0.1
"""The share of an earlier file's objects that may be gone; with more, all are numbered anew."""


class BuildInputs(NamedTuple):
    """The inputs of a build.

    Attributes:
        stamp: The state of all files.
        depends: The state of everything that all cards depend on.
        kinds: The kinds of set.
        outlines: The outlines of the user's files.
        omitted: The files that were omitted because of their problems.
        is_plain: Whether the user's files only add nouns and claims to the built-in ones.
    """

    stamp: tuple[Any, ...]
    depends: OnAll
    kinds: Sequence[SetKind]
    outlines: Mapping[str, tuple[Any, ...]]
    omitted: Sequence[OmittedFile]
    is_plain: bool


class Written(NamedTuple):
    """A cache file that was just encoded.

    Attributes:
        content: Its bytes, in pieces.
        front: The content of its first part.
        objects: The shared objects, by their numbers.
    """

    content: list[bytes | memoryview]
    front: tuple[Any, ...]
    objects: Mapping[int, object]


def encoded(
    library: "Library",
    topics: "Topics",
    built: Assembly,
    inputs: BuildInputs,
    earlier: EarlierFile | None = None,
) -> Written:
    """The cache file of a library.

    Args:
        library: The facts and the templates.
        topics: Its topics.
        built: Its cards.
        inputs: The inputs of its build.
        earlier: An earlier file from which equal objects are copied.

    Raises:
        Damaged: The earlier file is not what was written.
    """
    objects = _Objects(library, built.cards, earlier)
    base = library.base
    facts = Rows(base.facts) if earlier is None else earlier.facts
    sets = [found for sets in built.scenes.values() for found in sets]
    columns = columns_of(built.cards, NO_CARDS if earlier is None else earlier.columns)
    version = sha256(columns.digests).hexdigest()[:12]
    templates = tuple(template.id for template in library.templates)
    front = (
        *(templates, version, (len(base.facts), len(base.exercises))),
        *(closed_vocabularies(base), list(map(tuple, sets))),
        *(list(map(tuple, inputs.omitted)), objects.classes, len(objects.keys)),
    )
    parts = {
        "stamp": inputs.stamp,
        "outlines": dict(inputs.outlines),
        "moves": {},
        "front": front,
        "columns": columns.summaries,
        "shown": columns.shown,
        **index_parts(
            *(topics, facts, built.cards, columns),
            StoredIndex() if earlier is None else earlier.index.stored(),
        ),
        "library": (
            [
                {id_: objects.number(noun) for id_, noun in getattr(base, name).items()}
                for name in NOUNS
            ],
            list(map(objects.number, base.facts)),
            *_by_subject(base.facts, objects),
            objects.encode(base.places),
        ),
        "templates": list(map(objects.number, library.templates)),
        "skipped": _columns(built.skipped, len(SkippedPair._fields)),
        "keys": objects.keys,
        "digests": objects.digests(digests_of(base)),
        "state": _state(built, columns, inputs, digests_of(base)),
    }
    return Written(parts_file(parts, objects.contents), front, objects.by_number)


def _columns(rows: Iterable[Sequence[Any]], count: int) -> list[list[Any]]:
    """Rows as that many columns."""
    return list(map(list, zip(*rows, strict=True))) or [[] for _ in range(count)]


def _state(
    built: Assembly, columns: CardColumns, inputs: BuildInputs, digests: Digests
) -> dict[str, Any]:
    """The state of this build, which the next one compares with its inputs."""
    reads: dict[Read, int] = {EXERCISES: 0}
    parts = {
        name: tuple([reads.setdefault(read, len(reads)) for read in sorted(found)])
        for name, found in built.reads.items()
    }
    number = 0
    scenes: dict[bytes, tuple[int, ...]] = {}
    for name, sets in built.scenes.items():
        scenes[name] = tuple(range(number, number + len(sets)))
        number += len(sets)
    return {
        "on all": tuple(inputs.depends),
        "reads": list(reads),
        "read digests": list(map(digests.of, reads)),
        "parts": parts,
        "columns": columns.state,
        "card digests": columns.digests,
        "tallies": dict(built.tallies),
        "scenes": scenes,
        "kinds of set": repr(inputs.kinds),
        "is plain": inputs.is_plain,
    }


def _by_subject(
    facts: Iterable["Fact"], objects: "_Objects"
) -> tuple[dict[str, list[int]], dict[str, list[int]], dict[str, list[int]]]:
    """The numbers of the facts on each exercise, and of those that name it, by its id.

    Those on none have an empty one. In the end, those of the statements on each muscle in any
    exercise, by its id.
    """
    on: dict[str, list[int]] = {}
    naming: dict[str, list[int]] = {}
    on_muscle: dict[str, list[int]] = {}
    for fact in facts:
        number = objects.number(fact)
        exercise: Exercise | None = getattr(fact, "exercise", None)
        on.setdefault("" if exercise is None else exercise.id, []).append(number)
        for noun in dict.fromkeys(fact.nouns):
            if isinstance(noun, Exercise):
                naming.setdefault(noun.id, []).append(number)
        if isinstance(fact, Statement) and exercise is None and fact.muscle is not None:
            on_muscle.setdefault(fact.muscle.id, []).append(number)
    return on, naming, on_muscle


class _Objects:
    """Every object that the cards and the library share, then all cards, as plain data.

    Objects that an earlier file has too keep their numbers, so that its cards can be copied.

    Attributes:
        keys: The kind and the id of each shared object.
        contents: The plain data of each object, or its bytes; None for one that is gone.
        classes: The classes of the objects and of what they contain.
        by_number: The shared objects by their numbers.
    """

    def __init__(
        self, library: "Library", cards: Rows[CardEntry], earlier: EarlierFile | None
    ) -> None:
        """Encode the objects of a library."""
        shared = dict(shared_objects(library))
        earlier_keys: tuple[Key, ...] = ()
        if earlier is not None and _few_are_gone(earlier, shared):
            earlier_keys = earlier.keys
        self.keys = tuple(dict.fromkeys((*earlier_keys, *shared)))
        self.by_number = {n: shared[key] for n, key in enumerate(self.keys) if key in shared}
        self._numbers = {id(object_): number for number, object_ in self.by_number.items()}
        copied = earlier if earlier_keys else None
        self._encoder = Encoder(self._known_number, copied.classes if copied else ())
        self.contents = [
            *self._shared(shared, copied, digests_of(library.base)),
            *self._cards(cards, earlier, copied),
        ]
        self.classes = self._encoder.classes

    def _shared(
        self, shared: Mapping[Key, object], copied: EarlierFile | None, digests: Digests
    ) -> Iterator[Any]:
        def row(number: int, object_: object) -> Any:
            if object_ is None:
                return None
            is_stored = copied is not None and copied.has(number, object_, digests)
            return number if is_stored else self._encoder.encode_whole(object_)

        rows = Rows[Any](row(number, shared.get(key)) for number, key in enumerate(self.keys))
        for run in rows.runs:
            yield copied.packed(run) if copied is not None and isinstance(run, range) else run

    def _cards(
        self, cards: Rows[CardEntry], earlier: EarlierFile | None, copied: EarlierFile | None
    ) -> Iterator[Any]:
        encode = self._encoder.encode_whole
        for run in cards.runs:
            if isinstance(run, CardEntry):
                if copied is not None and run.before is not None:
                    yield copied.packed_cards(range(run.before, run.before + 1))
                else:
                    yield encode(run.whole())
            elif copied is not None:
                yield copied.packed_cards(run)
            elif earlier is not None:
                yield from (encode(earlier.card(number)) for number in run)

    def encode(self, value: object) -> Any:
        """A value of the library as plain data."""
        return self._encoder.encode(value)

    def number(self, object_: object) -> int:
        """The number of a shared object."""
        return self._numbers[id(object_)]

    def digests(self, digests: Digests) -> list[str]:
        """The digests of the shared objects; empty for those that are gone, and for templates."""
        shared = self.by_number
        return [
            digests.of_object(shared[number]) if number in shared and kind != "templates" else ""
            for number, (kind, _) in enumerate(self.keys)
        ]

    def _known_number(self, object_: object) -> int | None:
        return self._numbers.get(id(object_))


def _few_are_gone(earlier: EarlierFile, shared: Mapping[Key, object]) -> bool:
    gone = sum(key not in shared for key in earlier.keys)
    return gone <= len(earlier.keys) * _MOST_GONE
