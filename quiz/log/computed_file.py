"""A file of values that were computed from a log, with the state of the log's files.

If that has changed, or anything of the file is damaged, it is ignored, and the log is read.
"""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from os import fsencode
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from cards.cache.parts import Damaged, PartsFile, parts_file
from quiz.log.stamp import LogStamp

if TYPE_CHECKING:
    from quiz.log.mix_ups import ConceptRow

_SCHEMA = "primemover-computed 1"


def computed_file(folder: Path, log: Path, name: str) -> Path:
    """The file for values of that name, computed from a log."""
    return folder / f"{name}-{crc32(fsencode(log.absolute())):08x}"


def read_computed(file: Path, log: LogStamp, *key: object) -> PartsFile:
    """Read the parts of a file.

    Args:
        file: The file.
        log: The state of the log's files.
        key: Whatever else the values depend on.

    Raises:
        Damaged: There is no such file, it is damaged, or it is of another state.
    """
    parts = PartsFile(file)
    if parts.part("stamp") != _stamp(log, key):
        raise Damaged("It was computed from another state of the log.")
    return parts


def store_computed(file: Path, log: LogStamp, *key: object, parts: Mapping[str, Any]) -> None:
    """Write the file; if it cannot be written, the log is read again.

    Args:
        file: The file.
        log: The state of the log's files.
        key: Whatever else the values depend on.
        parts: The values.
    """
    from cards.files import create_folder, write_atomically  # most sessions only read

    with suppress(OSError):
        create_folder(file.parent)
        write_atomically(file, parts_file({"stamp": _stamp(log, key), **parts}))


def concept_rows(rows: Sequence[tuple[Any, ...]]) -> "tuple[ConceptRow, ...]":
    """Answers on concepts as they were stored: each as a tuple."""
    if not rows:
        return ()
    from quiz.log.mix_ups import ConceptRow  # few learners mix something up

    return tuple(map(ConceptRow._make, rows))


def _stamp(log: LogStamp, key: tuple[object, ...]) -> tuple[object, ...]:
    return (_SCHEMA, sys.hexversion, *log, *key)
