"""Questions that a command asks outside a session: one key, or a line."""

import sys
from collections.abc import Iterable
from contextlib import nullcontext

from quiz.cli.display import Display
from quiz.terminal.keyboard import Keys, Lines


class Prompter:
    """Asks on the terminal, by single keys where it can read them."""

    def __init__(self, display: Display) -> None:
        """Ask as the display options say."""
        self._by_key, self._layout = display.by_key, display.layout
        self._keyboard = Keys(sys.stdin, sys.stdout) if self._by_key else Lines(sys.stdin)

    def say(self, *lines: str) -> None:
        """Print lines, wrapped at words."""
        self.print([part for line in lines for part in (self._layout.wrap(line) if line else [""])])

    def items(self, items: Iterable[str]) -> None:
        """Print items in lines; an item stays whole if there is room."""
        self.print(self._layout.items(items))

    @staticmethod
    def print(lines: Iterable[str]) -> None:
        """Print lines as they are."""
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()

    def key(self) -> str:
        """One key in lower case; empty for Enter.

        Raises:
            EOFError: There is no more input.
        """
        return self._typed(line=False).lower()

    def line(self) -> str:
        """One line; empty for Enter.

        Raises:
            EOFError: There is no more input.
        """
        return self._typed(line=True)

    def _typed(self, *, line: bool) -> str:
        keyboard = self._keyboard
        with keyboard.listening() if isinstance(keyboard, Keys) else nullcontext():
            sys.stdout.write("> ")
            sys.stdout.flush()
            typed = (keyboard.line(None) if line else keyboard.key(None)) or ""
        typed = typed.strip()
        if self._by_key and not line:
            sys.stdout.write(f"{typed if typed.isprintable() else ''}\n")
        return typed
