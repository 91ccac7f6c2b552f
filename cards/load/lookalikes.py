"""Characters that look like YAML: no-break spaces, curly quotation marks, a # that cuts a text."""

import re
from collections.abc import Iterable

from cards.load.text_file import TextFile
from cards.load.yaml_errors import Position
from cards.problems import DataError, Problems

_INDENTATION = re.compile(r"[\s\u200b\ufeff]*")
_CURLY = re.compile("[“”„‘’]")
_CUTTING = re.compile(r"\s#(?=\w)")

_HASH = "' #' starts a comment and cuts the text here; quote the whole text."


def report_indentation(source: TextFile) -> None:
    """Report every line that is indented with something else than spaces.

    Raises:
        DataError: There are such lines.
    """
    problems = Problems()
    for number, line in enumerate(source.lines):
        indentation = _INDENTATION.match(line)
        for column, character in enumerate(indentation[0] if indentation else ""):
            if character != " ":
                what = "Tab" if character == "\t" else f"No-break space (U+{ord(character):04X})"
                message = f"{what} used for indentation; YAML requires spaces."
                problems.add(source.error(message, number, column))
                break
    problems.raise_any()


def cause_of(source: TextFile, began: Position, ended: Position) -> DataError | None:
    """The error about a character that is the likely cause of invalid YAML; None without one."""
    for number in dict.fromkeys((began[0], ended[0])):
        line = source.lines[number] if number < len(source.lines) else ""
        if found := _CURLY.search(line):
            message = f'{found[0]} does not quote text in YAML; write straight marks: "…".'
            return source.error(message, number, found.start())
        if cut := _CUTTING.search(line):
            return source.error(_HASH, number, cut.end() - 1)
    return None


def report_cut_texts(source: TextFile, ends: Iterable[Position]) -> None:
    """Report every text without quotation marks that a # cuts.

    Args:
        source: The file.
        ends: Where the texts without quotation marks end.

    Raises:
        DataError: There are such texts.
    """
    problems = Problems()
    for number, column in ends:
        line = source.lines[number] if number < len(source.lines) else ""
        cut = _CUTTING.match(line, column)
        if cut and column:
            problems.add(source.error(_HASH, number, cut.end() - 1))
    problems.raise_any()


def may_cut(source: TextFile) -> bool:
    """Whether the file contains a # that may cut a text."""
    return _CUTTING.search(source.text) is not None
