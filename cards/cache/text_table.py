"""Different texts, stored so that one is found without loading the others."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

_END = "\n"
"""The end of each text; no text contains it."""


class TextTable:
    """Different texts, numbered by length, then in alphabetical order."""

    def __init__(self, by_length: Mapping[int, str]) -> None:
        """Read from the values of `joined_texts`."""
        self._by_length = by_length
        self._first: dict[int, int] = {}
        number = 0
        for length, joined in by_length.items():
            self._first[length] = number
            number += len(joined) // (length + 1)

    def number(self, text: str) -> int | None:
        """The number of a text; None if it is not among the texts."""
        length = len(text)
        joined, size = self._by_length.get(length, ""), length + 1

        def at(place: int) -> str:
            return joined[place * size : place * size + length]

        count = len(joined) // size
        place = bisect_left(range(count), text, key=at)
        return self._first[length] + place if place < count and at(place) == text else None

    def of_length(self, length: int) -> Iterator[tuple[int, str]]:
        """The texts of a length with their numbers."""
        texts = self._by_length.get(length, "").split(_END)[:-1]
        return enumerate(texts, self._first.get(length, 0))

    def containing(self, part: str) -> Iterator[tuple[int, str]]:
        """The texts that contain a part, with their numbers."""
        for length, joined in self._by_length.items():
            size = length + 1
            found = joined.find(part)
            while found >= 0:
                place = found // size
                yield self._first[length] + place, joined[place * size : place * size + length]
                found = joined.find(part, (place + 1) * size)


def joined_texts(texts: Iterable[str]) -> dict[int, str]:
    """Different texts, by their length, each with an end; in the order of their numbers."""
    by_length: dict[int, list[str]] = {}
    for text in sorted(texts, key=lambda text: (len(text), text)):
        by_length.setdefault(len(text), []).append(f"{text}{_END}")
    return {length: "".join(found) for length, found in by_length.items()}


def numbered(by_length: Mapping[int, str]) -> list[str]:
    """The texts in the order of their numbers."""
    return [text for joined in by_length.values() for text in joined.split(_END)[:-1]]
