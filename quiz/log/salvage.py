"""Records found in the bytes of a damaged database, without SQLite; independent of the disk.

A record of the log ends with a checksum of all its values. So every place in the file that looks
like the beginning of a row can be tried: what has the right checksum is a record. Nothing else of
the file has to be intact: neither its header, nor its tree of pages, nor its schema.

The log only grows, so that a copy of a row in an unused part of a page is not out of date.

The format of the file is that of https://www.sqlite.org/fileformat.html; see there for the
constants. All tables of the log are `WITHOUT ROWID`: their rows are cells of index pages, and their
primary key comes first.
"""

import mmap
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from quiz.log.codec import COLUMNS, FLOATS, LATER_COLUMNS, checksum_of
from quiz.log.progress import Done
from quiz.log.records import Event, Record, Review, SessionRecord

Content = bytes | mmap.mmap

_PAGE_SIZES = frozenset(1 << power for power in range(9, 17))

_WAL_HEADER = 32
_FRAME_HEADER = 24

# The types of values in the header of a row: a text of n bytes has the type 13 + 2n.
_TEXT = rb"(?:[\x0d-\x7f]|[\x81-\x83][\x00-\x7f])"
_LONG_TEXT = rb"(?:[\x0d-\x7f]|[\x81-\xff]{1,3}[\x00-\x7f])"
_NUMBER = rb"[\x00-\x09]"
_MOMENT = rb"M"
_DAY = rb"!"
_CHECKSUM = rb"\x1d"
_SIZE = rb"[\x06-\x7f]"

_HEADERS: Mapping[type[Record], re.Pattern[bytes]] = MappingProxyType(
    {
        SessionRecord: re.compile(
            rb"(?=" + _SIZE + _TEXT + _MOMENT + _TEXT + _NUMBER + _LONG_TEXT
            # The format of an exam, settings and plan.
            + rb"(?:\x00|" + _TEXT + rb")" + _LONG_TEXT + _LONG_TEXT + _CHECKSUM + rb")",
            re.DOTALL,
        ),
        Review: re.compile(
            rb"(?=" + _SIZE + _TEXT + _NUMBER + _TEXT + _NUMBER + _MOMENT + _DAY + rb")", re.DOTALL
        ),
        Event: re.compile(
            rb"(?=" + _SIZE + _TEXT + _NUMBER + _TEXT + _MOMENT + _NUMBER + _LONG_TEXT + _TEXT
            + _CHECKSUM + rb")",
            re.DOTALL,
        ),
    }
)  # fmt: skip
"""The beginning of the header of a row, which looks like nothing else in the file."""

_KEYS: Mapping[type[Record], tuple[str, ...]] = MappingProxyType(
    {SessionRecord: ("id",), Review: ("writer", "counter"), Event: ("writer", "counter")}
)
"""The primary key of each table, whose columns a row has first."""


_EVENT_COLUMNS = ("writer", "counter", "session", "at", "elapsed", "body", "kind", "checksum")
"""In the order of the table, which is not that of the records."""


class _Pages:
    """The pages of a database, the latest of each."""

    def __init__(self, main: Content, wal: bytes, size: int) -> None:
        self.size = size
        self._main, self._wal = main, wal
        self._frames: dict[int, int] = {}
        step = _FRAME_HEADER + self.size
        for at in range(_WAL_HEADER, len(wal) - step + 1, step):
            number = int.from_bytes(wal[at : at + 4], "big")
            self._frames[number] = at + _FRAME_HEADER

    def areas(self) -> Iterator[tuple[Content, int]]:
        """Each file, and where its first page begins."""
        yield self._main, 0
        yield self._wal, _WAL_HEADER + _FRAME_HEADER

    def step(self, data: Content) -> int:
        """Bytes from one page of a file to the next."""
        return self.size + (_FRAME_HEADER if data is self._wal else 0)

    def page(self, number: int) -> bytes:
        """The latest version of a page; empty without a page of that number."""
        if number in self._frames:
            at = self._frames[number]
            return self._wal[at : at + self.size]
        at = (number - 1) * self.size
        return self._main[at : at + self.size] if number > 0 else b""


def salvage(
    main: Content, wal: bytes = b"", done: Done = lambda _: None
) -> Iterator[tuple[type[Record], tuple[Any, ...]]]:
    """The rows in a database that have the right checksum, some more than once.

    Args:
        main: The file of the database.
        wal: The file with its latest changes, if it was not closed.
        done: Called with numbers of bytes that were searched; their sum is `search_length`.

    Yields:
        The type of record and its row, in the order of `COLUMNS`.
    """
    for size in _page_sizes(main):
        yield from _rows_in(_Pages(main, wal, size), done)


def search_length(main: Content, wal: bytes = b"") -> int:
    """The bytes that `salvage` searches: a file is searched several times."""
    return len(tuple(_page_sizes(main))) * len(_HEADERS) * (len(main) + len(wal))


