"""Measures the time of a session, and finds the moments to announce the remaining time."""

from collections.abc import Callable

_ANNOUNCED = (600.0, 300.0, 60.0)
"""Seconds before the end at which the remaining time is announced, besides half of the time."""

_TOLERANCE = 0.1
"""Seconds by which a wait may end too early."""


class Stopwatch:
    """Counts the seconds of a session; it can be stopped for a while."""

    def __init__(self, clock: Callable[[], float], elapsed: float = 0.0) -> None:
        """Begin to count.

        Args:
            clock: A monotonic clock, in seconds.
            elapsed: Seconds that the session has taken before.
        """
        self._clock = clock
        self._began = clock() - elapsed
        self.away = 0.0

    def elapsed(self) -> float:
        """Seconds since the beginning, without pauses."""
        return self._clock() - self._began

    def skip(self, seconds: float) -> None:
        """Leave a pause out of the count."""
        self._began += seconds
        self.away += seconds


def next_announcement(limit: float, remaining: float) -> float | None:
    """The seconds before the end at which time is announced next; None if it is not again.

    Args:
        limit: Seconds for the whole session.
        remaining: Seconds until the limit.
    """
    latest = min(limit, remaining - _TOLERANCE)
    return max((then for then in (limit / 2, *_ANNOUNCED) if then < latest), default=None)
