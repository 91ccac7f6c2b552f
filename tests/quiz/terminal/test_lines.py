"""Lines of a script, which may be for several sessions."""

import io
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


def test_hidden_and_control_characters_are_not_read(tmp_path: Path) -> None:
    script, echo = tmp_path / "answers", io.StringIO()
    script.write_text("hip\u202e \x1b[31mextension\u3164\x7f\n", encoding="utf-8")
    with script.open(encoding="utf-8") as stream:
        assert Lines(stream, echo).line(None) == "hip [31mextension"
    assert echo.getvalue() == "hip [31mextension\n"
