"""A memory that follows FSRS-6, with different parameters for each learner.

The equations are those of FSRS-6 (github.com/open-spaced-repetition/awesome-fsrs, "The Algorithm").
The parameters have the distribution of the fits to 40 users of Anki in
github.com/open-spaced-repetition/srs-benchmark, result/FSRS-6-recency.jsonl: means, deviations and
four factors. The spread of facts and the noise are assumed. All policies with FSRS use the same
equations, so this model favours them.
"""

from itertools import accumulate
from math import exp
from random import Random

from tests.simulation.memories.hidden import HiddenMemory, correlated, for_each_side, normals

_MEANS = (
    *(-1.493, -0.04, 0.677, 2.451, 7.044, 0.524, 2.248, 0.142, 1.489, 0.364, 0.96),
    *(1.808, 0.12, 0.309, 2.204, 0.47, 2.911, 0.799, 0.475, 0.31, -1.424),
)
_DEVIATIONS = (
    *(1.378, 1.413, 1.623, 1.456, 0.294, 0.223, 0.243, 0.111, 0.33, 0.205, 0.282),
    *(0.096, 0.033, 0.104, 0.286, 0.168, 0.595, 0.243, 0.288, 0.165, 0.628),
)
_LOADINGS = (
    (-0.63, -0.04, 0.27, 0.51),
    (-0.82, 0.2, -0.01, 0.18),
    (-0.82, 0.07, -0.12, 0.35),
    (-0.68, 0.28, -0.05, 0.03),
    (0.76, -0.08, 0.23, -0.09),
    (-0.82, -0.02, 0.06, 0.06),
    (0.17, -0.32, -0.46, 0.59),
    (-0.2, 0.4, 0.5, 0.26),
    (-0.85, 0.33, 0.04, -0.12),
    (0.51, -0.05, -0.44, 0.09),
    (-0.83, 0.33, -0.03, -0.15),
    (-0.73, -0.52, 0.13, -0.22),
    (0.65, 0.59, -0.04, 0.05),
    (-0.45, -0.64, 0.3, -0.09),
    (-0.38, -0.19, 0.24, -0.24),
    (0.1, 0.01, 0.66, -0.23),
    (-0.56, 0.26, -0.37, -0.13),
    (-0.11, 0.43, -0.48, -0.56),
    (-0.65, -0.18, -0.33, -0.27),
    (-0.26, -0.26, -0.44, 0.19),
    (-0.02, -0.67, -0.21, -0.24),
)
_LOGARITHMS, _ROOTS = (0, 1, 2, 3, 20), (7, 9, 15, 18, 19)
"""Parameters that are fitted as logarithms, and as square roots."""

_LOWEST = (
    *(0.01, 0.01, 0.01, 0.01, 1, 0.001, 0.001, 0.001, 0, 0, 0.001),
    *(0.001, 0.001, 0.001, 0, 0, 1, 0, 0, 0, 0.1),
)
_HIGHEST = (
    *(100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5),
    *(5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8),
)
"""The bounds that FSRS sets for its parameters."""

_SHORTEST = 0.01
_NOISE = 0.15
"""The deviation of the logarithm of a stability after an answer."""


class FsrsMemory(HiddenMemory):
    """A memory by FSRS-6."""

    def __init__(self, random: Random, facts: int) -> None:
        super().__init__(random, facts)
        self._w = _parameters(random)
        self._decay = -self._w[20]
        self._factor = 0.9 ** (1 / self._decay) - 1
        ease = for_each_side(normals(random, 1, facts))
        self._longer = [exp(each / 2) for each in ease]
        self._easier = ease
        self._stability = [1.0] * len(ease)
        self._difficulty = [5.0] * len(ease)
        self._last = [0.0] * len(ease)

    def recall_of_met(self, trace: int, now: float) -> float:
        delay = max(0.0, now - self._last[trace])
        return float((1 + self._factor * delay / self._stability[trace]) ** self._decay)

    def begin(self, trace: int, now: float, *, is_recalled: bool) -> None:
        w, rating = self._w, _rating(is_recalled)
        self._stability[trace] = max(w[rating - 1] * self._longer[trace], _SHORTEST)
        difficulty = min(max(w[4] - exp(w[5] * (rating - 1)) + 1, 1.0), 10.0)
        self._difficulty[trace] = min(max(difficulty - self._easier[trace], 1.0), 10.0)
        self._last[trace] = now

    def repeat(self, trace: int, now: float, *, is_recalled: bool) -> None:
        w, rating = self._w, _rating(is_recalled)
        stability, difficulty = self._stability[trace], self._difficulty[trace]
        if int(now) == int(self._last[trace]):
            growth = exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
            after = stability * (max(growth, 1.0) if is_recalled else growth)
        elif is_recalled:
            forgotten = exp((1 - self.recall_of_met(trace, now)) * w[10]) - 1
            after = stability * (1 + exp(w[8]) * (11 - difficulty) * stability ** -w[9] * forgotten)
        else:
            forgotten = exp((1 - self.recall_of_met(trace, now)) * w[14])
            lapsed = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * forgotten
            after = min(lapsed, stability / exp(w[17] * w[18]))
        self._stability[trace] = max(after * exp(self.random.gauss(0, _NOISE)), _SHORTEST)
        damped = difficulty - (10 - difficulty) * w[6] * (rating - 3) / 9
        easiest = w[4] - exp(w[5] * 3) + 1
        self._difficulty[trace] = min(max(w[7] * easiest + (1 - w[7]) * damped, 1.0), 10.0)
        self._last[trace] = now


def _rating(is_recalled: bool) -> int:
    return 3 if is_recalled else 1


def _parameters(random: Random) -> list[float]:
    drawn = correlated(random, _MEANS, _DEVIATIONS, _LOADINGS)
    for index in _LOGARITHMS:
        drawn[index] = exp(drawn[index])
    for index in _ROOTS:
        drawn[index] = max(drawn[index], 0.0) ** 2
    bounded = [
        min(max(value, low), high)
        for value, low, high in zip(drawn, _LOWEST, _HIGHEST, strict=True)
    ]
    return [*accumulate(bounded[:4], max), *bounded[4:]]
