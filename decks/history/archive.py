"""The collection in an Anki package, extracted within limits: a package may come from a stranger.

Only the collection is read. Media files are not extracted, and no name in the package is used as a
path.
"""

import contextlib
import errno
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from decks.history.reviews import PackageError
from decks.history.zstd import decompressed

MOST_BYTES = 2**30
"""The largest collection; that of a student with 30,000 notes has 100 to 300 MB."""

MOST_INFLATION = 200
"""How many times as large as in the package a collection may be; usually three to ten times."""

_SMALL = 2**24
"""Bytes up to which any collection is accepted: an empty database compresses well."""

_MOST_DIRECTORY = 2**24
"""Bytes of the list of files in a package, about 200,000 media files."""

_NEWEST_FORMAT = 3
"""The last format of packages that is known, from 2022: `VERSION_LATEST` of Anki's proto files."""

_CHUNK = 2**20
_COMPRESSED = "collection.anki21b"
_COLLECTIONS = (_COMPRESSED, "collection.anki21", "collection.anki2")
"""The collection, the newest format first: a package in a new format also has an old, empty one."""


def extract_collection(
    package: Path, target: Path, progress: Callable[[int], None] = lambda _: None
) -> None:
    """Write the collection of a package to a file.

    Args:
        package: An `.apkg` or `.colpkg` file.
        target: The file, in a temporary folder.
        progress: Called with the number of further bytes that are written.

    Raises:
        OSError: The package cannot be read, or the collection cannot be written.
        PackageError: It is not a package, it is damaged, or it is refused.
    """
    _check_directory(package)
    with _errors_in_words(package), zipfile.ZipFile(package) as archive:
        names = set(archive.namelist())
        _check_format(archive, names)
        name = next((name for name in _COLLECTIONS if name in names), None)
        if name is None:
            raise PackageError(f"{package} is not an Anki package: it contains no collection.")
        member = archive.getinfo(name)
        most = min(MOST_BYTES, max(_SMALL, MOST_INFLATION * member.compress_size))
        with _opened(archive, name) as stream, target.open("wb") as file:
            written = 0
            for chunk in _chunks(stream, is_compressed=name == _COMPRESSED):
                written += len(chunk)
                if written > most:
                    raise PackageError(
                        f"{package} is refused: its collection is larger than {most >> 20} MiB,"
                        f" which is not plausible for {member.compress_size:,} bytes."
                    )
                file.write(chunk)
                progress(len(chunk))


def _chunks(stream: BinaryIO, *, is_compressed: bool) -> Iterator[bytes]:
    if is_compressed:
        yield from decompressed(stream)
        return
    while chunk := stream.read(_CHUNK):
        yield chunk


def check_package(package: Path) -> None:
    """Refuse a package that would fill the disk, before Anki extracts all of it.

    Raises:
        OSError: The package cannot be read.
        PackageError: It is not a package, or it is refused.
    """
    _check_directory(package)
    with _errors_in_words(package), zipfile.ZipFile(package) as archive:
        members = archive.infolist()
        _check_format(archive, {member.filename for member in members})
        if sum(member.file_size for member in members) > MOST_BYTES:
            raise PackageError(f"{package} is refused: it is larger than {MOST_BYTES >> 20} MiB.")


def expected_size(package: Path) -> int:
    """The size that the collection has according to the package, for a progress bar; 0 if unknown.

    Raises:
        OSError: The package cannot be read.
        PackageError: It is not a package.
    """
    _check_directory(package)
    with _errors_in_words(package), zipfile.ZipFile(package) as archive:
        names = archive.namelist()
        found = next((name for name in _COLLECTIONS[1:] if name in names), None)
        return 0 if found is None or _COMPRESSED in names else archive.getinfo(found).file_size


@contextlib.contextmanager
def _errors_in_words(package: Path) -> Iterator[None]:
    """Convert what a damaged or hostile archive raises."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, UnicodeDecodeError) as error:
        raise PackageError(f"{package} is damaged: {error}.") from None
    except NotImplementedError:
        raise PackageError(
            f"{package} is compressed in a way that no version of Anki uses."
        ) from None
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        # The list of files leads to a place in front of the file.
        raise PackageError(f"{package} is damaged: its beginning is missing.") from None


def _opened(archive: zipfile.ZipFile, name: str) -> BinaryIO:
    """A file in a package.

    Raises:
        PackageError: It is encrypted.
    """
    if archive.getinfo(name).flag_bits & _ENCRYPTED:
        raise PackageError(f"{archive.filename} is encrypted; Anki's packages are not.")
    return cast("BinaryIO", archive.open(name))


_ENCRYPTED = 1
"""The flag of an encrypted file. Source: PKWARE's APPNOTE.TXT, 4.4.4."""


_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_LONGEST_COMMENT = 2**16


def _check_directory(package: Path) -> None:
    """Refuse an archive whose list of files is too long: `zipfile` reads all of it into memory."""
    if not package.is_file():  # to read from a pipe might wait forever
        raise PackageError(f"{package} is not a file.")
    size = package.stat().st_size
    with package.open("rb") as file:
        file.seek(max(0, size - _END.size - _LONGEST_COMMENT))
        tail = file.read()
    place = tail.rfind(_END_SIGNATURE)
    if place < 0 or len(tail) - place < _END.size:
        raise PackageError(
            f"{package} is not an Anki package. In Anki, File > Export writes one, as .apkg or"
            " .colpkg."
        )
    directory = _END.unpack_from(tail, place)[5]
    if directory > _MOST_DIRECTORY:
        raise PackageError(f"{package} is refused: it lists too many files.")


def _check_format(archive: zipfile.ZipFile, names: set[str]) -> None:
    """Refuse a package of a format that is newer than the known ones."""
    if "meta" not in names:
        return
    with _opened(archive, "meta") as stream:
        meta = stream.read(64)
    # A message of protobuf whose first field, a number, is the version.
    if meta[:1] == b"\x08" and len(meta) > 1 and meta[1] > _NEWEST_FORMAT:
        raise PackageError(
            f"{archive.filename} was written by a newer version of Anki (format {meta[1]}). Tick"
            " “Support older Anki versions” when you export."
        )
