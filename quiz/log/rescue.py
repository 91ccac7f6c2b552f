"""Rescues a damaged review log: what is valid becomes the log, what is not is set aside.

The damaged file is kept. Records that it has lost are taken from backups.
"""

import json
import mmap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from quiz.log.claims import is_any_claimed
from quiz.log.codec import COLUMNS, NAMES, checksum_of
from quiz.log.database import Database
from quiz.log.progress import Progress, not_shown
from quiz.log.records import DamagedLog, Event, Record, Review, SessionRecord, StoreError
from quiz.log.rows import records_of
from quiz.log.salvage import salvage, search_length
from quiz.log.sqlite import create_private, errors_in_words
from quiz.log.store import Store, log_reader

_BATCH = 500
"""Records that are decoded and stored at a time."""


_PARTIAL = "progress.rescue.db"
"""The name of the new log until it is complete."""


class Rescue(NamedTuple):
    """The result of a rescue.

    Attributes:
        valid: Records of the damaged log that are in the new one.
        restored: Records that come from a backup.
        damaged: Rows that are not valid records, and that no backup has.
        original: The damaged file as it was.
        aside: The file with the damaged rows; None if there are none.
    """

    valid: int
    restored: int
    damaged: int
    original: Path
    aside: Path | None


def rescue(
    file: Path, backups: Sequence[Path], now: datetime, progress: Progress = not_shown
) -> Rescue:
    """Write the valid records of a damaged log to a new one, which takes its place.

    Args:
        file: The log.
        backups: Backups of it.
        now: The moment, which gives the names of the files that are kept.
        progress: Shows the part of the log that was searched.

    Raises:
        StoreError: A session is running, or a file cannot be read or written.
    """
    if is_any_claimed(file):
        raise StoreError(f"{file}: A session is running. End it in its window, then try again.")
    stamp = f"{now:%Y%m%d-%H%M%S}"
    # Before anything else: SQLite may change a damaged file when it opens it.
    original = _copy(file, file.with_name(f"progress.damaged-{stamp}.db"))
    partial, earlier = file.with_name(_PARTIAL), file.with_name(f"earlier.{_PARTIAL}")
    try:
        _refuse_if_locked(file)
        with errors_in_words(file):
            if earlier.exists():
                _delete(partial)
            elif partial.exists():
                _move(partial, earlier)
        store = Store(partial)
        try:
            valid = _merge(store, records_in(original, progress))
            # A rescue that was killed may have deleted the latest changes of the log already.
            valid += _merge(store, _records_of_backup(earlier))
            restored = sum(_merge(store, _records_of_backup(each)) for each in backups)
            # SQLite deletes the latest changes of an empty file when it opens it.
            damaged = list(_damaged_rows(original, store)) if original.stat().st_size else []
        finally:
            store.close()
    except BaseException:
        _delete(original)
        raise
    with errors_in_words(file):
        aside = file.with_name(f"progress.damaged-{stamp}.jsonl") if damaged else None
        if aside is not None:
            _write(aside, damaged)
        _delete_latest(file)
        partial.replace(file)
        _delete(earlier)
    return Rescue(valid, restored, len(damaged), original, aside)


def is_unfinished(file: Path) -> bool:
    """Whether a rescue of a log was killed."""
    return any(file.with_name(f"{prefix}{_PARTIAL}").exists() for prefix in ("", "earlier."))


def _move(file: Path, target: Path) -> None:
    """Move a database and its latest changes."""
    for suffix in ("-wal", "-journal", ""):  # the database last: without it, they mean nothing
        part = file.with_name(f"{file.name}{suffix}")
        if part.exists():
            part.replace(target.with_name(f"{target.name}{suffix}"))


def _refuse_if_locked(file: Path) -> None:
    """Refuse to replace a log that another process is writing to.

    Raises:
        StoreError: A process is.
    """
    with suppress(DamagedLog):
        database = Database(file)
        try:
            database.wait_for_lock(1.0)
            with database.transaction():
                pass
        finally:
            database.close()


