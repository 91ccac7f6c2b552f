"""On-disk cache of the library and its cards; invalidated when a source file changes.

The cache is in the user's folder. It is built from files that were read and validated, and is
rebuilt if one of them, or the program itself, has changed.
"""

import contextlib
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cards.cache.file import BuiltLibrary, CachedLibrary, gc_paused, load, store
from cards.cache.parts import Damaged

if TYPE_CHECKING:
    from cards.model.template import Library

_PACKAGE = Path(__file__).parent.parent
Stamp = tuple[Any, ...]
LoadedLibrary = BuiltLibrary | CachedLibrary
"""A library and its cards, either just built or from the cache."""


def load_or_build(
    paths: Iterable[Path] = (),
    *,
    only: bool = False,
    stance: str | None = None,
    derived: bool = True,
    keep: Path | None,
    announce: Callable[[], None] = lambda: None,
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
        announce: Called before building, which takes seconds.
        optional: Those of the paths whose files are omitted if they have problems.

    Raises:
        DataError: With every problem of every file.
        UnknownBody: There are no claims by that certifying body.
    """
    asked, may_omit = tuple(paths), tuple(optional)
    choice = (only, stance, derived)
    stamp = _stamp(choice, asked)
    cache_file = keep / _name(choice, asked) if keep else None

    def build() -> BuiltLibrary:
        announce()
        with gc_paused():
            built = _build(asked, only, stance, derived, may_omit, keep)
            if cache_file is not None:
                with contextlib.suppress(OSError):
                    store(cache_file, stamp, built, _outlines(asked, stamp, built))
                    _prune(cache_file)
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


MOST_CACHED = 8
"""Libraries in the cache. A choice of facts, stance or derivation makes another library."""


def _prune(newest: Path) -> None:
    """Remove the libraries that were used longest ago."""
    found = [file for file in newest.parent.glob("facts-*") if file != newest]
    found.sort(key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in found[MOST_CACHED - 1 :]:
        file.unlink()


def _outlines(
    asked: tuple[Path, ...], stamp: Stamp, built: BuiltLibrary
) -> dict[str, tuple[Any, ...]]:
    """The outlines of the user's files; none if one of them has a problem or was just changed."""
    from cards.cache.moves import outlines

    entries = list(stamps(asked))
    if built.omitted or not set(entries) <= set(stamp):
        return {}
    found = outlines(file for file, _, _ in entries if not file.endswith(".py"))
    return found if entries == list(stamps(asked)) else {}


def _builtin(keep: Path | None) -> "Library | None":
    """The built-in library, if it is cached."""
    choice = (False, None, True)
    file = keep / _name(choice, ()) if keep is not None else None
    cached = load(file, _stamp(choice, ()), _refuse) if file is not None else None
    with contextlib.suppress(Damaged):
        return cached.library if cached is not None else None
    return None


def _refuse() -> BuiltLibrary:
    raise Damaged("It is read from its files instead.")


Choice = tuple[bool, str | None, bool]
"""Whether built-in facts are excluded; the body that decides; whether claims are derived."""


def _name(choice: Choice, asked: tuple[Path, ...]) -> str:
    return f"facts-{zlib.crc32(repr((choice, asked)).encode()):08x}"


def _stamp(choice: Choice, asked: tuple[Path, ...]) -> Stamp:
    return (sys.version, *choice, *stamps((_PACKAGE, *asked)))


def _build(
    asked: tuple[Path, ...],
    only: bool,
    stance: str | None,
    derived: bool,
    may_omit: tuple[Path, ...],
    keep: Path | None,
) -> BuiltLibrary:
    from cards.cache.outcomes import load_outcomes, store_outcomes
    from cards.generate import generate
    from cards.load.library import read_sound
    from cards.load.sets import read_set_kinds
    from cards.model.template import Kind
    from cards.outcomes import NONE_KNOWN
    from cards.sets.build import build_sets

    library, omitted = read_sound(
        asked, only=only, optional=may_omit, known=lambda: _builtin(keep) if asked else None
    )
    if stance is not None or not derived:
        from cards.model.stance import taking

        library = replace(library, base=taking(library.base, stance, derived=derived))
    program = sys.version, *(each for each in stamps((_PACKAGE,)) if each[0].endswith(".py"))
    choice = zlib.crc32(repr((only, stance, derived)).encode())
    outcomes = keep / f"outcomes-{choice:08x}" if keep is not None else None
    known = NONE_KNOWN if outcomes is None else load_outcomes(outcomes, program, library)
    found = generate(library, known)
    if outcomes is not None:
        with contextlib.suppress(OSError):
            store_outcomes(outcomes, program, library, found)
    cards, skipped = found.cards, found.skipped
    choices = [template.id for template in library.templates if template.kind is Kind.CHOICE]
    sets = build_sets(read_set_kinds(choices), cards, library.base)
    return BuiltLibrary(library, cards, skipped, sets, omitted)


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
        if entry.is_dir():
            yield from _files(entry.path)
        elif entry.name.endswith((".py", ".yaml", ".yml")):
            yield entry.path
