"""The version of FSRS, which computes the memory."""

import os
import sys
from contextlib import suppress

_METADATA = ".dist-info"


def fsrs_version() -> str:
    """The version of the installed FSRS, from the name of its folder of metadata.

    FSRS itself is not imported, and neither is `importlib.metadata`: both are slow to import.
    """
    for folder in sys.path:
        with suppress(OSError):
            for name in os.listdir(folder or "."):  # noqa: PTH208 - twice as fast as Path
                if name.startswith("fsrs-") and name.endswith(_METADATA):
                    return name.removesuffix(_METADATA)
    return ""
