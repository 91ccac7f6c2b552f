"""Lines of a script, which may be for several sessions."""

import os

from quiz.terminal.keyboard import Lines


def test_a_reader_leaves_the_following_lines_to_the_next_one() -> None:
    source, target = os.pipe()
    os.write(target, "a\r\nglúteo\nb\n".encode())
    os.close(target)
    with os.fdopen(source, encoding="utf-8") as stream:
        assert Lines(stream).line(None) == "a"
        assert Lines(stream).line(None) == "glúteo"
        assert Lines(stream).line(None) == "b"
