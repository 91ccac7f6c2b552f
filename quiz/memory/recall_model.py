"""The recall model: how likely a learner recalls a fact on a day, fitted to their answers.

A logistic model with performance factors (PFA) and one difficulty for each fact:

    logit p = level + success · ln(1 + successes) + failure · ln(1 + failures)
              + delay · ln(max(days, 0.02)) + ease of the fact

A guess can be right as well, so the probability of a right answer is p + (1 - p) · guess. The four
numbers begin at values for an average learner and move with the learner's answers.

Source of the form: Pavlik, Cen & Koedinger 2009, "Performance Factors Analysis"; of the delay term:
Lindsey, Shroyer, Pashler & Mozer 2014, "Improving students' long-term knowledge retention through
personalized review". The starting values were chosen by simulation.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log, log1p
from types import MappingProxyType

from cards.named_tuple import NamedTuple

SHORTEST_DELAY = 0.02
"""Days. A delay counts as at least half an hour, so that its logarithm stays finite."""

MOST_TRIALS = 1_500
"""The latest answers that the model is fitted to."""

FEWEST_TRIALS = 5
"""With fewer answers the model stays as it begins."""

_ROUNDS = 8
_LARGEST_STEP = 0.5
_STEEPEST_DELAY = -0.05
"""Recall never grows while a fact is not asked."""

_EASE_DEVIATION = 1.0
"""The standard deviation of the ease of facts, in logits, before any answer."""

_CERTAIN = 1e-4
"""A probability stays at least this far from 0 and 1, or one answer would decide all."""


class Coefficients(NamedTuple):
    """The four numbers of the model, in logits."""

    level: float
    success: float
    failure: float
    delay: float


BEGINNING = Coefficients(level=-0.6, success=1.1, failure=0.8, delay=-0.45)
"""An average learner, before any answer."""

_DEVIATION = Coefficients(level=1.0, success=0.5, failure=0.4, delay=0.2)
"""How far learners differ: the standard deviation of each number."""


SAME_DAY = 0.25
"""The weight of an answer to a fact that was asked earlier on the day."""


class Practice(NamedTuple):
    """The practice of one fact so far.

    Attributes:
        successes: Right answers. A repetition on the same day counts a quarter.
        failures: Other answers, counted alike.
        last: The time of the last answer, in days.
    """

    successes: float
    failures: float
    last: float

    def after(self, now: float, *, is_right: bool) -> "Practice":
        """The practice after one more answer.

        Args:
            now: The time of the answer, in days.
            is_right: Whether it was right.
        """
        weight = SAME_DAY if int(now) == int(self.last) else 1.0
        return Practice(
            self.successes + weight * is_right, self.failures + weight * (not is_right), now
        )


def first_practice(now: float, *, is_right: bool) -> Practice:
    """The practice after the first answer to a fact."""
    return Practice(float(is_right), float(not is_right), now)


class Trial(NamedTuple):
    """An answer that the model learns from: the first one of a day to a fact met before.

    Attributes:
        fact: Id of the fact.
        successes: Right answers before.
        failures: Other answers before.
        delay: Days since the last answer.
        is_right: Whether the answer was right.
        guess: The chance of a right answer without knowing: 1 / options; near 0 for typed ones.
    """

    fact: str
    successes: float
    failures: float
    delay: float
    is_right: bool
    guess: float


class RecallModel(NamedTuple):
    """The model of one learner.

    Attributes:
        coefficients: The four numbers.
        ease: The ease of each fact that was answered often enough to tell, in logits.
    """

    coefficients: Coefficients = BEGINNING
    ease: Mapping[str, float] = MappingProxyType({})

    def recall(self, practice: Practice, now: float, fact: str | None = None) -> float:
        """The probability that a fact is recalled at a time.

        Args:
            practice: The practice of the fact.
            now: The time, in days.
            fact: Id of the fact; None for one of average ease.
        """
        ease = 0.0 if fact is None else self.ease.get(fact, 0.0)
        successes, failures, last = practice
        return probability(self.coefficients, successes, failures, now - last, ease)


def probability(
    coefficients: Coefficients, successes: float, failures: float, delay: float, ease: float = 0.0
) -> float:
    """The probability of recall after a delay in days."""
    level, success, failure, fall = coefficients
    logit = (
        level
        + success * log1p(successes)
        + failure * log1p(failures)
        + fall * log(max(delay, SHORTEST_DELAY))
        + ease
    )
    return _logistic(logit)


def fitted(trials: Sequence[Trial], begin: RecallModel | None = None) -> RecallModel:
    """The model that fits a learner's answers best, given how learners differ.

    The maximum of the posterior probability, by Fisher scoring: in turn the four numbers and the
    ease of each fact.

    Args:
        trials: The answers, the latest last; only the latest are used.
        begin: The model to begin from, such as that of the day before.
    """
    model = begin or RecallModel()
    if len(trials) < FEWEST_TRIALS:
        return model
    latest = trials[-MOST_TRIALS:]
    rows = [_features(each) for each in latest]
    facts = [each.fact for each in latest]
    coefficients = list(model.coefficients)
    ease = dict.fromkeys(facts, 0.0) | {
        fact: value for fact, value in model.ease.items() if fact in set(facts)
    }
    for _ in range(_ROUNDS):
        _step_coefficients(coefficients, rows, latest, ease)
        _step_ease(coefficients, rows, latest, ease)
    return RecallModel(Coefficients(*coefficients), MappingProxyType(ease))


_Row = tuple[float, float, float, float]


def _features(each: Trial) -> _Row:
    return (
        1.0,
        log1p(each.successes),
        log1p(each.failures),
        log(max(each.delay, SHORTEST_DELAY)),
    )


def _score(logit: float, each: Trial) -> tuple[float, float]:
    """The derivative of an answer's log likelihood by the logit, and its expected information."""
    p = _logistic(logit)
    slope = (1 - each.guess) * p * (1 - p)
    right = min(max(p + (1 - p) * each.guess, _CERTAIN), 1 - _CERTAIN)
    variance = right * (1 - right)
    return slope * (each.is_right - right) / variance, slope * slope / variance


