"""Decompresses Zstandard; the only module that imports zstandard, an optional extra."""

from collections.abc import Iterator
from typing import BinaryIO

from decks.history.reviews import PackageError

_LARGEST_WINDOW = 2**27
"""Bytes that decompression may keep in memory; Anki's packages need less."""

_CHUNK = 2**20


def decompressed(stream: BinaryIO) -> Iterator[bytes]:
    """The content of a compressed stream, in parts of at most a mebibyte.

    Raises:
        PackageError: The extra is not installed, or the stream is damaged.
    """
    try:
        import zstandard
    except ImportError:
        raise PackageError(
            "This is a package in Anki's new format, which needs an extra: pip install"
            " 'primemover[anki]'. Or tick “Support older Anki versions” when you export from Anki."
        ) from None
    decompressor = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
    try:
        with decompressor.stream_reader(stream) as reader:
            while chunk := reader.read(_CHUNK):
                yield bytes(chunk)
    except zstandard.ZstdError as error:
        raise PackageError(f"The collection in the package is damaged: {error}.") from None
