"""A library with its cards, kept ready between runs, and never longer than the files it came of.

What is kept lies in a folder of the user's own. It is made of files that were read and checked, and
is thrown away as soon as one of them, or this program, changes.
"""

import contextlib
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from cards.cache.file import BuiltLibrary, CachedLibrary, load, store

_PACKAGE = Path(__file__).parent.parent
Stamp = tuple[Any, ...]
LoadedLibrary = BuiltLibrary | CachedLibrary
"""Everything a command needs of the facts: just made, or what an earlier run has kept."""


def load_or_build(
    paths: Iterable[Path] = (),
    *,
    only: bool = False,
    stance: str | None = None,
    derived: bool = True,
    keep: Path | None,
    announce: Callable[[], None] = lambda: None,
) -> LoadedLibrary:
    """Our facts and the user's with the cards they make, from the last run where nothing changed.

    Args:
        paths: Files or folders of the user's own facts.
        only: Leave our facts out, as `read_library` does.
        stance: The body whose teaching settles what is contested; None settles nothing.
        derived: Whether to keep what a rule of ours is needed for.
        keep: The folder to keep the result in; None keeps nothing. One that cannot be written to
            costs time and no more.
        announce: Called before everything is read anew, which takes seconds.

    Raises:
        DataError: With every problem of every file.
        UnknownBody: No claim carries the teaching of that body.
    """
    asked = tuple(paths)
    choice = (only, stance, derived)
    stamp = (sys.version, *choice, *_stamps((_PACKAGE, *asked)))
    name = f"facts-{zlib.crc32(repr((choice, asked)).encode()):08x}"
    kept_in = keep / name if keep else None
    if kept_in is not None:
        kept = load(kept_in, stamp)
        if kept is not None:
            return kept
    announce()
    from cards.generate import make_cards
    from cards.load.library import read_library

    library = read_library(asked, only=only)
    if stance is not None or not derived:
        from cards.model.stance import taking

        library = replace(library, base=taking(library.base, stance, derived=derived))
    cards, skipped = make_cards(library)
    made = BuiltLibrary(library, cards, skipped)
    if kept_in is not None:
        with contextlib.suppress(OSError):
            store(kept_in, stamp, made)
    return made


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
