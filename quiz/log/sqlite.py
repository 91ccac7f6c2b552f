"""Connections to SQLite files, their locks, and errors in words; the only module of sqlite3."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from quiz.home.paths import ELSEWHERE
from quiz.log.records import DamagedLog, StoreError

Connection = sqlite3.Connection
SqliteError = sqlite3.Error
"""Any error of SQLite; it has a code."""

BUSY = 10.0
"""Seconds to wait while another process writes."""

RETRY_AFTER = 0.02
"""Seconds between two attempts."""

_RELEASED = 1.0
"""Seconds to try to lock a file that other processes are releasing."""


def create_private(file: Path) -> Path:
    """Create an empty file that only the user can read, unless the file exists; return it.

    SQLite gives the files that belong to a database the mode of the database.

    Raises:
        OSError: It cannot be created.
    """
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
    return file


def connected(name: Path | str, timeout: float = BUSY) -> Connection:
    """A connection to a file, a URI or `:memory:`, without implicit transactions.

    Raises:
        SqliteError: The file cannot be opened.
    """
    is_uri = isinstance(name, str) and name.startswith("file:")
    return sqlite3.connect(name, uri=is_uri, timeout=timeout, isolation_level=None)


def statements(sql: str) -> Iterator[str]:
    """The single statements of a script, since `executescript` would end the transaction."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


# -- errors ----------------------------------------------------------------------------------------


@contextmanager
def errors_in_words(file: Path | None) -> Iterator[None]:
    """Convert errors of a database and of its files to `StoreError`, which says what to do."""
    try:
        yield
    except SqliteError as error:
        if file is not None and is_damage(error):
            raise DamagedLog(file, error) from error
        place = "The log in memory" if file is None else str(file)
        raise StoreError(f"{place}: {_in_words(error, file)}") from error
    except UnicodeDecodeError as error:  # the message of an error quotes the damaged file
        raise DamagedLog(file, "its schema cannot be read") from error
    except OSError as error:
        named = error.filename or file
        hint = "" if file is None else f" {ELSEWHERE}"
        raise StoreError(f"{named}: {error.strerror or error}.{hint}") from error


_FREE_SPACE = "The disk is full. Free some space and try again."
NO_CODE = -1
"""Of an error that Python raises and not SQLite: a text that is not UTF-8, a wrong use."""

_SPACE = 1 << 20
"""Bytes that a log needs to work."""


def _in_words(error: SqliteError, file: Path | None) -> str:
    """The reason of an error, and what the user can do."""
    code = code_of(error)
    if is_busy(error):
        return "Another program has locked it. Close that program and try again."
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(file)):
        return _FREE_SPACE
    if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}:
        if code == sqlite3.SQLITE_READONLY or not _is_writable(file):
            return f"It is read-only. {ELSEWHERE}"
        return f"{error}. Check its folder, or set PRIMEMOVER_HOME to another."
    return f"{error}."


def _is_writable(file: Path | None) -> bool:
    """Whether the folder of a file can be written to."""
    return file is None or os.access(file.parent, os.W_OK)


def _is_full(file: Path | None) -> bool:
    """Whether there is no space for a log."""
    import shutil

    if file is None:
        return False
    try:
        return shutil.disk_usage(file.parent).free < _SPACE
    except OSError:
        return False


def code_of(error: SqliteError) -> int:
    """The code of an error, of which extended codes are variants; `NO_CODE` if it has none."""
    code = getattr(error, "sqlite_errorcode", None)
    return NO_CODE if code is None else code & 0xFF


def is_busy(error: SqliteError) -> bool:
    """Whether another process has the lock."""
    return code_of(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def is_damage(error: SqliteError) -> bool:
    """Whether the file is damaged, or not a database."""
    is_absent = code_of(error) == sqlite3.SQLITE_ERROR and str(error).startswith("no such")
    return is_absent or code_of(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def lacks_shared_memory(error: SqliteError, file: Path) -> bool:
    """Whether the file of the shared memory that WAL needs cannot be used."""
    codes = {
        sqlite3.SQLITE_IOERR_SHMOPEN,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_SHMLOCK,
        sqlite3.SQLITE_IOERR_SHMMAP,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_CANTOPEN,
    }
    return getattr(error, "sqlite_errorcode", None) in codes and not _is_full(file)


# -- locks -----------------------------------------------------------------------------------------


class FileLock:
    """A file that one process at a time has locked; the system frees it when the process ends."""

    def __init__(self, connection: Connection) -> None:
        """Hold a connection that has locked a database."""
        self._connection = connection

    def __del__(self) -> None:
        """Free the file; see `Database.__del__`."""
        with suppress(SqliteError):
            self._connection.close()

    def close(self) -> None:
        """Free the file."""
        self._connection.close()


def locked(file: Path) -> FileLock | None:
    """Lock a file; None if another process has locked it.

    Raises:
        SqliteError: The file cannot be locked; see `errors_in_words`.
        OSError: The same.
    """
    end = monotonic() + _RELEASED
    while True:
        before = _identity(create_private(file))
        lock = connected(file, timeout=0)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except SqliteError as error:
            lock.close()
            if is_busy(error):
                return None
            # Another process may have released the file, and deleted the one just opened.
            if monotonic() > end:
                raise
            sleep(RETRY_AFTER)
            continue
        # A lock of a file that was deleted meanwhile excludes no process.
        if before is not None and _identity(file) == before:
            return FileLock(lock)
        lock.close()


def _identity(file: Path) -> tuple[int, int] | None:
    """The device and the number of a file; None if it was deleted."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
