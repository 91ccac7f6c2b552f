"""Pages to learn from, in lines."""

from collections.abc import Callable

import pytest

from cards.pages.page import Page
from quiz.screens.page import page_lines
from quiz.terminal.layout import TextLayout, columns
from tests.support.pages import page

Golden = Callable[[str, str], None]

PAGES = (
    *("back squat", "hip thrust", "gluteus maximus", "eccentric", "knees move inward"),
    *("nsca load", "spotting"),
)


def text(
    found: Page, width: int, *, plain: bool = False, whole: bool = False, unicode: bool = True
) -> list[str]:
    layout = TextLayout(measure=lambda: width, unicode=unicode)
    return [line for line, _ in page_lines(found, layout, plain=plain, whole=whole)]


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("words", PAGES)
def test_a_page_reads_well(words: str, width: int, golden: Golden) -> None:
    golden(
        f"page-{words.replace(' ', '-')}-{width}.txt", "\n".join([*text(page(words), width), ""])
    )


@pytest.mark.parametrize("words", PAGES)
def test_a_short_page_fits_on_a_screen_of_80_by_24(words: str) -> None:
    assert len(text(page(words), 80)) <= 22


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_every_line_fits_the_screen(width: int, *, plain: bool) -> None:
    for words in PAGES:
        lines = text(page(words), width, plain=plain, whole=True, unicode=False)

        assert max(map(columns, lines)) <= min(width, 100), words
        assert all(line.isascii() for line in lines), words


def test_a_plain_page_has_no_columns_and_no_dashes() -> None:
    lines = text(page("back squat"), 100, plain=True)

    row = "quadriceps: prime mover; lifting concentric; lowering eccentric; extend the knee."
    assert row in lines
    assert not any(symbol in line for line in lines for symbol in ("  ", "–", "·"))


def test_the_whole_page_shows_every_row() -> None:
    found = page("back squat")
    rows = sum(len(section.rows) for section in found.sections)
    short, whole = text(found, 80), text(found, 80, whole=True)

    assert any("more with --all" in line for line in short)
    assert not any("more with --all" in line for line in whole)
    assert len(whole) >= rows
