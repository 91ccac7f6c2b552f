"""The signals that end a session: the learner's terminal was closed, or the program is to stop."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

_NAMES = ("SIGHUP", "SIGTERM")  # Windows has only the second one
_SCREENS = (1, 2)


def on_ending_signal(callback: Callable[[], None]) -> Callable[[], None]:
    """Register a callback for these signals; it must not raise, since it interrupts anything.

    Returns:
        Restores what the signals did before.
    """
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    numbers = [each for each in numbers if signal.getsignal(each) is not signal.SIG_IGN]  # nohup

    def end(_number: int, _frame: FrameType | None) -> None:
        callback()

    before = {}
    with suppress(ValueError):  # only the main thread can handle signals
        for each in numbers:
            before[each] = signal.signal(each, end)

    def restore() -> None:
        for each, handler in before.items():
            signal.signal(each, handler)

    return restore


def discard_output() -> None:
    """Discard what is written from here on: the terminal was closed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for file in _SCREENS:
        with suppress(OSError):
            os.dup2(nowhere, file)
