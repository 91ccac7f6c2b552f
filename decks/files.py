"""A file that appears whole or not at all; devices, pipes and links stay what they are."""

import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def draft_of(file: Path) -> Iterator[Path]:
    """A path to write to, beside the file, which takes the file's place in the end.

    Where something fails before that, the file is as it was. A file that is there keeps its mode.

    Raises:
        OSError: The file cannot be written, or links lead round in a circle.
    """
    through = _stands_for_something_else(file)
    whole = file if through else _resolved(file)
    with tempfile.TemporaryDirectory(
        prefix=".primemover-", dir=None if through else whole.parent
    ) as folder:
        draft = Path(folder) / whole.name
        yield draft
        if through:
            with draft.open("rb") as source, file.open("wb") as stream:
                shutil.copyfileobj(source, stream)
            return
        if whole.exists():
            shutil.copymode(whole, draft)
        draft.replace(whole)


def _resolved(file: Path) -> Path:
    try:
        return file.resolve()  # a link stays one: it is the file it leads to that is replaced
    except RuntimeError as error:  # of a circle of links, before Python 3.13
        raise OSError(None, "its links lead round in a circle") from error


def _stands_for_something_else(file: Path) -> bool:
    """Whether it is a device or a pipe, which a file in its place would take away from everybody.

    Raises:
        OSError: It cannot be looked at.
    """
    try:
        is_file = stat.S_ISREG(file.stat().st_mode)
    except FileNotFoundError:
        return False
    # /dev/stdout is a file where the output goes into one, and yet not to be replaced.
    return not is_file or file.absolute().is_relative_to("/dev")
