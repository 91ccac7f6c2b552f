"""Keys typed into a quiz at a terminal, for the tests of keys."""

from tests.support.learner import (
    MUSCLE,
    ROLE,
)
from tests.support.terminal import Terminal

PLAIN_RUN = ("--no-contrast",)


FIVE = ("-n", "5", *ROLE, *MUSCLE, "--seed", "13")
"""A quiz with room for a pair of contrasts; its first question has a neighbour that it omits."""


def says(terminal: Terminal, keys: str) -> str:
    """Press keys that do not answer; return the output."""
    terminal.type(keys)
    return terminal.until("\r\n> ")


def ends_with_score(terminal: Terminal) -> str:
    """Continue after the last answer; return the result."""
    terminal.type(" ")
    terminal.until("Score: ")
    assert terminal.ends() == 0
    return terminal.rest().replace("\r", "")