def _step_coefficients(
    coefficients: list[float],
    rows: Sequence[_Row],
    trials: Sequence[Trial],
    ease: Mapping[str, float],
) -> None:
    """One step of Fisher scoring for the four numbers, in place."""
    size = range(len(coefficients))
    precision = [1 / deviation**2 for deviation in _DEVIATION]
    gradient = [(BEGINNING[i] - coefficients[i]) * precision[i] for i in size]
    information = [[precision[i] if i == j else 0.0 for j in size] for i in size]
    for row, each in zip(rows, trials, strict=True):
        logit = sum(map(float.__mul__, coefficients, row)) + ease[each.fact]
        score, weight = _score(logit, each)
        for i in size:
            gradient[i] += score * row[i]
            weighted = weight * row[i]
            line = information[i]
            for j in range(i, len(row)):
                line[j] += weighted * row[j]
    for i in size:
        for j in range(i):
            information[i][j] = information[j][i]
    for i, step in enumerate(_solution(information, gradient)):
        coefficients[i] += min(max(step, -_LARGEST_STEP), _LARGEST_STEP)
    coefficients[3] = min(coefficients[3], _STEEPEST_DELAY)


def _step_ease(
    coefficients: Sequence[float],
    rows: Sequence[_Row],
    trials: Sequence[Trial],
    ease: dict[str, float],
) -> None:
    """One step of Fisher scoring for the ease of each fact, in place."""
    precision = 1 / _EASE_DEVIATION**2
    scores = {fact: -value * precision for fact, value in ease.items()}
    weights = dict.fromkeys(ease, precision)
    for row, each in zip(rows, trials, strict=True):
        logit = sum(map(float.__mul__, coefficients, row)) + ease[each.fact]
        score, weight = _score(logit, each)
        scores[each.fact] += score
        weights[each.fact] += weight
    for fact, score in scores.items():
        step = score / weights[fact]
        ease[fact] += min(max(step, -_LARGEST_STEP), _LARGEST_STEP)


def _solution(matrix: Sequence[Sequence[float]], right: Iterable[float]) -> list[float]:
    """The solution of a positive definite system of linear equations, by elimination."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i, pivot in enumerate(rows):
        for below in rows[i + 1 :]:
            factor = below[i] / pivot[i]
            below[i:] = [b - factor * p for b, p in zip(below[i:], pivot[i:], strict=True)]
    found = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        known = sum(rows[i][j] * found[j] for j in range(i + 1, len(rows)))
        found[i] = (rows[i][-1] - known) / rows[i][i]
    return found


def _logistic(logit: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))
