"""The facts that a day of study chooses from, with their cards; stored, so that few are loaded."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, overload
from zlib import crc32

from cards.cache.library import stamps
from cards.cache.parts import PartsFile, parts_file
from cards.model.summary import CardSummary
from quiz.study.candidates import AskableFact

_PROGRAM = Path(__file__).parent
_Stamp = tuple[Any, ...]


class StudyPool:
    """The facts that may be asked.

    Attributes:
        facts: The facts, in the order of their first cards.
    """

    def __init__(
        self,
        facts: Sequence[AskableFact],
        cards: Callable[[], Sequence[CardSummary]],
        levels: Callable[[], Mapping[str, str]],
    ) -> None:
        """Take the facts; `cards` and `levels` are called on first use."""
        self.facts, self._load_cards, self._load_levels = facts, cards, levels

    @cached_property
    def cards(self) -> Sequence[CardSummary]:
        """All cards."""
        return self._load_cards()

    @cached_property
    def levels(self) -> Mapping[str, str]:
        """The cognitive level of each card, by its id."""
        return self._load_levels()


def pool_of(facts: Sequence[AskableFact], cards: Sequence[CardSummary]) -> StudyPool:
    """The pool of these facts and cards."""
    return StudyPool(facts, lambda: cards, lambda: _levels(cards))


def pool_file(folder: Path, *key: object) -> Path:
    """The file of a pool with that key."""
    return folder / f"study-{crc32(repr(key).encode()):08x}"


def stored_pool(file: Path, state: object, compute: Callable[[], StudyPool]) -> StudyPool:
    """The pool in a file; computed and written if it is missing, damaged or of another state.

    Args:
        file: The file.
        state: The state of the cards and of the exam.
        compute: Computes the pool.
    """
    stamp: _Stamp = (sys.version, *stamps((_PROGRAM,)), state)
    with suppress(Exception):  # a missing or damaged file may raise anything
        parts = PartsFile(file)
        if parts.part("stamp") == stamp:
            return _loaded(parts, compute)
    found = compute()
    with suppress(OSError):
        _store(file, stamp, found)
    return found


def _loaded(parts: PartsFile, compute: Callable[[], StudyPool]) -> StudyPool:
    rows = zip(*parts.part("facts"), strict=True)
    load = _StoredPool(parts, compute)
    facts = [
        AskableFact(fact, subject, _StoredCards(load, number), *values)
        for number, (fact, subject, *values) in enumerate(rows)
    ]
    return StudyPool(facts, lambda: compute().cards, lambda: load.levels)


class _StoredPool:
    """Loads what a pool has stored; a damaged file is computed again."""

    def __init__(self, parts: PartsFile, compute: Callable[[], StudyPool]) -> None:
        self._parts, self._compute = parts, compute

    def cards(self, number: int) -> Sequence[CardSummary]:
        """The cards of the fact with that number."""
        with suppress(Exception):  # a damaged file may raise anything
            return tuple(map(CardSummary._make, self._parts.object(number)))
        return self._computed.facts[number].cards

    @property
    def levels(self) -> Mapping[str, str]:
        """The cognitive level of each card, by its id."""
        with suppress(Exception):  # a damaged file may raise anything
            found: Mapping[str, str] = self._parts.part("levels")
            return found
        return _levels(self._computed.cards)

    @cached_property
    def _computed(self) -> StudyPool:
        return self._compute()


class _StoredCards(Sequence[CardSummary]):
    """The cards of a fact, loaded when one is needed."""

    __slots__ = ("_cards", "_load", "_number")

    def __init__(self, load: _StoredPool, number: int) -> None:
        self._load, self._number = load, number
        self._cards: Sequence[CardSummary] | None = None

    def _loaded(self) -> Sequence[CardSummary]:
        if self._cards is None:
            self._cards = self._load.cards(self._number)
        return self._cards

    @overload
    def __getitem__(self, place: int) -> CardSummary: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[CardSummary]: ...

    def __getitem__(self, place: int | slice) -> CardSummary | Sequence[CardSummary]:
        return self._loaded()[place]

    def __iter__(self) -> Iterator[CardSummary]:
        return iter(self._loaded())

    def __len__(self) -> int:
        return len(self._loaded())


def _levels(cards: Iterable[CardSummary]) -> dict[str, str]:
    return {card.id: card.level for card in cards}


def _store(file: Path, stamp: _Stamp, pool: StudyPool) -> None:
    """Write the file of a pool.

    Raises:
        OSError: It cannot be written.
    """
    from cards.files import create_folder, write_atomically  # most sessions find the file
    from quiz.schedule.pool_file import keep_newest

    rows = [(*each[:2], *each[3:]) for each in pool.facts]
    parts = {
        "stamp": stamp,
        "facts": list(map(list, zip(*rows, strict=True))),
        "levels": _levels(pool.cards),
    }
    create_folder(file.parent)
    write_atomically(file, parts_file(parts, ([*map(tuple, each.cards)] for each in pool.facts)))
    keep_newest(file, "study-*")
