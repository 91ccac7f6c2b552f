"""The Wilson interval: how precisely a share of right answers is known."""

from dataclasses import dataclass
from math import sqrt

_Z = 1.959964
"""The quantile of the normal distribution with 2.5 % beyond it on either side."""


@dataclass(frozen=True, kw_only=True)
class Interval:
    """The bounds of a share, from 0 to 1; the true share lies within in 95 of 100 cases."""

    low: float
    high: float


def wilson(right: float, asked: float) -> Interval:
    """The 95 % interval around a share of right answers.

    It stays within 0 and 1 and is fair for few answers, where the usual mean plus and minus two
    standard errors is not.

    Args:
        right: How many answers were right; a half right one counts half.
        asked: How many answers there are; 0 gives the whole range.

    Source: E. B. Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    if not asked:
        return Interval(low=0.0, high=1.0)
    share = right / asked
    spread = _Z * _Z / asked
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / asked + spread / (4 * asked)) / (1 + spread)
    # With none or all right, a bound is exactly 0 or 1, which floating point only approximates.
    return Interval(
        low=0.0 if right == 0 else max(0.0, middle - half),
        high=1.0 if right == asked else min(1.0, middle + half),
    )
