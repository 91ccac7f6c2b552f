"""The learner's review log, and the moment: what every command that remembers something needs."""

import random
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.log.store import Store


def now() -> datetime:
    """The moment, in the learner's time zone."""
    return datetime.now().astimezone()


@cache
def open_store(*, saves: bool = True) -> "Store":
    """The log of this user; in memory if nothing is to be kept.

    Raises:
        StoreError: It cannot be opened.
    """
    from quiz.cli.options import remark
    from quiz.home.paths import log_file
    from quiz.log.records import StoreError
    from quiz.log.store import Store

    file = log_file() if saves else None
    if saves and file is None:
        raise StoreError("This machine names no folder for it; set PRIMEMOVER_HOME.")
    return Store(file, remark)


def new_writer(at: datetime) -> str:
    """A new id for a run that writes to the log; a session has that of the run that began it."""
    return f"{at:%Y%m%d-%H%M%S}-{random.SystemRandom().randrange(16**8):08x}"
