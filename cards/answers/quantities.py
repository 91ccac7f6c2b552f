"""Numbers and ranges of numbers in a text, with their units."""

import re
from typing import NamedTuple

from cards.answers.normalisation import significant_words

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SPOKEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {word: str(number) for number, word in enumerate(_SPOKEN, start=1)}
_JOINING = frozenset({"to", "and", "or", "between", "about", "of", "from"})
_UNITS = {"min": "minute", "sec": "second", "s": "second", "rep": "repetition", "percent": "%"}


class Quantity(NamedTuple):
    """A number or a range of numbers, and the words with it."""

    least: float
    most: float
    unit: frozenset[str]


def quantity(text: str) -> Quantity | None:
    """The quantity that a text names; None if it names none."""
    spoken = " ".join(_WORDS.get(word, word) for word in text.casefold().split())
    numbers = [float(found.replace(",", ".")) for found in _NUMBER.findall(spoken)]
    if not numbers:
        return None
    rest = _NUMBER.sub(" ", spoken).replace("%", " percent ")
    words = (_UNITS.get(word, word) for word in significant_words(rest))
    return Quantity(min(numbers), max(numbers), frozenset(words) - _JOINING)
