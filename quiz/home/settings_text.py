"""Reads a settings file that is simple enough to need no YAML parser.

A simple file has one `key: value` a line, comments, and lists with one item a line. That is all
that `primemover settings` writes, and needs no YAML parser, which is slow to import. Other YAML is
left to `cards.load`.
"""

import re
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


PLAIN = r"[A-Za-z0-9~/_.](?:[A-Za-z0-9~/_.+-]| (?=[A-Za-z0-9~/_.+-]))*"
"""The pattern of a value that needs no quotation marks."""

_LINE = re.compile(rf"(?:([a-z][a-z-]*):|( *)-)(?: +({PLAIN}))? *(?:\s#(?: .*)?)?")
"""The pattern of a line: a key, or the indentation of an item; then a value and a comment."""


def is_blank(line: str) -> bool:
    """Whether a line has nothing but a comment, or nothing at all."""
    text = line.lstrip(" ")
    return not text or text.startswith("#")


def simple_entries(text: str) -> list[SettingEntry] | None:
    """The entries of a simple file, the same as those of a YAML parser.

    Returns:
        None if a line is not simple, or a key is repeated or has no value.
    """
    found: list[SettingEntry] = []
    indentation: str | None = None
    """Of the items of the list; empty before the first item, None if no list has begun."""
    if not text.isascii() or "\r" in text:
        return None
    for number, line in enumerate(text.split("\n"), start=1):
        if is_blank(line):
            continue
        parts = _LINE.fullmatch(line)
        if parts is None:
            return None
        value = Text(parts[3], number, parts.start(3) + 1) if parts[3] else None
        if parts[1] is not None:
            found.append(SettingEntry(Text(parts[1], number, 1), (value,) if value else ()))
            indentation = None if value else ""
        elif value is None or indentation is None:
            return None
        else:
            key, values = found[-1]
            if values and parts[2] != indentation:
                return None
            indentation = parts[2]
            found[-1] = SettingEntry(key, (*values, value))
    keys = {entry.key.text for entry in found}
    return found if all(entry.values for entry in found) and len(keys) == len(found) else None
