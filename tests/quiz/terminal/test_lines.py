"""Lines of a script, which may be for several sessions."""

import os
from pathlib import Path

from quiz.terminal.keyboard import Lines


def test_a_reader_leaves_the_following_lines_to_the_next_one() -> None:
    source, target = os.pipe()
    os.write(target, "a\r\nglúteo\nb\n".encode())
    os.close(target)
    with os.fdopen(source, encoding="utf-8") as stream:
        assert Lines(stream).line(None) == "a"
        assert Lines(stream).line(None) == "glúteo"
        assert Lines(stream).line(None) == "b"


def test_a_line_without_an_end_is_cut_and_the_next_one_is_read(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.write_bytes(b"a" * 3_000_000 + b"\nb\n")
    with file.open(encoding="utf-8") as stream:
        lines = Lines(stream)
        assert lines.line(None) == "a" * 10_000
        assert lines.line(None) == "b"
