"""Amounts in words: their ranges, which contain one another, and their order."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from cards.named_tuple import NamedTuple

_Item = TypeVar("_Item")

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|\.\d+")
_SECONDS = {"second": 1, "sec": 1, "s": 1, "minute": 60, "min": 60, "hour": 3600, "h": 3600}
_UNIT = re.compile(r"\d\s*(seconds?|sec|s|minutes?|min|hours?|h)\b")
_AT_LEAST = re.compile(r"\b(at least|or more|or longer|more than|over|above)\b")
_AT_MOST = re.compile(r"\b(at most|or (?:less|fewer)|up to|(?:less|fewer) than|under|below)\b")
_MOST = 2
"""A range has two numbers."""


class Range(NamedTuple):
    """The numbers from `low` to `high`, with both."""

    low: float
    high: float

    def contains(self, other: "Range") -> bool:
        """Whether all numbers of the other range are in this one."""
        return self.low <= other.low and other.high <= self.high


def range_in(text: str) -> Range | None:
    """The range that a value in words states, times in seconds; None if it states none.

    >>> range_in("2 to 5 minutes")
    Range(low=120.0, high=300.0)
    >>> range_in("6 repetitions or fewer")
    Range(low=0.0, high=6.0)
    """
    text = text.lower().replace("½", ".5")
    numbers = [float(number.replace(",", "")) for number in _NUMBER.findall(text)]
    if not numbers or len(numbers) > _MOST:
        return None
    low, high = numbers[0], numbers[-1]
    if len(numbers) == 1 and _AT_LEAST.search(text):
        high = float("inf")
    elif len(numbers) == 1 and _AT_MOST.search(text):
        low = 0.0
    units = [_SECONDS[unit.rstrip("s") or "s"] for unit in _UNIT.findall(text)]
    if not units:
        return Range(low, high)
    # "30 seconds to 2 minutes" has a unit for each number.
    first = units[0] if len(units) == len(numbers) else units[-1]
    return Range(low * first, high * units[-1])


def ascending(items: Sequence[_Item], text_of: Callable[[_Item], str]) -> list[_Item] | None:
    """The items from the smallest amount to the largest; None if they are not different amounts.

    Options that are amounts are shown in this order (Haladyna 16): a shuffled list of numbers takes
    longer to read.
    """
    known: list[Range] = []
    for item in items:
        found = range_in(text_of(item))
        if found is None or found in known:
            return None
        known.append(found)
    pairs = sorted(zip(known, items, strict=True), key=lambda pair: pair[0])
    return [item for _, item in pairs]


def too_close(one: str, other: str) -> bool:
    """Whether two numbers differ by so little that a question on them tests a table by heart."""
    ranges = (range_in(one), range_in(other))
    numbers = sorted(each.low for each in ranges if each is not None and each.low == each.high)
    return len(numbers) == len(ranges) and numbers[1] - numbers[0] <= _CLOSE * numbers[1]


_CLOSE = 1 / 16
"""Of the larger number: 83% and 87% of the 1RM are too close, 80% and 87% are not."""


def one_implies_the_other(one: str, other: str) -> bool:
    """Whether two values are the same in words, or one range contains the other."""
    words = [" ".join(re.findall(r"\w+", text.lower())) for text in (one, other)]
    if words[0] == words[1] or f" {words[0]} " in f" {words[1]} ":
        return True
    if f" {words[1]} " in f" {words[0]} ":
        return True
    ranges = (range_in(one), range_in(other))
    if ranges[0] is None or ranges[1] is None:
        return False
    return ranges[0].contains(ranges[1]) or ranges[1].contains(ranges[0])
