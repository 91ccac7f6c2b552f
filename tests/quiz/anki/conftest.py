"""A learner with a running Anki."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.anki_desk import Desk

# Anki is imported by the fixture: pytest may read this file before the run begins.


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> "Iterator[Desk]":
    """A desk with an empty collection."""
    from tests.support.anki_desk import a_desk

    with a_desk(tmp_path, capsys) as ready:
        yield ready
