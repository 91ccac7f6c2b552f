"""The lines of a settings file: reading simple ones, and changing one value.

A simple file has one `key: value` a line, comments, and lists with one item a line. That is all
that `primemover settings` writes, and needs no YAML parser, which is slow to import. Other YAML is
left to `cards.load`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Text(NamedTuple):
    """A text in a file, with its line and column, from 1."""

    text: str
    line: int
    column: int


class SettingEntry(NamedTuple):
    """A key with its values."""

    key: Text
    values: tuple[Text, ...]


_PLAIN = r"[A-Za-z0-9~/_.](?:[A-Za-z0-9~/_.+-]| (?=[A-Za-z0-9~/_.+-]))*"
_COMMENT = r"(?:\s+#(?: .*)?)?"
_BLANK = re.compile(r" *(?:#.*)?")
_LINE = re.compile(rf"([a-z][a-z-]*):(?: +({_PLAIN}))? *{_COMMENT}")
_ITEM = re.compile(rf"( *)- +({_PLAIN}) *{_COMMENT}")


def simple_entries(text: str) -> list[SettingEntry] | None:
    """The entries of a simple file; None if a line is not simple.

    For a simple file they are the same as those of the YAML parser.
    """
    found: list[SettingEntry] = []
    indentation: str | None = None
    if not text.isascii() or "\r" in text:
        return None
    for number, line in enumerate(text.split("\n"), start=1):
        if _BLANK.fullmatch(line):
            continue
        if (entry := _LINE.fullmatch(line)) is not None:
            if found and not found[-1].values:
                return None  # a key without a value
            value = entry[2] and Text(entry[2], number, entry.start(2) + 1)
            found.append(SettingEntry(Text(entry[1], number, 1), (value,) if value else ()))
            indentation = None if value else ""
        elif (item := _ITEM.fullmatch(line)) is not None and indentation is not None:
            key, values = found[-1]
            if values and item[1] != indentation:
                return None
            indentation = item[1]
            found[-1] = SettingEntry(key, (*values, Text(item[2], number, item.start(2) + 1)))
        else:
            return None
    keys = {entry.key.text for entry in found}
    return found if all(entry.values for entry in found) and len(keys) == len(found) else None


# -- changes ---------------------------------------------------------------------------------------


def with_values(text: str, key: str, values: Sequence[str], *, listed: bool) -> str:
    """The text with other values of a key: in their place, or at the end if there are none yet.

    Other lines stay as they are, and so does a comment on the line of the key. Without values, the
    key is removed.
    """
    lines = text.split("\n")
    place = _place(lines, key)
    if place is None:
        if not values:
            return text
        while lines and not lines[-1].strip():
            lines.pop()
        return "\n".join((*lines, *_lines(key, values, "", listed=listed), ""))
    comment = _comment(lines[place.start])
    new = _lines(key, values, comment, listed=listed)
    return "\n".join((*lines[: place.start], *new, *lines[place.stop :]))


def _lines(key: str, values: Iterable[str], comment: str, *, listed: bool) -> list[str]:
    quoted = [_quoted(value) for value in values]
    if listed and quoted:
        return [f"{key}:{comment}", *(f"  - {value}" for value in quoted)]
    return [f"{key}: {value}{comment}" for value in quoted]


def _quoted(value: str) -> str:
    if re.fullmatch(_PLAIN, value):
        return value
    return "'" + value.replace("'", "''") + "'"


def _place(lines: Sequence[str], key: str) -> range | None:
    """The lines of a key and its values."""
    start = next((n for n, line in enumerate(lines) if re.match(rf"{key} *:(?:\s|$)", line)), None)
    if start is None:
        return None
    stop = start + 1
    for number in range(stop, len(lines)):
        line = lines[number]
        if _BLANK.fullmatch(line):
            continue
        if not line.startswith((" ", "\t", "- ")):
            break
        stop = number + 1
    return range(start, stop)


_LINE_OF_KEY = re.compile(r"""[\w-]+ *:(?: *'(?:[^']|'')*'| *"(?:[^"\\]|\\.)*"|.*?)(\s+#.*)?""")


def _comment(line: str) -> str:
    """The comment after a value, with the spaces before it."""
    found = _LINE_OF_KEY.fullmatch(line)
    return (found[1] or "") if found else ""
