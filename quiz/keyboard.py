"""Reading keys and lines, with a limit on how long to wait; the only place that listens."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

try:
    import select
    import termios
    import tty
except ImportError:  # Windows: whole lines are read there, and a limit is told after the answer
    termios = None  # type: ignore[assignment]

_BACKSPACE = ("\x7f", "\x08")
_END_OF_INPUT = "\x04"
_ESCAPE = "\x1b"
_CHUNK = 1024


class Keyboard(Protocol):
    """Where answers come from."""

    def key(self, timeout: float | None) -> str | None:
        """One key, or a line where keys cannot be read; None when the time is over.

        Raises:
            EOFError: There is no more input.
        """

    def line(self, timeout: float | None) -> str | None:
        """One line; None when the time is over."""

    def forget(self) -> None:
        """Drop what was typed ahead."""


class Lines:
    """Whole lines, from a pipe, a file or a terminal that reads them."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._rest = b""
        self._ended = False
        try:
            self._file: int | None = stream.fileno()
        except (OSError, ValueError):  # a stream in memory: there is nothing to wait for
            self._file = None

    def key(self, timeout: float | None) -> str | None:
        return self.line(timeout)

    def line(self, timeout: float | None) -> str | None:
        if self._file is None or termios is None:
            text = self._stream.readline()
            if not text:
                raise EOFError
            return text.rstrip("\r\n")
        while b"\n" not in self._rest and not self._ended:
            if timeout is not None and not select.select([self._file], [], [], timeout)[0]:
                return None
            chunk = os.read(self._file, _CHUNK)
            self._ended = not chunk
            self._rest += chunk
        if not self._rest:
            raise EOFError
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode(self._stream.encoding or "utf-8", "replace").rstrip("\r")

    def forget(self) -> None:
        """Nothing: what a script has written stays an answer."""


class Keys:
    """Single keys from a terminal. Lines are put together here, so that a limit can end one."""

    def __init__(self, stream: TextIO, echo: TextIO) -> None:
        self._file = stream.fileno()
        self._echo = echo
        self._encoding = stream.encoding or "utf-8"

    @contextmanager
    def listening(self) -> Iterator["Keys"]:
        """Read keys as they are pressed; the terminal is put right afterwards, whatever happens."""
        before = termios.tcgetattr(self._file)
        try:
            tty.setcbreak(self._file)
            yield self
        finally:
            termios.tcsetattr(self._file, termios.TCSADRAIN, before)

    def key(self, timeout: float | None) -> str | None:
        if timeout is not None and not select.select([self._file], [], [], timeout)[0]:
            return None
        data = os.read(self._file, 1)
        if not data:
            raise EOFError
        # The rest of a letter outside ASCII, or of a function key, comes at once.
        while not data.isascii() or data == b"\x1b" or data.startswith(b"\x1b["):
            if not select.select([self._file], [], [], 0.01)[0]:
                break
            more = os.read(self._file, 1)
            data += more
            if not more or (data[:1] == b"\x1b" and more.isalpha()) or more == b"~":
                break
            if not data.isascii() and _is_whole(data, self._encoding):
                break
        text = data.decode(self._encoding, "replace")
        if text == _END_OF_INPUT:
            raise EOFError
        return text

    def line(self, timeout: float | None) -> str | None:
        from time import monotonic

        end = None if timeout is None else monotonic() + timeout
        typed: list[str] = []
        while True:
            key = self.key(None if end is None else max(0.0, end - monotonic()))
            if key is None:
                self._show("\n")
                return None
            if key in ("\n", "\r"):
                self._show("\n")
                return "".join(typed)
            if key in _BACKSPACE:
                if typed:
                    typed.pop()
                    self._show("\b \b")
            elif not key.startswith(_ESCAPE) and key.isprintable():
                typed.append(key)
                self._show(key)

    def forget(self) -> None:
        termios.tcflush(self._file, termios.TCIFLUSH)

    def _show(self, text: str) -> None:
        self._echo.write(text)
        self._echo.flush()


def _is_whole(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def can_read_keys(stream: TextIO) -> bool:
    """Whether single keys can be read here."""
    return termios is not None and stream.isatty()


def standard_streams() -> tuple[TextIO, TextIO]:
    """Where people type and read."""
    return sys.stdin, sys.stdout
