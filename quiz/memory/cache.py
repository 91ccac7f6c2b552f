"""The file in the cache folder that holds the learner's memory.

A line with the schema, the versions of Python and FSRS, and the length and the checksum of the
rest, which is marshalled: that loads faster than JSON. A file that does not match in all of these
is ignored: the memory is computed again, and the file replaced. Each log has its file.
"""

import contextlib
import marshal
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from zlib import crc32

from quiz.log.records import LogExtent
from quiz.memory.pace import Pace
from quiz.memory.recall_model import Trial
from quiz.memory.state import DueReviews, FactMemory, Memory, State

_SCHEMA = f"primemover-memory 4 {sys.hexversion:x}"


class CachedMemory(NamedTuple):
    """A memory, and the part of the log that it was computed from."""

    memory: Memory
    extent: LogExtent


def cache_file(folder: Path, log: Path) -> Path:
    """The file for the memory of a log."""
    return folder / f"memory-{crc32(os.fsencode(log.absolute())):08x}"


def load(file: Path, version: str) -> CachedMemory | None:
    """The memory in a file; None if there is none, or if it is damaged or of another version."""
    try:
        header, _, body = file.read_bytes().partition(b"\n")
        if header != _header(version, body):
            return None
        return _decoded(marshal.loads(body))  # noqa: S302 - written by us, and not damaged
    except (OSError, ValueError, LookupError, TypeError, EOFError):
        return None


def store(file: Path, version: str, cached: CachedMemory) -> None:
    """Write the file, atomically; if it cannot be written, the memory is computed again later."""
    from cards.files import create_folder, write_atomically  # slow

    body = marshal.dumps(_encoded(cached))
    with contextlib.suppress(OSError):
        create_folder(file.parent)
        write_atomically(file, [_header(version, body), b"\n", body])


def _header(version: str, body: bytes) -> bytes:
    return f"{_SCHEMA} {version} {len(body)} {crc32(body):08x}".encode()


def _encoded(cached: CachedMemory) -> dict[str, Any]:
    """By column: a few long lists load faster than many short ones."""
    memory, extent = cached
    columns = zip(*memory.facts.values(), strict=True)
    return {
        "extent": [extent.reviews, extent.until, extent.undone, dict(extent.exams)],
        "paces": {template: list(pace) for template, pace in memory.paces.items()},
        "facts": list(memory.facts),
        "trials": [list(trial) for trial in memory.trials],
        "due_reviews": {day.toordinal(): list(each) for day, each in memory.due_reviews.items()},
        "columns": [[_plain(value) for value in column] for column in columns],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, date):
        return value.toordinal()
    return int(value) if isinstance(value, State) else value


def _decoded(values: Any) -> CachedMemory:
    """The inverse of `_encoded`.

    Raises:
        ValueError, LookupError, TypeError: The values have other names or types.
    """
    decoders = tuple(map(_DECODERS.get, FactMemory._fields))
    columns = (
        column if decode is None else decode(column)
        for decode, column in zip(decoders, values["columns"], strict=bool(values["facts"]))
    )
    states = map(FactMemory._make, zip(*columns, strict=True))
    return CachedMemory(
        Memory(
            dict(zip(values["facts"], states, strict=True)) if values["facts"] else {},
            {template: Pace(*pace) for template, pace in values["paces"].items()},
            tuple(Trial(*trial) for trial in values["trials"]),
            {
                date.fromordinal(day): DueReviews(*each)
                for day, each in values["due_reviews"].items()
            },
        ),
        LogExtent(*values["extent"]),
    )


def _states(column: Sequence[int]) -> Iterator[State]:
    return map({int(state): state for state in State}.__getitem__, column)


def _days(column: Sequence[int | None]) -> Iterator[date | None]:
    """Each of the few distinct days is decoded once."""
    days = {each: None if each is None else date.fromordinal(each) for each in set(column)}
    return map(days.__getitem__, column)


def _moments(column: Sequence[float | None]) -> Iterator[datetime | None]:
    return (None if each is None else datetime.fromtimestamp(each, UTC) for each in column)


_DECODERS: Mapping[str, Callable[[Sequence[Any]], Iterator[Any]]] = MappingProxyType(
    {
        "state": _states,
        "due_day": _days,
        "due_at": _moments,
        "last_day": _days,
        "last_review": _moments,
        "last_right": _days,
    }
)
"""The decoder of each column of `FactMemory` whose values are not stored as they are."""
