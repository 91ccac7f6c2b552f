"""Plots in Unicode blocks. The numbers are next to them, so nothing is lost without the plots."""

from collections.abc import Sequence

_LEVELS = "▁▂▃▄▅▆▇█"
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL, _LIGHT = "█", "░"


def column_plot(values: Sequence[float]) -> str:
    """One column for each value; the largest is full, and 0 is a dot."""
    largest = max(values, default=0.0)
    return "".join(
        _LEVELS[max(0, round(value / largest * len(_LEVELS)) - 1)] if value > 0 else "·"
        for value in values
    )


def bar(share: float, width: int) -> str:
    """A bar for a share from 0 to 1, filled to an eighth of a character."""
    eighths = round(min(max(share, 0.0), 1.0) * width * len(_EIGHTHS))
    full, rest = divmod(eighths, len(_EIGHTHS))
    return (_FULL * full + (_EIGHTHS[rest] if rest else "")).ljust(width, _LIGHT)
