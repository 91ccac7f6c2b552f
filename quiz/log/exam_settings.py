"""What an exam was started with; apart from `settings`, since a quiz needs no exam formats."""

from typing import NamedTuple

from cards.exams.exam_format import ExamFormat
from quiz.home.library import LibrarySettings


class ExamSettings(NamedTuple):
    """What an exam was started with.

    Attributes:
        exam_format: The format, shortened to the questions of the paper. Stored whole, so that an
            exam keeps its format when the format's file changes.
        unscored: Positions of the questions that do not count, from 0.
        time_limit: Seconds for the whole exam; None is no limit.
        confidence: Whether the learner is asked how sure an answer was.
        scope: What is asked about, for people.
    """

    library: LibrarySettings
    exam_format: ExamFormat
    unscored: tuple[int, ...] = ()
    time_limit: float | None = None
    confidence: bool = False
    scope: str = ""
