"""On-disk cache of the library and its cards; invalidated when a source file changes.

The cache is in the user's folder. It is built from files that were read and validated, and is
rebuilt if one of them, or the program itself, has changed.
"""

import contextlib
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from cards.cache.file import CachedLibrary, gc_paused, load

PACKAGE = Path(__file__).parent.parent
"""The package whose files the built-in library depends on."""
Stamp = tuple[Any, ...]
LoadedLibrary = CachedLibrary
"""A library and its cards, either just built or from the cache."""


def load_or_build(
    paths: Iterable[Path] = (),
    *,
    only: bool = False,
    stance: str | None = None,
    derived: bool = True,
    keep: Path | None,
    stored: bool = True,
    progress: Callable[[float], None] = lambda _: None,
    optional: Iterable[Path] = (),
) -> LoadedLibrary:
    """Load the built-in and user facts and their cards from the cache, or build them.

    Args:
        paths: Files or folders of user facts.
        only: Exclude the built-in facts, as in `read_library`.
        stance: The certifying body whose teaching decides contested claims; None for no body.
        derived: Whether to include claims that are derived by a rule.
        keep: The folder of the cache; None disables it. A folder that cannot be written to only
            costs time.
        stored: Whether the library is stored there; otherwise only the built-in one is used.
        progress: Called with the share of the work that is done, if the library must be built,
            which takes seconds.
        optional: Those of the paths whose files are omitted if they have problems.

    Raises:
        DataError: With every problem of every file.
        UnknownBody: There are no claims by that certifying body.
    """
    asked, may_omit = tuple(paths), tuple(optional)
    choice = (only, stance, derived)
    stamp = stamp_of(choice, asked)
    cache_file = None if keep is None or not stored else keep / name_of(choice, asked)

    def build() -> LoadedLibrary:
        # Neither is needed with a warm cache.
        from cards.cache.build import Order, build_library
        from cards.cache.prune import prune

        with gc_paused():
            built = build_library(
                Order(asked, choice, may_omit), stamp, keep, cache_file, build, progress
            )
        if cache_file is not None:
            prune(cache_file, stamp)
        return built

    cached = load(cache_file, stamp, build) if cache_file is not None else None
    if cached is None and cache_file is not None and cache_file.exists():
        from cards.cache.moves import moved

        if moved(cache_file, stamp):
            cached = load(cache_file, stamp, build)
    if cached is not None and cache_file is not None and (may_omit or not cached.omitted):
        with contextlib.suppress(OSError):
            os.utime(cache_file)
        return cached
    return build()


Choice = tuple[bool, str | None, bool]
"""Whether built-in facts are excluded; the body that decides; whether claims are derived."""


ALL_FACTS: Choice = (False, None, True)
"""The facts of all bodies, with those that rules derive."""


def name_of(choice: Choice, asked: tuple[Path, ...]) -> str:
    """The name of the cache file of a library."""
    return f"facts-{zlib.crc32(repr((choice, tuple(map(_absolute, asked)))).encode()):08x}"


def lexicon_file(library: Path) -> Path:
    """The cache file of the lexicon of a library, by that of the library."""
    return library.with_name(library.name.replace("facts", "lexicon", 1))


def _absolute(path: Path) -> Path:
    with contextlib.suppress(OSError):  # the working folder is gone
        return path.absolute()
    return path


def stamp_of(choice: Choice, asked: tuple[Path, ...]) -> Stamp:
    """The state of everything that a library is built from."""
    return (sys.version, *choice, *stamps((PACKAGE, *asked)))


def stamps(paths: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    """Name, size and modification time of every file that the result depends on."""
    for path in paths:
        for file in sorted(_files(str(path))):
            try:
                status = os.stat(file)  # noqa: PTH116 - twice as fast as Path
            except OSError:
                yield file, -1, 0
            else:
                yield file, status.st_size, status.st_mtime_ns


def _files(path: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(path))
    except OSError:  # not a folder
        yield path
        return
    for entry in entries:
        if entry.name.startswith("."):  # is not read
            continue
        if entry.is_dir():
            yield from _files(entry.path)
        elif entry.name.endswith((".py", ".yaml", ".yml")):
            yield entry.path
