"""One shape of complaint about what an author wrote: the place, the fault, and the remedy."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from cards.errors import ExitCode, PrimemoverError

_WIDEST = 100


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something stands in a file.

    Attributes:
        file: The path as the user knows it.
        line: Counted from 1; 0 when the complaint is about the whole file.
        column: Counted from 1, in characters.
        text: The line itself, without its line break.
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""

    def __str__(self) -> str:
        """`file:line:column`, or the file alone."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def excerpt(self) -> list[str]:
        """The line with a caret under the column; of a long line, the part around it."""
        cut = max(0, self.column - _WIDEST // 2) if len(self.text) > _WIDEST else 0
        shown = self.text[cut : cut + _WIDEST]
        before = shown[: self.column - 1 - cut]
        head, tail = "…" if cut else "", "…" if cut + _WIDEST < len(self.text) else ""
        gutter = str(self.line)
        # A tab keeps its width, so that the caret stands under the right sign.
        blank = " " * len(head) + "".join(c if c == "\t" else " " for c in before)
        # What cannot be seen, or would act on a terminal, is shown as one visible sign.
        shown = "".join(
            c if c.isprintable() or c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in shown
        )
        return [f"{gutter} | {head}{shown}{tail}".rstrip(), f"{' ' * len(gutter)} | {blank}^"]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something an author should mend.

    Attributes:
        place: Where it stands.
        message: What is wrong and, where it is known, what would be right.
        known: The values that would have been understood, if that is a short list.
    """

    place: Place
    message: str
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The complaint as its author reads it."""
        lines = [f"{self.place}:"]
        if self.place.line:
            lines += self.place.excerpt()
        lines.append(self.message)
        if self.known:
            lines.append(f"Known: {', '.join(self.known)}.")
        return "\n".join(lines)


class DataError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """Everything that is wrong with the files that were read.

    Attributes:
        problems: All of them, in the order of file and line.
    """

    preformatted = True  # the caret must stay under its column

    def __init__(self, problems: Iterable[Problem]) -> None:
        unique = dict.fromkeys(problems)
        self.problems = tuple(
            sorted(unique, key=lambda p: (p.place.file, p.place.line, p.place.column))
        )
        super().__init__("\n\n".join(str(problem) for problem in self.problems))

    def report(self) -> str:
        """All problems, and how many there are."""
        count = len(self.problems)
        return f"{self}\n\n{count} problem{'s' if count != 1 else ''}."


@dataclass(slots=True)
class Problems:
    """Gathers complaints, so that one run reports all of them.

    Attributes:
        found: The complaints.
        caught: How often something went wrong, complaint or not: what only follows from another
            problem is an error without a complaint of its own.
    """

    found: list[Problem] = field(default_factory=list)
    caught: int = 0

    def add(self, error: DataError) -> None:
        """Keep what went wrong."""
        self.found.extend(error.problems)
        self.caught += 1

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Keep what goes wrong inside, and go on after it."""
        try:
            yield
        except DataError as error:
            self.add(error)

    def raise_any(self) -> None:
        """End the reading if anything was found.

        Raises:
            DataError: With all that was gathered.
        """
        if self.found or self.caught:
            raise DataError(self.found)