def _page_sizes(main: Content) -> Iterable[int]:
    """The size of the pages of a file; all that are possible if its header is damaged."""
    size = int.from_bytes(main[16:18], "big")
    size = 1 << 16 if size == 1 else size
    return (size,) if size in _PAGE_SIZES else sorted(_PAGE_SIZES)


def _rows_in(pages: _Pages, done: Done) -> Iterator[tuple[type[Record], tuple[Any, ...]]]:
    for data, begin in pages.areas():
        step = pages.step(data)
        for kind, pattern in _HEADERS.items():
            searched = 0
            for found in pattern.finditer(data):
                at = found.start()
                if at < begin:
                    continue
                done(at - searched)
                searched = at
                end = at + pages.size - (at - begin) % step
                row = _row(kind, data[at:end], pages)
                if row is not None:
                    yield kind, row
            done(len(data) - searched)


def _row(kind: type[Record], local: bytes, pages: _Pages) -> tuple[Any, ...] | None:
    """The row that begins at the beginning of some bytes; None if there is none.

    Args:
        kind: The type of its record.
        local: The bytes up to the end of the page.
        pages: The pages where a long row continues.
    """
    types = _types(local)
    columns = COLUMNS[kind]
    absent = len(columns) - len(types)
    if absent < 0 or absent > (len(LATER_COLUMNS) if kind is Review else 0):
        return None
    length = local[0] + sum(map(_length, types))
    payload = _payload(local, length, pages)
    if payload is None:
        return None
    values = _values(payload, types)
    if values is None:
        return None
    for names in _LAYOUTS[kind]:
        found = dict(zip(names, values, strict=False))
        row = tuple(_cell(name, found.get(name)) for name in columns)
        if row[-1] == checksum_of(kind, row[:-1]):
            return row
    return None


def _cell(name: str, value: Any) -> Any:
    """A value as SQLite returns it: it stores a real number without a fraction as an integer."""
    return float(value) if name in FLOATS and isinstance(value, int) else value


def _layouts(kind: type[Record]) -> tuple[tuple[str, ...], ...]:
    """The orders in which a table may have its columns: the primary key is always first."""
    if kind is Event:
        return (_EVENT_COLUMNS,)
    names = (*_KEYS[kind], *(name for name in COLUMNS[kind] if name not in _KEYS[kind]))
    if kind is SessionRecord:
        return (names,)
    # In a table that was begun without some of them, these were added to the end.
    later = tuple(LATER_COLUMNS)
    return tuple(
        (*(name for name in names if name not in later[count:]), *later[count:])
        for count in range(len(later), -1, -1)
    )


_LAYOUTS: Mapping[type[Record], tuple[tuple[str, ...], ...]] = MappingProxyType(
    {kind: _layouts(kind) for kind in COLUMNS}
)


def _types(local: bytes) -> list[int]:
    """The types of the values of a row, from its header."""
    end, at = local[0], 1
    types = []
    while at < end:
        value = 0
        for _ in range(9):
            if at >= len(local):
                return []
            byte = local[at]
            at += 1
            value = value << 7 | byte & 0x7F
            if byte < 0x80:  # noqa: PLR2004 - the last byte of a number
                break
        types.append(value)
    return types if at == end else []


_LENGTHS = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
_FIRST_BLOB = 12
_REAL = 7


def _length(type_: int) -> int:
    return _LENGTHS[type_] if type_ < len(_LENGTHS) else max(0, type_ - _FIRST_BLOB) // 2


def _payload(local: bytes, length: int, pages: _Pages) -> bytes | None:
    """The bytes of a row, also of one that continues on other pages."""
    usable = pages.size
    most = (usable - 12) * 64 // 255 - 23
    if length <= most:
        return local[:length] if len(local) >= length else None
    least = (usable - 12) * 32 // 255 - 23
    inside = least + (length - least) % (usable - 4)
    inside = inside if inside <= most else least
    parts, remaining = [local[:inside]], length - inside
    number = int.from_bytes(local[inside : inside + 4], "big")
    while remaining > 0:
        page = pages.page(number)
        if len(page) < usable:
            return None
        number = int.from_bytes(page[:4], "big")
        parts.append(page[4 : 4 + remaining])
        remaining -= usable - 4
    return b"".join(parts)


def _values(payload: bytes, types: list[int]) -> list[Any] | None:
    """The values of a row; None if a text is not UTF-8."""
    values: list[Any] = []
    at = payload[0]
    for type_ in types:
        raw = payload[at : at + _length(type_)]
        at += len(raw)
        try:
            values.append(_value(type_, raw))
        except (UnicodeDecodeError, struct.error):
            return None
    return values


def _value(type_: int, raw: bytes) -> Any:
    if type_ > _FIRST_BLOB:
        return raw.decode("utf-8")
    if type_ == _REAL:
        return struct.unpack(">d", raw)[0]
    constants: Mapping[int, Any] = {0: None, 8: 0, 9: 1}
    return constants[type_] if type_ in constants else int.from_bytes(raw, "big", signed=True)
