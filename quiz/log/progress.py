"""The progress of long work, as its caller can show it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

Done = Callable[[int], None]
"""Called with each part that is done."""

Progress = Callable[[int], AbstractContextManager[Done]]
"""Makes a context for work of that size, whose function is called with each part."""


def not_shown(_: int) -> AbstractContextManager[Done]:
    """Progress that is not shown."""
    return nullcontext(lambda _: None)
