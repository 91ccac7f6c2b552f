"""A SQLite database with errors in words."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from quiz.log.sqlite import (
    BUSY,
    NO_CODE,
    RETRY_AFTER,
    Connection,
    SqliteError,
    code_of,
    connected,
    create_private,
    errors_in_words,
    is_busy,
    is_damage,
    lacks_shared_memory,
)

Given = Sequence[object] | Mapping[str, object]
"""The parameters of a statement."""


_LARGE_CACHE = 12_288
"""KiB."""

_BATCH = 500
"""Rows that are read at a time."""

_REPLACING = partial(str, encoding="utf-8", errors="replace")
"""Decodes texts, even damaged ones; this is slower than the default, which refuses them."""


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
        self._leaves_files = False
        with self._errors_in_words():
            if file is not None:
                if not file.parent.is_dir():
                    from cards.files import create_folder  # needed once

                    create_folder(file.parent)
                create_private(file)
            self._connection = connected(file if file is not None else ":memory:")

    @classmethod
    def reading(cls, file: Path) -> "Database":
        """Open a database to read it; the file is not changed.

        In a place that cannot be written to, the database is read without its shared memory, or
        copied into memory if another program had it open.

        Raises:
            StoreError: It cannot be opened.
        """
        with errors_in_words(file):
            is_first = not _wal_of(file).exists()
            connection = _connected_to_read(file)
        database = cls(None)
        database.close()
        database.file, database._connection = file, connection
        database._leaves_files = is_first
        return database

    def __del__(self) -> None:
        """Release the file; from Python 3.13 on, an open connection that is dropped is reported."""
        with suppress(AttributeError, SqliteError):  # it was never opened, or by another thread
            self._connection.close()

    def close(self) -> None:
        """Release the file."""
        self._connection.close()
        if self._leaves_files and self.file is not None:
            _delete_wal(self.file)

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
            try:
                return self._connection.execute(select, given).fetchall()
            except SqliteError as error:
                if code_of(error) != NO_CODE:
                    raise
            # A damaged text is not UTF-8; decoding with replacement characters is slow.
            self._connection.text_factory = _REPLACING
            return self._connection.execute(select, given).fetchall()

    def batches(self, select: str) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a SELECT, some at a time, so that memory does not grow with their number.

        Raises:
            StoreError: They cannot be read.
        """
        with self._errors_in_words():
            self._connection.text_factory = _REPLACING
            cursor = self._connection.execute(select)
            while rows := cursor.fetchmany(_BATCH):
                yield rows

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
        """Enable reading during a write (WAL); otherwise use a rollback journal.

        A folder of a network may have no shared memory, which WAL needs. SQLite does not wait for
        a lock here as it does elsewhere, so we do.

        Raises:
            StoreError: The database cannot be used.
        """
        if self.file is None:
            return None
        end = monotonic() + BUSY
        with self._errors_in_words():
            while True:
                try:
                    if _shm_of(self.file).is_dir():  # SQLite would read it and never write
                        return self._use_rollback_journal(self.file)
                    return self._enable_wal()
                except SqliteError as error:
                    if lacks_shared_memory(error, self.file):
                        return self._use_rollback_journal(self.file)
                    if not is_busy(error) or monotonic() > end:
                        raise
                    sleep(RETRY_AFTER)

    def _enable_wal(self) -> None:
        execute = self._connection.execute
        # A log that is kept without WAL lies in a folder where WAL failed before.
        is_new = execute("PRAGMA user_version").fetchone() == (0,)
        if is_new or execute("PRAGMA journal_mode").fetchone() == ("wal",):
            execute("PRAGMA journal_mode = WAL")
            execute("SELECT count(*) FROM sqlite_master").fetchone()  # it may only fail here

    def _use_rollback_journal(self, file: Path) -> None:
        """Use a journal that needs no shared memory, from here on."""
        self._connection.close()
        self._connection = connected(file)
        # Without shared memory, a file in WAL mode can only be opened by one process.
        self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._connection.execute("PRAGMA journal_mode = DELETE")
        self._connection.execute("PRAGMA locking_mode = NORMAL")
        self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def wait_for_lock(self, seconds: float) -> None:
        """Set how long to wait while another process writes.

        Raises:
            StoreError: It cannot be set.
        """
        self.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")

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
    def large_cache(self) -> Iterator[None]:
        """A context for many changes: their pages are not written to disk again and again.

        Raises:
            StoreError: The database cannot be used.
        """
        usual = self.value("PRAGMA cache_size")
        self.execute(f"PRAGMA cache_size = {-_LARGE_CACHE}")
        try:
            yield
        finally:
            self.execute(f"PRAGMA cache_size = {usual}")

    def changes(self) -> tuple[int, int]:
        """The changes by other connections and by this one; each has a number that only rises.

        Raises:
            StoreError: They cannot be read.
        """
        return int(self.value("PRAGMA data_version")), self._connection.total_changes

    def settle(self) -> None:
        """Move changes from the file next to the database into it, unless it is in use.

        Raises:
            StoreError: They cannot be moved.
        """
        usual = self.value("PRAGMA busy_timeout")
        self.wait_for_lock(0)
        try:
            self.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.execute(f"PRAGMA busy_timeout = {usual}")

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
        with errors_in_words(file):
            is_first = not _wal_of(file).exists()
            source = _connected_to_read(file)
            try:
                source.backup(self._connection)
            finally:
                source.close()
                if is_first:
                    _delete_wal(file)

    def copy_to(self, file: Path) -> None:
        """Copy what is stored to a new file.

        The connection may be in a transaction, whose changes are not copied.

        Raises:
            StoreError: It cannot be read, or the copy cannot be written.
        """
        with errors_in_words(file):
            # Of a database in memory, another connection would see another one.
            source = self._connection if self.file is None else _connected_to_read(self.file)
            try:
                create_private(file)
                target = connected(file)
                try:
                    source.backup(target)
                    target.execute("PRAGMA journal_mode = DELETE")  # one file, without others
                finally:
                    target.close()
            finally:
                if self.file is not None:
                    source.close()

    @contextmanager
    def _errors_in_words(self) -> Iterator[None]:
        """Convert errors of the database and of its files to `StoreError`."""
        with errors_in_words(self.file):
            yield


