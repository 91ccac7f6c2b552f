"""A line of text while it is typed: how each key edits it, and how it is redrawn.

Values in, values out; independent of the keyboard.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cards.characters import cleaned, hidden_character
from cards.named_tuple import NamedTuple
from quiz.terminal.layout import columns


class TypedLine(NamedTuple):
    """A line of text and the cursor in it.

    Attributes:
        cursor: How many characters are before the cursor.
    """

    text: str = ""
    cursor: int = 0

    def inserted(self, text: str) -> "TypedLine":
        """The line with a text inserted at the cursor."""
        before, after = self.text[: self.cursor], self.text[self.cursor :]
        return TypedLine(before + text + after, self.cursor + len(text))

    def moved(self, to: int) -> "TypedLine":
        """The line with the cursor at another place, at most at its ends."""
        return self._replace(cursor=min(max(to, 0), len(self.text)))

    def deleted(self, to: int) -> "TypedLine":
        """The line without the text between the cursor and another place."""
        other = self.moved(to).cursor
        first, last = sorted((self.cursor, other))
        return TypedLine(self.text[:first] + self.text[last:], first)

    def word_before(self) -> int:
        """The beginning of the word before the cursor."""
        place = self.cursor
        while place and not self.text[place - 1].isalnum():
            place -= 1
        while place and self.text[place - 1].isalnum():
            place -= 1
        return place

    def word_after(self) -> int:
        """The end of the word after the cursor."""
        place, end = self.cursor, len(self.text)
        while place < end and not self.text[place].isalnum():
            place += 1
        while place < end and self.text[place].isalnum():
            place += 1
        return place


_Edit = Callable[[TypedLine], TypedLine]
_EDITS: tuple[tuple[tuple[str, ...], _Edit], ...] = (
    (("\x1b[D", "\x1bOD", "\x02"), lambda line: line.moved(line.cursor - 1)),
    (("\x1b[C", "\x1bOC", "\x06"), lambda line: line.moved(line.cursor + 1)),
    (
        ("\x1b[1;5D", "\x1b[1;3D", "\x1b[5D", "\x1bOd", "\x1bb"),
        lambda line: line.moved(line.word_before()),
    ),
    (
        ("\x1b[1;5C", "\x1b[1;3C", "\x1b[5C", "\x1bOc", "\x1bf"),
        lambda line: line.moved(line.word_after()),
    ),
    (("\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~", "\x01"), lambda line: line.moved(0)),
    (
        ("\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~", "\x05"),
        lambda line: line.moved(len(line.text)),
    ),
    (("\x7f", "\x08"), lambda line: line.deleted(line.cursor - 1)),
    (("\x1b[3~",), lambda line: line.deleted(line.cursor + 1)),
    (("\x17", "\x1b\x7f", "\x1b\x08"), lambda line: line.deleted(line.word_before())),
    (("\x1b[3;5~", "\x1bd"), lambda line: line.deleted(line.word_after())),
    (("\x15",), lambda _: TypedLine()),
    (("\x0b",), lambda line: line.deleted(len(line.text))),
)
"""The characters of each editing key, and the control keys that shells have for it.

In this order: left, right, a word to the left, a word to the right, home, end, backspace, delete,
the word before and after the cursor, the whole line, everything after the cursor.
"""

_EDIT_OF: Mapping[str, _Edit] = MappingProxyType(
    {key: edit for keys, edit in _EDITS for key in keys}
)


def edited(line: TypedLine, key: str) -> TypedLine:
    """The line after a key; unchanged if the key does not edit."""
    edit = _EDIT_OF.get(key)
    if edit is not None:
        return edit(line)
    if not key.isprintable():
        return line
    longer = line.inserted(cleaned(key))
    return line if hidden_character(longer.text) else longer  # a pile of accents


def visible(line: TypedLine, room: int) -> TypedLine:
    """The part of a line around the cursor that fits into that many columns."""
    if columns(line.text) <= room:
        return line
    begin = 0
    while columns(line.text[begin : line.cursor]) > room:
        begin += 1
    end = line.cursor
    while end < len(line.text) and columns(line.text[begin : end + 1]) <= room:
        end += 1
    return TypedLine(line.text[begin:end], line.cursor - begin)


def redrawn(before: TypedLine, after: TypedLine) -> str:
    """The characters that turn one line on the screen into another, with the cursor."""
    if before.text == after.text:
        return _moved(after.text, before.cursor, after.cursor)
    same = next(
        (n for n, (a, b) in enumerate(zip(before.text, after.text, strict=False)) if a != b),
        min(len(before.text), len(after.text)),
    )
    blank = max(0, columns(before.text) - columns(after.text))
    return (
        _moved(before.text, before.cursor, same)
        + after.text[same:]
        + " " * blank
        + "\b" * blank
        + _moved(after.text, len(after.text), after.cursor)
    )


def _moved(text: str, cursor: int, to: int) -> str:
    """The characters that move the cursor: backspaces, or the text itself."""
    return text[cursor:to] if to >= cursor else "\b" * columns(text[to:cursor])
