"""The tables of the review log: created, or migrated from those of an earlier schema."""

from collections.abc import Callable
from functools import partial
from itertools import chain, count
from pathlib import Path

from quiz.log.codec import COLUMNS, LATER_COLUMNS, NAMES, row_of
from quiz.log.database import Database
from quiz.log.records import SCHEMA_VERSION, DamagedLog, Record, StoreError
from quiz.log.sqlite import statements


def set_up(database: Database, remark: Callable[[str], None]) -> None:
    """Make a database ready to hold the log.

    Args:
        database: The database.
        remark: Receives a message about a migration.

    Raises:
        StoreError: It has something else, or a newer version wrote it.
    """
    database.write_ahead()
    database.execute("PRAGMA temp_store = MEMORY")
    # A commit that a power cut can undo would be an answer lost.
    database.execute("PRAGMA synchronous = FULL")
    if schema_of(database) < SCHEMA_VERSION:
        _prepare(database, remark)
    elif _missing_columns(database):
        with database.transaction():
            for name in _missing_columns(database):  # no other process added them meanwhile
                database.execute(f"ALTER TABLE review ADD COLUMN {name} {LATER_COLUMNS[name]}")


def is_current(database: Database) -> bool:
    """Whether a database has the tables of this version.

    Raises:
        StoreError: This version cannot read it.
    """
    return schema_of(database) == SCHEMA_VERSION and not _missing_columns(database)


def schema_of(database: Database) -> int:
    """The schema of a database.

    Raises:
        StoreError: This version cannot read it.
    """
    schema = int(database.value("PRAGMA user_version"))
    if schema > SCHEMA_VERSION:
        raise StoreError(
            f"{database.file}: written by a newer version of primemover (schema {schema}; this"
            f" version reads up to {SCHEMA_VERSION})."
        )
    return schema


_INSERT = {
    kind: f"INSERT INTO {name} ({', '.join(COLUMNS[kind])})"  # noqa: S608 - our names
    f" VALUES ({', '.join('?' * len(COLUMNS[kind]))})"
    for kind, name in NAMES.items()
}


def insert(database: Database, record: Record) -> None:
    """Store a record.

    Raises:
        StoreError: It cannot be stored, or its id is taken.
    """
    database.execute(_INSERT[type(record)], row_of(record))


def _has_current_tables(database: Database) -> bool:
    """Whether a database has the tables of this version, whatever the number of its schema."""
    return any(row[1] == "checksum" for row in database.rows("PRAGMA table_info(review)"))


def _missing_columns(database: Database) -> list[str]:
    """The columns that a log of this schema was begun without."""
    columns = {row[1] for row in database.rows("PRAGMA table_info(review)")}
    return [name for name in LATER_COLUMNS if columns and name not in columns]


def _prepare(database: Database, remark: Callable[[str], None]) -> None:
    """Create the tables, or migrate those of an earlier schema."""
    migrated = None
    with database.transaction():
        # Another process, even a newer version, may have done it during the wait for the lock.
        schema = schema_of(database)
        if schema < SCHEMA_VERSION and _has_current_tables(database):
            raise DamagedLog(database.file, f"its tables are not those of schema {schema}")
        if 0 < schema < SCHEMA_VERSION:
            migrated = _migrate(database, schema)
        elif schema < SCHEMA_VERSION:
            if database.row("SELECT 1 FROM sqlite_master") is not None:
                raise StoreError(
                    f"{database.file}: not a review log. Move it aside, and a new log is created."
                )
            _create(database)
    if migrated is not None:
        remark(migrated)


def _create(database: Database) -> None:
    sql = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
    for statement in statements(sql):
        database.execute(statement)
    database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _migrate(database: Database, schema: int) -> str:
    """Copy the file, and store its records in tables of the current schema.

    Returns:
        A message about the migration.
    """
    from quiz.log.migrations import migrate

    # A log in memory is a copy already.
    backup = None if database.file is None else _back_up(database, database.file, schema)
    create, store = partial(_create, database), partial(insert, database)
    unreadable = migrate(database, schema, create, store)
    if backup is None:
        return f"The copy of the review log was migrated to schema {SCHEMA_VERSION}."
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


def _back_up(database: Database, log: Path, schema: int) -> Path:
    """Copy the database to a file in the same folder, whose name is not taken yet."""
    suffixes = chain(("",), (f"-{number}" for number in count(2)))
    files = (log.with_suffix(f".version-{schema}{each}.backup") for each in suffixes)
    file = next(file for file in files if not file.exists())
    partial = file.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    database.copy_to(partial)
    return partial.replace(file)
