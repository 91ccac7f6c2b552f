"""A memory whose half-life grows by the same factor with each success, however long ago the last.

The forgetting curve is that of half-life regression (Settles & Meeder 2016, "A trainable spaced
repetition model for language learning"). There is no benefit of spacing beyond a day, on purpose:
the model is hostile to policies that rely on it. The constants are assumed.
"""

from math import exp, log
from random import Random

from tests.simulation.memories.hidden import HiddenMemory, for_each_side, normals

_FIRST_DAYS, _GROWTH = 1.8, 0.9
_KNOWN_BEFORE = 8
"""How many times longer the first half-life of a fact is that was known before."""


class HalfLifeMemory(HiddenMemory):
    """A memory with an exponential forgetting curve."""

    def __init__(self, random: Random, facts: int) -> None:
        super().__init__(random, facts)
        learner = exp(random.gauss(0, 0.3))
        spread = for_each_side(normals(random, 0.5, facts))
        self._first = [_FIRST_DAYS * exp(each) * learner for each in spread]
        self._growth = exp(random.gauss(log(_GROWTH), 0.25))
        self._half_life = [1.0] * len(spread)
        self._last = [0.0] * len(spread)

    def recall_of_met(self, trace: int, now: float) -> float:
        return float(2.0 ** (-max(0.0, now - self._last[trace]) / self._half_life[trace]))

    def begin(self, trace: int, now: float, *, is_recalled: bool) -> None:
        self._half_life[trace] = self._first[trace] * (_KNOWN_BEFORE if is_recalled else 1)
        self._last[trace] = now

    def repeat(self, trace: int, now: float, *, is_recalled: bool) -> None:
        is_same_day = int(now) == int(self._last[trace])
        before = self._half_life[trace]
        if is_recalled:
            after = before * (1 + self._growth * (0.15 if is_same_day else 1.0))
        else:
            shorter, learned = (0.9, 1.05) if is_same_day else (0.6, 1.3)
            after = max(self._first[trace], before * shorter) * learned
        self._half_life[trace], self._last[trace] = after, now
