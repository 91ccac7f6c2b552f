"""The review log on disk, in SQLite; the only module that knows the database.

An answer is on disk when `add` returns: it is flushed to the medium before anything else happens.
Several processes may write at once; one session belongs to one process at a time.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from quiz.log.codec import COLUMNS, LATER_COLUMNS, NAMES, row_of
from quiz.log.records import (
    SCHEMA_VERSION,
    Event,
    Log,
    LogExtent,
    Past,
    Record,
    Review,
    SessionRecord,
    StoreError,
)

if TYPE_CHECKING:
    from quiz.log.beats import Beat
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

_LATELY = 5000
"""Answers that decide what is asked next; to read them all would delay the first question."""

_WORDING = ("stem", "options", "chosen", "given", "key", "checksum")
"""Columns of an answer that only its own session needs."""

_BEAT = ".time"
"""The suffix of the file with the time of a running session."""

_RETRY_AFTER = 0.02
"""Seconds between two attempts."""

_BUSY = 10.0
"""Seconds to wait while another process writes."""

_RELEASED = 1.0
"""Seconds to try to claim a session that other processes are releasing."""

_Record = TypeVar("_Record", SessionRecord, Review, Event)


class Conflict(NamedTuple):
    """Two different records under one id.

    Attributes:
        stored: The one in the log, which stays; None if it is damaged.
        imported: The one that was not stored.
    """

    stored: Record | None
    imported: Record


class Merged(NamedTuple):
    """The result of merging records from another log."""

    added: int
    known: int
    conflicts: tuple[Conflict, ...]


class Store:
    """The log, in a file or only in memory."""

    def __init__(
        self,
        file: Path | None,
        remark: Callable[[str], None] | None = None,
        *,
        copied: Path | None = None,
    ) -> None:
        """Open the log; create it if it does not exist, migrate it if it has an earlier schema.

        Args:
            file: The database; None for a log in memory.
            remark: Receives messages about migrations and damaged records.
            copied: The log that one in memory begins as a copy of, if it exists; it is not changed.

        Raises:
            StoreError: It cannot be opened.
        """
        self.file, self.copied = file, copied
        self._remark = remark or (lambda _: None)
        self._claims: dict[str, tuple[sqlite3.Connection, Path]] = {}
        self._damaged: set[str] = set()
        with self._errors_in_words():
            if file is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(
                file if file is not None else ":memory:", timeout=_BUSY, isolation_level=None
            )
            try:
                if copied is not None and copied.exists():
                    self._copy(copied)
                self._set_up()
            except BaseException:
                self._database.close()
                raise

    def _copy(self, file: Path) -> None:
        """Begin with the records of another log."""
        # Otherwise reading a log that no process has open would leave files in its folder.
        is_open = file.with_name(f"{file.name}-wal").exists()
        how = "mode=ro" if is_open else "immutable=1"
        source = sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, timeout=_BUSY)
        try:
            source.backup(self._database)
        finally:
            source.close()

    def close(self) -> None:
        """Release the file and every session."""
        for session in tuple(self._claims):
            self.release(session)
        self._database.close()

    # -- writing -----------------------------------------------------------------------------------

    def add(self, *records: Record) -> None:
        """Store new records, all or none.

        Raises:
            StoreError: They cannot be stored, or one has an id that is taken.
        """
        with self._errors_in_words(), self._transaction():
            for record in records:
                self._insert(record)

    def merge(self, records: Iterable[Record]) -> Merged:
        """Store the records of another log, all or none.

        A record that is stored already counts once. One that differs from the stored record of the
        same id is a conflict: the stored record stays, and both are returned.

        Raises:
            StoreError: They cannot be stored.
        """
        added = known = 0
        conflicts = []
        with self._errors_in_words(), self._transaction():
            for record in records:
                found = self._same_id(record)
                if found is None:
                    self._insert(record)
                    added += 1
                elif row_of(record) == found[1]:
                    known += 1
                else:
                    conflicts.append(Conflict(self._decoded(*found), record))
        return Merged(added, known, tuple(conflicts))

    def _insert(self, record: Record) -> None:
        kind = type(record)
        marks = ", ".join("?" * len(COLUMNS[kind]))
        self._database.execute(
            f"INSERT INTO {NAMES[kind]} ({', '.join(COLUMNS[kind])}) VALUES ({marks})",  # noqa: S608 - our names
            row_of(record),
        )

    def _same_id(self, record: Record) -> tuple[type[Record], tuple[Any, ...]] | None:
        """The row that has the id of a record, and what it is: an event may have a review's."""
        if isinstance(record, SessionRecord):
            where: tuple[tuple[type[Record], str], ...] = ((SessionRecord, "id = ?"),)
            given: tuple[Any, ...] = (record.id,)
        else:
            kinds: tuple[type[Record], ...] = (Review, Event)
            where = tuple((kind, "writer = ? AND counter = ?") for kind in kinds)
            given = (record.writer, record.counter)
        for kind, condition in where:
            row = self._database.execute(
                f"SELECT {', '.join(COLUMNS[kind])} FROM {NAMES[kind]} WHERE {condition}",  # noqa: S608 - our names
                given,
            ).fetchone()
            if row is not None:
                return kind, row
        return None

    # -- reading -----------------------------------------------------------------------------------

    def log(self, session: str | None = None) -> Log:
        """Everything, or everything of one session; checksums are verified.

        Raises:
            StoreError: It cannot be read.
        """
        with self._errors_in_words():
            where = "" if session is None else " WHERE session = ?"
            given = () if session is None else (session,)
            return Log(
                sessions=tuple(self._read(SessionRecord, where.replace("session", "id"), given)),
                reviews=tuple(self._read(Review, where, given)),
                events=tuple(self._read(Event, where, given)),
            )

    def session_log(self, session: str) -> Log:
        """Everything of one session, which begins with its own record.

        Raises:
            StoreError: It cannot be read, or that record is missing or damaged.
        """
        log = self.log(session)
        if not log.sessions:
            raise StoreError(f"{self.file}: the record of session {session} is damaged.")
        return log

    def figures(self, answers: int | None = None) -> Log:
        """The log for statistics, without wordings, options, settings and plans, which are large.

        Args:
            answers: Limits the log to the time of that many answers, the latest, and to the latest
                unfinished session; None for everything.

        Raises:
            StoreError: It cannot be read.
        """
        with self._errors_in_words():
            since = None
            if answers is not None:
                since = self._database.execute(
                    "SELECT at FROM review ORDER BY at DESC LIMIT 1 OFFSET ?", (answers,)
                ).fetchone()
            where, given = (
                (f" WHERE at > ? OR session = {_UNFINISHED}", since) if since else ("", ())
            )
            return self._figures(where.replace("OR session", "OR id"), where, given)

    def figures_after(self, moment: str) -> Log:
        """The answers and events after a moment, and the sessions of these answers; for statistics.

        Args:
            moment: As the log stores it; see `latest`.

        Raises:
            StoreError: It cannot be read.
        """
        with self._errors_in_words():
            of_sessions = " WHERE id IN (SELECT session FROM review WHERE at > ?)"
            return self._figures(of_sessions, " WHERE at > ?", (moment,))

    def exam_figures(self) -> Log:
        """The log of all exams, for statistics.

        Raises:
            StoreError: It cannot be read.
        """
        with self._errors_in_words():
            where = " WHERE session IN (SELECT id FROM session WHERE mode = 'exam')"
            return self._figures(" WHERE mode = 'exam'", where, ())

    def _figures(self, of_sessions: str, where: str, given: tuple[str, ...]) -> Log:
        """Sessions, answers and events without what is large.

        Args:
            of_sessions: The condition for sessions, in SQL.
            where: The condition for answers and events.
            given: The parameters of each condition.
        """
        planless = ("settings", "plan", "checksum")
        return Log(
            sessions=tuple(self._read(SessionRecord, of_sessions, given, without=planless)),
            reviews=tuple(self._read(Review, where, given, without=_WORDING)),
            events=tuple(self._read(Event, where, given, without=("checksum",))),
        )

    def query(self, select: str, given: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """The rows of a SELECT on the tables of the log; `counts` composes it.

        Raises:
            StoreError: They cannot be read.
        """
        with self._errors_in_words():
            return self._database.execute(select, given).fetchall()

    def latest(self) -> str:
        """The moment of the latest answer, as the log stores it; empty without answers.

        Raises:
            StoreError: It cannot be read.
        """
        with self._errors_in_words():
            return str(self._database.execute("SELECT max(at) FROM review").fetchone()[0] or "")

    def extent(self, until: str, exams: Iterable[str]) -> LogExtent:
        """How much the log has up to a moment; equal extents mean equal records, as it only grows.

        Args:
            until: The moment of the last answer to count; see `latest`.
            exams: Ids of the exams whose events are counted.

        Raises:
            StoreError: It cannot be read.
        """
        with self._errors_in_words():
            one = self._database.execute
            reviews = one("SELECT count(*) FROM review WHERE at <= ?", (until,)).fetchone()[0]
            undone = one("SELECT count(*) FROM event WHERE kind = 'undone'").fetchone()[0]
            of_exam = "SELECT count(*) FROM event WHERE session = ?"
            events = {exam: int(one(of_exam, (exam,)).fetchone()[0]) for exam in exams}
            return LogExtent(int(reviews), until, int(undone), events)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A context whose reads see the log at one moment, while other processes may write.

        Raises:
            StoreError: It cannot be read.
        """
        with self._errors_in_words():
            self._database.execute("BEGIN")
        try:
            yield
        finally:
            with self._errors_in_words():
                self._database.execute("COMMIT")

    def mix_ups(self, asked_for: str, taken_for: str) -> int:
        """How often one concept was answered where another was right, without undone answers.

        Raises:
            StoreError: It cannot be read.
        """
        with self._errors_in_words():
            found = self._database.execute(
                "SELECT count(*) FROM review"  # noqa: S608 - constant text
                f" WHERE asked_for = ? AND taken_for = ? AND {_COUNTS}",
                (asked_for, taken_for),
            )
            return int(found.fetchone()[0])

    def past(self) -> dict[str, Past]:
        """The latest answers that count on each fact, by its id, without undone answers.

        Raises:
            StoreError: It cannot be read.
        """
        with self._errors_in_words():
            rows = self._database.execute(
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
        with self._errors_in_words():
            return frozenset(
                card for (card,) in self._database.execute("SELECT DISTINCT card FROM review")
            )

    def cards_of_day(self, day: str) -> tuple[str, ...]:
        """The card of each question that was answered on a study day, such as `2026-11-23`.

        Raises:
            StoreError: It cannot be read.
        """
        with self._errors_in_words():
            rows = self._database.execute(
                "SELECT card FROM review WHERE day = ? GROUP BY session, position", (day,)
            )
            return tuple(card for (card,) in rows)

    def reviews_of(self, card: str) -> tuple[Review, ...]:
        """All answers to one card that were not taken back, the oldest first.

        Raises:
            StoreError: It cannot be read.
        """
        with self._errors_in_words():
            return tuple(self._read(Review, f" WHERE card = ? AND {_COUNTS}", (card,)))

    def _read(
        self,
        kind: type[_Record],
        where: str,
        given: tuple[str, ...],
        without: tuple[str, ...] = (),
    ) -> Iterator[_Record]:
        names = tuple(name for name in COLUMNS[kind] if name not in without)
        rows = self._database.execute(
            f"SELECT {', '.join(names)} FROM {NAMES[kind]}{where}",  # noqa: S608 - our names
            given,
        ).fetchall()
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
            self._damaged.add(damage.record)
            self._remark(
                f"The review log has a damaged record, which is skipped: {damage.record}:"
                f" {damage.reason}."
            )

    # -- sessions ----------------------------------------------------------------------------------

    def claim(self, session: str) -> bool:
        """Claim a session for this process; the system frees it when the process ends, however.

        Returns:
            False if another process has it.
        """
        if self.file is None or session in self._claims:
            return True
        folder = self.file.parent / "sessions"
        with self._errors_in_words():
            folder.mkdir(exist_ok=True)
            file = folder / f"{session}.lock"
            lock = _locked(file)
            if lock is None:
                return False
            self._claims[session] = lock, file
            return True

    def beat(self, session: str, beat: "Beat") -> None:
        """Store how long a session of this process has taken.

        Raises:
            StoreError: It cannot be stored.
        """
        from quiz.log.beats import write_beat

        if session in self._claims:
            with self._errors_in_words():
                write_beat(self._claims[session][1].with_suffix(_BEAT), beat)

    def last_beat(self, session: str) -> "Beat | None":
        """How long a session had taken when its process last stored it; None if it did not."""
        from quiz.log.beats import read_beat

        return read_beat(self.file.parent / "sessions" / f"{session}{_BEAT}") if self.file else None

    def release(self, session: str) -> None:
        """Release a session."""
        if session in self._claims:
            lock, file = self._claims.pop(session)
            with suppress(OSError):
                file.with_suffix(_BEAT).unlink(missing_ok=True)
            # Delete it before releasing it, so that no process locks a deleted file. Windows cannot
            # delete a file that is open.
            with suppress(OSError):
                file.unlink(missing_ok=True)
            lock.close()

    # -- tables ------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self._write_ahead()
        self._database.execute("PRAGMA temp_store = MEMORY")
        # A commit that a power cut can undo would be an answer lost.
        self._database.execute("PRAGMA synchronous = FULL")
        if self._schema() < SCHEMA_VERSION:
            self._prepare()
        elif self._missing_columns():
            with self._transaction():
                for name in self._missing_columns():  # no other process added them during the wait
                    self._database.execute(
                        f"ALTER TABLE review ADD COLUMN {name} {LATER_COLUMNS[name]}"
                    )

    def _missing_columns(self) -> list[str]:
        """The columns that a log of this schema was begun without."""
        columns = {row[1] for row in self._database.execute("PRAGMA table_info(review)")}
        return [name for name in LATER_COLUMNS if columns and name not in columns]

    def _write_ahead(self) -> None:
        """Enable reading during a write (WAL).

        SQLite does not wait for a lock here as it does elsewhere, so we do.
        """
        end = monotonic() + _BUSY
        while True:
            try:
                self._database.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or monotonic() > end:
                    raise
                sleep(_RETRY_AFTER)
            else:
                return

    def _schema(self) -> int:
        """The schema of the file.

        Raises:
            StoreError: This version cannot read it.
        """
        schema = int(self._database.execute("PRAGMA user_version").fetchone()[0])
        if schema > SCHEMA_VERSION:
            raise StoreError(
                f"{self.file}: written by a newer version of primemover (schema {schema}; this"
                f" version reads up to {SCHEMA_VERSION})."
            )
        return schema

    def _prepare(self) -> None:
        """Create the tables, or migrate those of an earlier schema."""
        remark = None
        with self._transaction():
            # Another process, even a newer version, may have done it during the wait for the lock.
            schema = self._schema()
            if 0 < schema < SCHEMA_VERSION:
                remark = self._migrate(schema)
            elif schema < SCHEMA_VERSION:
                if self._database.execute("SELECT 1 FROM sqlite_master").fetchone() is not None:
                    raise StoreError(
                        f"{self.file}: not a review log. Move it aside, and a new log is created."
                    )
                self._create_tables()
        if remark is not None:
            self._remark(remark)

    def _create_tables(self) -> None:
        sql = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
        for statement in _statements(sql):
            self._database.execute(statement)
        self._database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _migrate(self, schema: int) -> str:
        """Copy the file, and store its records in tables of the current schema.

        Returns:
            A message about the migration.
        """
        from quiz.log.migrations import migrate

        backup = self._back_up(schema)
        unreadable = migrate(self._database, schema, self._create_tables, self._insert)
        omitted = ""
        if unreadable:
            omitted = (
                f" {len(unreadable)} of its records cannot be read and are in that copy only:"
                f" {'; '.join(unreadable)}."
            )
        return (
            f"The review log was migrated to schema {SCHEMA_VERSION}; a copy of it as it was is in"
            f" {backup}.{omitted}"
        )

    def _back_up(self, schema: int) -> Path:
        """Copy the database to a file in the same folder, whose name is not taken yet."""
        assert self.file is not None  # noqa: S101 - a log in memory has the current schema
        suffixes = chain(("",), (f"-{number}" for number in count(2)))
        files = (self.file.with_suffix(f".version-{schema}{each}.backup") for each in suffixes)
        file = next(file for file in files if not file.exists())
        partial = file.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        source, target = sqlite3.connect(self.file), sqlite3.connect(partial)
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()
        return partial.replace(file)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """A transaction that excludes other writers."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise

    @contextmanager
    def _errors_in_words(self) -> Iterator[None]:
        """Convert errors of the database to `StoreError`."""
        try:
            yield
        except sqlite3.Error as error:
            is_damaged = type(error) is sqlite3.DatabaseError and self.file is not None
            hint = " Move it aside, and a new log is created." if is_damaged else ""
            raise StoreError(f"{self.file or 'The log in memory'}: {error}.{hint}") from error
        except OSError as error:
            place = error.filename or self.file
            raise StoreError(f"{place}: {error.strerror or error}.") from error


def _locked(file: Path) -> sqlite3.Connection | None:
    """A connection that locks a database; None if another process has locked it."""
    end = monotonic() + _RELEASED
    while True:
        lock = sqlite3.connect(file, timeout=0, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            lock.close()
            if _is_busy(error):
                return None
            # Another process may have released the session, and deleted the file just opened.
            if monotonic() > end:
                raise
            sleep(_RETRY_AFTER)
        else:
            return lock


def _is_busy(error: sqlite3.Error) -> bool:
    """Whether another process has the lock; extended codes are variants of these two."""
    return error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _statements(schema: str) -> Iterator[str]:
    """The single statements of a schema, since `executescript` would end the transaction."""
    statement = ""
    for line in schema.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
