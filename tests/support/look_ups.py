"""Counts the work of a function, so that tests of growth read no clock."""

import sys
from collections.abc import Callable
from types import FrameType


def look_ups(work: Callable[[], object]) -> int:
    """The number of function calls and generator steps that some work takes."""
    count = 0

    def entered(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(entered)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
