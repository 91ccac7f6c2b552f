"""How long the right answers in a template usually take."""

from math import exp, log
from typing import NamedTuple

_FEWEST = 5
"""Right answers in a template before any of its answers is called slow."""

_LATEST = 50
"""Right answers that the usual time follows, so that it keeps up with a learner who gets faster."""

_SHORTEST = 0.1
"""Seconds: a program that answers by itself takes no time at all."""


class Pace(NamedTuple):
    """How long the right answers in one template take.

    Attributes:
        answers: How many there are.
        log_seconds: The moving mean of the logarithm of their seconds. One answer after a long
            interruption moves it little.
    """

    answers: int = 0
    log_seconds: float = 0.0

    @property
    def usual(self) -> float | None:
        """The usual time in seconds; None after too few answers."""
        return exp(self.log_seconds) if self.answers >= _FEWEST else None

    def after(self, seconds: float) -> "Pace":
        """The pace after one more right answer."""
        answers = self.answers + 1
        step = (log(max(seconds, _SHORTEST)) - self.log_seconds) / min(answers, _LATEST)
        return Pace(answers, self.log_seconds + step)
