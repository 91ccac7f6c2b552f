"""Where a session meets a screen and a keyboard; the only place that waits."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TextIO

from quiz.terminal.keyboard import Keyboard
from quiz.terminal.layout import columns
from quiz.terminal.stopwatch import Stopwatch, next_said

_SHOWN = 12
"""Letters of what was typed or pasted instead of a key."""

_SECOND = 1.0


class Terminal:
    """A screen that text is added to, and a keyboard.

    Attributes:
        waits: Whether to wait for a key after each answer: somebody sits there.
        released: Gives the terminal to another program for a while.
        meanwhile: Done once, behind the next prompt: what can be got ready while somebody reads.
        says_time: Whether the remaining time is said.
        tick: How the clock stands before the prompt, from the seconds left; None where it does not.
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
            keyboard: Where answers come from.
            out: Where everything is shown.
            clock: Seconds, from any beginning, never going back.
            waits: Whether to wait for a key after each answer.
            echoes: Whether single keys must be shown by us.
            announce: Says a text as a line of its own.
            width: Columns of the screen.
            tick: How the clock stands before the prompt; None where it does not.
            released: Gives the terminal to another program for a while.
            says_time: Whether the remaining time is said.
            prompts: Whether prompts are shown; a script that reads would stumble over them.
        """
        self.clock, self.waits, self.released = clock, waits, released
        self.tick, self.says_time = tick, says_time
        self.meanwhile: Callable[[], None] | None = None
        self.stopwatch: Stopwatch | None = None
        self.limit: float | None = None
        self._keyboard, self._out, self._echoes = keyboard, out, echoes
        self._announce, self._width, self._prompts = announce, width, prompts
        self._asking = False  # whether the cursor stands behind a prompt
        self._said = False  # whether a remark was made since

    def begin(self, stopwatch: Stopwatch, limit: float | None) -> None:
        """Take a clock on, and the seconds that it may run to."""
        self.stopwatch, self.limit = stopwatch, limit

    @property
    def remaining(self) -> float | None:
        """Seconds that are left of the whole; below 0 when it is over, None without a limit."""
        if self.limit is None or self.stopwatch is None:
            return None
        return self.limit - self.stopwatch.elapsed()

    def line(self, prompt: str, deadline: float | None = None) -> str | None:
        """A whole line; None when the clock has reached the deadline.

        Raises:
            EOFError: There is no more input.
        """
        return self._listen(prompt, deadline, at_once=False)

    def key(self, prompt: str, deadline: float | None = None) -> str | None:
        """A key, or a line where keys cannot be read; None when the deadline is reached.

        Raises:
            EOFError: There is no more input.
        """
        typed = self._listen(prompt, deadline, at_once=True)
        if typed is not None and self._echoes and prompt:
            self.show(shown(typed))
            self.show("\n")
        return typed

    def pause(self, told: str) -> None:
        """Say something, and wait for a key however long it takes; no time is announced."""
        stopwatch, self.stopwatch = self.stopwatch, None
        try:
            self.remark(told)
            self._keyboard.key(None)
        finally:
            self.stopwatch = stopwatch

    def say(self, lines: list[str]) -> None:
        """Add lines to the screen."""
        if lines:
            self.show("\n".join(lines) + "\n")

    def remark(self, text: str) -> None:
        """Add a line that is neither question nor answer; a prompt that stands there is left."""
        self.end_line()
        self._said = True
        self.say(self._announce(text))

    def show(self, text: str) -> None:
        """Add text, now."""
        self._out.write(text)
        self._out.flush()

    def discard_typeahead(self) -> None:
        """Drop what was typed ahead, if somebody types; what a script sends is kept."""
        if self.waits:
            self._keyboard.discard_typeahead()

    def end_line(self) -> None:
        """Leave the line of a prompt that nobody has answered."""
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
        """How long to wait at most, and what is said then."""
        if self.stopwatch is None:
            return None, ""
        elapsed, remaining = self.stopwatch.elapsed(), self.remaining
        waits: list[tuple[float, str]] = []
        if deadline is not None:
            waits.append((deadline - elapsed, ""))
        if self.limit is not None and remaining is not None and self.says_time and self.waits:
            mark = next_said(self.limit, remaining)
            if mark is not None:
                half = "Half of the time is over: " if mark == self.limit / 2 else ""
                waits.append((remaining - mark, f"{half}{time_left(mark)}."))
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
        # A line that has wrapped cannot be written over.
        if prompt and columns(line) < self._width():
            self.show(f"\r\x1b[K{self._clocked(prompt)}")

    def _continued(self, prompt: str, away: float) -> None:
        if self.stopwatch is not None:
            self.stopwatch.skip(away)
        self.show(f"\n{self._clocked(prompt)}{self._keyboard.pending}")


def time_left(seconds: float) -> str:
    """What is left, in words: "5 minutes left"."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    parts = [f"{minutes} minute{'s' if minutes != 1 else ''}"] if minutes else []
    if rest or not minutes:
        parts.append(f"{rest} second{'s' if rest != 1 else ''}")
    return f"{' '.join(parts)} left"


def shown(typed: str) -> str:
    """What was typed, as far as it can be shown in a line."""
    word = typed.strip()
    if not word.isprintable():
        return ""
    return word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"
