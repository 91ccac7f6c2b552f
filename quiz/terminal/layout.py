"""Text laid out for a screen; independent of input and of quizzes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from cards.value_class import value_class

NARROWEST = 20
WIDEST = 100
"""Columns. Longer lines are hard to read, even on a wide terminal."""

_COLOURS: Mapping[str, str] = MappingProxyType(
    # Legible on light and on dark backgrounds; no information is only in a colour.
    {
        "right": "32",
        "wrong": "31",
        "late": "35",
        "soft": "2",
        "strong": "1",
        "prime mover": "31",
        "synergist": "33",
        "stabiliser": "36",
        "antagonist": "35",
        "overactive": "31",
        "underactive": "36",
        "contested": "2",
        "named": "35",
        "asked": "35",
        "choice": "35",
    }
)
_NO_WIDTH = ("Mn", "Me", "Cf")
"""Categories of characters that are drawn over the previous one, or not at all."""

_SOFT_HYPHEN = "\xad"  # most terminals draw it
_JOINTS = "/-_:"
_ASCII = str.maketrans(
    {
        "✓": "+",
        "✗": "x",
        "·": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "“": '"',
        "”": '"',
        "’": "'",
        "…": "...",
        "×": "x",
        "÷": "/",
        "°": " degrees",
    }
)


def _ascii(text: str) -> str:
    """A text in ASCII; letters lose their accents."""
    text = text.translate(_ASCII)
    if text.isascii():
        return text
    from unicodedata import normalize  # few names have accents

    return normalize("NFKD", text).encode("ascii", "ignore").decode()


@value_class(frozen=True, kw_only=True)
class TextLayout:
    """The abilities of a screen, and text laid out for it.

    Attributes:
        measure: Returns the current number of columns.
        colour: Whether colours may be used.
        unicode: Whether characters outside ASCII can be shown.
        american: Whether American spelling is shown.
    """

    measure: Callable[[], int] = lambda: 80
    colour: bool = False
    unicode: bool = True
    american: bool = False

    @property
    def width(self) -> int:
        """Columns to fill."""
        return max(NARROWEST, min(self.measure(), WIDEST))

    def paint(self, text: str, style: str) -> str:
        """Text in the colour of a style, if colours may be used."""
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if self.colour and text else text

    def painted(self, lines: Iterable[tuple[str, str]]) -> list[str]:
        """Lines that are laid out already, each in its style; an empty style is none."""
        return [self.paint(line, style) if style else line for line, style in lines]

    def spell(self, text: str) -> str:
        """Text in the configured spelling, with characters that the screen can show."""
        if self.american:
            from cards.english import american

            text = american(text)
        return text if self.unicode else _ascii(text)

    def wrap(self, text: str, indent: str = "", first: str | None = None) -> list[str]:
        """Text broken at words into lines that fit.

        Args:
            text: The text; it may hold no line breaks.
            indent: The beginning of each line.
            first: The beginning of the first line, if it differs.
        """
        room = self.width
        head = indent if first is None else first
        lines, line, used = [], head, columns(head)
        empty = True
        for word in self.spell(text).split():
            for piece in _pieces(word, room - max(columns(indent), columns(head))):
                space = 0 if empty else 1
                if used + space + columns(piece) > room and not empty:
                    lines.append(line)
                    line, used, space = indent, columns(indent), 0
                line += " " * space + piece
                used += space + columns(piece)
                empty = False
        return [*lines, line] if not empty or head.strip() else lines

    def items(self, texts: Iterable[str], indent: str = "", first: str | None = None) -> list[str]:
        """Short texts separated by dots; lines are broken between two texts if possible."""
        head = indent if first is None else first
        dot = self.spell(" · ")
        lines: list[str] = []
        for text in map(self.spell, texts):
            if lines and columns(lines[-1]) + columns(dot) + columns(text) <= self.width:
                lines[-1] += dot + text
            else:
                lines += self.wrap(text, indent, indent if lines else head)
        return lines

    def between(self, start: str, end: str) -> list[str]:
        """Two texts at the ends of a line, or one below the other if they do not fit."""
        start, end = self.spell(start), self.spell(end)
        gap = self.width - columns(start) - columns(end)
        if not end:
            return self.wrap(start)
        return [start + " " * gap + end] if gap > 1 else [*self.wrap(start), *self.wrap(end)]


def columns(text: str) -> int:
    """How many columns a terminal needs for a text."""
    if text.isascii() or text.translate(_USUAL).isascii():
        return len(text)
    return sum(map(_columns_of, text))


_USUAL = dict.fromkeys(map(ord, "·–—…‘’“”✓✗−×÷°"))
"""Characters of one column that our texts have; the others need a table that takes time to load."""


def _columns_of(character: str) -> int:
    from unicodedata import category, east_asian_width

    if category(character) in _NO_WIDTH and character != _SOFT_HYPHEN:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def counted(count: int, noun: str) -> str:
    """A number of things: `1 card`, `2 cards`."""
    return f"{count} {noun}{'s' if count != 1 else ''}"


def _pieces(word: str, room: int) -> Iterator[str]:
    """The pieces of a word that is longer than a line; an id is cut after one of its joints."""
    begin = joint = used = 0
    for n, character in enumerate(word):
        wide = _columns_of(character)
        if used + wide > room and n > begin:
            cut = joint if joint > begin else n
            yield word[begin:cut]
            begin, used = cut, columns(word[cut:n])
        used += wide
        if character in _JOINTS and used > room // 2:
            joint = n + 1
    yield word[begin:]
