"""A progress bar on stderr for work that takes longer than a second; only on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import click

from quiz.cli.options import is_terminal

_STEPS = 500
"""How often a bar grows: a terminal is slow."""

_MANY = 5_000
"""Records of a log from which on they are read for a second or more."""


@contextmanager
def progress_bar(label: str, length: int, *, shown: bool = True) -> Iterator[Callable[[int], None]]:
    """A bar that grows by what the function is called with.

    Args:
        label: The work, such as `Reading`.
        length: The sum of all calls.
        shown: Whether it takes long enough for a bar.
    """
    if not (shown and is_terminal(sys.stderr)):
        yield lambda _: None
        return
    steps = max(length // _STEPS, 1)
    with click.progressbar(
        length=max(length, 1), label=label, file=sys.stderr, update_min_steps=steps
    ) as bar:
        yield bar.update


def records_bar(
    label: str, records: int, *, shown: bool = True
) -> AbstractContextManager[Callable[[int], None]]:
    """A bar for records of a log, if they are many."""
    return progress_bar(label, records, shown=shown and records >= _MANY)
