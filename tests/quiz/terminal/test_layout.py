"""Any text is laid out to fit a terminal of any width."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.terminal.layout import _USUAL, NARROWEST, WIDEST, TextLayout, columns, counted

WIDTHS = st.integers(min_value=NARROWEST, max_value=WIDEST)
LETTERS = st.sampled_from("aéñ ße\u0301\u0323日本語한글ｆ🦵\u200d\u200b/-:_·–“”…\t\n")
TEXTS = st.one_of(
    st.text(LETTERS, max_size=300),
    st.text(max_size=100),
    st.lists(st.text("abc/-日", min_size=1, max_size=150), max_size=5).map(" ".join),
)


def layout_of(width: int) -> TextLayout:
    return TextLayout(measure=lambda: width)


def joined(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, WIDTHS, st.sampled_from(["", "  ", "       "]), st.sampled_from([None, "", "  a  "]))
def test_no_line_is_wider_than_the_screen(
    text: str, width: int, indent: str, first: str | None
) -> None:
    for line in layout_of(width).wrap(text, indent, first):
        assert columns(line) <= width


@given(TEXTS, WIDTHS)
def test_no_word_is_lost(text: str, width: int) -> None:
    assert joined(text) == joined(" ".join(layout_of(width).wrap(text)))


@given(st.lists(st.text("abc日", min_size=1, max_size=15), max_size=30), WIDTHS)
def test_words_that_fit_are_not_cut(words: list[str], width: int) -> None:
    lines = layout_of(width).wrap(" ".join(words))

    cut = [word for word in words if columns(word) > width]
    assert cut or words == " ".join(lines).split()


@given(st.lists(TEXTS, max_size=6), WIDTHS)
def test_items_fit_as_well(texts: list[str], width: int) -> None:
    lines = layout_of(width).items(texts)

    assert all(columns(line) <= width for line in lines)
    assert joined("".join(texts)).replace("·", "") == joined("".join(lines)).replace("·", "")


@given(TEXTS, TEXTS, WIDTHS)
def test_two_texts_at_the_ends_of_a_line_fit(start: str, right: str, width: int) -> None:
    single = " ".join(start.split()), " ".join(right.split())

    for line in layout_of(width).between(*single):
        assert columns(line) <= width


def test_two_texts_are_at_the_ends_of_a_line_or_on_two_lines() -> None:
    assert layout_of(20).between("left", "right") == ["left           right"]
    assert layout_of(20).between("left of the line", "right") == ["left of the line", "right"]
    assert layout_of(20).between("left", "") == ["left"]


def test_lines_are_broken_between_items() -> None:
    lines = layout_of(20).items(["a-d answer", "i don't know", "? keys", "q stop"])

    assert lines == ["a-d answer", "i don't know", "? keys · q stop"]


def test_a_long_id_is_broken_at_a_separator() -> None:
    lines = layout_of(20).wrap("hip-thrust/hip-adductors/purpose/stability")

    assert lines == ["hip-thrust/hip-", "adductors/purpose/", "stability"]


def test_a_very_long_word_is_broken_quickly() -> None:
    assert len(layout_of(80).wrap("é" * 80_000)) == 1000


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("a\u200bb", 2), ("✓·–", 3)],
)
def test_columns_are_counted_as_in_a_terminal(text: str, expected: int) -> None:
    assert expected == columns(text)


@pytest.mark.parametrize(
    ("measured", "used"), [(5, 20), (20, 20), (80, 80), (100, 100), (300, 100)]
)
def test_lines_are_neither_too_short_nor_too_long_to_read(measured: int, used: int) -> None:
    assert used == layout_of(measured).width


def test_the_width_is_read_each_time() -> None:
    widths = iter([40, 80])
    layout = TextLayout(measure=lambda: next(widths))

    assert (layout.width, layout.width) == (40, 80)


def test_only_a_screen_with_colours_is_painted() -> None:
    assert TextLayout().paint("text", "right") == "text"
    assert TextLayout(colour=True).paint("text", "right") == "\x1b[32mtext\x1b[0m"
    assert TextLayout(colour=True).paint("", "right") == ""


def test_every_colour_is_readable_on_light_and_dark_backgrounds() -> None:
    layout = TextLayout(colour=True)
    for style in ("right", "wrong", "late", "soft", "strong"):
        (code,) = re.findall(r"\x1b\[(\d+)mx", layout.paint("x", style))

        assert code not in ("33", "37", "97", "93", "30")


def test_characters_that_cannot_be_shown_are_replaced() -> None:
    shown = TextLayout(unicode=False).spell("✓ ✗ · – — − “a” ’ …")

    assert shown == '+ x - - - - "a" \' ...'
    assert shown.isascii()


def test_american_spelling_is_shown_if_requested() -> None:
    assert TextLayout(american=True).spell("a stabiliser") == "a stabilizer"
    assert TextLayout().spell("a stabiliser") == "a stabiliser"


def test_counts_have_a_noun() -> None:
    assert [counted(n, "card") for n in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]


def test_a_screen_without_unicode_shows_everything_in_ascii() -> None:
    layout = TextLayout(unicode=False)

    assert layout.spell("Peña: 3 × 10 ÷ 2 – 45° “go” ✓") == 'Pena: 3 x 10 / 2 - 45 degrees "go" +'


def test_each_usual_character_takes_one_column() -> None:
    with_another = [columns(f"{chr(each)}\N{CYRILLIC SMALL LETTER ZHE}") for each in _USUAL]

    assert with_another == [2] * len(_USUAL)
