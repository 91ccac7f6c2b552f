"""How an answer is rated for the memory of its facts.

Again for a wrong answer, "don't know", a word that is not known here, and no answer in time. Good
for a right one; Hard if it needed a hint, came after a limit, or was slow for its template. Easy
only for what was right and sure in the check before the first study. A question that was skipped,
and an answer that our sources do not decide, are not rated. The learner's rating of an answer, if
there is one, counts as it is.
"""

from enum import IntEnum
from typing import TYPE_CHECKING, assert_never

from cards.answers.verdict import Verdict
from quiz.session.answer import Outcome
from quiz.session.session import Why

if TYPE_CHECKING:
    from quiz.log.records import Review


class Rating(IntEnum):
    """How well a fact was recalled; the numbers are those of Anki and FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


SLOW = 1.7
"""An answer that takes this many times as long as usual is rated Hard.

In the simulation of learners, this does as well as rating by right and wrong only; any other use of
the time did worse.
"""


def rating_of(review: "Review", usual: float | None) -> Rating | None:
    """The rating of an answer; None if it says nothing about memory.

    Args:
        review: The answer.
        usual: The usual time of its template in seconds, if it is known.
    """
    if review.rating is not None:
        return Rating(review.rating)
    outcome = Outcome(review.outcome)
    match outcome:
        case Outcome.RIGHT:
            is_slow = usual is not None and review.seconds > SLOW * usual
            if review.hinted or review.late or is_slow:
                return Rating.HARD
            return Rating.EASY if _was_known_before(review) else Rating.GOOD
        case Outcome.PARTLY | Outcome.WRONG | Outcome.UNKNOWN | Outcome.TIMEOUT:
            return Rating.AGAIN
        case Outcome.SKIPPED:
            return Rating.AGAIN if review.verdict == Verdict.NOT_RECOGNISED else None
        case Outcome.NOT_DECIDED:
            return None
        case _:
            assert_never(outcome)


_SURE = 3


def _was_known_before(review: "Review") -> bool:
    """Whether a learner who had not studied the fact here was right and sure."""
    return review.why == Why.CHECK and review.confidence == _SURE
