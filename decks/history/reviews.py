"""The reviews in an Anki collection, as values."""

from enum import IntEnum
from typing import NamedTuple

from cards.errors import ExitCode, PrimemoverError


class PackageError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """An Anki package cannot be read, or it is refused because it could do harm."""


class ReviewKind(IntEnum):
    """The kind of an entry in Anki's review log; the numbers are Anki's.

    Source: `RevlogReviewKind` in rslib/src/revlog/mod.rs of ankitects/anki.
    """

    LEARNING = 0
    REVIEW = 1
    RELEARNING = 2
    FILTERED = 3
    MANUAL = 4
    RESCHEDULED = 5


class LoggedReview(NamedTuple):
    """An entry in Anki's review log.

    Attributes:
        id: The moment in milliseconds since 1970, which identifies the entry.
        card: Id of the card that its note was generated from.
        ease: The button, 1 (Again) to 4 (Easy); 0 for a change that is not an answer.
        milliseconds: The time until the answer.
        kind: Anki's number for the kind of entry; see `ReviewKind`.
        factor: The ease or difficulty afterwards; 0 in a filtered deck that does not reschedule.
    """

    id: int
    card: str
    ease: int
    milliseconds: int
    kind: int
    factor: int

    @property
    def is_answer(self) -> bool:
        """Whether it is an answer that Anki counts, too, for the memory of the card."""
        is_preview = self.kind == ReviewKind.FILTERED and not self.factor
        return AGAIN <= self.ease <= EASY and self.kind in _ANSWERS and not is_preview


AGAIN, EASY = 1, 4
_ANSWERS = (ReviewKind.LEARNING, ReviewKind.REVIEW, ReviewKind.RELEARNING, ReviewKind.FILTERED)


class PackageHistory(NamedTuple):
    """The review log of a package.

    Attributes:
        reviews: The entries for our notes, the oldest first.
        notes: How many of our notes there are.
        foreign: How many entries there are for other notes, or for deleted ones.
    """

    reviews: tuple[LoggedReview, ...]
    notes: int
    foreign: int
