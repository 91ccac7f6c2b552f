"""The forgetting curve of FSRS-6: how likely a fact is recalled after some time."""

DECAY = 0.1542
"""How steeply the curve falls: w20 of the default parameters."""

_FACTOR = 0.9 ** (-1 / DECAY) - 1
"""Makes the retrievability 0.9 after as many days as the stability says."""

SECONDS_A_DAY = 86_400


def retrievability(stability: float, seconds: float) -> float:
    """The probability that a fact is recalled, from 0 to 1.

    It counts parts of days; FSRS itself counts whole ones.

    Args:
        stability: The days after which it is 0.9.
        seconds: The time since the last review.
    """
    days = max(0.0, seconds / SECONDS_A_DAY)
    return float((1 + _FACTOR * days / stability) ** -DECAY)
