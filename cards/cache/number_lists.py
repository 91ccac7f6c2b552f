"""Many short lists of numbers, stored as one array."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence


class NumberLists:
    """Many short lists of numbers, each read when it is looked up."""

    def __init__(self, packed: tuple[bytes, bytes]) -> None:
        """Read from the bytes that `packed` returns."""
        starts, numbers = packed
        self._starts: Sequence[int] = memoryview(starts).cast("Q")
        self._numbers: Sequence[int] = memoryview(numbers).cast("I")

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __iter__(self) -> Iterator[Sequence[int]]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, place: int) -> Sequence[int]:
        return self._numbers[self._starts[place] : self._starts[place + 1]]


def packed(lists: Iterable[Collection[int]]) -> tuple[bytes, bytes]:
    """Where each list begins, and the numbers of all."""
    starts, numbers = array("Q", [0]), array("I")
    for each in lists:
        numbers.extend(each)
        starts.append(len(numbers))
    return starts.tobytes(), numbers.tobytes()
