"""The learner's state as a plan needs it; stored, so that the first question needs no log.

The file has the state of the log's files from which it was computed. If that has changed, or
anything of the file is damaged, it is ignored, and the log is read.
"""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from os import fsencode
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from cards.cache.parts import PartsFile, parts_file
from quiz.log.stamp import LogStamp
from quiz.study.gain import QuestionTimes
from quiz.study.known import KnownFact
from quiz.study.past import PastStudy

if TYPE_CHECKING:
    from quiz.log.mix_ups import ConceptRow

_SCHEMA = "primemover-state 1"


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


def state_file(folder: Path, log: Path) -> Path:
    """The file for the state of a log."""
    return folder / f"state-{crc32(fsencode(log.absolute())):08x}"


def load_state(file: Path, log: LogStamp, version: str, today: str) -> StudyState | None:
    """The state in a file, on a study day; None if it is of another state of the log.

    Args:
        file: The file.
        log: The state of the log's files.
        version: The version of FSRS.
        today: The study day.
    """
    with suppress(Exception):  # a missing or damaged file may raise anything
        parts = PartsFile(file)
        if parts.part("stamp") != _stamp(log, version):
            return None
        day, past = parts.part("past")
        found = _past(past)
        if day != today:
            later = found.on_later_day(today) if day < today else None
            if later is None:
                return None
            found = later
        facts, columns = parts.part("known")
        known = dict(zip(facts, map(KnownFact._make, zip(*columns, strict=True)), strict=True))
        return StudyState(known, found, _concepts(parts.part("concepts")))
    return None


def _concepts(rows: Sequence[tuple[Any, ...]]) -> "tuple[ConceptRow, ...]":
    if not rows:
        return ()
    from quiz.log.mix_ups import ConceptRow

    return tuple(map(ConceptRow._make, rows))


def store_state(file: Path, log: LogStamp, version: str, today: str, state: StudyState) -> None:
    """Write the file; if it cannot be written, the log is read again.

    Args:
        file: The file.
        log: The state of the log's files.
        version: The version of FSRS.
        today: The study day.
        state: The learner's state by that log.
    """
    from cards.files import create_folder, write_atomically  # most sessions only read

    past = state.past._asdict()
    past["cards"], past["times"] = dict(state.past.cards), tuple(state.past.times)
    parts = {
        "stamp": _stamp(log, version),
        "known": (list(state.known), list(map(list, zip(*state.known.values(), strict=True)))),
        "past": (today, past),
        "concepts": list(map(tuple, state.concepts)),
    }
    with suppress(OSError):
        create_folder(file.parent)
        write_atomically(file, parts_file(parts))


def _stamp(log: LogStamp, version: str) -> tuple[Any, ...]:
    return (_SCHEMA, sys.hexversion, version, *log)


def _past(values: dict[str, Any]) -> PastStudy:
    return PastStudy(**{**values, "times": QuestionTimes(*values["times"])})
