"""The bytes that a terminal sends for a key: one, or several for a function key or a character."""

ESCAPE = b"\x1b"
_LONGEST = 4
"""Bytes of a character."""


def is_whole(data: bytes, encoding: str) -> bool:
    """Whether bytes are a whole key, to which no more bytes belong."""
    if data.startswith(ESCAPE):
        # ESC [ 1 ; 5 C ends with the first character from "@" on; ESC O A has one more.
        first, rest = data[1:2], data[2:]
        # The Linux console sends ESC [ [ A.
        return first not in (b"", b"[", b"O") or (rest[-1:] >= b"@" and rest != b"[")
    return len(data) == _LONGEST or _can_decode(data, encoding)


def _can_decode(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
