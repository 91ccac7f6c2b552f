"""The hidden memory of a simulated learner, which no policy can see.

To add a model, write a subclass of `HiddenMemory` and add it to `models.MODELS`.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from math import exp, log
from random import Random

from tests.simulation.course import SIDES

_KNOWN_SHARE = 0.15
"""The part of the facts that are known before the course."""

_KNOWN, _UNKNOWN = 0.9, 0.03
"""The recall of a fact that was known before, and of one that was not."""


def logistic(logit: float) -> float:
    """The probability of a logit."""
    return 1 / (1 + exp(-max(-40.0, min(40.0, logit))))


def logit(probability: float) -> float:
    """The logit of a probability, kept away from 0 and 1."""
    inside = min(max(probability, 1e-6), 1 - 1e-6)
    return log(inside / (1 - inside))


class HiddenMemory(ABC):
    """The memory of a learner. Each side of a fact is one trace.

    A subclass draws the parameters of the learner and of each fact when it is constructed.
    """

    def __init__(self, random: Random, facts: int) -> None:
        """Draw which facts are known before the course.

        Args:
            random: The source of randomness of this learner.
            facts: How many facts there are.
        """
        self.random = random
        self.met = [False] * (facts * SIDES)
        known = [random.random() < _KNOWN_SHARE for _ in range(facts)]
        self._before = [_KNOWN if each else _UNKNOWN for each in known for _ in range(SIDES)]

    def recall(self, trace: int, now: float) -> float:
        """The probability of free recall.

        Args:
            trace: `SIDES` times the number of the fact, plus the side.
            now: The time, in days.
        """
        return self.recall_of_met(trace, now) if self.met[trace] else self._before[trace]

    def study(self, trace: int, now: float, *, is_recalled: bool) -> None:
        """Change a trace after it was asked and explained.

        Args:
            trace: The trace.
            now: The time, in days.
            is_recalled: Whether the learner recalled it.
        """
        if self.met[trace]:
            self.repeat(trace, now, is_recalled=is_recalled)
        else:
            self.begin(trace, now, is_recalled=is_recalled)
            self.met[trace] = True

    @abstractmethod
    def recall_of_met(self, trace: int, now: float) -> float:
        """The probability of free recall of a trace that was studied."""

    @abstractmethod
    def begin(self, trace: int, now: float, *, is_recalled: bool) -> None:
        """Set a trace after its first question."""

    @abstractmethod
    def repeat(self, trace: int, now: float, *, is_recalled: bool) -> None:
        """Change a trace after a later question."""


def for_each_side(values: Sequence[float]) -> list[float]:
    """A value of each fact as one of each trace."""
    return [value for value in values for _ in range(SIDES)]


def normals(random: Random, deviation: float, count: int) -> list[float]:
    """Numbers from a normal distribution around 0."""
    return [random.gauss(0, deviation) for _ in range(count)]


def correlated(
    random: Random,
    means: Sequence[float],
    deviations: Sequence[float],
    loadings: Sequence[Sequence[float]],
) -> list[float]:
    """The parameters of one learner, drawn from a factor model of many learners.

    Args:
        random: The source of randomness.
        means: The mean of each parameter.
        deviations: The standard deviation of each.
        loadings: The correlation of each with every factor.
    """
    factors = normals(random, 1, len(loadings[0]))
    found = []
    for mean, deviation, row in zip(means, deviations, loadings, strict=True):
        unexplained = max(0.0, 1 - sum(each * each for each in row)) ** 0.5
        common = sum(a * b for a, b in zip(row, factors, strict=True))
        found.append(mean + deviation * (common + unexplained * random.gauss(0, 1)))
    return found
