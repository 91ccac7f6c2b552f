"""Which process runs which session, and how long it has taken: files next to the log."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.log.records import StoreError
from quiz.log.sqlite import FileLock, create_private, errors_in_words, locked

if TYPE_CHECKING:
    from quiz.log.beats import Beat

_BEAT = ".time"
"""The suffix of the file with the time of a running session."""


_FORGOTTEN = 90 * 86_400.0
"""Seconds after which the time of an abandoned session is deleted."""


def is_any_claimed(log: Path) -> bool:
    """Whether any process has claimed a session of a log.

    Raises:
        StoreError: Its files cannot be read.
    """
    with errors_in_words(log):
        for file in _folder(log).glob("*.lock"):
            lock = locked(file)
            if lock is None:
                return True
            lock.close()
    return False


def remove_remains(log: Path) -> None:
    """Delete what processes that were killed have left: their locks, and times of long ago.

    Args:
        log: The file of the log.
    """
    with suppress(OSError, StoreError):
        files = {file: file.stat().st_mtime for file in _folder(log).iterdir()}
        now = max(files.values(), default=0.0)
        for file, at in files.items():
            if file.suffix == _BEAT and now - at > _FORGOTTEN:
                file.unlink()
            elif file.suffix == ".lock":
                with errors_in_words(log):
                    lock = locked(file)
                if lock is not None:
                    _delete(file, lock)


def _delete(file: Path, lock: FileLock) -> None:
    """Delete a locked file before it is released, so that no process locks a deleted file."""
    try:
        file.unlink(missing_ok=True)
    except OSError:  # Windows cannot delete a file that is open
        lock.close()
        with suppress(OSError):
            file.unlink(missing_ok=True)
    else:
        lock.close()


def _folder(log: Path) -> Path:
    return log.parent / "sessions"


class SessionClaims:
    """The sessions of this process."""

    def __init__(self, log: Path | None) -> None:
        """Claim nothing yet.

        Args:
            log: The file of the log; None for one in memory, which no other process can have.
        """
        self._log = log
        self._locks: dict[str, tuple[FileLock, Path]] = {}

    def claim(self, session: str) -> bool:
        """Claim a session for this process; the system frees it when the process ends, however.

        Returns:
            False if another process has it.

        Raises:
            StoreError: Its file cannot be created.
        """
        if self._log is None or session in self._locks:
            return True
        folder = _folder(self._log)
        with errors_in_words(self._log):
            folder.mkdir(mode=0o700, exist_ok=True)
            file = folder / f"{session}.lock"
            lock = locked(file)
        if lock is None:
            return False
        self._locks[session] = lock, file
        return True

    def beat(self, session: str, beat: "Beat") -> None:
        """Store how long a session of this process has taken.

        Raises:
            StoreError: It cannot be stored.
        """
        from quiz.log.beats import write_beat

        if session in self._locks:
            with errors_in_words(self._log):
                file = self._locks[session][1].with_suffix(_BEAT)
                write_beat(create_private(file), beat)

    def last_beat(self, session: str) -> "Beat | None":
        """How long a session had taken when its process last stored it; None if it did not."""
        from quiz.log.beats import read_beat

        return read_beat(_folder(self._log) / f"{session}{_BEAT}") if self._log else None

    def remove_remains(self) -> None:
        """Delete what processes that were killed have left."""
        if self._log is not None:
            remove_remains(self._log)

    def release(self, session: str) -> None:
        """Release a session."""
        if session in self._locks:
            lock, file = self._locks.pop(session)
            with suppress(OSError):
                file.with_suffix(_BEAT).unlink(missing_ok=True)
            _delete(file, lock)

    def release_all(self) -> None:
        """Release every session."""
        for session in tuple(self._locks):
            self.release(session)
