"""Muscle maps on a terminal: the figure and its list, or the list by itself."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from cards.cache.figure import load_figure
from decks.maps.exercise import exercise_map
from decks.maps.finding import finding_map
from decks.maps.listing import list_lines
from decks.maps.spec import MapSpec
from quiz.screens.muscle_map import map_lines
from quiz.terminal.layout import TextLayout, columns
from tests.support.library import builtin_library

Golden = Callable[[str, str], None]

FIGURE = load_figure(None)
BASE = builtin_library().base
EXERCISES = ("hip-thrust", "bench-press", "side-plank")


def exercise(id_: str, *, by_phase: bool = False) -> MapSpec:
    return exercise_map(BASE.exercises[id_], BASE, by_phase=by_phase)


def shown(spec: MapSpec, layout: TextLayout) -> list[str]:
    return list(map_lines(spec, FIGURE, layout))


def screen(width: int) -> TextLayout:
    return TextLayout(measure=lambda: width)


@pytest.mark.parametrize("id_", EXERCISES)
def test_a_map_reads_well_next_to_its_list(id_: str, golden: Golden) -> None:
    golden(f"map-{id_}-80.txt", "\n".join([*shown(exercise(id_), screen(80)), ""]))


def test_a_finding_is_mapped_as_its_body_lists_it(golden: Golden) -> None:
    spec = finding_map(BASE.compensations["overhead-squat-knees-move-inward"], BASE, body="nasm")
    assert spec is not None

    golden("map-knees-move-inward-80.txt", "\n".join([*shown(spec, screen(80)), ""]))


@pytest.mark.parametrize("id_", EXERCISES)
def test_a_map_fits_a_screen_of_80_by_24(id_: str) -> None:
    lines = shown(exercise(id_), screen(80))

    assert len(lines) <= 23
    assert max(map(columns, lines)) <= 80


@pytest.mark.parametrize(
    "layout",
    [screen(40), screen(60), replace(screen(100), unicode=False)],
    ids=["40 columns", "60 columns", "ASCII"],
)
def test_a_screen_without_room_or_braille_shows_the_list(layout: TextLayout) -> None:
    spec = exercise("hip-thrust", by_phase=True)
    lines = shown(spec, layout)

    assert not re.search("[\u2801-\u28ff]", "".join(lines))
    listed = [line for text in list_lines(spec, FIGURE) for line in layout.wrap(text, "  ", "")]
    assert lines == listed


def test_a_line_that_does_not_fit_is_indented() -> None:
    lines = shown(exercise("hip-thrust"), screen(40))
    at = lines.index("takes part, role not agreed: hip")

    assert lines[at + 1] == "  adductors (front and back)"


def test_each_muscle_is_listed_next_to_the_figure() -> None:
    spec = exercise("back-squat")
    text = " ".join(shown(spec, screen(80)))

    assert [e.name for e in spec.panels[0].entries if e.name not in text] == []


def test_colour_adds_nothing_that_texture_does_not_say() -> None:
    spec = exercise("hip-thrust")
    coloured = shown(spec, replace(screen(80), colour=True))

    assert "\x1b[31m" in "".join(coloured)
    plain = [re.sub(r"\x1b\[\d*m", "", line).rstrip() for line in coloured]
    assert plain == shown(spec, screen(80))
