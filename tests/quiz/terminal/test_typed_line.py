"""Editing a line: each key, and the characters that redraw the line on a screen."""

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.terminal.layout import columns
from quiz.terminal.typed_line import TypedLine, edited, redrawn, visible

LINE = TypedLine("hip flexion, knee", 9)
"""The cursor is in "flexion", before its last two letters."""


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("x",), TypedLine("hip flexixon, knee", 10)),
        (("\x1b[D", "\x1bOD", "\x02"), TypedLine(LINE.text, 6)),
        (("\x1b[C", "\x1bOC", "\x06"), TypedLine(LINE.text, 12)),
        (("\x1b[1;5D",), TypedLine(LINE.text, 4)),
        (("\x1bb", "\x1b[1;3D"), TypedLine(LINE.text, 0)),
        (("\x1b[1;5C",), TypedLine(LINE.text, 11)),
        (("\x1bf", "\x1b[1;3C"), TypedLine(LINE.text, len(LINE.text))),
        (("\x1b[H",), TypedLine(LINE.text, 0)),
        (("\x1b[F",), TypedLine(LINE.text, len(LINE.text))),
        (("\x7f",), TypedLine("hip flexon, knee", 8)),
        (("\x1b[3~",), TypedLine("hip flexin, knee", 9)),
        (("\x17",), TypedLine("hip on, knee", 4)),
        (("\x1bd",), TypedLine("hip flexi, knee", 9)),
        (("\x15",), TypedLine("", 0)),
        (("\x0b",), TypedLine("hip flexi", 9)),
        (("\x1b[A", "\x1b", "\x1bx"), LINE),
    ],
)
def test_a_key_edits_the_line(keys: tuple[str, ...], expected: TypedLine) -> None:
    line = LINE
    for key in keys:
        line = edited(line, key)

    assert line == expected


@pytest.mark.parametrize(
    "key", ["\x1b[D", "\x7f", "\x1b[3~", "\x17", "\x1bd", "\x1b[C", "\x1b[1;5C"]
)
def test_an_empty_line_stays_empty(key: str) -> None:
    assert edited(TypedLine(), key) == TypedLine()


LINES = st.text("ab é日", max_size=12).flatmap(
    lambda text: st.integers(0, len(text)).map(lambda cursor: TypedLine(text, cursor))
)


@given(before=LINES, after=LINES)
def test_a_redrawn_line_is_the_new_one_with_its_cursor(before: TypedLine, after: TypedLine) -> None:
    screen = pyte.Screen(40, 2)
    feed = pyte.Stream(screen)
    feed.feed("> " + redrawn(TypedLine(), before) + redrawn(before, after))

    # pyte fills the second column of a wide character with an empty text.
    assert "".join(screen.display[0].split()) == "".join(f">{after.text}".split())
    assert screen.cursor.x == len("> ") + columns(after.text[: after.cursor])


@given(line=LINES, room=st.integers(2, 12))
def test_the_visible_part_has_the_cursor_and_fits(line: TypedLine, room: int) -> None:
    shown = visible(line, room)
    begin = line.cursor - shown.cursor

    assert columns(shown.text) <= room
    assert line.text[begin : begin + len(shown.text)] == shown.text
    assert 0 <= shown.cursor <= len(shown.text)
