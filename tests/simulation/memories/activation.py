"""A memory that follows ACT-R: each question leaves a trace that decays by a power of its age.

The higher the activation at a question, the faster its trace decays: Pavlik & Anderson 2005,
"Practice and forgetting effects on vocabulary memory". The constants are those that
github.com/open-spaced-repetition/srs-benchmark, models/act_r.py, quotes from it. The spread of
learners and facts is assumed.
"""

from math import exp, log
from random import Random

from tests.simulation.memories.hidden import HiddenMemory, for_each_side, logistic, normals

_INTERCEPT, _SCALE = 0.176786766570677, 0.216967308403809
"""The decay of a trace: intercept + scale · exp(activation)."""

_NOISE, _THRESHOLD = 0.254893976981164, -0.704205679427144
_SECONDS_THAT_COUNT = 86_400 * 0.025
"""A day outside the laboratory interferes as much as a 40th of a day in it."""

_KNOWN_BEFORE = (30.0, 20.0, 10.0)
"""Days before the first question on which a fact that is known was studied."""


class ActivationMemory(HiddenMemory):
    """A memory by ACT-R."""

    def __init__(self, random: Random, facts: int) -> None:
        super().__init__(random, facts)
        self._intercept = _INTERCEPT * exp(random.gauss(0, 0.2))
        self._scale = _SCALE * exp(random.gauss(0, 0.2))
        self._noise = _NOISE * exp(random.gauss(0, 0.2))
        learner = _THRESHOLD + random.gauss(0, 0.2)
        self._threshold = [learner + each for each in for_each_side(normals(random, 0.3, facts))]
        self._traces: list[list[tuple[float, float]]] = [[] for _ in self._threshold]

    def recall_of_met(self, trace: int, now: float) -> float:
        return logistic((self._activation(trace, now) - self._threshold[trace]) / self._noise)

    def begin(self, trace: int, now: float, *, is_recalled: bool) -> None:
        if is_recalled:
            self._traces[trace] = [(now - ago, self._intercept + 0.05) for ago in _KNOWN_BEFORE]
            self.repeat(trace, now, is_recalled=True)
        else:
            self._traces[trace] = [(now, self._intercept)]

    def repeat(self, trace: int, now: float, *, is_recalled: bool) -> None:  # noqa: ARG002 -- the model has no failures
        decay = self._intercept + self._scale * exp(self._activation(trace, now))
        self._traces[trace].append((now, decay))

    def _activation(self, trace: int, now: float) -> float:
        return log(
            sum(
                max((now - begun) * _SECONDS_THAT_COUNT, 1.0) ** -decay
                for begun, decay in self._traces[trace]
            )
        )
