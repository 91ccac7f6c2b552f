"""Home folders for the program under test, and what all programs of a run share."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from cards.cache.library import ALL_FACTS, name_of

_VARIABLE = "PRIMEMOVER_TEST_FOLDER"


def create_shared_folder() -> Path:
    """Create the folder and name it in the environment, which worker processes inherit."""
    folder = Path(tempfile.mkdtemp(prefix="primemover-tests-"))
    os.environ[_VARIABLE] = str(folder)
    shared_cache().mkdir()
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        # Hundreds of programs are started: without bytecode, each would compile all modules.
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    return folder


def shared_cache() -> Path:
    """The libraries that tests of this run share: those that `cached_library` built."""
    return Path(os.environ[_VARIABLE], "library")


_caches: list[Path] = []
"""The caches of the homes that this process created."""


def is_cache_of_home(folder: Path) -> bool:
    """Whether the folder is the cache of a home that this process created."""
    return folder in _caches


def make_home(folder: Path) -> Path:
    """Create a home folder; its cache is private, and begins with all shared libraries.

    No other test can remove or damage a library in it.

    Returns:
        The folder, as a value for PRIMEMOVER_HOME.
    """
    cache = folder / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    builtin = name_of(ALL_FACTS, ())
    for earlier in _caches:  # a test file that runs by itself need not build it for each home
        _link(earlier / builtin, shared_cache() / builtin)
    _caches.append(cache)
    for file in shared_cache().glob("facts-*"):
        _link(file, cache / file.name)
    return folder


def _link(file: Path, link: Path) -> None:
    """Link a file, if it is there and the link is not; the program only ever replaces it."""
    with contextlib.suppress(FileExistsError, FileNotFoundError):
        try:
            os.link(file, link)
        except FileExistsError:
            raise
        except OSError:  # another file system
            shutil.copy2(file, link)
