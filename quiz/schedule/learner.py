"""The learner's answers as a quiz needs them; stored, so that the first question needs no log."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cards.named_tuple import NamedTuple
from quiz.log.computed_file import concept_rows, read_computed, store_computed
from quiz.log.past import Past
from quiz.log.stamp import LogStamp

if TYPE_CHECKING:
    from quiz.log.mix_ups import ConceptRow
    from quiz.schedule.scheduler import Pattern

_SCHEMA = "quiz 1"


class LearnerAnswers(NamedTuple):
    """The answers of a learner, computed from the log.

    Attributes:
        past: The latest answers on each fact, by its id.
        patterns: The pattern of each question that was answered on the study day.
        concepts: The latest answers to questions on concepts that were mixed up.
    """

    past: Mapping[str, Past] = MappingProxyType({})
    patterns: "Sequence[Pattern]" = ()
    concepts: "Sequence[ConceptRow]" = ()


def load_answers(file: Path, log: LogStamp, today: str) -> LearnerAnswers | None:
    """The answers in a file, on a study day; None if it is of another state of the log.

    Args:
        file: The file.
        log: The state of the log's files.
        today: The study day.
    """
    with suppress(Exception):  # a missing or damaged file may raise anything
        parts = read_computed(file, log, _SCHEMA)
        day, patterns = parts.part("patterns")
        if day > today:
            return None
        facts, times, right = parts.part("past")
        past = dict(zip(facts, map(Past, times, right), strict=True))
        of_today = tuple(patterns) if day == today else ()
        return LearnerAnswers(past, of_today, concept_rows(parts.part("concepts")))
    return None


def store_answers(file: Path, log: LogStamp, today: str, answers: LearnerAnswers) -> None:
    """Write the file; if it cannot be written, the log is read again.

    Args:
        file: The file.
        log: The state of the log's files, which has no answers of a later day.
        today: The study day.
        answers: The answers in that log.
    """
    past = answers.past.values()
    parts = {
        "past": (list(answers.past), [each.times for each in past], [e.right for e in past]),
        "patterns": (today, list(answers.patterns)),
        "concepts": list(map(tuple, answers.concepts)),
    }
    store_computed(file, log, _SCHEMA, parts=parts)
