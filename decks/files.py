"""The file that an export is written to; devices and pipes are written into, never replaced."""

import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cards import files


@contextmanager
def draft_of(file: Path) -> Iterator[Path]:
    """A path to write to, whose content gets into the file in one step when the block ends.

    If the block fails, the file stays as it was.

    Raises:
        OSError: The file cannot be written, or its links form a loop.
    """
    if not _is_stream(file):
        with files.draft_of(file) as draft:
            yield draft
        return
    with files.temporary_folder() as folder:
        draft = folder / file.name
        yield draft
        with draft.open("rb") as source, file.open("wb") as stream:
            shutil.copyfileobj(source, stream)


def write_lines(
    file: Path,
    lines: Iterable[str],
    finished: Callable[[], None] = lambda: None,
    *,
    private: bool = False,
) -> None:
    """Write a text file in one step.

    Args:
        file: The file.
        lines: The lines, including their line ends.
        finished: Called when all is written, before the file is replaced.
        private: Whether only the user can read a new file.

    Raises:
        OSError: The file cannot be written.
    """
    with draft_of(file) as draft:
        if private:
            draft.touch(mode=0o600)
        with draft.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(lines)
        finished()


def _is_stream(file: Path) -> bool:
    """Whether it is a device or a pipe, which must be written to and not replaced.

    Raises:
        OSError: It cannot be examined.
    """
    try:
        is_file = stat.S_ISREG(file.stat().st_mode)
    except FileNotFoundError:
        return False
    # /dev/stdout is a regular file where the output is redirected to one.
    return not is_file or file.absolute().is_relative_to("/dev")
