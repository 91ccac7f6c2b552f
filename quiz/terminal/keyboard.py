"""Reads keys and lines, with a time limit; the only module that reads the keyboard."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any, Protocol, TextIO

from cards.characters import cleaned
from quiz.terminal.key_bytes import ESCAPE, is_whole
from quiz.terminal.layout import columns
from quiz.terminal.typed_line import TypedLine, edited, redrawn, visible

try:
    import select
    import termios
    import tty
except ImportError:  # Windows: lines are read there, and a limit is noticed after the answer
    termios = None  # type: ignore[assignment]

_TAB = "\t"
_END_OF_INPUT = "\x04"
_AT_A_TIME = 0.5
"""Seconds after which a Ctrl-C that was missed is noticed."""

_AT_ONCE = 0.01
"""Seconds in which the rest of a function key, or of a character outside ASCII, usually arrives."""

_SLOWLY = 1.0
"""Seconds after Escape in which a letter O begins a function key, and is not typed."""

_LONGEST_LINE = 10_000
"""Bytes of a line of a script that are read as an answer."""

_CHUNK = 1 << 16
"""Bytes that are read at a time of a longer line."""

_WIDE = 1000
"""Columns for a line where the width of the screen is not known."""

Complete = Callable[[str], str]
"""The rest of a text of which the beginning was typed; empty if it is not clear."""


class Keyboard(Protocol):
    """A source of answers."""

    def key(self, timeout: float | None) -> str | None:
        """One key, or a line if keys cannot be read; None if the time is over.

        Pasted text is returned as one text: its first letter must not be taken for an answer.

        Raises:
            EOFError: There is no more input.
        """

    def line(
        self, timeout: float | None, room: int = _WIDE, complete: Complete | None = None
    ) -> str | None:
        """One line; None if the time is over. The part typed before that is kept.

        Args:
            timeout: Seconds to wait; None for no limit.
            room: Columns between the prompt and the edge of the screen.
            complete: Completes what was typed when Tab is pressed; None if nothing is completed.

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

    def on_wait(self, callback: Callable[[], None]) -> None:
        """Register a callback that is called about twice a second while nothing is typed."""


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
        self._on_wait: Callable[[], None] = _nothing
        try:
            self._file: int | None = stream.fileno()
        except (OSError, ValueError):  # a stream in memory: there is nothing to wait for
            self._file = None

    def key(self, timeout: float | None) -> str | None:
        return self.line(timeout)

    def line(
        self,
        timeout: float | None,
        room: int = _WIDE,  # noqa: ARG002 - the terminal wraps the line
        complete: Complete | None = None,  # noqa: ARG002 - a whole line arrives
    ) -> str | None:
        text = self._read(timeout)
        if text is None:
            return None
        text = cleaned(text)
        if self._echo is not None:
            self._echo.write(f"{text}\n")
        return text

    def _read(self, timeout: float | None) -> str | None:
        if self._file is None or termios is None:
            text = self._stream.readline()
            if not text:
                raise EOFError
            return text.rstrip("\r\n")
        end = None if timeout is None else monotonic() + timeout
        while b"\n" not in self._rest and not self._ended:
            if not _is_ready(self._file, _until(end), self._on_wait):
                return None
            is_long = len(self._rest) >= _LONGEST_LINE
            # More may be for the next session.
            chunk = os.read(self._file, _CHUNK if is_long else 1)
            self._ended = not chunk
            if is_long:  # what is longer than any answer is skipped
                _, newline, after = chunk.partition(b"\n")
                chunk = newline + after
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

    def on_wait(self, callback: Callable[[], None]) -> None:
        self._on_wait = callback


