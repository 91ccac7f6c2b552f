"""Measures how long a session has taken, and when its remaining time is to be said."""

from collections.abc import Callable

_SAID = (600.0, 300.0, 60.0)
"""Seconds before the end at which the remaining time is said, beside half of it."""

_SINCE = 0.1
"""Seconds in which a clock that was waited for may come too early."""


class Stopwatch:
    """Counts the seconds of a session; it can be stopped for a while."""

    def __init__(self, clock: Callable[[], float], elapsed: float = 0.0) -> None:
        """Begin to count.

        Args:
            clock: Seconds, from any beginning, never going back.
            elapsed: What the session had taken already.
        """
        self._clock = clock
        self._began = clock() - elapsed
        self.away = 0.0

    def elapsed(self) -> float:
        """Seconds since the beginning, pauses taken off."""
        return self._clock() - self._began

    def skip(self, seconds: float) -> None:
        """Take a pause off."""
        self._began += seconds
        self.away += seconds


def next_said(limit: float, remaining: float) -> float | None:
    """The seconds before the end at which time is said next; None where it is not said again.

    Args:
        limit: What the whole session may take.
        remaining: What is left of it.
    """
    marks = [mark for mark in (limit / 2, *_SAID) if mark < min(limit, remaining - _SINCE)]
    return max(marks, default=None)
