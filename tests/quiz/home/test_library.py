"""The library of a command: what is shown while it is built."""

import sys
from io import StringIO
from pathlib import Path

import pytest

from cards.problems import DataError
from quiz.home.library import LibraryHandle
from tests.support.paths import LETTERS

NARROW = 40
"""Columns of a narrow terminal."""


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def written(handle: LibraryHandle, stream: StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """The text on stderr while a library is loaded."""
    monkeypatch.setattr(sys, "stderr", stream)
    assert handle.summaries
    return stream.getvalue()


def handle() -> LibraryHandle:
    return LibraryHandle(paths=(LETTERS,), only=True, american=False, cached=False)


def test_a_terminal_shows_on_one_line_how_much_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    text = written(handle(), Terminal(), monkeypatch)

    start, *shown = text.removesuffix("\n").split("\r")
    assert start == ""
    assert shown[0].endswith(" 0%")
    assert shown[-1].endswith(" 100%")
    assert text.count("\n") == 1
    assert max(map(len, shown)) < NARROW


def test_a_pipe_does_not_show_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(handle(), StringIO(), monkeypatch) == ""


def test_the_line_ends_before_a_message_on_faulty_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "faulty.yaml"
    file.write_text("exercises: 3\n", encoding="utf-8")
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with pytest.raises(DataError):
        _ = LibraryHandle(paths=(file,), only=True, american=False, cached=False).summaries

    assert stream.getvalue().endswith(" 0%\n")


def test_a_cache_that_cannot_be_written_is_named_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("a file, not a folder", encoding="utf-8")
    monkeypatch.setenv("PRIMEMOVER_HOME", str(tmp_path))
    cached = LibraryHandle(paths=(LETTERS,), only=True, american=False)

    shown = written(cached, Terminal(), monkeypatch)
    assert f"The cache folder {tmp_path / 'cache'} cannot be written" in shown
    assert "PRIMEMOVER_HOME" in shown
