"""Atomic writing of files, and a lock for files that several processes change."""

import errno
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_DRAFTS = ".primemover-"
"""The start of the name of each temporary folder."""

_LOCK = ".primemover-lock"
"""The file in it that its process has locked; the system frees it when the process ends."""

_STALE = 60.0
"""Seconds after which a folder without that file belongs to a process that was killed."""


@contextmanager
def draft_of(file: Path) -> Iterator[Path]:
    """A temporary path in the folder of a file, which replaces the file when the block ends.

    If the block fails, the file stays as it was and the draft is removed. An existing file keeps
    its mode. If it is a link, its target is replaced.

    Raises:
        OSError: The file cannot be written, or its links form a loop.
    """
    target = _resolved(file)
    try:
        with temporary_folder(target.parent) as folder:
            draft = folder / target.name
            yield draft
            _flush(draft)  # before it may become read-only
            if target.exists():
                shutil.copymode(target, draft)
            draft.replace(target)
    except OSError as error:
        if error.filename is not None and _DRAFTS not in str(error.filename):
            raise
        # The message names the file that the caller asked for; a full disk has no name.
        raise OSError(error.errno, error.strerror, str(target)) from error


@contextmanager
def temporary_folder(parent: Path | None = None) -> Iterator[Path]:
    """A folder that is removed when the block ends; those of killed processes are removed first.

    Args:
        parent: Where it is created; None for where the system has temporary files.

    Raises:
        OSError: It cannot be created.
    """
    parent = Path(tempfile.gettempdir()) if parent is None else parent
    _remove_remains(parent)
    while True:
        # A signal while the folder is created would prevent its removal.
        with _signals_blocked():
            folder = tempfile.TemporaryDirectory(prefix=_DRAFTS, dir=parent)
        with folder as name:
            try:
                handle = os.open(Path(name, _LOCK), os.O_RDWR | os.O_CREAT, 0o600)
            except FileNotFoundError:  # another process has removed the folder while it was empty
                continue
            try:
                with suppress(OSError):  # the disk of a network may have no locks
                    _lock_now(handle)
                yield Path(name)
            finally:
                os.close(handle)  # Windows does not remove an open file
            return


def _remove_remains(folder: Path) -> None:
    """Remove the temporary folders of processes that were killed.

    Raises:
        OSError: The folder cannot be read.
    """
    for draft in folder.glob(f"{_DRAFTS}*"):
        with suppress(OSError):
            draft.rmdir()  # if it is empty
        with suppress(OSError):
            if _is_free(draft):
                shutil.rmtree(draft)


def _is_free(draft: Path) -> bool:
    """Whether the process of a temporary folder has ended.

    Raises:
        OSError: It has not, or that cannot be found out.
    """
    try:
        handle = os.open(draft / _LOCK, os.O_RDWR)
    except FileNotFoundError:
        # Against the clock of that disk, which need not be that of this machine.
        return draft.parent.stat().st_mtime - draft.stat().st_mtime > _STALE
    try:
        _lock_now(handle)
    finally:
        os.close(handle)
    return True


def create_folder(folder: Path) -> None:
    """Create a folder that only the user can enter, and those above it, unless they exist.

    Raises:
        OSError: One of them cannot be created.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileNotFoundError:
        create_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:  # it exists, perhaps in a place that cannot be written to
        if not folder.is_dir():
            raise


def write_atomically(file: Path, chunks: Iterable[bytes | memoryview]) -> None:
    """Write a file of the user atomically: no process ever sees half of it.

    Only the user can read a new file.

    Raises:
        OSError: The file cannot be written.
    """
    with draft_of(file) as draft, open(draft, "wb", opener=_private) as stream:
        stream.writelines(chunks)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def files_in(folder: Path, endings: Iterable[str]) -> list[Path]:
    """The files of a folder and its subfolders whose names have one of these endings, sorted.

    Hidden ones are omitted: drafts of killed processes, and files of editors and systems.
    """
    found = (file for ending in endings for file in folder.rglob(f"*{ending}"))
    return sorted(
        file
        for file in found
        if not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )


def create(file: Path, text: str) -> None:
    """Write a new file atomically.

    Raises:
        FileExistsError: The file exists already.
        OSError: The file cannot be written.
    """
    with locked(file):
        if os.path.lexists(file):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
        write_atomically(file, [text.encode()])


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keep other processes out while a file is read, changed and written.

    The lock is a file in the same folder. The system releases it when the process ends, even on a
    crash.

    Raises:
        OSError: The lock file cannot be created.
    """
    target = _resolved(file)
    lock = target.with_name(f".{target.name}.lock")
    handle = _acquired(lock)
    try:
        yield
    finally:
        # Removed before it is released: a lock that others wait for must be the one in the folder.
        with suppress(OSError):  # Windows does not remove an open file: it stays, and is reused
            lock.unlink()
        os.close(handle)


def _acquired(lock: Path) -> int:
    """Wait for the lock, and return the handle of the lock file."""
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _wait_for(handle)
            if _is_at(handle, lock):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # its last holder has removed it


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def _signals_blocked() -> Iterator[None]:
        yield

    def _wait_for(handle: int) -> None:
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
            except OSError as error:  # it gives up after ten attempts, one per second
                if error.errno != errno.EDEADLK:
                    raise
            else:
                return

    def _lock_now(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    @contextmanager
    def _signals_blocked() -> Iterator[None]:
        """Deliver signals that end the process only after the block."""
        ending = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ending)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _wait_for(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _lock_now(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_at(handle: int, path: Path) -> bool:
    """Whether an open file is still the one at a path."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _resolved(file: Path) -> Path:
    try:
        return file.resolve()
    except RuntimeError as error:  # for a loop of links, before Python 3.13
        raise OSError(errno.ELOOP, "its links form a loop") from error


def _flush(file: Path) -> None:
    """Force a file to disk, so that a power cut cannot leave an empty one in its place."""
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())
