"""Home folders for the program under test, and what all programs of a run share."""

import contextlib
import os
import tempfile
from pathlib import Path

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
    """The cache of the library that all tests of this run share."""
    return Path(os.environ[_VARIABLE], "library")


def make_home(folder: Path) -> Path:
    """Create a home folder, so that the program need not build a library that another test built.

    Returns:
        The folder, as a value for PRIMEMOVER_HOME.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):  # On Windows, only administrators may create links
        (folder / "cache").symlink_to(shared_cache(), target_is_directory=True)
    return folder
