"""A file of named parts and of many small objects, each with a checksum.

A part or an object is read when it is needed, and refused if a single bit of it has changed.
"""

import marshal
import os
import struct
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

from cards.named_tuple import NamedTuple

_HEAD = struct.Struct("<16sII")
"""The format of the file, the size of the table of parts, and the checksum of the table."""

_FORMAT = b"primemover 1\n"

_OFFSETS, _SUMS, _OBJECTS = ".offsets", ".sums", ".objects"
"""The parts that every file has. The last one holds the objects, which have checksums each."""


class Damaged(Exception):
    """A file cannot be read, or does not contain what was written."""


class Packed(NamedTuple):
    """Consecutive objects as they are stored in a file.

    Attributes:
        content: Their bytes.
        offsets: Where each begins in its file, and where the last one ends.
        sums: Their checksums.
    """

    content: memoryview
    offsets: Sequence[int]
    sums: Sequence[int]

    def check(self) -> None:
        """Check them all.

        Raises:
            Damaged: One of them is not what was written.
        """
        begin, content = self.offsets[0], self.content
        bounds = zip(self.offsets, self.offsets[1:], self.sums, strict=False)
        if any(crc32(content[start - begin : end - begin]) != sum_ for start, end, sum_ in bounds):
            raise Damaged("An object has changed.")

    def value(self) -> Any:
        """The only object.

        Raises:
            Damaged: Its bytes are not what was written.
        """
        return _content(self.content, self.sums[0])


class PackedObjects:
    """All objects of a file as they are stored, each to be checked when it is used."""

    def __init__(self, blob: bytes, offsets: Sequence[int], sums: Sequence[int]) -> None:
        """Take the bytes of all objects, where each begins, and their checksums."""
        self._blob, self._offsets, self._sums = memoryview(blob), offsets, sums

    def run(self, numbers: range) -> Packed:
        """The objects with consecutive numbers."""
        offsets = self._offsets[numbers.start : numbers.stop + 1]
        return Packed(
            self._blob[offsets[0] : offsets[-1]],
            offsets,
            self._sums[numbers.start : numbers.stop],
        )


class CheckedObjects(NamedTuple):
    """The first objects of a file, in memory; each was found to be what was written.

    Attributes:
        blob: All of them.
        offsets: Where each begins, and where the last one ends.
    """

    blob: "memoryview | bytes"
    offsets: Sequence[int]

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.offsets) - 1

    def value(self, number: int) -> Any:
        """The object with a number."""
        content = self.blob[self.offsets[number] : self.offsets[number + 1]]
        return marshal.loads(content)  # noqa: S302 - its checksum is right


NO_OBJECTS = CheckedObjects(b"", (0,))


