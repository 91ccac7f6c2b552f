"""PNG pictures as pixels, and how far two of them are apart."""

import struct
import zlib
from dataclasses import dataclass

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {2: 3, 6: 4}
"""The channels of the colour types with red, green and blue."""

_VISIBLE = 24
"""A pixel with a larger difference in a channel looks different."""


@dataclass(frozen=True)
class Picture:
    """A picture with 8 bits a channel.

    Attributes:
        width: In pixels.
        height: In pixels.
        rgb: Red, green and blue of each pixel, row by row.
    """

    width: int
    height: int
    rgb: bytes

    def difference(self, other: "Picture") -> float:
        """The share of pixels that look different; 1 if the sizes differ."""
        if (self.width, self.height) != (other.width, other.height):
            return 1
        pairs = zip(self.rgb, other.rgb, strict=True)
        far = [abs(one - another) > _VISIBLE for one, another in pairs]
        pixels = sum(any(far[at : at + 3]) for at in range(0, len(far), 3))
        return pixels / (self.width * self.height)


def read_png(content: bytes) -> Picture:
    """Decode a PNG without interlacing; transparency is ignored."""
    assert content.startswith(_SIGNATURE)
    at, data, header = len(_SIGNATURE), b"", b""
    while at < len(content):
        (size,) = struct.unpack(">I", content[at : at + 4])
        name, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        header = body if name == b"IHDR" else header
        data += body if name == b"IDAT" else b""
        at += size + 12
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    assert (depth, interlaced) == (8, 0)
    step = _CHANNELS[colour]
    raw = zlib.decompress(data)
    row, rows = bytearray(width * step), []
    for y in range(height):
        begin = y * (width * step + 1)
        row = _unfiltered(raw[begin], raw[begin + 1 : begin + 1 + width * step], row, step)
        rows.append(b"".join(bytes(row[x : x + 3]) for x in range(0, len(row), step)))
    return Picture(width, height, b"".join(rows))


def _unfiltered(kind: int, line: bytes, above: bytearray, step: int) -> bytearray:
    """A row of a PNG, whose bytes are differences to their neighbours."""
    row = bytearray(line)
    for at, value in enumerate(line):
        a = row[at - step] if at >= step else 0
        b = above[at]
        c = above[at - step] if at >= step else 0
        predicted = (0, a, b, (a + b) // 2, _paeth(a, b, c))[kind]
        row[at] = (value + predicted) % 256
    return row


def _paeth(a: int, b: int, c: int) -> int:
    """The predictor of the fifth filter of PNG: the neighbour nearest to a + b - c."""
    return min((a, b, c), key=lambda near: abs(a + b - c - near))
