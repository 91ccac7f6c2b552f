"""A library with its cards, kept ready between runs, and never longer than the files it came of.

What is kept lies in a folder of the user's own. It is made of files that were read and checked, and
is thrown away as soon as one of them, or this program, changes.
"""

import contextlib
import os
import pickle
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cards.card import Card, Skipped
from cards.template import Library

_PACKAGE = Path(__file__).parent

Stamp = tuple[object, ...]


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """Everything a command needs of the facts.

    Attributes:
        skipped: Pairs of template and fact that make no card.
    """

    library: Library
    cards: tuple[Card, ...]
    skipped: tuple[Skipped, ...]


def compiled(paths: Iterable[Path] = (), *, only: bool = False, keep: Path | None) -> Compiled:
    """Our facts and the user's with the cards they make, from the last run where nothing changed.

    Args:
        paths: Files or folders of the user's own facts.
        only: Leave our facts out, as `read_library` does.
        keep: The folder to keep the result in; None keeps nothing. One that cannot be written to
            costs time and no more.

    Raises:
        DataError: With every problem of every file.
    """
    asked = tuple(paths)
    stamp = (sys.version, only, *_stamps((_PACKAGE, *asked)))
    kept_in = keep / f"facts-{zlib.crc32(repr((only, asked)).encode()):08x}" if keep else None
    if kept_in is not None:
        kept = _load(kept_in, stamp)
        if kept is not None:
            return kept
    from cards.library import read_library
    from cards.making import make_cards

    library = read_library(asked, only=only)
    cards, skipped = make_cards(library)
    found = Compiled(library=library, cards=cards, skipped=skipped)
    if kept_in is not None:
        with contextlib.suppress(OSError):
            _store(kept_in, stamp, found)
    return found


def _stamps(paths: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of change of every file that the result depends on."""
    for path in paths:
        for file in sorted(_files(str(path))):
            try:
                status = os.stat(file)  # noqa: PTH116 - half the time of Path, on the way to a card
            except OSError:
                yield file, -1, 0
            else:
                yield file, status.st_size, status.st_mtime_ns


def _files(path: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(path))
    except OSError:  # a file, or nothing at all
        yield path
        return
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path)
        elif entry.name.endswith((".py", ".yaml", ".yml")):
            yield entry.path


def _load(file: Path, stamp: Stamp) -> Compiled | None:
    """What was kept, if it is of these files; whatever is wrong with it, it can be made again."""
    try:
        with file.open("rb") as stream:
            if pickle.load(stream) != stamp:  # noqa: S301 - the user's own folder, written by us
                return None
            kept = pickle.load(stream)  # noqa: S301 - as above
    except Exception:  # noqa: BLE001 - a damaged pickle may raise anything
        return None
    return kept if isinstance(kept, Compiled) else None


def _store(file: Path, stamp: Stamp, found: Compiled) -> None:
    """Write beside, then rename, so that nobody ever reads half of it."""
    import tempfile

    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}-")
    try:
        with os.fdopen(handle, "wb") as stream:
            pickle.dump(stamp, stream, pickle.HIGHEST_PROTOCOL)
            pickle.dump(found, stream, pickle.HIGHEST_PROTOCOL)
        Path(draft).replace(file)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
