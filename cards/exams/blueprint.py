"""The share of each subject in an exam and the levels of its questions, and how sure they are."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from cards.model.vocabulary import Level, Subject
from cards.value_class import value_class


class Certainty(StrEnum):
    """How far an estimate can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    GUESS = "guess"


class Counted(NamedTuple):
    """The practice questions that shares were estimated from.

    Attributes:
        questions: All that were read.
        in_field: Those on the subjects of this program.
        sources: Where they were found.
    """

    questions: int
    in_field: int
    sources: int


@value_class(frozen=True, kw_only=True)
class Blueprint:
    """The subjects of an exam.

    Attributes:
        shares: Percent of the questions; only the ratios matter.
        method: How the shares were found.
    """

    shares: Mapping[Subject, float]
    method: str
    confidence: Certainty


@value_class(frozen=True, kw_only=True)
class FieldShare:
    """How much of an exam is in the field of this program, by our estimate.

    Attributes:
        percent: Percent of the items.
        low: The lower end of a range that holds it in nine cases of ten.
        high: The upper end.
        method: How it was found.
    """

    percent: float
    low: float
    high: float
    method: str
    confidence: Certainty


@value_class(frozen=True, kw_only=True)
class Levels:
    """The cognitive levels of the questions of an exam, in percent.

    Attributes:
        recall: To know a fact.
        application: To use it in a case.
        analysis: To weigh several facts, or a described client.
        method: How the figures were found.
    """

    recall: float
    application: float
    analysis: float
    method: str
    confidence: Certainty

    @property
    def shares(self) -> dict[str, float]:
        """The percentages by the names of the levels."""
        return {
            Level.RECALL.value: self.recall,
            Level.APPLICATION.value: self.application,
            Level.ANALYSIS.value: self.analysis,
        }
