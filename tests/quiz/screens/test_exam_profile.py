"""The list of exams, what is known about one, and the screen before it."""

from collections.abc import Callable

import pytest

from quiz.screens.exam_format import opening_lines
from quiz.screens.exam_profile import list_lines, profile_lines
from quiz.terminal.layout import TextLayout, columns
from tests.support.exams import FORMATS, PROFILES, exam_format, profile

Golden = Callable[[str, str], None]


def layout(width: int, *, unicode: bool = True) -> TextLayout:
    return TextLayout(measure=lambda: width, unicode=unicode)


def about(id_: str, width: int) -> str:
    return "\n".join([*(line for line, _ in profile_lines(profile(id_), layout(width))), ""])


@pytest.mark.parametrize("width", [40, 80])
def test_the_screen_before_an_exam_reads_well(width: int, golden: Golden) -> None:
    screens = [
        "\n".join(line for line, _ in opening_lines(each.shortened(each.counts()), layout(width)))
        for each in map(exam_format, ("nasm", "cscs", "nccpt"))
    ]

    golden(f"exam-opening-{width}.txt", "\n\n".join([*screens, ""]))


@pytest.mark.parametrize("width", [40, 80])
def test_the_list_of_exams_reads_well(width: int, golden: Golden) -> None:
    lines = [line for line, _ in list_lines(PROFILES, layout(width))]

    golden(f"exam-list-{width}.txt", "\n".join([*lines, ""]))


@pytest.mark.parametrize("width", [40, 80])
def test_what_is_known_about_an_exam_reads_well(width: int, golden: Golden) -> None:
    texts = [about(id_, width) for id_ in ("cscs", "nasm", "nccpt", "general")]

    golden(f"exam-about-{width}.txt", "\n".join(texts))


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("plain", [False, True])
def test_the_list_and_the_descriptions_fit_every_screen(width: int, *, plain: bool) -> None:
    screen = layout(width, unicode=False)
    lines = [line for line, _ in list_lines(PROFILES, screen, plain=plain)]
    for each in PROFILES:
        lines += [line for line, _ in profile_lines(each, screen, plain=plain)]
    for each_format in FORMATS:
        lines += [line for line, _ in opening_lines(each_format, screen)]

    assert max(map(columns, lines)) <= min(width, 100)
    assert all(line.isascii() for line in lines)
    assert not plain or not any(line.startswith(" ") for line in lines if width > 40)


def test_an_exam_has_one_line_in_the_list() -> None:
    lines = [line for line, _ in list_lines(PROFILES, layout(90))]
    listed = [each for each in PROFILES if each.exam_format is not None]

    assert [line.partition(" ")[0] for line in lines[: len(listed)]] == [p.id for p in listed]


def test_all_that_is_known_about_an_exam_is_shown() -> None:
    for each in PROFILES:
        shown = " ".join(
            " ".join(line for line, _ in profile_lines(each, layout(100), plain=True)).split()
        )
        found = each.exam_format

        assert "Unofficial" in shown, each.id
        assert each.weights is None or f"({each.weights.confidence})" in shown, each.id
        assert each.counted is None or f"{each.counted.questions} questions counted" in shown
        assert all(never in shown for never in each.never), each.id
        if found is not None:
            assert all(domain.name in shown for domain in found.domains), each.id
            assert all(source.what in shown for source in found.sources), each.id
            assert all(doubt.known in shown for doubt in found.unconfirmed), each.id
