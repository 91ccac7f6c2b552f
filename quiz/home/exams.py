"""The exam profiles of this computer, and the one that a command is for."""

import sys
from typing import TYPE_CHECKING

from cards.cache.exams import Exams, load_exams
from cards.exams.scope import GENERAL
from quiz.home.paths import cache_folder, exams_folder

if TYPE_CHECKING:
    from cards.exams.scope import ExamScope


def exams(*, silent: bool = False) -> Exams:
    """All exam profiles, built-in and user-defined.

    Args:
        silent: Whether to name no file that has problems.
    """
    found = load_exams(exams_folder(), cache_folder())
    for omitted in () if silent else found.omitted:
        sys.stderr.write(f"{omitted} `primemover facts check` reports all of them.\n")
    return found


def is_exam(word: str) -> bool:
    """Whether a word is the id, the name or an alias of an exam profile."""
    from cards.exams.profile import normalized

    return normalized(word) in exams(silent=True).names


def chosen_exam(option: str | None) -> "ExamScope":
    """The exam that a command is for: that of its option, or else the one for all candidates.

    Args:
        option: The name that was given with the command; None if there is none.

    Raises:
        UnknownExam: No profile has that name.
    """
    return exams().scope(option or GENERAL)
