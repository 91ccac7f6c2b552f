"""The user's folder of facts: how a file gets in and out. No file is ever deleted."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from cards.errors import FileError, NothingMatched
from cards.files import create_folder, files_in, write_atomically
from quiz.home.paths import ELSEWHERE

_ENDINGS = (".yaml", ".yml")
_TABLES = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".ods")


def names_in(folder: Path) -> dict[str, Path]:
    """The fact files of the folder and its subfolders, by the names that `remove` knows."""
    found = files_in(folder, _ENDINGS)
    return {file.relative_to(folder).with_suffix("").as_posix(): file for file in found}


def target_of(file: Path, folder: Path) -> Path:
    """The path in the folder for a file.

    Raises:
        FileError: It is not a file, or its name does not end as that of a fact file.
    """
    if file.is_dir():
        raise FileError(f"{file} is a folder; name its files.")
    if file.suffix not in _ENDINGS:
        is_table = file.suffix.lower() in _TABLES
        hint = " `primemover facts import` turns a table into facts." if is_table else ""
        raise FileError(f"The name of a fact file ends in .yaml, not '{file.suffix}'.{hint}")
    return folder / file.name


def is_same(file: Path, target: Path) -> bool:
    """Whether the folder holds the file already.

    Raises:
        FileError: A file cannot be read.
    """
    try:
        return target.exists() and file.read_bytes() == target.read_bytes()
    except OSError as error:
        raise _failure(error) from None


def add(file: Path, target: Path, removed: Path) -> Path | None:
    """Copy a file into the folder; a different one of the same name is moved to `removed`.

    Returns:
        The new path of that file, if there was one.

    Raises:
        FileError: The file cannot be read or written.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise FileError(f"{file}: {error.strerror or error}.") from None
    try:
        create_folder(target.parent)
        earlier = None
        if target.exists():
            earlier = _free_path(removed, target.name)
            write_atomically(earlier, [target.read_bytes()])
        write_atomically(target, [content])
    except OSError as error:
        raise _failure(error) from None
    return earlier


def remove(name: str, folder: Path, removed: Path) -> Path:
    """Move a file from the folder to `removed`.

    Args:
        name: The name of the file, with or without its ending.
        folder: The folder.
        removed: The folder of removed files.

    Returns:
        Its new path.

    Raises:
        NothingMatched: The folder holds no such file.
        FileError: It cannot be moved.
    """
    from cards.english import nearest

    known = names_in(folder)
    file = known.get(name) or known.get(name.removesuffix(".yaml").removesuffix(".yml"))
    if file is None:
        meant = nearest(name, known)
        hint = f" Did you mean '{meant}'?" if meant else ""
        listed = f" It contains: {', '.join(known)}." if known else " It contains no facts."
        raise NothingMatched(f"{folder} contains no '{name}'.{hint}{listed}")
    try:
        target = _free_path(removed, file.name)
        file.replace(target)
    except OSError as error:
        raise _failure(error) from None
    return target


def _free_path(folder: Path, name: str) -> Path:
    """A path for a file in a folder, or in a numbered folder in it, that no file has."""
    path = next(path for path in _paths(folder, name) if not os.path.lexists(path))
    create_folder(path.parent)
    return path


def _paths(folder: Path, name: str) -> Iterator[Path]:
    yield folder / name
    yield from (folder / str(number) / name for number in count(2))


def _failure(error: OSError) -> FileError:
    return FileError(f"{error.filename}: {error.strerror or error}. {ELSEWHERE}")
