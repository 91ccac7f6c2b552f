"""Libraries that stay loaded while tests call the program in their process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cards.cache import library
from cards.cache.file import CachedLibrary, load
from tests.support.homes import is_cache_of_home, shared_cache

_MOST = 4
"""Libraries that stay loaded."""


@contextmanager
def loaded_once() -> Iterator[None]:
    """Load each library in a cache of a test once; a file that has changed is loaded again."""
    known: dict[tuple[Any, ...], CachedLibrary] = {}

    def load_once(
        file: Path, stamp: tuple[Any, ...], rebuild: Callable[[], CachedLibrary]
    ) -> CachedLibrary | None:
        shared = file.parent == shared_cache() or is_cache_of_home(file.parent)
        if not shared or not file.exists():
            return load(file, stamp, rebuild)
        status = file.stat()
        key = file.name, stamp, status.st_ino, status.st_size
        found = known.pop(key, None) or load(file, stamp, rebuild)
        if found is not None:
            known[key] = found
            for oldest in list(known)[:-_MOST]:
                del known[oldest]
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "load", load_once)
        yield
