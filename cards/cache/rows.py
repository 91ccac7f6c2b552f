"""Rows of a library: most are as in an earlier file, and taken from its columns in runs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

_R = TypeVar("_R")
_T = TypeVar("_T")


class Rows(Generic[_R]):
    """Rows in order, such as all cards.

    Attributes:
        runs: Ranges of numbers of rows of an earlier file, and rows that are new.
        moves: The number of each row of the earlier file, by its number there; -1 for one that is
            gone.
    """

    def __init__(self, rows: Iterable["int | range | _R"], earlier: int = 0) -> None:
        """Take rows; those of the earlier file by their numbers there.

        Args:
            rows: The rows.
            earlier: The number of rows in the earlier file.
        """
        self.runs: list[range | _R] = []
        self.moves = [-1] * earlier
        self._size = 0
        begin = end = 0  # of the run before a row
        for row in rows:
            if isinstance(row, int | range):
                first, last = (row, row + 1) if isinstance(row, int) else (row.start, row.stop)
                if first != end:
                    self._add_run(range(begin, end))
                    begin = first
                end = last
            else:
                self._add_run(range(begin, end))
                begin = end
                self.runs.append(row)
                self._size += 1
        self._add_run(range(begin, end))

    def _add_run(self, run: range) -> None:
        if run:
            self.runs.append(run)
            self.moves[run.start : run.stop] = range(self._size, self._size + len(run))
            self._size += len(run)

    def __len__(self) -> int:
        return self._size

    @property
    def new(self) -> Iterator[tuple[int, _R]]:
        """The new rows with their numbers."""
        number = 0
        for run in self.runs:
            if isinstance(run, range):
                number += len(run)
            else:
                yield number, run
                number += 1

    def column(self, earlier: Sequence[_T], value: Callable[[_R], _T]) -> list[_T]:
        """A value of each row.

        Args:
            earlier: The values of the rows of the earlier file.
            value: Returns that of a new row.
        """
        found: list[_T] = []
        for run in self.runs:
            if isinstance(run, range):
                found += earlier[run.start : run.stop]
            else:
                found.append(value(run))
        return found

    def joined(self, earlier: bytes, size: int, value: Callable[[_R], bytes]) -> bytes:
        """A value of each row as bytes of one size; the arguments are as in `column`."""
        return b"".join(
            earlier[run.start * size : run.stop * size] if isinstance(run, range) else value(run)
            for run in self.runs
        )

    def mapped(self, value: Callable[[_R], _T]) -> "Rows[_T]":
        """The same rows, with another value of each new one."""
        return Rows(run if isinstance(run, range) else value(run) for run in self.runs)
