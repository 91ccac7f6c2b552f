"""Characters that are not seen, or that change how others are seen: found, and shown as escapes.

These are the characters that Unicode says to ignore when shown, those that turn the direction of a
text, fillers that look like a space, and accents in a pile of more than two. With them, two words
that look alike would differ, so they are neither accepted in facts nor shown on a terminal.
"""

import re
from functools import cache

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff"  # combining characters
    "\u20d0-\u20ff\ufe20-\ufe2f"
)
_INVISIBLE = (
    "\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)


@cache
def _hidden() -> re.Pattern[str]:
    """Compiled on first use: most texts are ASCII."""
    return re.compile(f"[{_INVISIBLE}]|(?<=[{_MARKS}]{{2}})[{_MARKS}]")


def hidden_character(text: str) -> str | None:
    """A description of the first character that is not seen or is in a pile; None without one."""
    if text.isascii() and text.isprintable():
        return None
    found = _hidden().search(text)
    if found is None:
        other = next((each for each in text if not each.isprintable()), None)
        return None if other is None else f"an invisible character (U+{ord(other):04X})"
    is_pile = re.fullmatch(f"[{_MARKS}]", found[0]) is not None and found[0] != "\u034f"
    what = "a pile of accents" if is_pile else "an invisible character"
    return f"{what} (U+{ord(found[0]):04X})"


def escaped(text: str) -> str:
    r"""A text with escapes such as `\u202e` for hidden characters; line breaks and tabs stay."""
    if text.isascii():
        return text
    return _hidden().sub(lambda found: _escape(found[0]), text)


def printable(text: str) -> str:
    """A text with escapes also for control characters, except line breaks and tabs."""
    text = escaped(text)
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else _escape(c) for c in text)


def cleaned(text: str) -> str:
    """A text without hidden and control characters; a tab is a space."""
    if text.isascii() and text.isprintable():
        return text
    text = _hidden().sub("", text.replace("\t", " "))
    return "".join(filter(str.isprintable, text))


def masked(text: str) -> str:
    """A text with one replacement character for each hidden and each control character but tabs."""
    text = _hidden().sub(_REPLACEMENT, text)
    return "".join(c if c.isprintable() or c == "\t" else _REPLACEMENT for c in text)


def _escape(character: str) -> str:
    # ASCII has no escape in that codec.
    escape = character.encode("ascii", "backslashreplace").decode("ascii")
    return f"\\x{ord(character):02x}" if escape == character else escape


def json_escaped(text: str) -> str:
    """A text of JSON with its own escapes for hidden and control characters."""
    if text.isascii() and text.isprintable():
        return text
    import json

    text = _hidden().sub(lambda found: json.dumps(found[0])[1:-1], text)
    if text.isprintable():
        return text
    # json does not escape U+007F, since it is in ASCII.
    return "".join(
        c if c.isprintable() else f"\\u{ord(c):04x}" if c.isascii() else json.dumps(c)[1:-1]
        for c in text
    )