class PartsFile:
    """The parts and objects of one file."""

    def __init__(self, file: Path | bytes) -> None:
        """Read the table of parts.

        Args:
            file: The file, or its content if it is not written.

        Raises:
            Damaged: The file is missing, incomplete or damaged.
        """
        self._file = file
        self._stream: BinaryIO | None = None
        try:
            with self._open() as stream:
                format_, size, checksum = _HEAD.unpack(stream.read(_HEAD.size))
                table = stream.read(size)
                complete = stream.seek(0, os.SEEK_END)
        except (OSError, struct.error) as error:
            raise Damaged(str(error)) from error
        if format_.rstrip(b"\0") != _FORMAT or crc32(table) != checksum:
            raise Damaged("The table of parts has changed.")
        begin = _HEAD.size + size
        self._table: dict[str, tuple[int, int, int]] = {}
        for name, length, sum_ in marshal.loads(table):  # noqa: S302 - its checksum is right
            self._table[name] = begin, length, sum_
            begin += length
        if begin != complete:
            raise Damaged("The file is incomplete.")
        self._index: tuple[array[int], array[int]] | None = None

    @property
    def file(self) -> Path | None:
        """The file; None if it is only in memory."""
        return self._file if isinstance(self._file, Path) else None

    def check(self) -> None:
        """Check all parts and objects.

        Raises:
            Damaged: One of them is not what was written.
        """
        for name in self._table:
            if name != _OBJECTS:
                self._checked(name)
        offsets, _ = self._offsets()
        self.checked_objects(len(offsets) - 1)

    def part(self, name: str) -> Any:
        """The content of a part.

        Raises:
            Damaged: It is not what was written.
        """
        return marshal.loads(self._checked(name))  # noqa: S302 - its checksum is right

    def checksum(self, name: str) -> int:
        """The checksum of a part, which is not read."""
        return self._table[name][2]

    def object(self, number: int) -> Any:
        """The content of an object.

        Raises:
            Damaged: It is not what was written.
        """
        offsets, sums = self._offsets()
        begin, end = offsets[number : number + 2]
        return _content(self._read(self._table[_OBJECTS][0] + begin, end - begin), sums[number])

    def objects(self, first: int, end: int | None = None) -> Iterator[Any]:
        """The contents of the objects from one number to another, or of all that follow it.

        Each is checked when it comes.

        Raises:
            Damaged: One of them is not what was written.
        """
        offsets, sums = self._offsets()
        begin = offsets[first]
        size = offsets[len(sums) if end is None else end] - begin
        blob = memoryview(self._read(self._table[_OBJECTS][0] + begin, size))
        return (
            _content(blob[offsets[number] - begin : offsets[number + 1] - begin], sums[number])
            for number in range(first, len(sums) if end is None else end)
        )

    @property
    def size(self) -> int:
        """The number of objects."""
        return len(self._offsets()[1])

    def packed(self) -> PackedObjects:
        """All objects as they are stored."""
        offsets, sums = self._offsets()
        return PackedObjects(self._read(self._table[_OBJECTS][0], offsets[-1]), offsets, sums)

    def checked_objects(self, end: int) -> "CheckedObjects":
        """The objects before a number, each to be decoded when it is used.

        Raises:
            Damaged: One of them is not what was written.
        """
        offsets, sums = self._offsets()
        blob = memoryview(self._read(self._table[_OBJECTS][0], offsets[end]))
        bounds = zip(offsets, offsets[1 : end + 1], sums, strict=False)
        if any(crc32(blob[begin:stop]) != checksum for begin, stop, checksum in bounds):
            raise Damaged("An object has changed.")
        return CheckedObjects(blob, offsets[: end + 1])

    def with_parts(self, contents: Mapping[str, Any]) -> list[bytes]:
        """The bytes of the file with other contents of some parts.

        Raises:
            Damaged: A part of the file is not what was written.
        """
        begin, size, _ = self._table[_OBJECTS]
        blobs = {
            name: marshal.dumps(contents[name]) if name in contents else self._checked(name)
            for name in self._table
            if name != _OBJECTS
        }
        return [*_head(blobs, size), *blobs.values(), self._read(begin, size)]

    @contextmanager
    def opened(self) -> Iterator[None]:
        """A context in which the file is opened once for all that is read."""
        if self._stream is not None:
            yield
            return
        try:
            with self._open() as self._stream:
                yield
        except OSError as error:
            raise Damaged(str(error)) from error
        finally:
            self._stream = None

    def _open(self) -> BinaryIO:
        return (
            BytesIO(self._file)
            if isinstance(self._file, bytes)
            else self._file.open("rb", buffering=0)
        )

    def _offsets(self) -> "tuple[array[int], array[int]]":
        """The offset of each object with the end of the last one, and their checksums."""
        if self._index is None:
            offsets, sums = array("Q"), array("I")
            offsets.frombytes(self._checked(_OFFSETS))
            sums.frombytes(self._checked(_SUMS))
            self._index = offsets, sums
        return self._index

    def _checked(self, name: str) -> bytes:
        begin, size, checksum = self._table[name]
        blob = self._read(begin, size)
        if crc32(blob) != checksum:
            raise Damaged(f"The part {name} has changed.")
        return blob

    def _read(self, begin: int, size: int) -> bytes:
        if self._stream is None:
            with self.opened():
                return self._read(begin, size)
        try:
            self._stream.seek(begin)
            return self._stream.read(size)
        except OSError as error:
            raise Damaged(str(error)) from error


def parts_file(parts: Mapping[str, Any], objects: Iterable[Any] = ()) -> list[bytes | memoryview]:
    """The bytes of a file.

    Args:
        parts: The contents of its parts, by name.
        objects: The contents of its objects, in the order of their numbers; some may be packed.

    Raises:
        Damaged: A packed object is not what was written.
    """
    blobs: list[bytes | memoryview] = []
    offsets, sums = array("Q", [0]), array("I")
    for each in objects:
        if type(each) is Packed:
            each.check()
            blobs.append(each.content)
            move = offsets[-1] - each.offsets[0]
            offsets.extend([move + offset for offset in each.offsets[1:]])
            sums.extend(each.sums)
        else:
            blob = marshal.dumps(each)
            blobs.append(blob)
            offsets.append(offsets[-1] + len(blob))
            sums.append(crc32(blob))
    written = {name: marshal.dumps(content) for name, content in parts.items()}
    written[_OFFSETS] = offsets.tobytes()
    written[_SUMS] = sums.tobytes()
    return [*_head(written, offsets[-1]), *written.values(), *blobs]


def _head(parts: Mapping[str, bytes], size: int) -> list[bytes]:
    """The beginning of a file with these parts, and objects of a total size."""
    sums = ((name, len(blob), crc32(blob)) for name, blob in parts.items())
    table = marshal.dumps([*sums, (_OBJECTS, size, 0)])
    return [_HEAD.pack(_FORMAT, len(table), crc32(table)), table]


def _content(blob: bytes | memoryview, checksum: int) -> Any:
    if crc32(blob) != checksum:
        raise Damaged("An object has changed.")
    return marshal.loads(blob)  # noqa: S302 - its checksum is right
