"""The review log on disk, in SQLite; the only module that knows the database.

An answer is on disk when `add` returns: it is written through to the medium before anything else
happens. Several processes may write at once; one session belongs to one process at a time.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

from quiz.log.codec import Record, columns_of, decoders_of, name_of, names_of, table_of
from quiz.log.records import Event, Log, Review, SessionRecord, StoreError

SCHEMA_VERSION = 1
"""Of the tables; a file of a later form was written by a later program."""

_STANDING = (
    "id NOT IN (SELECT json_extract(body, '$.review') FROM event"
    " WHERE kind = 'undone' AND json_extract(body, '$.review') IS NOT NULL)"
)
"""What holds of an answer that was not taken back."""

_WORDING = ("stem", "options", "chosen", "given", "key")
"""Columns of an answer that only its own session needs."""

_MOMENT = 0.02
"""Seconds between two tries."""

_BUSY = 10.0
"""Seconds to wait while another process writes."""
_Record = TypeVar("_Record", SessionRecord, Review, Event)


class Store:
    """The log. It may be in memory alone, where nothing is to be kept."""

    def __init__(self, file: Path | None) -> None:
        """Open the log, and make it where there is none.

        Args:
            file: Where it lies; None keeps it in memory.

        Raises:
            StoreError: It cannot be opened.
        """
        self.file = file
        self._claims: dict[str, sqlite3.Connection] = {}
        with self._told():
            if file is not None:
                try:
                    file.parent.mkdir(parents=True, exist_ok=True)
                except OSError as error:
                    raise StoreError(f"{file.parent}: {error.strerror or error}.") from None
            self._database = sqlite3.connect(
                file if file is not None else ":memory:", timeout=_BUSY, isolation_level=None
            )
            self._write_ahead()
            # A commit that a power cut may take back would be an answer lost.
            self._database.execute("PRAGMA synchronous = FULL")
            form = self._form()
            if form == 0:
                self._make()
            elif form > SCHEMA_VERSION:
                raise StoreError(
                    f"{file}: a later primemover wrote it (form {form}; this one knows"
                    f" {SCHEMA_VERSION})."
                )

    def close(self) -> None:
        """Let go of the file and of every session."""
        for session in tuple(self._claims):
            self.release(session)
        self._database.close()

    def add(self, *records: Record) -> int:
        """Write records down, all or none; what is there already is passed over.

        Returns:
            How many were new.

        Raises:
            StoreError: They cannot be written.
        """
        with self._told():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                before = self._database.total_changes
                for record in records:
                    plain = columns_of(record)
                    marks = ", ".join("?" * len(plain))
                    self._database.execute(
                        f"INSERT OR IGNORE INTO {table_of(record)} ({', '.join(plain)})"  # noqa: S608 - our names
                        f" VALUES ({marks})",
                        tuple(plain.values()),
                    )
                added = self._database.total_changes - before
                self._database.execute("COMMIT")
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            return added

    def log(self, session: str | None = None) -> Log:
        """Everything, or all of one session, in the order of time.

        Raises:
            StoreError: It cannot be read.
        """
        with self._told():
            where = "" if session is None else " WHERE session = ?"
            given = () if session is None else (session,)
            return Log(
                sessions=tuple(self._read(SessionRecord, where.replace("session", "id"), given)),
                reviews=tuple(self._read(Review, where, given)),
                events=tuple(self._read(Event, where, given)),
            )

    def figures(self, answers: int | None = None) -> Log:
        """What figures are made of: no wording, no option and no plan, which take most of the time.

        Args:
            answers: Only so many of the latest, with their sessions and events; None takes all.

        Raises:
            StoreError: It cannot be read.
        """
        with self._told():
            since = None
            if answers is not None:
                since = self._database.execute(
                    "SELECT at FROM review ORDER BY at DESC LIMIT 1 OFFSET ?", (answers,)
                ).fetchone()
            where, given = (" WHERE at > ?", since) if since else ("", ())
            return Log(
                sessions=tuple(self._read(SessionRecord, where, given, without=("plan",))),
                reviews=tuple(self._read(Review, where, given, without=_WORDING)),
                events=tuple(self._read(Event, where, given)),
            )

    def sessions(self) -> tuple[SessionRecord, ...]:
        """How all sessions began, the oldest first.

        Raises:
            StoreError: It cannot be read.
        """
        with self._told():
            return tuple(self._read(SessionRecord, "", ()))

    def mix_ups(self, asked_for: str, taken_for: str) -> int:
        """How often one concept was answered where another was right; undone answers left out.

        Raises:
            StoreError: It cannot be read.
        """
        with self._told():
            found = self._database.execute(
                "SELECT count(*) FROM review"  # noqa: S608 - our own words
                f" WHERE asked_for = ? AND taken_for = ? AND {_STANDING}",
                (asked_for, taken_for),
            )
            return int(found.fetchone()[0])

    def reviews_of(self, card: str) -> tuple[Review, ...]:
        """All answers to one card that were not taken back, the oldest first.

        Raises:
            StoreError: It cannot be read.
        """
        with self._told():
            return tuple(self._read(Review, f" WHERE card = ? AND {_STANDING}", (card,)))

    def claim(self, session: str) -> bool:
        """Take a session for this process; the system frees it when the process ends, however.

        Returns:
            False where another process has it.
        """
        if self.file is None or session in self._claims:
            return True
        folder = self.file.parent / "sessions"
        with self._told():
            folder.mkdir(exist_ok=True)
            lock = sqlite3.connect(folder / f"{session}.lock", timeout=0, isolation_level=None)
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                lock.close()
                return False
            self._claims[session] = lock
            return True

    def release(self, session: str) -> None:
        """Let go of a session."""
        lock = self._claims.pop(session, None)
        if lock is not None and self.file is not None:
            # Taken away before it is let go, so that nobody holds a lock that lies nowhere; Windows
            # takes no file away that is open.
            with suppress(OSError):
                (self.file.parent / "sessions" / f"{session}.lock").unlink(missing_ok=True)
            lock.close()

    def _write_ahead(self) -> None:
        """Let others read while somebody writes.

        SQLite does not wait for its turn here as it does elsewhere, so we do.
        """
        end = monotonic() + _BUSY
        while True:
            try:
                self._database.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError:
                if monotonic() > end:
                    raise
                sleep(_MOMENT)
            else:
                return

    def _form(self) -> int:
        return int(self._database.execute("PRAGMA user_version").fetchone()[0])

    def _make(self) -> None:
        schema = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
        # Another process may be making it just now; who comes second finds it made.
        self._database.execute("BEGIN IMMEDIATE")
        if self._form() == 0:
            for statement in _statements(schema):
                self._database.execute(statement)
            self._database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self._database.execute("COMMIT")

    def _read(
        self,
        kind: type[_Record],
        where: str,
        given: tuple[str, ...],
        without: tuple[str, ...] = (),
    ) -> Iterator[_Record]:
        names = tuple(name for name in names_of(kind) if name not in without)
        rows = self._database.execute(
            f"SELECT {', '.join(names)} FROM {name_of(kind)}{where}",  # noqa: S608 - our names
            given,
        ).fetchall()
        # They come nearly in order; SQLite would look each one up by its time.
        at, id_ = names.index("at"), names.index("id")
        rows.sort(key=lambda row: (row[at], row[id_]))
        turns = tuple(
            (names.index(name), turn) for name, turn in decoders_of(kind) if name in names
        )
        for row in rows:
            values = list(row)
            for place, turn in turns:
                values[place] = turn(values[place])
            # A frozen record made the usual way sets its fields one by one: a third of all the time
            # that a long log takes. What is left out has its default from the class.
            record = object.__new__(kind)
            record.__dict__.update(zip(names, values, strict=True))
            yield record

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Put what the database complains about into words."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            damaged = type(error) is sqlite3.DatabaseError and self.file is not None
            hint = " Move it aside, and a new log is begun." if damaged else ""
            raise StoreError(f"{self.file or 'The log in memory'}: {error}.{hint}") from error


def _statements(schema: str) -> Iterator[str]:
    """The statements of a schema, one by one: `executescript` would end the transaction."""
    statement = ""
    for line in schema.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
