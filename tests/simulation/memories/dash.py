"""A memory that follows DASH: a logistic model of the answers in several windows of time.

DASH[MCM] of Lindsey, Shroyer, Pashler & Mozer 2014, "Improving students' long-term knowledge
retention through personalized review", with counts that leak at four rates instead of hard windows,
as in github.com/open-spaced-repetition/srs-benchmark, models/dash.py. The weights have the
distribution of the fits to 39 users there. The difficulty of facts is assumed. The recall model of
`quiz.memory` is of the same family, so this model favours it.
"""

from math import exp, log1p
from random import Random

from tests.simulation.memories.hidden import (
    HiddenMemory,
    correlated,
    for_each_side,
    logistic,
    normals,
)

_DAYS = (0.2434, 1.9739, 16.0090, 129.8426)
"""The time in which each count leaks to a third."""

_MEANS = (0.626, 0.976, 0.53, 1.003, -0.125, 0.838, -0.02, 0.742, 0.849)
_DEVIATIONS = (0.543, 0.421, 0.379, 0.451, 0.332, 0.297, 0.29, 0.325, 0.415)
_LOADINGS = (
    (0.31, -0.69, -0.29),
    (0.56, -0.53, 0.54),
    (0.74, -0.55, -0.14),
    (0.67, -0.21, 0.52),
    (0.7, 0.3, -0.54),
    (0.79, 0.11, -0.37),
    (0.44, 0.71, 0.15),
    (0.52, 0.68, -0.08),
    (0.25, 0.34, 0.76),
)
"""Of the answers and the right answers at each rate in turn, and of a constant."""

_HARDER = 1.2
"""Facts here are harder than the cards of these users, in logits."""


class DashMemory(HiddenMemory):
    """A memory by DASH."""

    def __init__(self, random: Random, facts: int) -> None:
        super().__init__(random, facts)
        *weights, self._constant = correlated(random, _MEANS, _DEVIATIONS, _LOADINGS)
        self._answer_weights, self._right_weights = weights[::2], weights[1::2]
        self._hardness = [_HARDER + each for each in for_each_side(normals(random, 1, facts))]
        self._answers = [[0.0] * len(_DAYS) for _ in self._hardness]
        self._right = [[0.0] * len(_DAYS) for _ in self._hardness]
        self._last = [0.0] * len(self._hardness)

    def recall_of_met(self, trace: int, now: float) -> float:
        leaks = self._leaks(trace, now)
        answers = zip(self._answer_weights, self._answers[trace], leaks, strict=True)
        right = zip(self._right_weights, self._right[trace], leaks, strict=True)
        total = sum(weight * log1p(count * leak) for weight, count, leak in (*answers, *right))
        return logistic(total + self._constant - self._hardness[trace])

    def begin(self, trace: int, now: float, *, is_recalled: bool) -> None:
        self.repeat(trace, now, is_recalled=is_recalled)

    def repeat(self, trace: int, now: float, *, is_recalled: bool) -> None:
        leaks = self._leaks(trace, now)
        for counts, more in ((self._answers, 1.0), (self._right, float(is_recalled))):
            counts[trace] = [c * leak + more for c, leak in zip(counts[trace], leaks, strict=True)]
        self._last[trace] = now

    def _leaks(self, trace: int, now: float) -> list[float]:
        delay = max(0.0, now - self._last[trace])
        return [exp(-delay / days) for days in _DAYS]
