"""The time of a running session, in a small file: what a kill would lose since the last record.

The log only grows, so that a row every few seconds would fill it. The file is read when the session
is resumed, and deleted when it ends.
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple


class Beat(NamedTuple):
    """A moment at which a session was running.

    Attributes:
        elapsed: Seconds from the beginning of the session, without pauses.
        at: The time.
    """

    elapsed: float
    at: datetime


def write_beat(file: Path, beat: Beat) -> None:
    """Write the latest moment.

    Raises:
        OSError: The file cannot be written.
    """
    file.write_text(f"{beat.elapsed} {beat.at.isoformat()}\n", encoding="utf-8")


def read_beat(file: Path) -> Beat | None:
    """The latest moment; None if there is none, or if the file was not written whole."""
    with suppress(OSError, ValueError):
        elapsed, at = file.read_text(encoding="utf-8").removesuffix("\n").split(" ")
        beat = Beat(float(elapsed), datetime.fromisoformat(at))
        if beat.at.tzinfo is not None and 0 <= beat.elapsed < float("inf"):
            return beat
    return None
