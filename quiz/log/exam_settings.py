"""The settings of an exam. Separate from `settings`, because a quiz needs no exam formats."""

from typing import NamedTuple

from cards.exams.exam_format import ExamFormat
from quiz.home.library import LibrarySettings
from quiz.session.session import ExamSection


class ExamSettings(NamedTuple):
    """The settings that an exam was started with.

    Attributes:
        exam_format: The format, shortened to the questions of the paper. Stored whole, so that an
            exam keeps its format when the format's file changes.
        unscored: Positions of the questions that do not count, from 0.
        time_limit: Seconds for the whole exam; None for no limit.
        confidence: Whether the learner is asked how sure an answer was.
        scope: A description of the selected cards.
        sections: The sections, each with its clock; empty if all questions have one clock.
    """

    library: LibrarySettings
    exam_format: ExamFormat
    unscored: tuple[int, ...] = ()
    time_limit: float | None = None
    confidence: bool = False
    scope: str = ""
    sections: tuple[ExamSection, ...] = ()
