"""The learner's review log and the current time, for all commands."""

import random
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.log.store import Store


def now() -> datetime:
    """The current time in the local time zone."""
    return datetime.now().astimezone()


@cache
def open_store(*, saves: bool = True) -> "Store":
    """Open the user's log, or a copy of it in memory if nothing is saved.

    Raises:
        StoreError: The log cannot be opened.
    """
    from quiz.cli.options import remark
    from quiz.home.paths import log_file
    from quiz.log.records import StoreError
    from quiz.log.store import Store

    file = log_file()
    if not saves:
        return Store(None, remark, copied=file)
    if file is None:
        raise StoreError("There is no folder for user data; set PRIMEMOVER_HOME.")
    return Store(file, remark)


def new_writer(at: datetime) -> str:
    """A new writer id; the id of a session is that of the writer that started it."""
    return f"{at:%Y%m%d-%H%M%S}-{random.SystemRandom().randrange(16**8):08x}"
