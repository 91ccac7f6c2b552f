"""Anki collections."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anki.collection import Collection

# Anki and the cards are imported by the fixtures: pytest may read this file before the run begins.


@pytest.fixture
def collection(tmp_path: Path) -> "Iterator[Collection]":
    """An empty collection."""
    from tests.decks.formats.anki.packages import open_collection

    with open_collection(tmp_path / "anki") as empty:
        yield empty


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Collection]":
    """A collection with all cards; tests must not change it."""
    from tests.decks.formats.anki.packages import NOW, WHOLE, import_package, open_collection, write

    folder = tmp_path_factory.mktemp("whole")
    write(WHOLE, folder / "whole.apkg", NOW)
    with open_collection(folder / "anki") as full:
        import_package(full, folder / "whole.apkg")
        yield full
