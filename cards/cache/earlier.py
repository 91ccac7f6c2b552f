"""A library that was cached before: what has not changed since is used again."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from cards.cache.codec import Decoder, StoredClass
from cards.cache.columns import CardColumns
from cards.cache.entry import CardEntry
from cards.cache.objects import Key, shared_objects
from cards.cache.parts import Damaged, Packed, PartsFile
from cards.cache.rows import Rows
from cards.cache.selection import CardIndex
from cards.digests import Digests, digests_of, of_templates
from cards.model.card import Card
from cards.model.card_set import CardSet
from cards.model.fact import Fact
from cards.model.recorded import EXERCISES, SPELT, Read
from cards.model.template import Library
from cards.outcomes import PlacedCard, name_of_part, part_of
from cards.sets.build import NO_SCENES, Scenes

if TYPE_CHECKING:
    from cards.problems import Place


class OnAll(NamedTuple):
    """The state of everything that all cards depend on.

    Attributes:
        program: The state of the program.
        nouns: The digest of the nouns other than exercises and sources.
        templates: The digest of the templates.
    """

    program: tuple[Any, ...]
    nouns: str
    templates: str


class SkippedPair(NamedTuple):
    """A pair of template and fact without a card, and the part that found it."""

    template: str
    fact: str
    reason: str
    part: str


def on_all(program: tuple[Any, ...], library: Library) -> OnAll:
    """The state of everything that all cards of a library depend on."""
    return OnAll(program, digests_of(library.base).nouns, of_templates(library.templates))


class _Gone(Damaged):
    """A card refers to an object that was removed, which damages only a card that is reused."""


class EarlierFile:
    """The cards and objects of an earlier library that are right for one of now.

    Attributes:
        classes: The classes of its objects.
        keys: The kinds and ids of its shared objects, by number.
        parts: The names of its parts for which nothing has changed.
        columns: The values of its cards.
        index: The topics of its facts and cards.
    """

    def __init__(
        self, parts: PartsFile, library: Library, depends: OnAll, moved: Collection[str] = ()
    ) -> None:
        """Compare with a library.

        Args:
            parts: The file.
            library: The facts and templates of now.
            depends: The state of everything that its cards depend on.
            moved: The fact files, as places name them, in which values may have moved since.

        Raises:
            Damaged: The file is not what was written, or nothing in it is right.
        """
        self._state: Mapping[str, Any] = parts.part("state")
        if self._state["on all"] != tuple(depends):
            raise Damaged("All cards have changed.")
        front = parts.part("front")
        self._sets = front[4]
        self.classes: list[StoredClass] = front[6]
        self._first: int = front[7]
        keys, names, subjects, blocks, members = self._state["columns"]
        self.columns = CardColumns(
            *(parts.part("columns"), keys, names, subjects, blocks, members),
            *(self._state["card digests"], parts.part("shown")),
        )
        self.index = CardIndex(parts)
        self._file, self._packed = parts, parts.packed()
        self.keys: tuple[Key, ...] = parts.part("keys")
        self._object_digests: list[str] = parts.part("digests")
        self._moved = {*moved, *parts.part("moves")}
        self._objects = dict(shared_objects(library))
        self._facts = library.base.facts
        self._decoder = Decoder(self.classes, self._object)
        self._now = digests_of(library.base)
        self.parts = frozenset(self._right_parts(self._now))

    def _right_parts(self, digests: Digests) -> Iterator[str]:
        reads: list[Read] = self._state["reads"]
        known = dict(zip(reads, self._state["read digests"], strict=True))
        # The spellings of names need an index of all words, but not if no name has changed.
        same_names = known.get(EXERCISES) == digests.of(EXERCISES)
        changed = {
            number
            for number, (read, digest) in enumerate(known.items())
            if not (same_names and read[0] == SPELT) and digests.of(read) != digest
        }
        for name, numbers in self._state["parts"].items():
            if changed.isdisjoint(numbers):
                yield name

    # -- parts ---------------------------------------------------------------------------------

    def reads(self) -> Mapping[str, frozenset[Read]]:
        """The facts and indexes that each part that is right has read."""
        reads: list[Read] = self._state["reads"]
        every = self._state["parts"]
        return {name: frozenset(reads[n] for n in every[name]) for name in self.parts}

    def skipped(self) -> list[SkippedPair]:
        """The pairs without a card in its parts that are right."""
        every = map(SkippedPair._make, zip(*self._file.part("skipped"), strict=True))
        return [pair for pair in every if pair.part in self.parts]

    @cached_property
    def facts(self) -> Rows[Fact]:
        """The facts of now; those in its parts that are right by their places in it."""
        places = {id_: place for place, id_ in enumerate(self.index.ids)}
        return Rows(
            place
            if (place := places.get(fact.id)) is not None
            and name_of_part(part_of(fact)) in self.parts
            else fact
            for fact in self._facts
        )

    # -- cards ---------------------------------------------------------------------------------

    @property
    def number_of_cards(self) -> int:
        """The number of all its cards."""
        return len(self.columns.ids)

    @cached_property
    def _by_template(self) -> Mapping[str, range]:
        """The numbers of the cards of each template, which follow each other."""
        found, begin = {}, 0
        for template, cards in groupby(self.columns.templates):
            end = begin + sum(1 for _ in cards)
            found[template] = range(begin, end)
            begin = end
        return found

    def numbers_in(self, template: str) -> range:
        """The numbers of the cards of a template."""
        return self._by_template.get(template, range(0))

    def renewed_in(self, template: str) -> list[int]:
        """The numbers of those cards of a template that were generated again, or are gone."""
        return self._renewed.get(template, [])

    @cached_property
    def _renewed(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, part in enumerate(self.columns.parts):
            if part not in self.parts:
                found.setdefault(self.columns.templates[number], []).append(number)
        return found

    def right_in(self, template: str) -> list[int]:
        """The numbers of the other cards of a template."""
        parts = self.columns.parts
        return [number for number in self.numbers_in(template) if parts[number] in self.parts]

    def entry(self, number: int) -> CardEntry:
        """The card with a number."""
        return CardEntry.cached(self.columns.row(number), self.index.facts_of(number), self.card)

    def number_of(self, part: str, placed: PlacedCard) -> int | None:
        """The number of an equal card on equal facts; None if it has none."""
        key, card = placed
        number = self._card_numbers.get(card.id)
        columns = self.columns
        if number is None or (columns.keys[number], columns.parts[number]) != (key, part):
            return None
        if not all(map(self._has_equal, card.facts)):
            return None
        try:
            return number if self.card(number) == card else None
        except _Gone:  # one of its options was of a fact that was removed
            return None

    @cached_property
    def _card_numbers(self) -> Mapping[str, int]:
        return {id_: number for number, id_ in enumerate(self.columns.ids)}

    def _has_equal(self, fact: Fact) -> bool:
        """Whether it has a fact with the same content, wherever that is written."""
        number = self._fact_numbers.get(fact.id)
        return number is not None and self._object_digests[number] == self._now.of_object(fact)

    @cached_property
    def _fact_numbers(self) -> Mapping[str, int]:
        return {id_: number for number, (kind, id_) in enumerate(self.keys) if kind == "facts"}

    def has(self, number: int, object_: object, digests: Digests) -> bool:
        """Whether it has a shared object as it is now, at the same place of a file."""
        place: Place | None = getattr(object_, "place", None)
        return (
            number < len(self.keys)
            and self.keys[number][0] != "templates"
            and place is not None
            and place.file not in self._moved
            and self._object_digests[number] == digests.of_object(object_)
        )

    def packed(self, numbers: range) -> Packed:
        """Shared objects as they are stored."""
        return self._packed.run(numbers)

    def packed_cards(self, numbers: range) -> Packed:
        """Cards as they are stored."""
        return self._packed.run(range(self._first + numbers.start, self._first + numbers.stop))

    def card(self, number: int) -> Card:
        """The card with a number, with all its options."""
        found = self._decoder.decode(self.packed_cards(range(number, number + 1)).value())
        assert isinstance(found, Card)  # noqa: S101 - the cards come last
        return found

    def _object(self, number: int) -> object:
        """A shared object, as it is now."""
        try:
            return self._objects[self.keys[number]]
        except KeyError as error:
            raise _Gone("A card refers to what is gone.") from error

    # -- what was computed of several cards ----------------------------------------------------

    @property
    def tallies(self) -> Mapping[str, bytes]:
        """The packed tally of the built-in cards of each balanced template."""
        found: Mapping[str, bytes] = self._state["tallies"]
        return found

    def scenes(self, kinds: str) -> Scenes:
        """The scenes of some kinds of set, by a digest of which; none if the kinds have changed."""
        if self._state["kinds of set"] != kinds:
            return NO_SCENES
        sets = [CardSet._make(values) for values in self._sets]
        every: dict[bytes, tuple[int, ...]] = self._state["scenes"]
        return {name: tuple(sets[number] for number in found) for name, found in every.items()}
