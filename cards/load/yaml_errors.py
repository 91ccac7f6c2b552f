"""What YAML says of a broken file, in plain words; keeps to itself how YAML says it."""

import re
from collections.abc import Sequence

Mark = tuple[int, int]
"""A line and a column, counted from 0."""

NO_SPACE = "A space is missing behind this colon."

_FORBIDDEN = re.compile("[^\\t\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""The signs that YAML does not take, apart from line breaks."""

_PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "A colon stands where no key can be: indent the line differently, or quote the text.",
    ),
    ("expected key", "The indentation does not fit the lines above."),
    ("'-' indicator", "A list goes on here without '-', or is indented wrongly."),
    (
        "block sequence entries are not allowed",
        "A list cannot begin here; put it on a line of its own.",
    ),
    ("cannot start any token", "A value cannot begin with this sign; put the text in quotes."),
    ("unknown escape character", "After a backslash in double quotes stands an unknown letter."),
    ("but found another document", "A second document begins here; one file holds one."),
    ("expected <document start>", "What stands here belongs to nothing above it."),
)
_AT_THE_START = (
    ("expected ',' or", "This bracket is not closed, or a comma is missing behind it."),
    ("unexpected end of stream", "This quotation mark is not closed."),
    ("could not find expected ':'", "A colon is missing after this key."),
)
"""Of these, what matters is not where YAML gave up, but where that began which it could not end."""

_KEY_WITHOUT_SPACE = re.compile(r"[ -]*[\w-]+:(?=[^\s:])")
_BEHIND_QUOTES_WORDS = (
    "A quotation ends before this. Quote the whole text, with the other kind of mark, or look "
    "above for a quotation that is not closed."
)
_IN_BRACKETS = (
    "Inside brackets, a text with a bracket in it needs quotes; or a comma is missing before this."
)
_BEHIND_QUOTES = re.compile(r"[\"'] *\Z")


def in_plain_words(
    said: str, began: Mark, ended: Mark, lines: Sequence[str]
) -> tuple[str, int, int]:
    """What to say, and the line and column to say it of.

    Args:
        said: YAML's own words.
        began: Where that began which YAML could not end.
        ended: Where YAML gave up.
        lines: The file.
    """
    line, column = ended
    text = lines[line] if line < len(lines) else ""
    if "expected ',' or" in said and text[column : column + 1] in {"[", "{"}:
        return _IN_BRACKETS, line, column
    for sign, words in _AT_THE_START:
        if sign in said:
            return words, *began
    if "mapping values are not allowed" in said:
        # Without its space, a key is the beginning of a text that goes on in the next line.
        for number in range(max(0, line - 1), min(line + 1, len(lines))):
            if key := _KEY_WITHOUT_SPACE.match(lines[number]):
                return NO_SPACE, number, key.end() - 1
    if "expected key" in said and _BEHIND_QUOTES.search(text[:column]):
        return _BEHIND_QUOTES_WORDS, line, column
    message = next((words for sign, words in _PLAIN_WORDS if sign in said), None)
    return message or f"This is not YAML: {said}.", line, column


def forbidden_sign(text: str) -> tuple[str, int] | None:
    """What to call the first sign that YAML does not take, and its column."""
    sign = _FORBIDDEN.search(text)
    return (f"control character (U+{ord(sign[0]):04X})", sign.start()) if sign else None
