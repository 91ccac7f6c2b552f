"""The review log on disk: what writes to it, and opens it.

An answer is on disk when `add` returns: it is flushed to the medium before anything else happens.
Several processes may write at once; one session belongs to one process at a time.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quiz.log.claims import SessionClaims
from quiz.log.codec import COLUMNS, NAMES, row_of
from quiz.log.database import Database
from quiz.log.reader import LogReader
from quiz.log.records import Event, Record, Review, SessionRecord, StoreError
from quiz.log.tables import insert, is_current, set_up

if TYPE_CHECKING:
    from quiz.log.beats import Beat

UNSAVED = "primemover-unsaved-{}.jsonl"
"""The name of a file with records that a run could not store, with the writer of the run."""


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


class Store(LogReader):
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
        super().__init__(Database(file), remark, copied)
        self._claims = SessionClaims(file)
        try:
            if copied is not None and copied.exists():
                self._database.copy(copied)
            set_up(self._database, self._remark)
        except BaseException:
            self._database.close()
            raise

    def wait_for_lock(self, seconds: float) -> None:
        """Set how long to wait while another process writes.

        Raises:
            StoreError: It cannot be set.
        """
        self._database.wait_for_lock(seconds)

    def settle(self) -> None:
        """Move the latest changes into the file of the log, if that is possible at once."""
        with suppress(StoreError):
            self._database.settle()

    def close(self) -> None:
        """Release the file and every session."""
        self._claims.release_all()
        super().close()

    def add(self, *records: Record) -> None:
        """Store new records, all or none.

        Raises:
            StoreError: They cannot be stored, or one has an id that is taken.
        """
        with self._database.transaction():
            for record in records:
                insert(self._database, record)

    def merge(self, records: Iterable[Record]) -> Merged:
        """Store the records of another log, all or none.

        A record that is stored already counts once. One that differs from the stored record of the
        same id is a conflict: the stored record stays, and both are returned.

        Raises:
            StoreError: They cannot be stored.
        """
        added = known = 0
        conflicts = []
        taken: dict[str, set[int]] = {}
        with self._database.large_cache(), self._database.transaction():
            for record in records:
                found = self._same_id(record) if self._is_taken(record, taken) else None
                if found is None:
                    insert(self._database, record)
                    added += 1
                elif row_of(record) == found[1]:
                    known += 1
                else:
                    conflicts.append(Conflict(self._decoded(*found), record))
        return Merged(added, known, tuple(conflicts))

    def _is_taken(self, record: Record, taken: dict[str, set[int]]) -> bool:
        """Whether the id of a record may be taken.

        Args:
            record: It is going to be stored.
            taken: The counters of each writer that was met, which are read once.
        """
        if isinstance(record, SessionRecord):
            return True
        counters = taken.get(record.writer)
        if counters is None:
            stored = "SELECT counter FROM {} WHERE writer = :writer"
            select = " UNION ".join(stored.format(name) for name in ("review", "event"))
            rows = self._database.rows(select, {"writer": record.writer})
            counters = taken[record.writer] = {counter for (counter,) in rows}
        is_taken = record.counter in counters
        counters.add(record.counter)
        return is_taken

    def has(self, kind: type[Record], row: Sequence[Any]) -> bool:
        """Whether there is a record with the id of a row, which need not be valid.

        Raises:
            StoreError: The log cannot be read.
        """
        keys = ("id",) if kind is SessionRecord else ("writer", "counter")
        where = " AND ".join(f"{key} = ?" for key in keys)
        given = [row[COLUMNS[kind].index(key)] for key in keys]
        return self._database.row(f"SELECT 1 FROM {NAMES[kind]} WHERE {where}", given) is not None  # noqa: S608 - our names

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
            row = self._database.row(
                f"SELECT {', '.join(COLUMNS[kind])} FROM {NAMES[kind]} WHERE {condition}",  # noqa: S608 - our names
                given,
            )
            if row is not None:
                return kind, row
        return None

    # -- sessions ----------------------------------------------------------------------------------

    def claim(self, session: str) -> bool:
        """Claim a session for this process; the system frees it when the process ends, however.

        Returns:
            False if another process has it.

        Raises:
            StoreError: It cannot be claimed.
        """
        return self._claims.claim(session)

    def remove_remains(self) -> int:
        """Store what earlier sessions could not store, and delete the locks of killed ones.

        Returns:
            How many records were stored.

        Raises:
            StoreError: They cannot be stored.
        """
        self._claims.remove_remains()
        if self.file is None or not any(self.file.parent.glob(UNSAVED.format("*"))):
            return 0
        from quiz.log.unsaved import recover

        return recover(self.file.parent, lambda records: self.merge(records).added)

    def beat(self, session: str, beat: "Beat") -> None:
        """Store how long a session of this process has taken.

        Raises:
            StoreError: It cannot be stored.
        """
        self._claims.beat(session, beat)

    def last_beat(self, session: str) -> "Beat | None":
        """How long a session had taken when its process last stored it; None if it did not."""
        return self._claims.last_beat(session)

    def release(self, session: str) -> None:
        """Release a session."""
        self._claims.release(session)


def log_reader(file: Path, remark: Callable[[str], None] | None = None) -> LogReader:
    """Open the log to read it; only a log of an earlier schema is changed: it is migrated.

    Args:
        file: The database; if it does not exist, the log is empty.
        remark: Receives messages about migrations and damaged records.

    Raises:
        StoreError: It cannot be opened.
    """
    if not file.exists():
        return Store(None, remark)
    database = Database.reading(file)
    try:
        if is_current(database):
            return LogReader(database, remark)
    except BaseException:
        database.close()
        raise
    database.close()
    try:
        return Store(file, remark)
    except StoreError:
        return Store(None, remark, copied=file)
