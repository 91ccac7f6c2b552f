"""The answers of a learner and the memory of them, for a file that can hold both."""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple


class Step(IntEnum):
    """Where a card is in its schedule; the numbers are those of Anki and FSRS.

    Source: `CardType` in rslib/src/card/mod.rs of ankitects/anki.
    """

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class PastAnswer(NamedTuple):
    """A rated answer.

    Attributes:
        at: The moment in milliseconds since 1970.
        rating: From 1 (Again) to 4 (Easy).
        milliseconds: The time until the answer.
        before: Where the card was; None before the first answer.
        interval: The interval afterwards: days, or seconds as a negative number.
        difficulty: The difficulty afterwards, from 1 to 10.
    """

    at: int
    rating: int
    milliseconds: int
    before: Step | None
    interval: int
    difficulty: float


class CardProgress(NamedTuple):
    """The answers to a card, and the memory that follows from them.

    Attributes:
        answers: The answers, the oldest first.
        step: Where the card is in its schedule.
        due: When it is due: days since the first day of the progress, or in a learning step
            seconds since 1970.
        remaining: The learning steps that remain; 0 in a review.
        stability: The days after which its retrievability is 0.9.
        difficulty: From 1 to 10.
        lapses: How often it was forgotten in a review.
    """

    answers: tuple[PastAnswer, ...]
    step: Step
    due: int
    remaining: int
    stability: float
    difficulty: float
    lapses: int


class Progress(NamedTuple):
    """The learner's progress.

    Attributes:
        begin: The start of its first day, in seconds since 1970.
        cards: The progress of each card that was answered, by the card's id.
        retention: The retrievability at which a card is due.
        decay: How steeply the forgetting curve falls.
    """

    begin: int
    cards: Mapping[str, CardProgress] = MappingProxyType({})
    retention: float = 0.9
    decay: float = 0.154
