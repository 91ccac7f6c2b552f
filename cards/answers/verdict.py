"""The verdicts on a typed answer, as values."""

from enum import StrEnum
from typing import assert_never

from cards.model.card import Proof
from cards.value_class import value_class


class Verdict(StrEnum):
    """The verdict on a typed answer."""

    RIGHT = "right"
    SLIP = "slip"  # right, with a typing error
    HINT = "right with a hint"  # right, but the question uses another word
    TOO_GENERAL = "too general"  # includes more than what is asked for, or is incomplete
    PART = "part of it"  # includes less than what is asked for
    TWO_NAMES = "two names at once"  # names different concepts, not all of them right
    OTHER_KIND = "another kind of thing"  # a role, where a contraction is asked for
    NOT_DECIDED = "not decided"  # known, and our sources neither state nor exclude it
    NOT_RECOGNISED = "not recognised"  # words that are not known here
    WRONG = "wrong"  # proven wrong


class Credit(StrEnum):
    """The effect of a verdict on the score."""

    FULL = "full"
    NONE = "none"
    NO_ANSWER = "no answer"  # no credit, and no mistake
    NOT_COUNTED = "not counted"


@value_class(frozen=True, kw_only=True)
class Judgement:
    """A verdict with what it rests on.

    Attributes:
        taken_as: The name of the concept that was recognised.
        concept: Its id, such as `muscle/gluteus-medius`; None for an answer in free text.
        proof: Why it is wrong; only a wrong answer has one.
        remark: A sentence for the learner; may be empty.
    """

    verdict: Verdict
    taken_as: str | None = None
    concept: str | None = None
    proof: Proof | None = None
    remark: str = ""

    @property
    def right(self) -> bool:
        """Whether it counts as right."""
        return credit(self.verdict) is Credit.FULL

    @property
    def asks_again(self) -> bool:
        """Whether a learner who is present should have another try."""
        return credit(self.verdict) is Credit.NO_ANSWER


def credit(verdict: Verdict) -> Credit:
    """The effect of a verdict on the score."""
    match verdict:
        case Verdict.RIGHT | Verdict.SLIP | Verdict.HINT:
            return Credit.FULL
        case Verdict.WRONG:
            return Credit.NONE
        case Verdict.NOT_DECIDED:
            return Credit.NOT_COUNTED
        case (
            Verdict.TOO_GENERAL
            | Verdict.PART
            | Verdict.TWO_NAMES
            | Verdict.OTHER_KIND
            | Verdict.NOT_RECOGNISED
        ):
            return Credit.NO_ANSWER
        case _:
            assert_never(verdict)