def _wal_of(file: Path) -> Path:
    """The file with the latest changes of a database in WAL mode."""
    return file.with_name(f"{file.name}-wal")


def _shm_of(file: Path) -> Path:
    """The file with the shared memory of a database in WAL mode."""
    return file.with_name(f"{file.name}-shm")


def _delete_wal(file: Path) -> None:
    """Delete the files that a reader has created: SQLite does so when a writer closes."""
    with suppress(SqliteError):
        last = connected(f"{file.absolute().as_uri()}?mode=rw", timeout=0)
        try:
            last.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            last.close()


def _connected_to_read(file: Path) -> Connection:
    """A connection that cannot change the file; see `Database.reading`.

    Raises:
        SqliteError: The database cannot be read.
        OSError: There is no place for a copy of it.
    """
    uri, wal = file.absolute().as_uri(), _wal_of(file)
    try:
        return _checked(f"{uri}?mode=ro")
    except SqliteError as error:
        if is_busy(error) or is_damage(error):
            raise
    if wal.exists() and wal.stat().st_size:
        return _copied(file, wal)
    return _checked(f"{uri}?immutable=1")


def _checked(uri: str) -> Connection:
    """A connection that has read something.

    Raises:
        SqliteError: The database cannot be read.
    """
    connection = connected(uri)
    try:
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _copied(file: Path, wal: Path) -> Connection:
    """A copy in memory of a database that a program did not close, where nothing can be written.

    Raises:
        SqliteError: The database cannot be read.
        OSError: A file cannot be read, or there is no place for a copy.
    """
    import shutil

    from cards.files import temporary_folder

    memory = connected(":memory:")
    with temporary_folder() as folder:
        copies = [shutil.copyfile(each, folder / each.name) for each in (file, wal)]
        source = connected(copies[0])
        try:
            source.backup(memory)
        finally:
            source.close()
    return memory
