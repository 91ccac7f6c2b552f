"""A memory that follows the multiscale context model: leaky integrators at many time scales.

Mozer, Pashler, Cepeda, Lindsey & Vul 2009, "Predicting the optimal spacing of study: a multiscale
context model of memory". The constants are assumed.
"""

from itertools import accumulate
from math import exp
from random import Random

from tests.simulation.memories.hidden import HiddenMemory, for_each_side, normals

_SCALES = 24
_SHORTEST, _LONGEST = 0.02, 1_000.0
"""The time constants of the fastest and the slowest integrator, in days."""

_WEIGHTS = tuple(0.9**number for number in range(_SCALES))
_TOTALS = tuple(accumulate(_WEIGHTS))
_GAIN = 1.35
_AFTER_RECALL, _AFTER_FAILURE = 0.62, 0.38
_SAME_DAY = 0.35
_KNOWN_BEFORE = 0.9


class MultiscaleMemory(HiddenMemory):
    """A memory by the multiscale context model."""

    def __init__(self, random: Random, facts: int) -> None:
        super().__init__(random, facts)
        learner = exp(random.gauss(0, 0.4))
        steps = [number / (_SCALES - 1) for number in range(_SCALES)]
        self._days = [_SHORTEST * (_LONGEST / _SHORTEST) ** step * learner for step in steps]
        rate = exp(random.gauss(0, 0.25))
        self._rate = [rate * exp(each) for each in for_each_side(normals(random, 0.4, facts))]
        self._levels = [[0.0] * _SCALES for _ in self._rate]
        self._last = [0.0] * len(self._rate)

    def recall_of_met(self, trace: int, now: float) -> float:
        levels = self._leaked(trace, now)
        total = sum(weight * level for weight, level in zip(_WEIGHTS, levels, strict=True))
        return min(max(total / _TOTALS[-1] * _GAIN, 0.0), 0.995)

    def begin(self, trace: int, now: float, *, is_recalled: bool) -> None:
        self._last[trace] = float("-inf")
        self.repeat(trace, now, is_recalled=is_recalled)
        if is_recalled:
            self._levels[trace] = [max(level, _KNOWN_BEFORE) for level in self._levels[trace]]

    def repeat(self, trace: int, now: float, *, is_recalled: bool) -> None:
        last = self._last[trace]
        levels = self._leaked(trace, now)
        activations = accumulate(w * level for w, level in zip(_WEIGHTS, levels, strict=True))
        learned = (_AFTER_RECALL if is_recalled else _AFTER_FAILURE) * self._rate[trace]
        step = min(learned, 0.95) * (_SAME_DAY if now - last < 1 and int(now) == int(last) else 1)
        self._levels[trace] = [
            level + step * max(0.0, 1 - activation / total)
            for level, activation, total in zip(levels, activations, _TOTALS, strict=True)
        ]
        self._last[trace] = now

    def _leaked(self, trace: int, now: float) -> list[float]:
        delay = max(0.0, now - self._last[trace])
        return [
            level * exp(-delay / days)
            for level, days in zip(self._levels[trace], self._days, strict=True)
        ]
