"""Records that could not be stored yet: files that the next session, or the user, imports."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from quiz.log.codec import lines_of, record_of
from quiz.log.records import Record, StoreError
from quiz.log.store import UNSAVED


class UnsavedFile:
    """The file for the records of one run that are not in the log yet.

    It is next to the log. If the run is killed while the log is locked, it has all of them.
    """

    def __init__(self, writer: str) -> None:
        """Create nothing yet; `writer` distinguishes the runs."""
        self._name, self._file = UNSAVED.format(writer), Path()
        self._count = 0

    def add(self, records: Sequence[Record]) -> None:
        """Write those that it does not have; the first ones are the same each time."""
        from quiz.home.paths import data_folder  # seldom needed

        folder = data_folder()
        new = records[self._count :]
        if folder is None or not new:
            return
        with suppress(OSError):
            self._file = folder / self._name
            _append(os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), new)
            self._count = len(records)

    def delete(self) -> None:
        """Delete it: the log has all records."""
        if self._count:
            self._count = 0
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    def keep(self, records: Sequence[Record], error: StoreError) -> str:
        """Keep all records, at the end of the run; if not here, then where temporary files are.

        Args:
            records: The records.
            error: The reason why they could not be stored.

        Returns:
            A message that says where they are and what to do.
        """
        self.add(records)
        count = f"{len(records)} record{'s' if len(records) != 1 else ''}"
        file = self._file if self._count == len(records) else _temporary(records)
        if file is None:
            return f"{count} could not be saved, and are lost: {error}"
        return (
            f"{count} could not be saved: {error} Save them later with: primemover progress"
            f" import {file}"
        )


def _append(handle: int, records: Sequence[Record]) -> None:
    with open(handle, "a", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in lines_of(records))
        stream.flush()
        os.fsync(stream.fileno())


def _temporary(records: Sequence[Record]) -> Path | None:
    """A file with the records where temporary files are; None if it cannot be written."""
    import tempfile  # seldom needed

    before, after = UNSAVED.split("{}")
    file = None
    try:
        # Only the user can read such a file.
        handle, name = tempfile.mkstemp(prefix=before, suffix=after)
        file = Path(name)
        _append(handle, records)
    except OSError:
        if file is not None:
            file.unlink(missing_ok=True)
        return None
    return file


def recover(folder: Path, merge: Callable[[Sequence[Record]], int]) -> int:
    """Store the records of earlier runs, and delete their files.

    Args:
        folder: The folder of the log.
        merge: Stores records that may be stored already, and returns how many were not.

    Returns:
        How many records the log did not have.

    Raises:
        StoreError: They cannot be stored.
    """
    recovered = 0
    with suppress(OSError):
        for file in sorted(folder.glob(UNSAVED.format("*"))):
            lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
            try:
                # After the last line end there may be a line that a kill has cut.
                records = [record_of(line) for line in lines[:-1] if line]
            except ValueError:  # it was changed: `primemover progress import` says how
                continue
            recovered += merge(records)
            file.unlink()
    return recovered
