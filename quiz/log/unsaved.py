"""Records that could not be stored: a file that `primemover progress import` reads."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from quiz.log.codec import lines_of
from quiz.log.records import Record, StoreError

_NAME = "primemover-unsaved-"


def keep(records: Sequence[Record], error: StoreError) -> str:
    """Write records to a new file, in the folder of the log or where temporary files are.

    Args:
        records: The records.
        error: The reason why they could not be stored.

    Returns:
        A message that says where they are and what to do.
    """
    from quiz.home.paths import data_folder  # seldom needed

    count = f"{len(records)} record{'s' if len(records) != 1 else ''}"
    for folder in (data_folder(), Path(tempfile.gettempdir())):
        file = None if folder is None else _written(records, folder)
        if file is not None:
            return (
                f"{count} could not be saved: {error} Save them later with: primemover progress"
                f" import {file}"
            )
    return f"{count} could not be saved, and are lost: {error}"


def _written(records: Sequence[Record], folder: Path) -> Path | None:
    """The file with the records; None if it cannot be written to this folder."""
    try:
        # Only the user can read such a file.
        handle, name = tempfile.mkstemp(prefix=_NAME, suffix=".jsonl", dir=folder)
    except OSError:
        return None
    file = Path(name)
    try:
        with open(handle, "w", encoding="utf-8") as stream:  # noqa: PTH123 - it is open already
            stream.writelines(f"{line}\n" for line in lines_of(records))
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        file.unlink(missing_ok=True)
        return None
    return file
