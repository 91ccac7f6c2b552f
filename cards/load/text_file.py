"""Text files, decoded, whose lines errors can refer to."""

import re
from dataclasses import dataclass
from pathlib import Path

from cards.problems import DataError, Place, Problem

LARGEST_FILE = 2 * 1024 * 1024
"""The maximum file size in bytes; the built-in files are under 60 KiB."""

_NAME = re.compile(r"(?:^|[{,]) *([a-z0-9-]+) *:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file's text.

    Attributes:
        name: The name of the file in error messages.
    """

    name: str
    text: str
    lines: tuple[str, ...]

    def error(self, message: str, line: int, column: int) -> DataError:
        """Create an error about a place; line and column count from 0, as in YAML."""
        if line >= len(self.lines):  # libyaml reports an unfinished value after the last line
            line = len(self.lines) - 1
            column = len(self.lines[line])
        place = Place(file=self.name, line=line + 1, column=column + 1, text=self.lines[line])
        return DataError([Problem(place=place, message=message)])

    def names(self) -> set[str]:
        """Everything that may be a name in the file: any word followed by a colon."""
        return set(_NAME.findall("\n".join(self.lines)))


def read_text_file(path: Path, name: str) -> TextFile:
    """Read one file.

    Raises:
        DataError: The file cannot be read, is too large, or not UTF-8.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)  # the size of a pipe is not known beforehand
    except OSError as error:
        raise whole_file(name, f"The file cannot be read: {error.strerror}.") from None
    if len(data) > LARGEST_FILE:
        message = f"The file exceeds the limit of {LARGEST_FILE:,} bytes. Split it."
        raise whole_file(name, message)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        rest = data[error.start :].decode("utf-8", "replace")
        byte = data[error.start]
        message = f"The file is not UTF-8: invalid byte {byte:#04x}. Save it as UTF-8."
        lines = f"{before}.".splitlines()
        source = text_file(name, before + rest)
        raise source.error(message, len(lines) - 1, len(lines[-1]) - 1) from None
    return text_file(name, text)


def whole_file(name: str, message: str) -> DataError:
    """Create an error about a file as a whole."""
    return DataError([Problem(place=Place(file=name), message=message)])


def names_in(path: Path) -> set[str]:
    """Everything that may be a name in a file that cannot be parsed."""
    try:
        with path.open("rb") as file:
            return set(_NAME.findall(file.read(LARGEST_FILE).decode("utf-8", "replace")))
    except OSError:
        return set()


def text_file(name: str, text: str) -> TextFile:
    """The file of a text.

    Args:
        name: Its name in error messages.
        text: Its text, decoded.
    """
    return TextFile(name, text, tuple(text.splitlines()))
