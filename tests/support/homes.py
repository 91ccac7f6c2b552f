"""Home folders for the program under test; all of them share one cache of the library."""

import contextlib
import os
import tempfile
from pathlib import Path

_VARIABLE = "PRIMEMOVER_TEST_CACHE"


def create_shared_cache() -> Path:
    """Create the cache and name it in the environment, which worker processes inherit."""
    folder = Path(tempfile.mkdtemp(prefix="primemover-test-cache-"))
    os.environ[_VARIABLE] = str(folder)
    return folder


def shared_cache() -> Path:
    """The cache of the library that all tests of this run share."""
    return Path(os.environ[_VARIABLE])


def make_home(folder: Path) -> Path:
    """Create a home folder, so that the program need not build a library that another test built.

    Returns:
        The folder, as a value for PRIMEMOVER_HOME.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):  # On Windows, only administrators may create links
        (folder / "cache").symlink_to(shared_cache(), target_is_directory=True)
    return folder
