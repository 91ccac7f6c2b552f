"""The cache file of a library and its cards.

A quiz needs ten of thousands of cards, so the file has parts with the summaries of all cards, and
each card is an object that can be loaded separately. `store` writes it; a `CachedLibrary` reads
each part on first use. If what it reads is damaged, it builds the library again.
"""

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cards.cache.codec import Decoder
from cards.cache.parts import NO_OBJECTS, Damaged, PartsFile
from cards.cache.shown import unpack_all_shown, unpack_shown
from cards.errors import ExitCode, PrimemoverError
from cards.model.card import Card, Skipped
from cards.model.card_set import CardSet
from cards.model.nouns import NOUNS
from cards.model.summary import CardSummary, FactSummary
from cards.model.template import Library
from cards.problems import OmittedFile, Place
from cards.value_class import replace

if TYPE_CHECKING:
    from cards.cache.assembly import Work
    from cards.cache.selection import CardIndex
    from cards.model.base import FactBase
    from cards.topics import Choice, Topics

_T = TypeVar("_T")

_MANY = 30_000
"""The objects that take about a second to load."""

_STEP = 1000
"""The objects between two reports of progress."""


class FactsChanged(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """A card is gone, because the facts were changed while the program was running."""


class CachedLibrary:
    """A library and its cards in a file; each part is loaded on first use.

    Attributes:
        templates: The ids of all templates.
        version: A hash of everything the cards can show.
        counts: The numbers of facts and exercises.
        vocabularies: The closed vocabulary of each concept that belongs to one.
        omitted: The files that were omitted because of their problems.
        work: The work of building it in this process; None if it was cached.
        progress: Called with the share that is loaded of all facts or cards, if they are many.
    """

    def __init__(
        self, parts: PartsFile, front: Any, rebuild: "Callable[[], CachedLibrary]"
    ) -> None:
        """Read from `parts`; `front` is the first of them, `rebuild` replaces a damaged file."""
        self._parts, self._rebuild = parts, rebuild
        self.templates: tuple[str, ...]
        self.version: str
        self.counts: tuple[int, int]
        self.vocabularies: dict[str, str]
        self.templates, self.version, self.counts = front[:3]
        self.vocabularies, self._sets = front[3:5]
        self.omitted = tuple(map(OmittedFile._make, front[5]))
        self._decoder = Decoder(front[6], self._object)
        self._first: int = front[7]
        self._objects: dict[int, object] = {}
        self._numbered: tuple[CardSummary, ...] | None = None
        self.work: Work | None = None
        self.progress: Callable[[float], None] = lambda _: None
        self._shared = NO_OBJECTS

    @cached_property
    def summaries(self) -> tuple[CardSummary, ...]:
        """The summaries of all cards."""
        return self._read(self._read_summaries, lambda built: built.summaries)

    def _read_summaries(self) -> tuple[CardSummary, ...]:
        columns = self._parts.part("columns")
        self._numbered = tuple(map(CardSummary._make, zip(*columns, strict=True)))
        return self._numbered

    def summaries_with(self, values: Mapping[str, Collection[str]]) -> list[CardSummary]:
        """The summaries of the cards with one of some values in each of some fields."""
        return self._read(
            lambda: self._summaries_with(values), lambda built: built.summaries_with(values)
        )

    def _summaries_with(self, values: Mapping[str, Collection[str]]) -> list[CardSummary]:
        columns = self._parts.part("columns")
        numbers: Iterable[int] = range(len(columns[0]))
        for name, accepted in values.items():
            column = columns[CardSummary._fields.index(name)]
            numbers = [number for number in numbers if column[number] in accepted]
        return [CardSummary._make([each[number] for each in columns]) for number in numbers]

    @property
    def file(self) -> Path | None:
        """The file; None if it is only in memory."""
        return self._parts.file

    @property
    def stamp(self) -> tuple[Any, ...]:
        """The state of everything that it was built from.

        Raises:
            Damaged: The file is not what was written.
        """
        found: tuple[Any, ...] = self._parts.part("stamp")
        return found

    @property
    def is_rebuilt(self) -> bool:
        """Whether the file was damaged, so that all is read from a library that was built again."""
        return "_rebuilt" in vars(self)

    @property
    def is_stored(self) -> bool:
        """Whether it is on disk for later runs."""
        return self.file is not None

    @property
    def digest(self) -> str | None:
        """A digest of all summaries and of what cards show."""
        return f"{self.version} {self._parts.checksum('columns'):08x}"

    @cached_property
    def sets(self) -> tuple[CardSet, ...]:
        """The sets of cards."""
        return tuple(map(CardSet._make, self._sets))

    @cached_property
    def fact_summaries(self) -> tuple[tuple[FactSummary, ...], ...]:
        """The summaries of each card's facts, in the order of the cards."""
        return self._read(self._read_fact_summaries, lambda built: built.fact_summaries)

    def _read_fact_summaries(self) -> tuple[tuple[FactSummary, ...], ...]:
        return tuple(self._index.facts_of_all())

    @cached_property
    def _index(self) -> "CardIndex":
        from cards.cache.selection import CardIndex

        return CardIndex(self._parts)

    @cached_property
    def topics(self) -> "Topics":
        """All names, and the topics of each fact."""
        return self._read(lambda: self._index.topics, lambda built: built.topics)

    @property
    def fact_ids(self) -> Sequence[str]:
        """The ids of all facts, in the order of their files."""
        return self._read(lambda: self._index.ids, lambda built: built.fact_ids)

    def facts_on(self, choice: "Choice") -> Sequence[int]:
        """The places of the facts on the topics of a choice, among all facts."""
        return self._read(
            lambda: self._index.facts_on(choice), lambda built: built.facts_on(choice)
        )

    def on_topics(
        self, choice: "Choice"
    ) -> tuple[list[CardSummary], list[tuple[FactSummary, ...]]]:
        """The summaries of the cards that may be on the topics of a choice, and of their facts.

        Args:
            choice: The topics of each name that was typed.
        """
        return self._read(lambda: self._on_topics(choice), lambda built: built.on_topics(choice))

    def _on_topics(
        self, choice: "Choice"
    ) -> tuple[list[CardSummary], list[tuple[FactSummary, ...]]]:
        numbers = self._index.cards_on(choice)
        columns = self._parts.part("columns")
        cards = [CardSummary._make([each[number] for each in columns]) for number in numbers]
        return cards, list(map(self._index.facts_of, numbers))

    def card(self, number: int) -> Card:
        """The card with this number; no other card is loaded.

        Raises:
            FactsChanged: The file is damaged, and with the facts of now there is no such card.
        """
        return self._read(lambda: self._card(number), lambda built: self._same(number, built))

    def _card(self, number: int) -> Card:
        with self._parts.opened():
            found = self._object(self._first + number)
        assert isinstance(found, Card)  # noqa: S101 - the cards come last
        return unpack_shown(self._shown, number).of(found)

    @cached_property
    def _shown(self) -> bytes:
        """The shown options of each card."""
        found: bytes = self._parts.part("shown")
        return found

    def _same(self, number: int, built: "CachedLibrary") -> Card:
        """The card of a library that was built again, which may have other numbers."""
        if built.version == self.version:
            return built.card(number)
        if self._numbered is None:
            raise FactsChanged("The facts have changed. Start again.")
        id_ = self._numbered[number].id
        found = next((card for card in built.cards if card.id == id_), None)
        if found is None:
            raise FactsChanged(f"The card {id_} is gone: the facts have changed. Start again.")
        return found

    @cached_property
    def base(self) -> "FactBase":
        """The facts."""
        return self._read(self._read_base, lambda built: built.base)

    def _read_base(self) -> "FactBase":
        from cards.cache.base import CachedBase

        nouns, facts, of_exercise, naming, on_muscle, places = self._parts.part("library")
        # All are checked now, so that none turns out to be damaged while a base is in use.
        self._shared = self._parts.checked_objects(self._first)
        _ = self._moves
        return CachedBase.on_demand(
            nouns=dict(zip(NOUNS, nouns, strict=True)),
            facts=facts,
            of_exercise=of_exercise,
            naming=naming,
            on_muscle=on_muscle,
            load=self._object,
            report=self._report,
            holds=self._has_loaded,
            load_places=lambda: self._decoder.decode(places),
        )

    def _has_loaded(self, object_: object) -> bool:
        return any(each is object_ for each in self._objects.values())

    @cached_property
    def library(self) -> Library:
        """The facts and the templates."""
        return self._read(self._read_library, lambda built: built.library)

    def _read_library(self) -> Library:
        templates = self._parts.part("templates")
        return Library(base=self.base, templates=tuple(map(self._object, templates)))

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """All cards."""
        return self._read(self._read_cards, lambda built: built.cards)

    def _read_cards(self) -> tuple[Card, ...]:
        with gc_paused():
            shared = self._shared_objects
            decode = Decoder(self._decoder.classes, shared.__getitem__).decode
            found, size = [], self._parts.size
            contents = self._parts.objects(self._first)
            for shown, content in zip(unpack_all_shown(self._shown), contents, strict=True):
                found.append(shown.of(decode(content)))
                self._report(self._first + len(found), size)
            return tuple(found)

    @cached_property
    def skipped(self) -> tuple[Skipped, ...]:
        """Pairs of template and fact without a card."""
        return self._read(self._read_skipped, lambda built: built.skipped)

    def _read_skipped(self) -> tuple[Skipped, ...]:
        templates, facts, reasons, _ = self._parts.part("skipped")
        return tuple(
            Skipped(template=template, fact=fact, reason=reason)
            for template, fact, reason in zip(templates, facts, reasons, strict=True)
        )

    def _object(self, number: int) -> Any:
        if number not in self._objects:
            found = self._decoder.decode(_present(self._content(number)))
            self._objects[number] = self._at_its_place(found)
        return self._objects[number]

    def _content(self, number: int) -> Any:
        if number < self._shared.number:
            return self._shared.value(number)
        return self._parts.object(number)

    def _at_its_place(self, found: Any) -> Any:
        """A shared object, at the place to which it moved in its file."""
        place: Place | None = getattr(found, "place", None) if self._moves else None
        moves = self._moves.get(place.file) if place is not None else None
        if place is not None and moves is not None:
            line, column, text = moves[place.line, place.column]
            moved = replace(place, line=line, column=column, text=text)
            object.__setattr__(found, "place", moved)
        return found

    @cached_property
    def _moves(self) -> dict[str, dict[tuple[int, int], tuple[int, int, str]]]:
        """For each file with a new comment, the new place of each value by the cached one."""
        found: dict[str, dict[tuple[int, int], tuple[int, int, str]]] = self._parts.part("moves")
        return found

    @cached_property
    def _shared_objects(self) -> Mapping[int, Any]:
        """All objects before the cards, by number."""
        with gc_paused():
            known = self._objects
            contents = list(self._parts.objects(0, self._first))

            def shared(number: int) -> object:
                found = known.get(number)
                if found is None:
                    found = decode(_present(contents[number]))
                    known[number] = self._at_its_place(found)
                return found

            decode = Decoder(self._decoder.classes, shared).decode
            for number, content in enumerate(contents):
                if content is not None:
                    shared(number)
                self._report(number, self._parts.size)
        return known

    def _report(self, done: int, size: int) -> None:
        """Report how much of many objects is loaded."""
        if size >= _MANY and (done % _STEP == 0 or done == size):
            self.progress(done / size)

    def take_over(self, library: Library, objects: Mapping[int, object], work: "Work") -> None:
        """Take over from the build that wrote the file what need not be read again."""
        self.library, self.base, self.work = library, library.base, work
        self._objects |= objects

    def _read(self, read: Callable[[], _T], instead: "Callable[[CachedLibrary], _T]") -> _T:
        """The result of `read`, or the same from a library that is built again."""
        if not self.is_rebuilt:
            with contextlib.suppress(Exception):  # a damaged file may raise anything
                return read()
        return instead(self._rebuilt)

    @cached_property
    def _rebuilt(self) -> "CachedLibrary":
        with contextlib.suppress(Exception):  # a damaged file may raise anything
            self._read_summaries()  # to know the numbers of cards; the file may be replaced
        return self._rebuild()


def refuse() -> CachedLibrary:
    """Build no library in place of a damaged one.

    Raises:
        Damaged: Always.
    """
    raise Damaged("It is built from its files instead.")


def _present(content: Any) -> Any:
    """The content of an object.

    Raises:
        Damaged: The object is gone, so nothing can refer to it.
    """
    if content is None:
        raise Damaged("An object is missing.")
    return content


@contextlib.contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the garbage collector: it takes half of the time to load, and a quarter to build."""
    import gc

    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # All objects count as old now, and are not examined at once.
        gc.freeze()
        gc.unfreeze()
        if on:
            gc.enable()


def load(
    file: Path, stamp: tuple[Any, ...], rebuild: "Callable[[], CachedLibrary]"
) -> CachedLibrary | None:
    """Load the cached library; None if it is missing, outdated or damaged.

    Args:
        file: The cache file.
        stamp: The state of everything that the library was built from.
        rebuild: Builds the library again if a part turns out to be damaged.
    """
    try:
        parts = PartsFile(file)
        if parts.part("stamp") != stamp:
            return None
        return CachedLibrary(parts, parts.part("front"), rebuild)
    except Exception:  # noqa: BLE001 - a damaged file may raise anything
        return None
