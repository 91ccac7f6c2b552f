"""Problems in files that a user wrote: the place, what is wrong, and what would be right."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby

from cards.characters import masked, printable
from cards.errors import ExitCode, PrimemoverError
from cards.named_tuple import NamedTuple
from cards.value_class import value_class

_WIDEST = 100

MOST_REPORTED = 50
"""Problems of one file that are shown."""


@value_class(frozen=True, kw_only=True)
class Place:
    """A place in a file.

    Attributes:
        file: The path as the user wrote it.
        line: The line number, from 1; 0 for the whole file.
        column: The column in characters, from 1.
        text: The text of the line, without its line break.
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""

    def __str__(self) -> str:
        """`file:line:column`, or only the file."""
        file = printable(self.file)
        return f"{file}:{self.line}:{self.column}" if self.line else file

    def excerpt(self) -> list[str]:
        """The line with a caret below the column; only the part around it if the line is long."""
        cut = max(0, self.column - _WIDEST // 2) if len(self.text) > _WIDEST else 0
        shown = self.text[cut : cut + _WIDEST]
        before = shown[: self.column - 1 - cut]
        head, tail = "…" if cut else "", "…" if cut + _WIDEST < len(self.text) else ""
        gutter = str(self.line)
        # Keep tabs, so that the caret is below the right character.
        blank = " " * len(head) + "".join(c if c == "\t" else " " for c in before)
        # Replace invisible characters and those that control a terminal, each by one.
        shown = masked(shown)
        return [f"{gutter} | {head}{shown}{tail}".rstrip(), f"{' ' * len(gutter)} | {blank}^"]


@value_class(frozen=True, kw_only=True)
class Problem:
    """A problem that the author of a file should fix.

    Attributes:
        place: The place in the file.
        message: A description of the problem and, if possible, of the fix.
        known: The valid values, if the list is short.
    """

    place: Place
    message: str
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The report: place, excerpt, message and valid values."""
        lines = [f"{self.place}:"]
        if self.place.line:
            lines += self.place.excerpt()
        lines.append(printable(self.message))
        if self.known:
            lines.append(f"Known: {printable(', '.join(self.known))}.")
        return "\n".join(lines)


class DataError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """The problems of the files that were read.

    Attributes:
        problems: All problems, ordered by file and line.
    """

    preformatted = True  # the caret must stay under its column

    def __init__(self, problems: Iterable[Problem]) -> None:
        unique = dict.fromkeys(problems)
        self.problems = tuple(
            sorted(unique, key=lambda p: (p.place.file, p.place.line, p.place.column))
        )
        super().__init__("\n\n".join(self._reports()))

    def _reports(self) -> Iterator[str]:
        """The problems of each file in words, up to `MOST_REPORTED`, and how many follow."""
        for file, grouped in groupby(self.problems, key=lambda problem: problem.place.file):
            problems = tuple(grouped)
            yield from map(str, problems[:MOST_REPORTED])
            if len(problems) > MOST_REPORTED:
                yield f"{printable(file)}: {len(problems) - MOST_REPORTED:,} more are not shown."

    def of(self, file: str) -> tuple[Problem, ...]:
        """The problems of one file."""
        return tuple(problem for problem in self.problems if problem.place.file == file)

    def report(self) -> str:
        """All problems and their number."""
        count = len(self.problems)
        return f"{self}\n\n{count} problem{'s' if count != 1 else ''}."


class OmittedFile(NamedTuple):
    """A file that was not read because of its problems.

    Attributes:
        file: The file.
        size: The number of its problems.
        line: The line of the first one; 0 for the whole file.
        message: The message of the first one.
    """

    file: str
    size: int
    line: int
    message: str

    def __str__(self) -> str:
        """One sentence each on the file, its first problem and what to do."""
        number = f"{self.size} problem{'s' if self.size != 1 else ''}"
        place = f"line {self.line}: " if self.line else ""
        which = "the first in " if self.size > 1 and place else ""
        return printable(f"Skipped {self.file}: {number}, {which}{place}{self.message}")


class Problems:
    """Collects problems, so that one run reports all of them.

    Attributes:
        found: The problems.
        caught: The number of errors caught, including those without a problem to report because
            they only follow from another one.
    """

    __slots__ = ("caught", "found")

    def __init__(self, found: Iterable[Problem] = (), caught: int = 0) -> None:
        """Begin with these problems."""
        self.found: list[Problem] = list(found)
        self.caught = caught

    def copy(self) -> "Problems":
        """The same problems, for further ones to be added."""
        return Problems(self.found, self.caught)

    def add(self, error: DataError) -> None:
        """Collect the problems of an error."""
        self.found.extend(error.problems)
        self.caught += 1

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Collect the problems raised inside, and continue after the block."""
        try:
            yield
        except DataError as error:
            self.add(error)

    def raise_any(self) -> None:
        """Raise an error if there are any problems.

        Raises:
            DataError: With all collected problems.
        """
        if self.found or self.caught:
            raise DataError(self.found)
