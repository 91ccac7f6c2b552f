"""Translates the error messages of the YAML parser into plain words."""

import re
from collections.abc import Sequence

Position = tuple[int, int]
"""A line and a column, from 0."""

NO_SPACE = "A space is missing after this colon."

_FORBIDDEN = re.compile("[^\\t\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""The characters that YAML does not allow, apart from line breaks."""

_PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "Unexpected colon: change the indentation of the line, or quote the text.",
    ),
    ("expected key", "The indentation does not match the lines above."),
    ("'-' indicator", "A list item needs '-', or the indentation is wrong."),
    (
        "block sequence entries are not allowed",
        "A list cannot start here; start it on a new line.",
    ),
    ("cannot start any token", "A value cannot start with this character; quote the text."),
    ("unknown escape character", "Unknown escape sequence in double quotes."),
    ("but found another document", "A second document starts here; a file can only contain one."),
    ("expected <document start>", "Unexpected content after the end of the document."),
)
_AT_THE_START = (
    ("expected ',' or", "This bracket is not closed, or a comma is missing after it."),
    ("unexpected end of stream", "This quotation mark is not closed."),
    ("could not find expected ':'", "A colon is missing after this key."),
)
"""For these, the place to report is where the unfinished construct began."""

_KEY_WITHOUT_SPACE = re.compile(r"[ -]*[\w-]+:(?=[^\s:])")
_AFTER_QUOTES_MESSAGE = (
    "The quoted text ends before this. Quote the whole text with the other kind of quotation mark, "
    "or look above for a quotation mark that is not closed."
)
_IN_BRACKETS_MESSAGE = (
    "A comma is missing before this, or the text contains a bracket and must be quoted."
)
_AFTER_QUOTES = re.compile(r"[\"'] *\Z")


def in_plain_words(
    said: str, began: Position, ended: Position, lines: Sequence[str]
) -> tuple[str, int, int]:
    """The message, and the line and column to report.

    Args:
        said: The message of the parser.
        began: Where the unfinished construct began.
        ended: Where the parser gave up.
        lines: The lines of the file.
    """
    line, column = ended
    text = lines[line] if line < len(lines) else ""
    if "expected ',' or" in said and text[column : column + 1] in {"[", "{"}:
        return _IN_BRACKETS_MESSAGE, line, column
    for part, message_ in _AT_THE_START:
        if part in said:
            return message_, *began
    if "mapping values are not allowed" in said:
        # Without a space, the key is the start of a text that continues on the next line.
        for number in range(max(0, line - 1), min(line + 1, len(lines))):
            if key := _KEY_WITHOUT_SPACE.match(lines[number]):
                return NO_SPACE, number, key.end() - 1
    if "expected key" in said and _AFTER_QUOTES.search(text[:column]):
        return _AFTER_QUOTES_MESSAGE, line, column
    message = next((words for part, words in _PLAIN_WORDS if part in said), None)
    return message or f"Invalid YAML: {said}.", line, column


def forbidden_character(text: str) -> tuple[str, int] | None:
    """A description of the first character that YAML does not allow, and its column."""
    found = _FORBIDDEN.search(text)
    return (f"control character (U+{ord(found[0]):04X})", found.start()) if found else None
