"""The share of each subject in an exam, and where these figures come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cards.model.vocabulary import Subject

GENERAL = "general"
"""The id of the blueprint for a candidate who has named no exam."""


class Certainty(StrEnum):
    """How far the shares of a blueprint can be trusted."""

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


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """The subjects of an exam.

    Attributes:
        body: Id of the certifying body that sets it; None if none does.
        shares: Percent of the questions; only the ratios matter.
        method: How the shares were found.
        counted: The questions that were read for it.
    """

    id: str
    name: str
    body: str | None = None
    shares: Mapping[Subject, float]
    method: str
    confidence: Certainty
    counted: Counted
