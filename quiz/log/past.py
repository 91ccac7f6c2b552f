"""The answers on one fact, for drawing the questions of a quiz."""

from cards.named_tuple import NamedTuple


class Past(NamedTuple):
    """A learner's answers on one fact so far.

    Attributes:
        times: How often it was asked.
        right: Whether the last answer was right.
    """

    times: int
    right: bool
