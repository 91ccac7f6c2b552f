"""Checks a review log: the database, the checksums of all records, and their order."""

from typing import NamedTuple

from quiz.log.progress import Progress, not_shown
from quiz.log.reader import LogReader
from quiz.log.records import Mode
from quiz.log.rows import Damage

_MOST = 5
"""Problems of the database that are reported."""

_RECORDS = "SELECT writer, counter, at FROM review UNION ALL SELECT writer, counter, at FROM event"
"""All records that have a place in the order of a run."""


class Check(NamedTuple):
    """The result of a check.

    Attributes:
        records: How many records are valid.
        damaged: Those that are not.
        problems: Problems of the database itself.
        missing: How many records are absent that others of the same run came after.
        unplanned: Sessions with answers whose own record is absent or damaged.
        set_back: How often the clock was set back between two records of a run.
    """

    records: int
    damaged: tuple[Damage, ...]
    problems: tuple[str, ...]
    missing: int
    unplanned: tuple[str, ...]
    set_back: int

    @property
    def is_damaged(self) -> bool:
        """Whether a rescue would change something."""
        return bool(self.damaged or self.problems)

    @property
    def is_complete(self) -> bool:
        """Whether no record is absent."""
        return not (self.missing or self.unplanned)


def check(log: LogReader, progress: Progress = not_shown) -> Check:
    """Read all records, and check that none is damaged or absent.

    Args:
        log: The log.
        progress: Shows how many records were read.

    Raises:
        StoreError: The log cannot be read at all.
    """
    found = log.query(f"PRAGMA integrity_check({_MOST})", {})
    problems = tuple(str(text) for (text,) in found if text != "ok")
    if problems:  # what follows could fail, and the records are rescued in another way
        return Check(0, (), problems, 0, (), 0)
    records = 0
    with progress(log.size()) as done:
        for _ in log.records():
            records += 1
            done(1)
    return Check(
        records,
        log.damaged,
        problems,
        _missing(log),
        _unplanned(log),
        _set_back(log),
    )


def _missing(log: LogReader) -> int:
    """How many numbers the counters of runs have skipped.

    The run that begins a session counts from 1, one that resumes it from any number. Reviews from
    Anki are not counted: their numbers are moments.
    """
    first = "CASE WHEN writer IN (SELECT id FROM session) THEN 1 ELSE min(counter) END"
    counted = "writer NOT IN (SELECT id FROM session WHERE mode = :anki) GROUP BY writer"
    gap = f"max(counter) - {first} + 1 - count(*) AS gap"
    gaps = f"SELECT {gap} FROM ({_RECORDS}) WHERE {counted}"  # noqa: S608 - constant text
    select = f"SELECT coalesce(sum(gap), 0) FROM ({gaps}) WHERE gap > 0"  # noqa: S608 - constant text
    return int(log.query(select, {"anki": Mode.ANKI.value})[0][0])


def _unplanned(log: LogReader) -> tuple[str, ...]:
    select = "SELECT DISTINCT session FROM review WHERE session NOT IN (SELECT id FROM session)"
    return tuple(str(session) for (session,) in log.query(select, {}))


def _set_back(log: LogReader) -> int:
    before = "lag(at) OVER (PARTITION BY writer ORDER BY counter)"
    backwards = f"SELECT at < {before} AS backwards FROM ({_RECORDS})"  # noqa: S608 - constant text
    select = f"SELECT count(*) FROM ({backwards}) WHERE backwards"  # noqa: S608 - constant text
    return int(log.query(select, {})[0][0])
