"""Reads keys and lines, with a time limit; the only module that reads the keyboard."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Protocol, TextIO

from quiz.terminal.layout import columns

try:
    import select
    import termios
    import tty
except ImportError:  # Windows: lines are read there, and a limit is noticed after the answer
    termios = None  # type: ignore[assignment]

_BACKSPACE = ("\x7f", "\x08")
_ALL = "\x15"  # Ctrl-U takes back the whole line, as everywhere
_END_OF_INPUT = "\x04"
_ESCAPE = b"\x1b"
_CHUNK = 1024
_LONGEST = 4
"""Bytes of a character."""

_AT_A_TIME = 0.5
"""Seconds after which a Ctrl-C that was missed is noticed."""

_AT_ONCE = 0.01
"""Seconds in which the rest of a function key, or of a character outside ASCII, must arrive."""


class Keyboard(Protocol):
    """A source of answers."""

    def key(self, timeout: float | None) -> str | None:
        """One key, or a line if keys cannot be read; None if the time is over.

        Pasted text is returned as one text: its first letter must not be taken for an answer.

        Raises:
            EOFError: There is no more input.
        """

    def line(self, timeout: float | None) -> str | None:
        """One line; None if the time is over. The part typed before that is kept.

        Raises:
            EOFError: There is no more input.
        """

    def discard_typeahead(self) -> None:
        """Discard keys that were typed too early."""

    @property
    def pending(self) -> str:
        """The typed part of an unfinished line, if the program shows it."""

    def on_continue(self, callback: Callable[[float], None]) -> None:
        """Register a callback for when the suspended process continues; it gets the seconds."""


class Lines:
    """Whole lines, from a pipe, a file or a terminal that reads them."""

    def __init__(self, stream: TextIO, echo: TextIO | None = None) -> None:
        """Read lines from a stream.

        Args:
            stream: The stream.
            echo: Receives a copy of each line, so that the output shows the answers; None if they
                are visible already, or would disturb a script.
        """
        self._stream = stream
        self._echo = echo
        self._rest = b""
        self._ended = False
        try:
            self._file: int | None = stream.fileno()
        except (OSError, ValueError):  # a stream in memory: there is nothing to wait for
            self._file = None

    def key(self, timeout: float | None) -> str | None:
        return self.line(timeout)

    def line(self, timeout: float | None) -> str | None:
        text = self._read(timeout)
        if text is not None and self._echo is not None:
            self._echo.write(f"{''.join(c for c in text if c.isprintable())}\n")
        return text

    def _read(self, timeout: float | None) -> str | None:
        if self._file is None or termios is None:
            text = self._stream.readline()
            if not text:
                raise EOFError
            return text.rstrip("\r\n")
        end = None if timeout is None else monotonic() + timeout
        while b"\n" not in self._rest and not self._ended:
            if not _is_ready(self._file, _until(end)):
                return None
            chunk = os.read(self._file, _CHUNK)
            self._ended = not chunk
            self._rest += chunk
        if not self._rest:
            raise EOFError
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode(self._stream.encoding or "utf-8", "replace").rstrip("\r")

    def discard_typeahead(self) -> None:
        """Discard an unfinished line of a terminal; the lines of a script remain answers."""
        if self._file is not None and termios is not None and self._stream.isatty():
            termios.tcflush(self._file, termios.TCIFLUSH)
            self._rest = b""

    @property
    def pending(self) -> str:
        return ""

    def on_continue(self, callback: Callable[[float], None]) -> None:
        """Do nothing: the terminal itself keeps an unfinished line."""


class Keys:
    """Single keys from a terminal. Lines are assembled here, so that a limit can end one."""

    def __init__(self, stream: TextIO, echo: TextIO) -> None:
        self._file = stream.fileno()
        self._echo = echo
        self._encoding = stream.encoding or "utf-8"
        self._typed: list[str] = []
        self._held = b""
        self._before: Any = None
        self._on_continue: Callable[[float], None] | None = None

    @contextmanager
    def listening(self) -> Iterator["Keys"]:
        """Read keys as they are pressed; the terminal is restored afterwards, whatever happens."""
        self._before = termios.tcgetattr(self._file)
        try:
            tty.setcbreak(self._file)
            yield self
        finally:
            if self._on_continue is not None:
                import signal

                signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            self._restore()

    @contextmanager
    def released(self) -> Iterator[None]:
        """Give the terminal to another program, in its original mode."""
        self._restore()
        try:
            yield
        finally:
            tty.setcbreak(self._file)

    def _restore(self) -> None:
        termios.tcsetattr(self._file, termios.TCSADRAIN, self._before)

    def _suspend(self, number: int, _frame: object) -> None:
        """Suspend the process on Ctrl-Z, with the terminal restored meanwhile."""
        import signal

        stopped = monotonic()
        self._restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # the process is suspended here
        signal.signal(number, self._suspend)
        tty.setcbreak(self._file)
        if self._on_continue is not None:
            self._on_continue(monotonic() - stopped)

    def key(self, timeout: float | None) -> str | None:
        if not self._is_ready(timeout):
            return None
        keys = self._one()
        while keys.isprintable() and self._is_ready(0):
            keys += self._one()
        return keys

    def line(self, timeout: float | None) -> str | None:
        end = None if timeout is None else monotonic() + timeout
        self._show("".join(self._typed))
        while True:
            if not self._is_ready(_until(end)):
                return None
            key = self._one()
            if key in ("\n", "\r"):
                self._show("\n")
                line = "".join(self._typed)
                self._typed.clear()
                return line
            if key in _BACKSPACE:
                self._take_back(1)
            elif key == _ALL:
                self._take_back(len(self._typed))
            elif key.isprintable():
                self._typed.append(key)
                self._show(key)

    @property
    def pending(self) -> str:
        return "".join(self._typed)

    def on_continue(self, callback: Callable[[float], None]) -> None:
        if self._on_continue is None:
            import signal  # slow to load, so after the first prompt

            signal.signal(signal.SIGTSTP, self._suspend)
        self._on_continue = callback

    def discard_typeahead(self) -> None:
        self._typed.clear()
        self._held = b""
        termios.tcflush(self._file, termios.TCIFLUSH)

    def _one(self) -> str:
        """The next key, complete: function keys and characters outside ASCII have several bytes."""
        data, self._held = self._held or os.read(self._file, 1), b""
        while data and not self._is_whole(data) and _is_ready(self._file, _AT_ONCE):
            more = os.read(self._file, 1)
            if not data.isascii() and more.isascii() and not self._is_whole(data + more):
                self._held = more  # the letter is a broken one, and this is the next key
                break
            data += more
        text = data.decode(self._encoding, "replace")
        if text in ("", _END_OF_INPUT):
            raise EOFError
        return text

    def _is_ready(self, timeout: float | None) -> bool:
        return bool(self._held) or _is_ready(self._file, timeout)

    def _is_whole(self, data: bytes) -> bool:
        if data.startswith(_ESCAPE):
            # ESC [ 1 ; 5 C ends with the first character from "@" on; ESC O A has one more.
            first, rest = data[1:2], data[2:]
            # The Linux console sends ESC [ [ A.
            return first not in (b"", b"[", b"O") or (rest[-1:] >= b"@" and rest != b"[")
        return len(data) == _LONGEST or _can_decode(data, self._encoding)

    def _take_back(self, count: int) -> None:
        for _ in range(min(count, len(self._typed))):
            self._show("\b \b" * columns(self._typed.pop()))

    def _show(self, text: str) -> None:
        self._echo.write(text)
        self._echo.flush()


def _until(end: float | None) -> float | None:
    """Seconds from now."""
    return None if end is None else max(0.0, end - monotonic())


def _is_ready(file: int, timeout: float | None) -> bool:
    """Whether input arrives before the time is over.

    Never waits long at a time: a Ctrl-C just before `select` does not wake it.
    """
    end = None if timeout is None else monotonic() + timeout
    while True:
        remaining = _until(end)
        wait = _AT_A_TIME if remaining is None else min(remaining, _AT_A_TIME)
        if select.select([file], [], [], wait)[0]:
            return True
        if remaining is not None and remaining <= _AT_A_TIME:
            return False


def _can_decode(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def can_read_keys(stream: TextIO) -> bool:
    """Whether single keys can be read here."""
    return termios is not None and stream.isatty()
