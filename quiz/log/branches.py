"""The course of one session: which of its records follow each other, and in which order.

A session that one run after the other writes has one course: its records in the order of their
counters. When two machines resume the same session independently and their logs are merged, it has
branches. Every machine then follows the same rule:

* Each run states in `Resumed.after` which record it continued from; its records follow that one.
* Of several branches the one that ended the session counts. Otherwise the one with the most
  progress counts: with the highest counter, and of equal counters the greatest writer id.

The answers of the other branches stay in the log and in the statistics of a quiz: they were given.
"""

from collections.abc import Iterable

from quiz.log.events import Ended, Resumed
from quiz.log.records import Event, Log, Review


def records_in(log: Log) -> tuple[Review | Event, ...]:
    """The reviews and events of a log."""
    return (*log.reviews, *log.events)


def order(record: Review | Event) -> tuple[int, str, bool]:
    """The sort key of the records of a session."""
    return record.counter, record.writer, isinstance(record, Event)


def course(records: Iterable[Review | Event]) -> tuple[Review | Event, ...]:
    """The records of a session that make up its course, in order.

    Args:
        records: All reviews and events of one session.
    """
    runs: dict[str, list[Review | Event]] = {}
    for record in sorted(records, key=order):
        runs.setdefault(record.writer, []).append(record)
    if len(runs) < 2:  # noqa: PLR2004 - one run has no branches
        return tuple(record for run in runs.values() for record in run)
    followed: list[Review | Event] = []
    run, end = max(runs.values(), key=_rank), None
    while run:
        followed[:0] = [each for each in run if end is None or each.counter <= end]
        run, end = _before(runs, run)
    return tuple(followed)


def _rank(run: list[Review | Event]) -> tuple[bool, int, str]:
    last = run[-1]
    has_ended = any(isinstance(each, Event) and isinstance(each.body, Ended) for each in run)
    return has_ended, last.counter, last.writer


def _before(
    runs: dict[str, list[Review | Event]], run: list[Review | Event]
) -> tuple[list[Review | Event], int | None]:
    """The run that a run continued, and the counter up to which it knew it."""
    first = run[0]
    if isinstance(first, Event) and isinstance(first.body, Resumed) and first.body.after:
        writer, counter = _parts_of(first.body.after)
        # A run that begins later is not its predecessor, and following it might never end.
        if writer in runs and runs[writer][0].counter <= counter < first.counter:
            return runs[writer], counter
    # Not recorded, or not in this log: take the highest-ranked run that had ended before.
    earlier = [each for each in runs.values() if each[-1].counter < first.counter]
    return max(earlier, key=_rank, default=[]), None


def _parts_of(id_: str) -> tuple[str, int]:
    """The writer and the counter of the id of a record; of any other text, no known writer."""
    writer, _, counter = id_.rpartition("/")
    try:
        return writer, int(counter)
    except ValueError:
        return "", 0
