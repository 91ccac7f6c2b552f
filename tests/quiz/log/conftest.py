"""A log on disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.log.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "progress.db")
    yield opened
    opened.close()
