"""Removes libraries from the cache that are no longer used."""

import contextlib
from pathlib import Path

from cards.cache.library import ALL_FACTS, PACKAGE, Stamp, lexicon_file, name_of
from cards.cache.parts import PartsFile

MOST_CACHED = 8
"""Libraries in the cache. A choice of facts, stance or derivation makes another library."""

_OF_EARLIER_VERSIONS = "outcomes-*"
"""Files that earlier versions of the program wrote."""


def prune(newest: Path, stamp: Stamp) -> None:
    """Remove what is stale, and the libraries that were used longest ago, with their lexicons.

    A library is stale if it is damaged, if another version of the program wrote it, or if all files
    of its user are gone. The built-in library stays: others are built from it.

    Args:
        newest: The cache file of a library that was just built.
        stamp: The state of everything that it was built from.
    """
    folder, program = newest.parent, _split(stamp)[0]
    with contextlib.suppress(OSError):
        for file in folder.glob(_OF_EARLIER_VERSIONS):
            file.unlink()
        found = [file for file in folder.glob("facts-*") if file != newest]
        fresh = [file for file in found if not _is_stale(file, program)]
        fresh.sort(key=lambda file: file.stat().st_mtime_ns, reverse=True)
        builtin = {folder / name_of(ALL_FACTS, ())} & {*fresh}
        for file in {*found} - {*fresh[: MOST_CACHED - 1]} - builtin:
            file.unlink()
        for file in {*folder.glob("lexicon-*")} - {*map(lexicon_file, folder.glob("facts-*"))}:
            file.unlink()


def _is_stale(file: Path, program: Stamp) -> bool:
    try:
        wrote, of_user = _split(PartsFile(file).part("stamp"))
    except Exception:  # noqa: BLE001 - a damaged file may raise anything
        return True
    return wrote != program or (bool(of_user) and not any(Path(name).exists() for name in of_user))


def _split(stamp: Stamp) -> tuple[Stamp, list[str]]:
    """The state of the program in a stamp, and the names of the files of the user."""
    entries: list[tuple[str, int, int]] = [each for each in stamp if isinstance(each, tuple)]
    program = [each for each in entries if Path(each[0]).is_relative_to(PACKAGE)]
    names = [name for name, _, _ in entries if not Path(name).is_relative_to(PACKAGE)]
    return (stamp[0], *program), names
