"""Libraries and their cards, each built once for all tests."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache, partial
from operator import attrgetter
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import TypeVar

from cards.cache.library import LoadedLibrary, load_or_build
from cards.load.library import read_library
from cards.model.card import Card
from cards.model.summary import summary
from cards.model.template import Library
from quiz.schedule.scheduler import Choose, History, Mix, Pattern
from quiz.schedule.schedulers import DEFAULT, SCHEDULERS
from tests.support.exams import SHARES
from tests.support.homes import shared_cache

T = TypeVar("T")


@cache
def cached_library(*paths: Path, only: bool = False) -> LoadedLibrary:
    """A library from the shared cache, where a program with the same facts finds it too."""
    return load_or_build(paths, only=only, keep=shared_cache())


def builtin_library() -> Library:
    """The built-in facts and templates."""
    return cached_library().library


def builtin_cards() -> tuple[Card, ...]:
    """All built-in cards, attributed ones included."""
    return cached_library().cards


_FEW = 4
_FAMILY = ("hip-thrust", "single-leg-hip-thrust", "banded-hip-thrust", "glute-bridge")


def sample(cards: Iterable[Card]) -> tuple[Card, ...]:
    """All cards on the hip thrust and its variations, and a few of each other template.

    For tests of each card that would take minutes on all cards.
    """
    taken: dict[str, int] = {}
    chosen = []
    for card in cards:
        exercise = card.fact.about.exercise
        kin = exercise is not None and exercise.id in _FAMILY
        number = taken[card.template.id] = taken.get(card.template.id, 0) + 1
        if kin or number <= _FEW:
            chosen.append(card)
    return tuple(chosen)


@cache
def _by_id() -> dict[str, Card]:
    return {card.id: card for card in builtin_cards()}


def builtin_card(id_: str) -> Card:
    """One built-in card."""
    return _by_id()[id_]


def each(
    items: Iterable[T], name: Callable[[T], object] = attrgetter("id")
) -> Callable[[Callable[[T], None]], Callable[[], None]]:
    """Run a test on each item, in one test case that names every item that fails."""
    every = tuple(items)

    def decorated(test: Callable[[T], None]) -> Callable[[], None]:
        def run() -> None:
            failures = []
            for item in every:
                try:
                    test(item)
                except AssertionError as error:
                    failures.append(f"{name(item)}: {error}")
            if failures:
                number = f"{len(failures)} of {len(every)} fail"
                raise AssertionError("\n".join((number, *failures[:_SHOWN])))

        run.__name__, run.__doc__ = test.__name__, test.__doc__
        return run

    return decorated


_SHOWN = 20
"""Items that a failure shows."""


class CardPool:
    """Cards to choose from.

    Attributes:
        summaries: Their summaries, which take longer to make than a choice.
    """

    def __init__(self, cards: Iterable[Card]) -> None:
        self._by_id = {card.id: card for card in cards}
        self.summaries = [summary(card, n) for n, card in enumerate(self._by_id.values())]

    def choose(self, count: int, random: Random, *, rare: Collection[str] = ()) -> tuple[Card, ...]:
        """The cards a quiz would draw."""
        chosen = scheduler(random, rare=rare)(self.summaries, count)
        return tuple(self._by_id[each.id] for each in chosen)


def scheduler(
    random: Random,
    *,
    rare: Collection[str] = (),
    history: History = dict,
    levels: Mapping[str, float] = MappingProxyType({}),
    today: Callable[[], Mapping[Pattern, int]] = dict,
    seen: Callable[[], Collection[str]] = tuple,
) -> Choose:
    """The default scheduler; without a history, for a learner without answers."""
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    mix = Mix(SHARES, frozenset(rare), levels=levels, today=today, seen=seen)
    return partial(SCHEDULERS[DEFAULT], mix=mix, history=history, now=now, random=random)


def library_of(folder: Path, text: str, *, only: bool = False) -> Library:
    """A library with these user facts."""
    file = folder / "user.yaml"
    file.write_text(text, encoding="utf-8")
    return read_library([file], only=only)
