"""How far a share of right answers can be trusted: the Wilson interval; knows no quiz."""

from dataclasses import dataclass
from math import sqrt

_Z = 1.959964
"""The normal deviate that leaves 2.5 % on either side."""


@dataclass(frozen=True, kw_only=True)
class Interval:
    """Two shares, from 0 to 1, that the true one lies between 95 times in a hundred."""

    low: float
    high: float


def wilson(right: float, asked: int) -> Interval:
    """The 95 % interval around a share of right answers.

    It stays within 0 and 1 and is fair for few answers, where the usual mean plus and minus two
    standard errors is not.

    Args:
        right: How many were right; half ones count half.
        asked: Of how many; 0 tells nothing, and gives the whole range.

    Source: E. B. Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    if not asked:
        return Interval(low=0.0, high=1.0)
    share = right / asked
    spread = _Z * _Z / asked
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / asked + spread / (4 * asked)) / (1 + spread)
    # With none or all right, an end lies on 0 or 1, which sums of floats only come near to.
    return Interval(
        low=0.0 if right == 0 else max(0.0, middle - half),
        high=1.0 if right == asked else min(1.0, middle + half),
    )
