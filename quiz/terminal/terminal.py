"""Where a session meets a screen and a keyboard; the only place that waits."""

import errno
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TextIO

from cards.characters import escaped
from quiz.terminal.keyboard import Complete, Keyboard
from quiz.terminal.layout import columns
from quiz.terminal.stopwatch import Stopwatch, next_announcement

_SHOWN = 12
"""Characters of a text that was typed or pasted instead of a key."""

_SECOND = 1.0

_REPEATS = 0.7
"""Seconds between two repetitions of a held key; the first one comes latest."""

_BEAT = 4.0
"""Seconds of waiting after which the time is stored, so that a kill loses less than five."""

_NARROWEST = 4
"""Columns of a typed line, however narrow the screen."""


class Terminal:
    """An append-only screen and a keyboard.

    Attributes:
        waits: Whether input is interactive, so that the session waits for a key after each answer.
        released: Gives the terminal to another program for a while.
        meanwhile: Called once, after the next prompt: work to do while the learner reads.
        says_time: Whether the remaining time is announced.
        tick: Formats the remaining seconds as a clock before the prompt; None for no clock.
        beat: Called every few seconds while the terminal waits; None for never.
    """

    def __init__(
        self,
        *,
        keyboard: Keyboard,
        out: TextIO,
        clock: Callable[[], float],
        waits: bool,
        echoes: bool,
        announce: Callable[[str], list[str]] = lambda text: [text],
        width: Callable[[], int] = lambda: 80,
        tick: Callable[[float], str] | None = None,
        released: Callable[[], AbstractContextManager[object]] = nullcontext,
        says_time: bool = True,
        prompts: bool = True,
        key_delay: float = 0.0,
    ) -> None:
        """Put the parts together.

        Args:
            keyboard: The source of answers.
            out: The stream to write to.
            clock: A monotonic clock, in seconds.
            waits: Whether to wait for a key after each answer.
            echoes: Whether the terminal leaves it to the program to show single keys.
            announce: Formats a remark as lines.
            width: Columns of the screen.
            tick: Formats the remaining seconds as a clock before the prompt; None for no clock.
            released: Gives the terminal to another program for a while.
            says_time: Whether the remaining time is announced.
            prompts: Whether prompts are shown; a script cannot parse them.
            key_delay: Seconds after a new question in which keys are ignored; 0 for none, then a
                held key is not ignored either.
        """
        self.clock, self.waits, self.released = clock, waits, released
        self.tick, self.says_time = tick, says_time
        self.meanwhile: Callable[[], None] | None = None
        self.stopwatch: Stopwatch | None = None
        self.limit: float | None = None
        self._began = 0.0
        self._keyboard, self._out, self._echoes = keyboard, out, echoes
        self._announce, self._width, self._prompts = announce, width, prompts
        self.beat: Callable[[], None] | None = None
        self._next_beat = _BEAT
        self._key_delay, self._quiet_until = key_delay, 0.0
        self._held, self._held_until = "", 0.0
        self._restore_signals: Callable[[], None] | None = None
        self._has_ended = False  # whether a signal has ended the input
        self._asking = False  # whether the cursor is after a prompt
        self._said = False  # whether a remark was made since then

    def begin(self, stopwatch: Stopwatch, limit: float | None, began: float = 0.0) -> None:
        """Use a stopwatch.

        Args:
            stopwatch: The stopwatch.
            limit: Seconds for the session, or for the section of it that begins; None for no limit.
            began: When that section began, by the stopwatch.
        """
        self.stopwatch, self.limit, self._began = stopwatch, limit, began
        self._next_beat = stopwatch.elapsed() + _BEAT

    def close(self) -> None:
        """Give signals back to the system."""
        if self._restore_signals is not None:
            self._restore_signals()
            self._restore_signals = None

    def ignore_early_keys(self) -> None:
        """Ignore keys for a moment, in which a learner cannot have read what was just shown."""
        self._quiet_until = self.clock() + self._key_delay

    def ignore_repeats(self, typed: str) -> None:
        """Ignore a key that was just pressed for as long as it is held."""
        if self._key_delay:
            self._held, self._held_until = typed.lower(), self.clock() + _REPEATS

    @property
    def remaining(self) -> float | None:
        """Seconds until the limit; negative after it, None without a limit."""
        if self.limit is None or self.stopwatch is None:
            return None
        return self._began + self.limit - self.stopwatch.elapsed()

    def line(
        self, prompt: str, deadline: float | None = None, complete: Complete | None = None
    ) -> str | None:
        """A whole line; None if the deadline is reached first.

        Args:
            prompt: The text before the cursor.
            deadline: When waiting ends, by the stopwatch; None for never.
            complete: Completes what was typed when Tab is pressed; None if nothing is completed.

        Raises:
            EOFError: There is no more input.
        """

        def read(timeout: float | None) -> str | None:
            room = self._width() - columns(self._clocked(prompt, deadline)) - 1
            return self._keyboard.line(timeout, max(room, _NARROWEST), complete)

        return self._listen(prompt, deadline, read)

    def key(self, prompt: str, deadline: float | None = None) -> str | None:
        """A key, or a line if keys cannot be read; None if the deadline is reached first.

        Raises:
            EOFError: There is no more input.
        """
        typed = self._listen(prompt, deadline, self._key)
        if typed is not None and self._echoes and prompt:
            self.show(shown(typed))
            self.show("\n")
        return typed

    def pause(self, text: str) -> None:
        """Show a remark, and wait for a key without a limit; no time is announced."""
        stopwatch, self.stopwatch = self.stopwatch, None
        try:
            self.remark(text)
            self._keyboard.key(None)
        finally:
            self.stopwatch = stopwatch

    def say(self, lines: list[str]) -> None:
        """Add lines to the screen."""
        if lines:
            self.show("\n".join(lines) + "\n")

    def remark(self, text: str) -> None:
        """Add a line that is neither question nor answer, after the line of an open prompt."""
        self.end_line()
        self._said = True
        self.say(self._announce(text))

    def show(self, text: str) -> None:
        """Add text, now; to a terminal that was closed, nothing."""
        try:
            self._out.write(escaped(text))
            self._out.flush()
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            from quiz.terminal.ending_signals import discard_output

            discard_output()

    def discard_typeahead(self) -> None:
        """Discard keys that were typed too early; lines that a script sends are kept."""
        if self.waits:
            self._keyboard.discard_typeahead()

    def end_line(self) -> None:
        """End the line of an unanswered prompt."""
        if self._asking:
            self.show("\n")
        self._asking = False

    def _key(self, timeout: float | None) -> str | None:
        """A key that was pressed on purpose; None if the time is over first."""
        end = None if timeout is None else self.clock() + timeout
        while True:
            typed = self._keyboard.key(None if end is None else max(0.0, end - self.clock()))
            if typed is None or not self._is_accidental(typed):
                return typed

    def _is_accidental(self, typed: str) -> bool:
        """Whether a key was pressed before its question was read, or is a repetition."""
        if not self._echoes:
            return False
        now, key = self.clock(), typed.lower()
        is_held = now < self._held_until and bool(key) and not key.strip(self._held)
        if is_held:
            self._held_until = now + _REPEATS
        return is_held or now < self._quiet_until

    def _listen(
        self,
        prompt: str,
        deadline: float | None,
        read: Callable[[float | None], str | None],
    ) -> str | None:
        prompt = prompt if self._prompts else ""
        self._asking = bool(prompt)
        self.show(self._clocked(prompt, deadline))
        self._keyboard.on_continue(lambda away: self._continued(prompt, deadline, away))
        self._keyboard.on_wait(self._look_up)
        if self._restore_signals is None:
            # Slow to load, so after the first prompt.
            from quiz.terminal.ending_signals import on_ending_signal

            self._restore_signals = on_ending_signal(self._end)
        meanwhile = self.meanwhile
        if meanwhile is not None:
            self.meanwhile, self._said = None, False
            meanwhile()
            if self._said and prompt:
                self._asking = True
                self.show(self._clocked(prompt, deadline))
        while True:
            wait, said = self._wait(deadline)
            typed = read(wait)
            if typed is not None:
                self._asking = False
                return typed
            elapsed = self.stopwatch.elapsed() if self.stopwatch else 0.0
            if deadline is not None and elapsed >= deadline:
                self.end_line()
                return None
            if said:
                self.end_line()
                self.remark(said)
                self._asking = bool(prompt)
                self.show(self._clocked(prompt, deadline))
            elif prompt and self._countdown(deadline) is not None:
                self.show(f"\r\x1b[K{self._clocked(prompt, deadline)}")

    def _end(self) -> None:
        self._has_ended = True

    def _look_up(self) -> None:
        """End the input after a signal, and store the time of the session now and then.

        Raises:
            EOFError: A signal has ended the input.
        """
        if self._has_ended:
            raise EOFError
        if self.beat is None or self.stopwatch is None:
            return
        elapsed = self.stopwatch.elapsed()
        if elapsed >= self._next_beat:
            self._next_beat = elapsed + _BEAT
            self.beat()

    def _wait(self, deadline: float | None) -> tuple[float | None, str]:
        """The longest time to wait, and the announcement after it."""
        if self.stopwatch is None:
            return None, ""
        elapsed, remaining = self.stopwatch.elapsed(), self.remaining
        waits: list[tuple[float, str]] = []
        if deadline is not None:
            waits.append((deadline - elapsed, ""))
        if self.limit is not None and remaining is not None and self.says_time and self.waits:
            then = next_announcement(self.limit, remaining)
            if then is not None:
                half = "Half of the time is over: " if then == self.limit / 2 else ""
                waits.append((remaining - then, f"{half}{remaining_in_words(then)}."))
        shown = self._countdown(deadline)
        if shown is not None:
            waits.append((shown % _SECOND or _SECOND, ""))
        if not waits:
            return None, ""
        wait, said = min(waits)
        return max(0.0, wait), said

    def _countdown(self, deadline: float | None) -> float | None:
        """The seconds that the running clock shows; None if there is none, or it has run out."""
        if self.tick is None or self.stopwatch is None:
            return None
        remaining = self.remaining
        if deadline is not None:
            remaining = deadline - self.stopwatch.elapsed()
        return remaining if remaining is not None and remaining > 0 else None

    def _clocked(self, prompt: str, deadline: float | None) -> str:
        remaining = self._countdown(deadline)
        if self.tick is None or remaining is None or not prompt:
            return prompt
        return f"{self.tick(remaining)} {prompt}"

    def _continued(self, prompt: str, deadline: float | None, away: float) -> None:
        if self.stopwatch is not None:
            self.stopwatch.skip(away)
        self.show(f"\n{self._clocked(prompt, deadline)}{self._keyboard.pending}")


def remaining_in_words(seconds: float) -> str:
    """The remaining time in words: "5 minutes left"."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    parts = [f"{minutes} minute{'s' if minutes != 1 else ''}"] if minutes else []
    if rest or not minutes:
        parts.append(f"{rest} second{'s' if rest != 1 else ''}")
    return f"{' '.join(parts)} left"


def shown(typed: str) -> str:
    """The typed text, shortened to fit a line; empty if it is not printable."""
    word = typed.strip()
    if not word.isprintable():
        return ""
    return word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"