class Keys:
    """Single keys from a terminal. Lines are assembled here, so that a limit can end one."""

    def __init__(self, stream: TextIO, echo: TextIO) -> None:
        self._file = stream.fileno()
        self._echo = echo
        self._encoding = stream.encoding or "utf-8"
        self._typed = TypedLine()
        self._shown = TypedLine()
        self._held = b""
        self._sequence, self._began = b"", 0.0  # an incomplete function key, and its time
        self._before: Any = None
        self._listens = False
        self._awake = 0.0  # when the process was seen running the last time
        self._on_continue: Callable[[float], None] | None = None
        self._on_wait: Callable[[], None] = _nothing

    @contextmanager
    def listening(self) -> Iterator["Keys"]:
        """Read keys as they are pressed; the terminal is restored afterwards, whatever happens."""
        self._before = termios.tcgetattr(self._file)
        try:
            self._listen()
            yield self
        finally:
            if self._on_continue is not None:
                import signal

                signal.signal(signal.SIGTSTP, signal.SIG_DFL)
                signal.signal(signal.SIGCONT, signal.SIG_DFL)
            self._restore()

    @contextmanager
    def released(self) -> Iterator[None]:
        """Give the terminal to another program, in its original mode."""
        self._restore()
        try:
            yield
        finally:
            self._listen()

    def _listen(self) -> None:
        tty.setcbreak(self._file)
        self._listens, self._awake = True, monotonic()

    def _restore(self) -> None:
        self._listens = False
        with suppress(termios.error):  # the terminal was closed
            termios.tcsetattr(self._file, termios.TCSADRAIN, self._before)

    def _suspend(self, number: int, _frame: object) -> None:
        """Suspend the process on Ctrl-Z, with the terminal restored meanwhile."""
        import signal

        listened = self._listens
        self._restore()
        self._listens = listened
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # the process is suspended here
        signal.signal(number, self._suspend)

    def _continued(self, _number: int, _frame: object) -> None:
        """Read keys again after Ctrl-Z or SIGSTOP, which no program can handle.

        The shell may have changed the mode of the terminal.
        """
        if not self._listens or not self._has_terminal():
            return  # another program has the terminal; another signal comes with the terminal
        import signal

        # Runs inside `_suspend`: a second Ctrl-Z must find the handler before the mode changes.
        signal.signal(signal.SIGTSTP, self._suspend)
        stopped = self._awake
        self._listen()
        if self._on_continue is not None:
            self._on_continue(max(0.0, monotonic() - stopped))
            self._show("\b" * columns(self._shown.text[self._shown.cursor :]))

    def _has_terminal(self) -> bool:
        """Whether the process may change the terminal; a closed one sends this signal too."""
        try:
            return os.tcgetpgrp(self._file) == os.getpgrp()
        except OSError:
            return False

    def key(self, timeout: float | None) -> str | None:
        key = self._next(None if timeout is None else monotonic() + timeout)
        while key and key.isprintable() and self._is_ready(0):
            key += self._one() or ""
        return key

    def line(
        self, timeout: float | None, room: int = _WIDE, complete: Complete | None = None
    ) -> str | None:
        end = None if timeout is None else monotonic() + timeout
        self._shown = TypedLine()
        self._draw(room)
        while True:
            key = self._next(end)
            if key is None:
                return None
            if key in ("\n", "\r"):
                return self._whole()
            if key == _TAB and complete is not None:
                at_end = self._typed.cursor == len(self._typed.text)
                key = complete(self._typed.text) if at_end else ""
            self._typed = edited(self._typed, key)
            self._draw(room)

    def _whole(self) -> str:
        """The finished line, whole on the screen even if it was wider than that."""
        text = self._typed.text
        self._typed = TypedLine(text, len(text))
        if self._shown.text == text:
            self._draw(_WIDE)
        else:
            self._show(redrawn(self._shown, TypedLine()) + text)
        self._show("\n")
        self._typed = self._shown = TypedLine()
        return text

    def _draw(self, room: int) -> None:
        """Show the line as it is now."""
        shown = visible(self._typed, room)
        change, self._shown = redrawn(self._shown, shown), shown
        self._show(change)  # last: a signal handler that runs in between shows the line again

    @property
    def pending(self) -> str:
        return self._shown.text

    def on_continue(self, callback: Callable[[float], None]) -> None:
        if self._on_continue is None:
            import signal  # slow to load, so after the first prompt

            signal.signal(signal.SIGTSTP, self._suspend)
            signal.signal(signal.SIGCONT, self._continued)
        self._on_continue = callback

    def on_wait(self, callback: Callable[[], None]) -> None:
        self._on_wait = callback

    def discard_typeahead(self) -> None:
        self._typed = TypedLine()
        self._held = self._sequence = b""
        with suppress(termios.error):  # as above
            termios.tcflush(self._file, termios.TCIFLUSH)

    def _next(self, end: float | None) -> str | None:
        """The next key; None if the time is over first."""
        while True:
            if not self._is_ready(_until(end)):
                return None
            key = self._one()
            if key is not None:
                return key

    def _one(self) -> str | None:
        """The next key, complete: function keys and characters outside ASCII have several bytes.

        Returns:
            The key; None for a part of a function key whose rest has not arrived yet.
        """
        data, self._held = self._held or self._read(), b""
        begun, self._sequence = self._sequence, b""
        if begun and self._continues(begun, data):
            data = begun + data
        while data and not is_whole(data, self._encoding) and _is_ready(self._file, _AT_ONCE):
            more = self._read()
            if not data.isascii() and more.isascii() and not is_whole(data + more, self._encoding):
                self._held = more  # the letter is a broken one, and this is the next key
                break
            data += more
        if data.startswith(ESCAPE) and not is_whole(data, self._encoding):
            if data == ESCAPE:
                self._began = monotonic()
            self._sequence = data
            return ESCAPE.decode() if data == ESCAPE else None
        text = data.decode(self._encoding, "replace")
        if text in ("", _END_OF_INPUT):
            raise EOFError
        return text

    def _read(self) -> bytes:
        """A byte; none at the end of the input, and of a terminal that was closed."""
        try:
            return os.read(self._file, 1)
        except OSError:
            return b""

    def _continues(self, begun: bytes, data: bytes) -> bool:
        """Whether a byte that arrives late belongs to the function key that was begun."""
        if begun != ESCAPE:
            return data >= b" "
        return data == b"[" or (data == b"O" and monotonic() - self._began < _SLOWLY)

    def _is_ready(self, timeout: float | None) -> bool:
        ready = bool(self._held) or _is_ready(self._file, timeout, self._notice)
        self._awake = monotonic()
        return ready

    def _notice(self) -> None:
        """Note that the process is running."""
        self._awake = monotonic()
        self._on_wait()

    def _show(self, text: str) -> None:
        if text:
            self._echo.write(text)
            self._echo.flush()


def _until(end: float | None) -> float | None:
    """Seconds from now."""
    return None if end is None else max(0.0, end - monotonic())


def _nothing() -> None:
    """Do nothing while waiting."""


def _is_ready(file: int, timeout: float | None, notice: Callable[[], None] = _nothing) -> bool:
    """Whether input arrives before the time is over.

    Never waits long at a time: a Ctrl-C just before `select` does not wake it.

    Args:
        file: The file to read.
        timeout: Seconds to wait; None for no limit.
        notice: Called before each wait.
    """
    end = None if timeout is None else monotonic() + timeout
    while True:
        notice()
        remaining = _until(end)
        wait = _AT_A_TIME if remaining is None else min(remaining, _AT_A_TIME)
        if select.select([file], [], [], wait)[0]:
            return True
        if remaining is not None and remaining <= _AT_A_TIME:
            return False


def can_read_keys(stream: TextIO) -> bool:
    """Whether single keys can be read here."""
    return termios is not None and stream.isatty()
