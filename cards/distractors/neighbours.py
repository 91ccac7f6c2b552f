"""Limits the wrong options of a card: a large fact base proves more than a question uses."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from math import inf, log
from typing import Generic, TypeVar
from zlib import crc32

from cards.model.card import Distractor
from cards.model.fact import Fact

MOST_FOUND = 12
"""Maximum number of wrong options of a card; farther ones would hardly be shown."""


_Item = TypeVar("_Item")


class Ring(Generic[_Item]):
    """Items for many cards, such as wrong options; each card gets those that follow its position.

    So different cards get different ones, independent of the order of the files, and no card needs
    to examine all of them.
    """

    def __init__(self, items: Sequence[tuple[str, _Item]]) -> None:
        """Sort the items by the id of the concept that each names."""
        ordered = sorted(items, key=lambda item: item[0])
        self._ids = [id_ for id_, _ in ordered]
        self.items = tuple(item for _, item in ordered)

    def __contains__(self, id_: str) -> bool:
        """Whether it has an item with an id."""
        place = bisect_left(self._ids, id_)
        return place < len(self._ids) and self._ids[place] == id_

    def after(self, id_: str) -> tuple[_Item, ...]:
        """The items that follow an id, continuing with the first ones after the last."""
        start = bisect_right(self._ids, id_)
        around = self.items[start : start + MOST_FOUND]
        return (*around, *self.items[: min(start, MOST_FOUND - len(around))])


def lowest_hash(
    fact: Fact, options: Sequence[Distractor], weights: Mapping[str, int] | None = None
) -> Distractor | None:
    """The option with the lowest hash of fact and option; None if there are none.

    Removing an option changes the choice only if it was the chosen one.

    Args:
        fact: The fact that the options are for.
        options: The options to choose from.
        weights: How often each text is chosen, in proportion; without, all are equally often.
    """

    def number(option: Distractor) -> float:
        weight = weights.get(option.text, 0) if weights else 1
        return lot(f"{fact.id} {option.concept}", weight)

    return min(options, key=number, default=None)


def lot(name: str, weight: float) -> float:
    """A number that depends on a name only; of several, each is lowest in proportion to its weight.

    The lowest of exponential variates: each wins in proportion to its rate.
    """
    share = (crc32(name.encode()) + 1) / 2**32
    return -log(share) / weight if weight else inf
