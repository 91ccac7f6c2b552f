"""Backups of the review log: one a week by itself, others on request; each is a whole log.

They are in the folder `backups` next to the log. Those that are written weekly are rotated, so that
their space is bounded; others stay until the user deletes them.
"""

from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from quiz.log.progress import Progress, not_shown
from quiz.log.reader import LogReader
from quiz.log.records import DamagedLog, StoreError
from quiz.log.store import log_reader

WEEKLY = 4
"""How many weekly backups are kept."""

_WEEK = timedelta(days=7)
_WEEKLY = "weekly-"


def backups(log: Path) -> tuple[Path, ...]:
    """The backups of a log, the latest first."""
    files = [(file.stat().st_mtime, file) for file in _folder(log).glob("*.db")]
    return tuple(file for _, file in sorted(files, reverse=True))


def back_up(reader: LogReader, file: Path) -> None:
    """Write a backup of a log to a file, which is replaced if it exists.

    Raises:
        StoreError: It cannot be written.
    """
    from cards.files import create_folder, draft_of  # seldom needed

    try:
        create_folder(file.parent)
        with draft_of(file) as draft:
            reader.copy_to(draft)
    except OSError as error:
        raise StoreError(f"{file} cannot be written: {error.strerror or error}.") from error


def backup_file(log: Path, now: datetime) -> Path:
    """The file of a backup that is made on request at a moment."""
    return _folder(log) / f"{now:%Y-%m-%d-%H%M%S}.db"


def is_backup_due(log: Path, today: date) -> bool:
    """Whether the latest weekly backup of a log is older than a week; false without a log.

    One of a date to come counts, too: the clock was wrong, then or now.
    """
    if not log.exists():
        return False
    dates = (_date_of(file) for file in _weekly(log))
    return not any(abs(day - today) < _WEEK for day in dates if day is not None)


def back_up_weekly(
    reader: LogReader, log: Path, today: date, progress: Progress = not_shown
) -> bool:
    """Write the backup of a week, check it, and delete the oldest ones.

    Returns:
        Whether nothing in it is damaged. If something is, earlier backups may have it, and stay.

    Raises:
        StoreError: It cannot be written.
    """
    file = _folder(log) / f"{_WEEKLY}{today.isoformat()}.db"
    back_up(reader, file)
    if _is_damaged(file, progress):
        return False
    for old in _weekly(log)[:-WEEKLY]:
        with suppress(OSError):
            old.unlink()
    return True


def _is_damaged(file: Path, progress: Progress) -> bool:
    from quiz.log.check import check  # once a week

    backup = log_reader(file)
    try:
        return check(backup, progress).is_damaged
    except DamagedLog:
        return True
    finally:
        backup.close()


def _weekly(log: Path) -> list[Path]:
    """The weekly backups, the oldest first."""
    return sorted(_folder(log).glob(f"{_WEEKLY}*.db"))


def _date_of(file: Path) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(file.stem.removeprefix(_WEEKLY))
    return None


def _folder(log: Path) -> Path:
    return log.parent / "backups"
