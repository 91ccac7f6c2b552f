"""The learner's review log and the current time, for all commands."""

import random
from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quiz.log.reader import LogReader
    from quiz.log.store import Store


def now() -> datetime:
    """The current time in the local time zone."""
    return local(datetime.now(UTC))


def local(moment: datetime) -> datetime:
    """A moment in the local time zone, or in UTC if that zone is more than a day from it.

    The variable TZ can name such a zone, which Python refuses.
    """
    try:
        return moment.astimezone()
    except ValueError:
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def log_path() -> "Path":
    """The file of the user's log.

    Raises:
        StoreError: The system defines no folder for it.
    """
    from quiz.home.paths import log_file
    from quiz.log.records import StoreError

    file = log_file()
    if file is None:
        raise StoreError("There is no folder for user data; set PRIMEMOVER_HOME.")
    return file


@cache
def open_store(*, saves: bool = True) -> "Store":
    """Open the user's log, or a copy of it in memory if nothing is saved.

    Raises:
        StoreError: The log cannot be opened.
    """
    from quiz.cli.options import remark
    from quiz.home.paths import log_file
    from quiz.log.store import Store

    store = Store(log_path(), remark) if saves else Store(None, remark, copied=log_file())
    _close_at_end(store, open_store.cache_clear)
    return store


def open_reader(*, announces_damage: bool = True) -> "LogReader":
    """Open the user's log to read it; an empty one, which is not kept, if there is none yet.

    Args:
        announces_damage: Whether damaged records are reported when they are read.

    Raises:
        StoreError: The log cannot be read.
    """
    from quiz.home.paths import log_file
    from quiz.log.store import Store

    file = log_file()
    if file is not None and file.exists():
        return _reader_of(file, announces_damage=announces_damage)
    empty = Store(None)
    _close_at_end(empty)
    return empty


@cache
def _reader_of(file: "Path", *, announces_damage: bool) -> "LogReader":
    from quiz.cli.options import remark
    from quiz.log.store import log_reader

    reader = log_reader(file, remark if announces_damage else None)
    _close_at_end(reader, _reader_of.cache_clear)
    return reader


def _close_at_end(log: "LogReader", forget: "Callable[[], None]" = lambda: None) -> None:
    """Close a log when the command ends, and do not use it again."""
    context = click.get_current_context(silent=True)
    if context is not None:
        context.find_root().call_on_close(log.close)
        context.find_root().call_on_close(forget)


def readable_log(*, saves: bool = True) -> "LogReader":
    """The user's log; where it cannot be written to, it can still be read.

    Args:
        saves: Whether something will be stored; if not, the log is a copy in memory.

    Raises:
        StoreError: The log cannot be read.
    """
    from quiz.log.records import StoreError

    try:
        return open_store(saves=saves)
    except StoreError:
        return open_reader()


def keep_weekly_backup() -> None:
    """Back up the user's log if that was not done for a week; announce only problems."""
    from quiz.cli.options import remark
    from quiz.home.paths import log_file
    from quiz.log.backups import back_up_weekly, is_backup_due
    from quiz.log.records import StoreError

    file, today = log_file(), now().date()
    if file is not None and is_backup_due(file, today):
        from quiz.cli.progress_bar import records_bar

        bar = partial(records_bar, "Checking the weekly backup")
        try:
            is_whole = back_up_weekly(open_reader(announces_damage=False), file, today, bar)
        except StoreError as error:
            remark(f"The weekly backup failed: {error}")
        else:
            if not is_whole:
                remark("Something in the review log is damaged; see `primemover progress check`.")


def new_writer(at: datetime) -> str:
    """A new writer id; the id of a session is that of the writer that started it."""
    return f"{at:%Y%m%d-%H%M%S}-{random.SystemRandom().randrange(16**8):08x}"
