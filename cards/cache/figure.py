"""On-disk cache of the figure, apart from that of the library: only a map needs it."""

import contextlib
import sys
from pathlib import Path
from typing import Any

from cards.cache.codec import Decoder, Encoder
from cards.cache.library import stamps
from cards.cache.parts import PartsFile, parts_file
from cards.model.figure import BodyFigure

_CARDS = Path(__file__).parent.parent
_READ = (
    _CARDS / "data" / "figure.yaml",
    _CARDS / "data" / "muscles.yaml",
    _CARDS / "load" / "figure.py",
    _CARDS / "model" / "figure.py",
)
"""Everything that the figure depends on."""


def load_figure(keep: Path | None) -> BodyFigure:
    """Load the figure from the cache, or read it.

    Args:
        keep: The folder of the cache; None disables it.

    Raises:
        DataError: With every problem of the file.
    """
    stamp: tuple[Any, ...] = (sys.version, *stamps(_READ))
    file = keep / "figure" if keep else None
    if file is not None:
        with contextlib.suppress(Exception):  # a damaged file may raise anything
            parts = PartsFile(file)
            if parts.part("stamp") == stamp:
                found: BodyFigure = Decoder(parts.part("classes")).decode(parts.part("figure"))
                return found
    from cards.load.figure import builtin_muscles, read_figure

    figure = read_figure(builtin_muscles())
    if file is not None:
        from cards.files import create_folder, write_atomically

        with contextlib.suppress(OSError):
            create_folder(file.parent)
            encoder = Encoder()
            content = {"stamp": stamp, "figure": encoder.encode(figure), "classes": encoder.classes}
            write_atomically(file, parts_file(content))
    return figure
