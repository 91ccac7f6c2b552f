"""Uses a cached library after an edit that changes no value in a file, such as a new comment.

Such an edit only moves values to other lines. An outline of each file of the user is cached: if it
is equal, the cards are right, and the places of facts follow their values.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from cards.cache.parts import PartsFile
from cards.files import write_atomically
from cards.load.document import read_document

_Position = tuple[int, int]
"""A line and a column, from 1."""

_ENTRY = 3
"""The values of a file in a stamp: its name, its size and its time."""


class FileOutline(NamedTuple):
    """The values of a file, and where they are.

    Attributes:
        digest: A digest of the values.
        positions: Where each of them begins, in a fixed order.
    """

    digest: str
    positions: tuple[_Position, ...]


def outlines(files: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """The outlines of files that can be read."""
    return {file: tuple(_outline(file)[0]) for file in files}


def moved(file: Path, stamp: tuple[Any, ...]) -> bool:
    """Bring a cached library up to date if no value in any file has changed.

    Args:
        file: The cache file.
        stamp: The state of now.

    Returns:
        Whether the library in the file is right now.
    """
    try:
        parts = PartsFile(file)
        known: Mapping[str, tuple[Any, ...]] = parts.part("outlines")
        changed = _changed_files(parts.part("stamp"), stamp)
        if not changed or not changed <= known.keys():
            return False
        moves = dict(parts.part("moves"))
        for name in changed:
            outline, lines = _outline(name)
            digest, positions = known[name]
            if outline.digest != digest:
                return False
            moves[name] = {
                before: (*now, lines[now[0] - 1])
                for before, now in zip(positions, outline.positions, strict=True)
            }
        write_atomically(file, parts.with_parts({"stamp": stamp, "moves": moves}))
    except Exception:  # noqa: BLE001 - a damaged file may raise anything; a wrong one is reported
        return False
    return True


def _changed_files(before: tuple[Any, ...], now: tuple[Any, ...]) -> set[str]:
    """The files whose size or time differs; none if anything else does."""
    changed = set()
    for one, other in zip(before, now, strict=True):
        if one != other:
            if not (isinstance(one, tuple) and len(one) == _ENTRY and one[0] == other[0]):
                return set()
            changed.add(one[0])
    return changed


def _outline(file: str) -> tuple[FileOutline, dict[int, str]]:
    """The outline of a file, and its lines by number from 0."""
    status = Path(file).stat()
    return _outline_of(file, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=8)
def _outline_of(file: str, _size: int, _time: int) -> tuple[FileOutline, dict[int, str]]:
    document = read_document(Path(file), file)
    digest, positions, lines = blake2b(digest_size=16), [], {}
    for value in document.values():
        place = value.place
        digest.update(value.written.encode())
        positions.append((place.line, place.column))
        lines[place.line - 1] = place.text
    return FileOutline(digest.hexdigest(), tuple(positions)), lines
