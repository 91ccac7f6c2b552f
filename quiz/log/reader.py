"""Reading the review log: records, and figures computed in SQL."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from quiz.log.codec import COLUMNS, NAMES
from quiz.log.past import Past
from quiz.log.records import (
    Event,
    Log,
    LogExtent,
    Record,
    Review,
    SessionRecord,
    StoreError,
)

if TYPE_CHECKING:
    from quiz.log.database import Database
    from quiz.log.rows import Damage

_COUNTS = (
    "printf('%s/%05d', writer, counter) NOT IN (SELECT json_extract(body, '$.review') FROM event"
    " WHERE kind = 'undone' AND json_extract(body, '$.review') IS NOT NULL)"
)
"""Whether an answer was not taken back."""

_UNFINISHED = (
    "(SELECT id FROM session WHERE id NOT IN (SELECT session FROM event WHERE kind = 'ended')"
    " ORDER BY at DESC LIMIT 1)"
)
"""The id of the latest session that has not ended."""

ZONES = timedelta(days=2)
"""More than the study day and the day in UTC can differ."""

_LATELY = 5000
"""Answers that decide what is asked next; to read them all would delay the first question."""

_WORDING: tuple[str, ...] = ("stem", "options", "chosen", "given", "key", "checksum")
"""Columns of an answer that only its own session needs."""

_OF_STUDY = (
    *("session", "writer", "counter", "position", "at", "day", "fact", "card", "tests"),
    *("outcome", "seconds", "elapsed", "why"),
)
"""Columns of an answer that a plan of study needs."""

_NOT_OF_STUDY = tuple(name for name in COLUMNS[Review] if name not in _OF_STUDY)

_Record = TypeVar("_Record", SessionRecord, Review, Event)


class LogReader:
    """The log as it is read."""

    def __init__(
        self,
        database: "Database",
        remark: Callable[[str], None] | None = None,
        copied: Path | None = None,
    ) -> None:
        """Read from a database.

        Args:
            database: Has the tables of the log.
            remark: Receives messages about damaged records.
            copied: The log that a log in memory is a copy of.
        """
        self.file, self.copied = database.file, copied
        self._database = database
        self._remark = remark or (lambda _: None)
        self._damaged: dict[str, Damage] = {}

    def close(self) -> None:
        """Release the file."""
        self._database.close()

    def log(self, session: str | None = None) -> Log:
        """Everything, or everything of one session; checksums are verified.

        Raises:
            StoreError: It cannot be read.
        """
        where = "" if session is None else " WHERE session = ?"
        given = () if session is None else (session,)
        return Log(
            sessions=tuple(self._read(SessionRecord, where.replace("session", "id"), given)),
            reviews=tuple(self._read(Review, where, given)),
            events=tuple(self._read(Event, where, given)),
        )

    def copy_to(self, file: Path) -> None:
        """Copy the log to a new file.

        Raises:
            StoreError: It cannot be read, or the copy cannot be written.
        """
        self._database.copy_to(file)

    @property
    def damaged(self) -> "tuple[Damage, ...]":
        """The damaged records that were read so far."""
        return tuple(self._damaged.values())

    def records(self) -> Iterator[Record]:
        """All records: sessions, answers, events, each by their ids, verified.

        Memory does not grow with their number.

        Raises:
            StoreError: They cannot be read.
        """
        yield from self._all(SessionRecord)
        yield from self._all(Review)
        yield from self._all(Event)

    def _all(self, kind: type[_Record]) -> Iterator[_Record]:
        id_ = "id" if kind is SessionRecord else "writer, counter"
        names = COLUMNS[kind]
        select = f"SELECT {', '.join(names)} FROM {NAMES[kind]} ORDER BY {id_}"  # noqa: S608 - our names
        for rows in self._database.batches(select):
            yield from self._records(kind, names, rows)

    def counts(self) -> tuple[int, int]:
        """How many sessions and how many answers there are.

        Raises:
            StoreError: They cannot be read.
        """
        return self._count("session"), self._count("review")

    def size(self) -> int:
        """How many records there are.

        Raises:
            StoreError: They cannot be read.
        """
        return sum(map(self._count, NAMES.values()))

    def _count(self, table: str) -> int:
        return int(self._database.value(f"SELECT count(*) FROM {table}"))  # noqa: S608 - our names

    def session_log(self, session: str) -> Log:
        """Everything of one session, which begins with its own record.

        Raises:
            StoreError: It cannot be read, or that record is missing or damaged.
        """
        log = self.log(session)
        if not log.sessions:
            raise StoreError(f"{self.file}: the record of session {session} is damaged.")
        return log

    def figures(self, answers: int | None = None, *, for_study: bool = False) -> Log:
        """The log for statistics, without wordings, options, settings and plans, which are large.

        Args:
            answers: Limits the log to the time of that many answers, the latest, and to the latest
                unfinished session; None for everything.
            for_study: Whether the answers have only what a plan of study needs: their places in the
                log, day, fact, card, subject, outcome, times and reason. An unfinished session is
                not added.

        Raises:
            StoreError: It cannot be read.
        """
        since = None
        if answers is not None:
            since = self._database.row(
                "SELECT at FROM review ORDER BY at DESC LIMIT 1 OFFSET ?", (answers,)
            )
        where, without = f" WHERE at > ? OR session = {_UNFINISHED}", _WORDING
        if for_study:
            where, without = " WHERE at > ?", _NOT_OF_STUDY
        where, given = (where, since) if since else ("", ())
        return self._figures(where.replace("OR session", "OR id"), where, given, without)

    def figures_after(self, moment: str) -> Log:
        """The answers and events after a moment, and the sessions of these answers; for statistics.

        Args:
            moment: As the log stores it; see `latest`.

        Raises:
            StoreError: It cannot be read.
        """
        of_sessions = " WHERE id IN (SELECT session FROM review WHERE at > ?)"
        return self._figures(of_sessions, " WHERE at > ?", (moment,))

    def exam_figures(self) -> Log:
        """The log of all exams, for statistics.

        Raises:
            StoreError: It cannot be read.
        """
        where = " WHERE session IN (SELECT id FROM session WHERE mode = 'exam')"
        return self._figures(" WHERE mode = 'exam'", where, ())

    def unfinished_figures(self) -> Log:
        """The log of the sessions that have not ended, for statistics.

        Raises:
            StoreError: It cannot be read.
        """
        open_ = "NOT IN (SELECT session FROM event WHERE kind = 'ended')"
        where = f" WHERE session IN (SELECT id FROM session WHERE id {open_})"  # noqa: S608 - constant text
        return self._figures(f" WHERE id {open_}", where, ())

    def _figures(
        self,
        of_sessions: str,
        where: str,
        given: tuple[str, ...],
        without: tuple[str, ...] = _WORDING,
    ) -> Log:
        """Sessions, answers and events without what is large.

        Args:
            of_sessions: The condition for sessions, in SQL.
            where: The condition for answers and events.
            given: The parameters of each condition.
            without: The columns of answers to omit.
        """
        planless = ("settings", "plan", "checksum")
        return Log(
            sessions=tuple(self._read(SessionRecord, of_sessions, given, without=planless)),
            reviews=tuple(self._read(Review, where, given, without=without)),
            events=tuple(self._read(Event, where, given, without=("checksum",))),
        )

    def query(self, select: str, given: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """The rows of a SELECT on the tables of the log; `counts` composes it.

        Raises:
            StoreError: They cannot be read.
        """
        return self._database.rows(select, given)

    def latest(self) -> str:
        """The moment of the latest answer, as the log stores it; empty without answers.

        Raises:
            StoreError: It cannot be read.
        """
        return str(self._database.value("SELECT max(at) FROM review") or "")

    def extent(self, until: str, exams: Iterable[str]) -> LogExtent:
        """How much the log has up to a moment; equal extents mean equal records, as it only grows.

        Args:
            until: The moment of the last answer to count; see `latest`.
            exams: Ids of the exams whose events are counted.

        Raises:
            StoreError: It cannot be read.
        """
        value = self._database.value
        reviews = value("SELECT count(*) FROM review WHERE at <= ?", (until,))
        undone = value("SELECT count(*) FROM event WHERE kind = 'undone'")
        of_exam = "SELECT count(*) FROM event WHERE session = ?"
        events = {exam: int(value(of_exam, (exam,))) for exam in exams}
        return LogExtent(int(reviews), until, int(undone), events)

    def changes(self) -> tuple[int, int]:
        """Two numbers, one of which rises with each change of the log, by any process.

        Raises:
            StoreError: The log cannot be read.
        """
        return self._database.changes()

    def settle(self) -> None:
        """Move the latest changes into the file of the log, if that is possible at once."""

    def snapshot(self) -> AbstractContextManager[None]:
        """A context whose reads see the log at one moment, while other processes may write.

        Raises:
            StoreError: It cannot be read.
        """
        return self._database.snapshot()

    def mix_ups(self, asked_for: str, taken_for: str) -> int:
        """How often one concept was answered where another was right, without undone answers.

        Raises:
            StoreError: It cannot be read.
        """
        found = self._database.value(
            "SELECT count(*) FROM review"  # noqa: S608 - constant text
            f" WHERE asked_for = ? AND taken_for = ? AND {_COUNTS}",
            (asked_for, taken_for),
        )
        return int(found)

    def past(self) -> dict[str, Past]:
        """The latest answers that count on each fact, by its id, without undone answers.

        Raises:
            StoreError: It cannot be read.
        """
        rows = self._database.rows(
            "SELECT fact, score FROM review"  # noqa: S608 - constant text
            f" WHERE {_COUNTS} AND outcome <> 'not decided' ORDER BY at DESC LIMIT {_LATELY}"
        )
        found: dict[str, Past] = {}
        for fact, score in rows:  # the latest first
            known = found.get(fact)
            found[fact] = Past(known.times + 1, known.right) if known else Past(1, score == 1)
        return found

    def cards(self) -> frozenset[str]:
        """The cards that were ever answered, also those whose answers were taken back.

        Raises:
            StoreError: It cannot be read.
        """
        return frozenset(
            card for (card,) in self._database.rows("SELECT DISTINCT card FROM review")
        )

    def patterns_of_day(self, day: str) -> list[tuple[str, str]]:
        """The subject and the template of each question that was answered on a study day.

        Args:
            day: The day, such as `2026-11-23`.

        Raises:
            StoreError: It cannot be read.
        """
        since = (date.fromisoformat(day) - ZONES).isoformat()  # there is an index of times
        rows = self._database.rows(
            "SELECT session, position, tests, template FROM review WHERE at >= ? AND day = ?",
            (since, day),
        )
        # The answer to a question of an exam can be changed.
        return list({row[:2]: row[2:] for row in rows}.values())

    def ends_by(self, day: str) -> bool:
        """Whether no answer is of a later study day.

        Raises:
            StoreError: It cannot be read.
        """
        since = (date.fromisoformat(day) - ZONES).isoformat()
        select = "SELECT 1 FROM review WHERE at >= ? AND day > ? LIMIT 1"
        return self._database.value(select, (since, day)) is None

    def reviews_of(self, card: str) -> tuple[Review, ...]:
        """All answers to one card that were not taken back, the oldest first.

        Raises:
            StoreError: It cannot be read.
        """
        return tuple(self._read(Review, f" WHERE card = ? AND {_COUNTS}", (card,)))

    def _read(
        self,
        kind: type[_Record],
        where: str,
        given: tuple[str, ...],
        without: tuple[str, ...] = (),
    ) -> Iterator[_Record]:
        names = tuple(name for name in COLUMNS[kind] if name not in without)
        rows = self._database.rows(
            f"SELECT {', '.join(names)} FROM {NAMES[kind]}{where}",  # noqa: S608 - our names
            given,
        )
        return self._records(kind, names, rows)

    def _records(
        self, kind: type[_Record], names: tuple[str, ...], rows: list[tuple[Any, ...]]
    ) -> Iterator[_Record]:
        from quiz.log.rows import records_of

        return records_of(kind, names, rows, self._report)

    def _decoded(self, kind: type[Record], row: tuple[Any, ...]) -> Record | None:
        """The record of a whole row; None if it is damaged."""
        found: Iterator[Record]
        if kind is SessionRecord:
            found = self._records(SessionRecord, COLUMNS[kind], [row])
        elif kind is Review:
            found = self._records(Review, COLUMNS[kind], [row])
        else:
            found = self._records(Event, COLUMNS[kind], [row])
        return next(found, None)

    def _report(self, damage: "Damage") -> None:
        """Report a damaged record once, however often it is read."""
        if damage.record not in self._damaged:
            self._damaged[damage.record] = damage
            self._remark(
                f"The review log has a damaged record, which is skipped: {damage.record}:"
                f" {damage.reason}."
            )