def _merge(store: Store, records: Iterable[Record]) -> int:
    """Store records that are not there yet, and return their number."""
    added = 0
    records = iter(records)
    while batch := tuple(islice(records, _BATCH)):
        added += store.merge(batch).added
    return added


def records_in(file: Path, progress: Progress = not_shown) -> Iterator[Record]:
    """The records in the bytes of a log, whatever else of it is damaged.

    Args:
        file: The log.
        progress: Shows the part that was searched.

    Raises:
        StoreError: The file cannot be read.
    """
    with errors_in_words(file):
        wal = file.with_name(f"{file.name}-wal")
        latest = wal.read_bytes() if wal.exists() else b""
        if not file.stat().st_size:  # an empty file cannot be mapped
            yield from _records_of(salvage(b"", latest))
            return
        with (
            file.open("rb") as stream,
            mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content,
            progress(search_length(content, latest)) as done,
        ):
            yield from _records_of(salvage(content, latest, done))


def _records_of(rows: Iterator[tuple[type[Record], tuple[Any, ...]]]) -> Iterator[Record]:
    """The records of valid rows of several tables."""
    while batch := tuple(islice(rows, _BATCH)):
        for kind in COLUMNS:
            yield from _decoded(kind, [row for each, row in batch if each is kind])


def _decoded(kind: type[Record], rows: list[tuple[Any, ...]]) -> Iterator[Record]:
    if kind is SessionRecord:
        yield from records_of(SessionRecord, COLUMNS[kind], rows, lambda _: None)
    elif kind is Review:
        yield from records_of(Review, COLUMNS[kind], rows, lambda _: None)
    else:
        yield from records_of(Event, COLUMNS[kind], rows, lambda _: None)


def _records_of_backup(file: Path) -> Iterator[Record]:
    """The records of a backup that can be read."""
    with suppress(StoreError):
        reader = log_reader(file)
        try:
            yield from reader.records()
        finally:
            reader.close()


def _damaged_rows(file: Path, rescued: Store) -> Iterator[dict[str, Any]]:
    """The rows of a log that SQLite can read and that are not valid records."""
    with suppress(StoreError):
        database = Database.reading(file)
        try:
            for kind, columns in COLUMNS.items():
                for row in _rows(database, kind):
                    is_valid = row[-1] == checksum_of(kind, row[:-1])
                    if not is_valid and not rescued.has(kind, row):
                        yield {"type": NAMES[kind], **dict(zip(columns, row, strict=True))}
        finally:
            database.close()


def _rows(database: Database, kind: type[Record]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table, up to one that SQLite cannot read."""
    select = f"SELECT {', '.join(COLUMNS[kind])} FROM {NAMES[kind]}"  # noqa: S608 - our names
    with suppress(StoreError):
        for rows in database.batches(select):
            yield from rows


def _write(file: Path, rows: list[dict[str, Any]]) -> None:
    from cards.files import write_atomically

    lines = (json.dumps(row, ensure_ascii=False, default=repr) for row in rows)
    write_atomically(file, (f"{line}\n".encode("utf-8", "surrogatepass") for line in lines))


def _copy(file: Path, original: Path) -> Path:
    """Copy a log and its latest changes.

    Raises:
        StoreError: It cannot be read, or the copy cannot be written.
    """
    import shutil

    with errors_in_words(file):
        for suffix in ("", "-wal"):
            part = file.with_name(f"{file.name}{suffix}")
            if part.exists():
                copy = original.with_name(f"{original.name}{suffix}")
                shutil.copyfile(part, create_private(copy))
    return original


def _delete(file: Path) -> None:
    file.unlink(missing_ok=True)
    _delete_latest(file)


def _delete_latest(file: Path) -> None:
    """Delete the latest changes of a database, which would be taken for those of another."""
    for suffix in ("-wal", "-shm", "-journal"):
        file.with_name(f"{file.name}{suffix}").unlink(missing_ok=True)
