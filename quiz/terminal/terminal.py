"""Where a session meets a screen and a keyboard; the only place that waits."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TextIO

from quiz.terminal.keyboard import Keyboard
from quiz.terminal.layout import columns
from quiz.terminal.stopwatch import Stopwatch, next_announcement

_SHOWN = 12
"""Characters of a text that was typed or pasted instead of a key."""

_SECOND = 1.0


class Terminal:
    """An append-only screen and a keyboard.

    Attributes:
        waits: Whether input is interactive, so that the session waits for a key after each answer.
        released: Gives the terminal to another program for a while.
        meanwhile: Called once, after the next prompt: work to do while the learner reads.
        says_time: Whether the remaining time is announced.
        tick: Formats the remaining seconds as a clock before the prompt; None for no clock.
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
        """
        self.clock, self.waits, self.released = clock, waits, released
        self.tick, self.says_time = tick, says_time
        self.meanwhile: Callable[[], None] | None = None
        self.stopwatch: Stopwatch | None = None
        self.limit: float | None = None
        self._keyboard, self._out, self._echoes = keyboard, out, echoes
        self._announce, self._width, self._prompts = announce, width, prompts
        self._asking = False  # whether the cursor is after a prompt
        self._said = False  # whether a remark was made since then

    def begin(self, stopwatch: Stopwatch, limit: float | None) -> None:
        """Use a stopwatch, with the limit of the session in seconds."""
        self.stopwatch, self.limit = stopwatch, limit

    @property
    def remaining(self) -> float | None:
        """Seconds until the limit of the session; negative after it, None without a limit."""
        if self.limit is None or self.stopwatch is None:
            return None
        return self.limit - self.stopwatch.elapsed()

    def line(self, prompt: str, deadline: float | None = None) -> str | None:
        """A whole line; None if the deadline is reached first.

        Raises:
            EOFError: There is no more input.
        """
        return self._listen(prompt, deadline, at_once=False)

    def key(self, prompt: str, deadline: float | None = None) -> str | None:
        """A key, or a line if keys cannot be read; None if the deadline is reached first.

        Raises:
            EOFError: There is no more input.
        """
        typed = self._listen(prompt, deadline, at_once=True)
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
        """Add text, now."""
        self._out.write(text)
        self._out.flush()

    def discard_typeahead(self) -> None:
        """Discard keys that were typed too early; lines that a script sends are kept."""
        if self.waits:
            self._keyboard.discard_typeahead()

    def end_line(self) -> None:
        """End the line of an unanswered prompt."""
        if self._asking:
            self.show("\n")
        self._asking = False

    def _listen(self, prompt: str, deadline: float | None, *, at_once: bool) -> str | None:
        prompt = prompt if self._prompts else ""
        self._asking = bool(prompt)
        self.show(self._clocked(prompt))
        self._keyboard.on_continue(lambda away: self._continued(prompt, away))
        meanwhile = self.meanwhile
        if meanwhile is not None:
            self.meanwhile, self._said = None, False
            meanwhile()
            if self._said and prompt:
                self._asking = True
                self.show(self._clocked(prompt))
        read = self._keyboard.key if at_once else self._keyboard.line
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
                self.show(self._clocked(prompt))
            elif self._ticks:
                self._rewrite(prompt)

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
        if self._ticks and remaining is not None:
            waits.append((remaining % _SECOND or _SECOND, ""))
        if not waits:
            return None, ""
        wait, said = min(waits)
        return max(0.0, wait), said

    @property
    def _ticks(self) -> bool:
        remaining = self.remaining
        return self.tick is not None and remaining is not None and remaining > 0

    def _clocked(self, prompt: str) -> str:
        remaining = self.remaining
        if self.tick is None or remaining is None or not prompt:
            return prompt
        return f"{self.tick(remaining)} {prompt}"

    def _rewrite(self, prompt: str) -> None:
        line = self._clocked(prompt) + self._keyboard.pending
        # A line that has wrapped cannot be overwritten.
        if prompt and columns(line) < self._width():
            self.show(f"\r\x1b[K{self._clocked(prompt)}")

    def _continued(self, prompt: str, away: float) -> None:
        if self.stopwatch is not None:
            self.stopwatch.skip(away)
        self.show(f"\n{self._clocked(prompt)}{self._keyboard.pending}")


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
