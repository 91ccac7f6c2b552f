"""A SQLite database with errors in words; the only module that imports sqlite3."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from quiz.log.records import StoreError

Given = Sequence[object] | Mapping[str, object]
"""The parameters of a statement."""

BUSY = 10.0
"""Seconds to wait while another process writes."""

_RETRY_AFTER = 0.02
"""Seconds between two attempts."""

_RELEASED = 1.0
"""Seconds to try to lock a file that other processes are releasing."""


class Database:
    """A connection to a database, in a file or only in memory."""

    def __init__(self, file: Path | None) -> None:
        """Open a database to read and to write; create it if it does not exist.

        Args:
            file: The file; None for a database in memory.

        Raises:
            StoreError: It cannot be opened.
        """
        self.file = file
        with self._errors_in_words():
            if file is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                file if file is not None else ":memory:", timeout=BUSY, isolation_level=None
            )

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def execute(self, sql: str, given: Given = ()) -> None:
        """Run a statement.

        Raises:
            StoreError: It failed.
        """
        with self._errors_in_words():
            self._connection.execute(sql, given)

    def rows(self, select: str, given: Given = ()) -> list[tuple[Any, ...]]:
        """All rows of a SELECT.

        Raises:
            StoreError: They cannot be read.
        """
        with self._errors_in_words():
            return self._connection.execute(select, given).fetchall()

    def row(self, select: str, given: Given = ()) -> tuple[Any, ...] | None:
        """The first row of a SELECT, if there is one.

        Raises:
            StoreError: It cannot be read.
        """
        with self._errors_in_words():
            found: tuple[Any, ...] | None = self._connection.execute(select, given).fetchone()
            return found

    def value(self, select: str, given: Given = ()) -> Any:
        """The first value of the first row of a SELECT; None without a row.

        Raises:
            StoreError: It cannot be read.
        """
        row = self.row(select, given)
        return None if row is None else row[0]

    def named_rows(self, select: str) -> Iterator[dict[str, Any]]:
        """The rows of a SELECT, read in sequence, by the names of their columns.

        Raises:
            StoreError: They cannot be read.
        """
        with self._errors_in_words():
            cursor = self._connection.execute(select)
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))

    def write_ahead(self) -> None:
        """Enable reading during a write (WAL).

        SQLite does not wait for a lock here as it does elsewhere, so we do.

        Raises:
            StoreError: It cannot be enabled.
        """
        end = monotonic() + BUSY
        with self._errors_in_words():
            while True:
                try:
                    self._connection.execute("PRAGMA journal_mode = WAL")
                except sqlite3.OperationalError as error:
                    if not _is_busy(error) or monotonic() > end:
                        raise
                    sleep(_RETRY_AFTER)
                else:
                    return

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction that excludes other writers.

        Raises:
            StoreError: It cannot begin, or its changes cannot be stored.
        """
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A context whose reads see the database at one moment, while other processes may write.

        Raises:
            StoreError: It cannot be read.
        """
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.execute("COMMIT")

    def copy(self, file: Path) -> None:
        """Replace the content by that of another database, which is not changed.

        Raises:
            StoreError: It cannot be read.
        """
        # Otherwise reading a log that no process has open would leave files in its folder.
        is_open = file.with_name(f"{file.name}-wal").exists()
        how = "mode=ro" if is_open else "immutable=1"
        with self._errors_in_words():
            source = sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, timeout=BUSY)
            try:
                source.backup(self._connection)
            finally:
                source.close()

    def copy_to(self, file: Path) -> None:
        """Copy what is stored to a new file.

        The connection may be in a transaction, whose changes are not copied.

        Raises:
            StoreError: It cannot be read, or the copy cannot be written.
        """
        assert self.file is not None  # noqa: S101 - another connection would see another memory
        with self._errors_in_words():
            source, target = sqlite3.connect(self.file), sqlite3.connect(file)
            try:
                source.backup(target)
            finally:
                source.close()
                target.close()

    @contextmanager
    def _errors_in_words(self) -> Iterator[None]:
        """Convert errors of the database and of its files to `StoreError`."""
        with errors_in_words(self.file):
            yield


@contextmanager
def errors_in_words(file: Path | None) -> Iterator[None]:
    """Convert errors of a database and of its files to `StoreError`."""
    try:
        yield
    except sqlite3.Error as error:
        is_damaged = type(error) is sqlite3.DatabaseError and file is not None
        hint = " Move it aside, and a new log is created." if is_damaged else ""
        raise StoreError(f"{file or 'The log in memory'}: {error}.{hint}") from error
    except OSError as error:
        place = error.filename or file
        raise StoreError(f"{place}: {error.strerror or error}.") from error


class FileLock:
    """A file that one process at a time has locked; the system frees it when the process ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Hold a connection that has locked a database."""
        self._connection = connection

    def close(self) -> None:
        """Free the file."""
        self._connection.close()


def locked(file: Path) -> FileLock | None:
    """Lock a file; None if another process has locked it.

    Raises:
        sqlite3.Error: The file cannot be locked; see `errors_in_words`.
    """
    end = monotonic() + _RELEASED
    while True:
        lock = sqlite3.connect(file, timeout=0, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            lock.close()
            if _is_busy(error):
                return None
            # Another process may have released the file, and deleted the one just opened.
            if monotonic() > end:
                raise
            sleep(_RETRY_AFTER)
        else:
            return FileLock(lock)


def _is_busy(error: sqlite3.Error) -> bool:
    """Whether another process has the lock; extended codes are variants of these two."""
    return error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def statements(sql: str) -> Iterator[str]:
    """The single statements of a script, since `executescript` would end the transaction."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
