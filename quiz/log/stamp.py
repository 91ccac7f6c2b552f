"""The state of a log's files, which shows a change of the log without SQLite."""

import os
from pathlib import Path

LogStamp = tuple[int, int, int]
"""Number, size and modification time, in nanoseconds, of the file of a log."""

_SECOND = 1_000_000_000

_EMPTY = 32
"""Bytes of a file of latest changes without any: only its head, or nothing."""


def log_stamp(file: Path) -> LogStamp | None:
    """The state of a log; None without a log, or if its latest changes are in another file.

    Equal states mean equal logs: SQLite writes a change to the file next to the log, or to the log
    itself, which gets a new time. On a file system that counts whole seconds, two changes may have
    one time, so that a log has no state there.
    """
    # Changes move from the other file to the log, so the log is looked at last.
    if _size(f"{file}-wal") > _EMPTY or _size(f"{file}-journal"):
        return None
    try:
        found = os.stat(file)  # noqa: PTH116 - twice as fast as Path
    except OSError:
        return None
    if found.st_mtime_ns % _SECOND == 0:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _size(name: str) -> int:
    try:
        return os.stat(name).st_size  # noqa: PTH116 - twice as fast as Path
    except OSError:
        return 0
