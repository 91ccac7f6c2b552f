"""The gain of studying a fact: how much more of it is recalled on the exam day, for each second.

The best of several plans counts: one to five repetitions, spread evenly until the exam.
"""

from math import exp, log, log1p

from cards.named_tuple import NamedTuple
from quiz.memory.recall_model import SHORTEST_DELAY, Practice, RecallModel, probability

MOST_REPETITIONS = 5
"""Repetitions in the longest plan that is compared."""

_SHORTEST_GAP = 0.7
"""Days. Repetitions that are nearer to one another fall on one day, and gain little."""

KNOWN_BEFORE = 0.15
"""The share of facts that a learner knows without having met them here."""


class QuestionTimes(NamedTuple):
    """How long one question takes, with reading its explanation, in seconds."""

    right: float = 9.0
    wrong: float = 17.0
    new: float = 25.0


def gain_of_repeating(
    model: RecallModel, fact: str, practice: Practice, now: float, exam: float, times: QuestionTimes
) -> float:
    """The gain of asking a fact again, per second.

    Args:
        model: The learner's recall model.
        fact: Id of the fact.
        practice: Its practice so far.
        now: The time, in days.
        exam: The time of the exam, in days.
        times: How long questions take.
    """
    level, success, failure, fall = model.coefficients
    base = level + model.ease.get(fact, 0.0)
    successes, failures, last = practice
    remaining = max(exam - now, SHORTEST_DELAY)
    since = log(max(now - last, SHORTEST_DELAY))
    unasked = log(max(exam - last, SHORTEST_DELAY))
    strength = success * log1p(successes) + failure * log1p(failures) + base
    unaided = 1 / (1 + exp(-strength - fall * unasked))
    best = float("-inf")
    for repetitions in range(1, MOST_REPETITIONS + 1):
        gap = remaining / repetitions
        if repetitions > 1 and gap < _SHORTEST_GAP:
            break
        right, wrong, cost, log_gap = successes, failures, 0.0, log(max(gap, SHORTEST_DELAY))
        recalled = 1 / (1 + exp(-strength - fall * since))
        for _ in range(repetitions):
            cost += recalled * times.right + (1 - recalled) * times.wrong
            right += recalled
            wrong += 1 - recalled
            logit = base + success * log1p(right) + failure * log1p(wrong) + fall * log_gap
            recalled = 1 / (1 + exp(-logit))
        best = max(best, (recalled - unaided) / cost)
    return best


def gain_of_a_new_fact(model: RecallModel, remaining: float, times: QuestionTimes) -> float:
    """The gain of beginning a fact, per second.

    Its first question teaches it, and counts as a failure.

    Args:
        model: The learner's recall model.
        remaining: Days until the exam.
        times: How long questions take.
    """
    best = float("-inf")
    for repetitions in range(MOST_REPETITIONS + 1):
        gap = max(remaining, SHORTEST_DELAY) / (repetitions + 1)
        if repetitions and gap < _SHORTEST_GAP:
            break
        right, wrong, cost = 0.0, 1.0, times.new
        for _ in range(repetitions):
            recalled = probability(model.coefficients, right, wrong, gap)
            cost += recalled * times.right + (1 - recalled) * times.wrong
            right += recalled
            wrong += 1 - recalled
        recalled = probability(model.coefficients, right, wrong, gap)
        best = max(best, (1 - KNOWN_BEFORE) * recalled / cost)
    return best
