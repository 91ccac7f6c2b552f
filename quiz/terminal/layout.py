"""What a screen can show, and text made to fit it; knows no input and nothing about quizzes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

NARROWEST = 20
WIDEST = 100
"""Columns. Longer lines are hard to read, whatever the terminal has."""

_COLOURS: Mapping[str, str] = MappingProxyType(
    # Chosen to be legible on light and dark grounds alike; none of them carries a meaning alone.
    {"right": "32", "wrong": "31", "late": "35", "soft": "2", "strong": "1"}
)
_NO_WIDTH = ("Mn", "Me", "Cf")
"""Categories of signs that are drawn over the one before them, or not at all."""

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
    }
)


@dataclass(frozen=True, kw_only=True)
class TextLayout:
    """What the screen can do.

    Attributes:
        measure: Tells how many columns there are just now.
        colour: Whether colours may be used beside words and signs.
        unicode: Whether signs outside ASCII can be shown.
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
        """Text in a colour, where there are any."""
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if self.colour and text else text

    def painted(self, lines: Iterable[tuple[str, str]]) -> list[str]:
        """Lines that fit already, each in its style; an empty style is none."""
        return [self.paint(line, style) if style else line for line, style in lines]

    def spell(self, text: str) -> str:
        """Text in the spelling and with the signs that are wanted."""
        if self.american:
            from cards.english import american

            text = american(text)
        return text if self.unicode else text.translate(_ASCII)

    def wrap(self, text: str, indent: str = "", first: str | None = None) -> list[str]:
        """Text broken at words into lines that fit.

        Args:
            text: The text; it may hold no line breaks.
            indent: What every line begins with.
            first: What the first line begins with instead.
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
        """Short texts with a dot between them, broken between two of them where there is room."""
        head = indent if first is None else first
        dot = self.spell(" · ")
        lines: list[str] = []
        for text in map(self.spell, texts):
            if lines and columns(lines[-1]) + columns(dot) + columns(text) <= self.width:
                lines[-1] += dot + text
            else:
                lines += self.wrap(text, indent, indent if lines else head)
        return lines

    def between(self, left: str, right: str) -> list[str]:
        """Two texts at the two ends of a line, or one below the other where there is no room."""
        left, right = self.spell(left), self.spell(right)
        room = self.width
        gap = room - columns(left) - columns(right)
        if not right:
            return self.wrap(left)
        return [left + " " * gap + right] if gap > 1 else [*self.wrap(left), *self.wrap(right)]


def columns(text: str) -> int:
    """How many columns a terminal needs for a text."""
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


def _columns_of(sign: str) -> int:
    from unicodedata import category, east_asian_width

    if category(sign) in _NO_WIDTH and sign != _SOFT_HYPHEN:
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1


def counted(count: int, noun: str) -> str:
    """A number of things: `1 card`, `2 cards`."""
    return f"{count} {noun}{'s' if count != 1 else ''}"


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word, cut where it is longer than a whole line: an id, say, behind one of its joints."""
    begin = joint = used = 0
    for n, sign in enumerate(word):
        wide = _columns_of(sign)
        if used + wide > room and n > begin:
            cut = joint if joint > begin else n
            yield word[begin:cut]
            begin, used = cut, columns(word[cut:n])
        used += wide
        if sign in _JOINTS and used > room // 2:
            joint = n + 1
    yield word[begin:]
