"""The learner's state as a plan needs it; stored, so that the first question needs no log."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cards.named_tuple import NamedTuple
from quiz.log.computed_file import concept_rows, read_computed, store_computed
from quiz.log.stamp import LogStamp
from quiz.study.gain import QuestionTimes
from quiz.study.known import KnownFact
from quiz.study.past import PastStudy

if TYPE_CHECKING:
    from quiz.log.mix_ups import ConceptRow


_SCHEMA = "study 1"


class StudyState(NamedTuple):
    """The state of a learner, computed from the log.

    Attributes:
        known: The memory of each fact that was asked, by its id.
        past: The latest answers.
        concepts: The latest answers to questions on concepts that were mixed up.
    """

    known: Mapping[str, KnownFact]
    past: PastStudy
    concepts: "Sequence[ConceptRow]" = ()


def load_state(file: Path, log: LogStamp, version: str, today: str) -> StudyState | None:
    """The state in a file, on a study day; None if it is of another state of the log.

    Args:
        file: The file.
        log: The state of the log's files.
        version: The version of FSRS.
        today: The study day.
    """
    with suppress(Exception):  # a missing or damaged file may raise anything
        parts = read_computed(file, log, _SCHEMA, version)
        day, past = parts.part("past")
        found = _past(past)
        if day != today:
            later = found.on_later_day(today) if day < today else None
            if later is None:
                return None
            found = later
        facts, columns = parts.part("known")
        known = dict(zip(facts, map(KnownFact._make, zip(*columns, strict=True)), strict=True))
        return StudyState(known, found, concept_rows(parts.part("concepts")))
    return None


def store_state(file: Path, log: LogStamp, version: str, today: str, state: StudyState) -> None:
    """Write the file; if it cannot be written, the log is read again.

    Args:
        file: The file.
        log: The state of the log's files.
        version: The version of FSRS.
        today: The study day.
        state: The learner's state by that log.
    """
    past = state.past._asdict()
    past["cards"], past["times"] = dict(state.past.cards), tuple(state.past.times)
    parts = {
        "known": (list(state.known), list(map(list, zip(*state.known.values(), strict=True)))),
        "past": (today, past),
        "concepts": list(map(tuple, state.concepts)),
    }
    store_computed(file, log, _SCHEMA, version, parts=parts)


def _past(values: dict[str, Any]) -> PastStudy:
    return PastStudy(**{**values, "times": QuestionTimes(*values["times"])})
