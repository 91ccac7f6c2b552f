"""Loads the learner's memory: from the cache, with newer answers added, or from the whole log.

The cache can be continued if the log has got nothing but answers after those that it has seen. All
of the log is read again if an answer was merged from another machine that is earlier than one of
them, if one of them was taken back, or if an exam that one belongs to has gone on.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from quiz.log.events import Undone
from quiz.log.records import Log, Mode
from quiz.memory.cache import CachedMemory, cache_file, load, store
from quiz.memory.state import Memory
from quiz.memory.version import fsrs_version

if TYPE_CHECKING:
    from quiz.log.reader import LogReader


def recalled(log: "LogReader", keep: Path | None) -> Memory:
    """The learner's memory after all answers in the log.

    FSRS is only imported if there are answers that the cache has not seen.

    Args:
        log: The review log.
        keep: The folder of the cache; None disables it. A folder that cannot be written to only
            costs time. For a copy of a log, the cache of that log is read and stays as it is.

    Raises:
        StoreError: The log cannot be read.
    """
    version = fsrs_version()
    of = log.file or log.copied
    file = cache_file(keep, of) if keep is not None and of is not None else None
    cached = None if file is None else load(file, version)
    with log.snapshot():
        latest = log.latest()
        if cached is not None and _is_current(cached, latest, log):
            return cached.memory
        later = None if cached is None else _later(cached, log)
        everything = log.figures() if later is None else later
        exams = set() if later is None or cached is None else set(cached.extent.exams)
        extent = log.extent(latest, exams | _exams(everything))
    start = Memory() if later is None or cached is None else cached.memory
    memory = _after(start, everything)
    if file is not None and log.file is not None:
        store(file, version, CachedMemory(memory, extent))
    return memory


def _after(start: Memory, log: Log) -> Memory:
    from quiz.log.history import given

    answers = given(log)
    if not answers:
        return start
    from quiz.memory.fold import memory_after
    from quiz.memory.scheduler import reviewed  # imports fsrs

    return memory_after(start, answers, reviewed)


def _is_current(cached: CachedMemory, latest: str, log: "LogReader") -> bool:
    """Whether the cache has seen everything."""
    extent = cached.extent
    return latest == extent.until and extent == log.extent(extent.until, extent.exams)


def _later(cached: CachedMemory, log: "LogReader") -> Log | None:
    """The part of the log that the cache has not seen; None if the cache cannot be continued."""
    seen = cached.extent
    found = log.extent(seen.until, seen.exams)
    if (found.reviews, found.exams) != (seen.reviews, seen.exams):
        return None
    later = log.figures_after(seen.until)
    exams = _exams(later)
    writers = {(answer.session, answer.writer) for answer in later.reviews}
    if exams & seen.exams.keys() or len(exams) != sum(exam in exams for exam, _ in writers):
        return None  # which of its answers count depends on those before, or on its other records
    ids = {answer.id for answer in later.reviews}
    undone = sum(isinstance(e.body, Undone) and e.body.review in ids for e in later.events)
    return later if found.undone - undone == seen.undone else None


def _exams(log: Log) -> set[str]:
    """Ids of the exams that have answers in a log."""
    exams = {session.id for session in log.sessions if session.mode is Mode.EXAM}
    return exams & {answer.session for answer in log.reviews}
