"""Reading the figure."""

import re
from pathlib import Path

import pytest

from cards.cache.figure import load_figure
from cards.load.figure import builtin_muscles, read_figure
from cards.model.figure import Depth, FigureView
from cards.model.nouns import Group
from cards.problems import DataError
from tests.support.library import builtin_library

SMALL = """\
views:
  front:
    body: 0,88! 24,84! 24,100 60,300 0,404!
    head: 0,4 34,48 0,102
    hair: 0,4 34,48 0,22
    ear: 32,49! 37,46 39,53
    regions:
      biceps-brachii-front:
        muscles: [biceps-brachii]
        where: the front of the upper arm
        parts: [10 10]
details: {}
undrawn:
  brachialis: It is hidden.
"""
PARTS = "parts: [10 10]"
SQUARE = "parts:\n          - 10,100! 20,100! 20,110! 10,110!"
MUSCLES = ("biceps-brachii", "brachialis")
FIGURE = load_figure(None)


def faults(text: str, folder: Path) -> str:
    file = folder / "figure.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_figure(MUSCLES, file, "figure.yaml")
    return str(error.value)


def test_a_small_figure_is_read(tmp_path: Path) -> None:
    file = tmp_path / "figure.yaml"
    file.write_text(SMALL.replace(PARTS, SQUARE), encoding="utf-8")

    figure = read_figure(MUSCLES, file)

    (region,) = figure.regions
    assert (region.view, region.depth, region.box) == (
        FigureView.FRONT,
        Depth.SURFACE,
        (10, 20, 100, 110),
    )
    assert figure.undrawn == {"brachialis": "It is hidden."}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (PARTS, "parts:\n          - 10,100 20;100 20,110", "'20;100' is not a landmark"),
        (PARTS, "parts:\n          - 10,100 201,100 20,110", "'201,100' is not a landmark"),
        (PARTS, "parts:\n          - 10,100 20,100", "needs at least 3 landmarks"),
        (PARTS, f"{SQUARE}\n        depth: deeper", "Unknown depth 'deeper'. Did you mean 'deep'?"),
        (PARTS, f"{SQUARE}\n        covers: [biceps]", "Unknown region of this view 'biceps'"),
        (
            PARTS,
            f"{SQUARE}\n        covers: [biceps-brachii-front]",
            "neither a neighbour of itself nor over itself",
        ),
        ("[biceps-brachii]", "[biceps]", "Unknown muscle 'biceps'"),
        ("[biceps-brachii]", "[]", "A region shows at least one muscle."),
        ("biceps-brachii-front:", "biceps-brachii:", "ends with '-front'"),
        ("undrawn:\n  brachialis: It is hidden.\n", "undrawn: {}\n", "No region shows brachialis."),
        ("undrawn:\n", "undrawn:\n  biceps-brachii: Why not.\n", "shows it; remove it here"),
        (
            PARTS,
            f"{SQUARE}\n        fibres: [{{first: '1,1 2,2', last: '1,1', lines: 2}}]",
            "least 2",
        ),
        (
            PARTS,
            f"{SQUARE}\n        fibres: [{{first: '1,1 2,2', last: '1,1 2,2 3,3', lines: 2}}]",
            "Both guide lines need two landmarks, or both three.",
        ),
        (
            PARTS,
            f"{SQUARE}\n        fibres: [{{first: '1,1 2,2', last: '1,1 2,2', lines: 0}}]",
            "'0' is not a number of lines from 1 to 20.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    text = SMALL.replace(old, new).replace(PARTS, SQUARE)

    report = faults(text, tmp_path)

    assert report.startswith("figure.yaml:")
    assert message in report


def test_every_muscle_has_a_region_or_a_reason_for_having_none() -> None:
    single = {m.id for m in builtin_library().base.muscles.values() if not isinstance(m, Group)}
    drawn = {muscle for region in FIGURE.regions for muscle in region.muscles}

    assert builtin_muscles() == single
    assert drawn | FIGURE.undrawn.keys() == single
    assert drawn.isdisjoint(FIGURE.undrawn)


def test_no_phrase_contains_a_word_of_the_name_of_its_muscle() -> None:
    muscles = builtin_library().base.muscles

    assert {
        f"{region.id}: {word}"
        for region in FIGURE.regions
        for muscle in region.muscles
        for word in muscles[muscle].name.split()
        if re.search(rf"\b{word}", region.where)
    } == set()


def test_no_two_regions_have_the_same_phrase() -> None:
    phrases = [region.where for region in FIGURE.regions]

    assert sorted(set(phrases)) == sorted(phrases)


def test_the_cached_figure_is_the_same(tmp_path: Path) -> None:
    first, second = load_figure(tmp_path), load_figure(tmp_path)

    assert first == second == FIGURE
    assert (tmp_path / "figure").is_file()


def test_a_damaged_cache_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "figure").write_bytes(b"damaged")

    assert load_figure(tmp_path) == FIGURE
    assert load_figure(tmp_path) == FIGURE
