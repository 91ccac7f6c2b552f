"""The shapes of the figure, computed: they lie in the body, and overlap only where declared."""

import pytest

from cards.cache.figure import load_figure
from cards.model.figure import Depth, FigureView
from decks.maps.depth import covering
from decks.maps.spans import spans, visible_point, without
from tests.support.regions import outside, overlaps, touching

FIGURE = load_figure(None)
_MOST_OUTSIDE = 0.06
"""The outline clips what is outside."""


def test_at_least_fifty_regions_are_on_the_surface_and_twenty_in_a_terminal() -> None:
    surface = [region for region in FIGURE.regions if region.depth is Depth.SURFACE]

    assert len(surface) >= 50
    assert sum(region.in_terminal for region in FIGURE.regions) >= 20


def test_every_region_is_inside_the_body() -> None:
    found = {region.id: outside(region, FIGURE) for region in FIGURE.regions}

    assert {id_: share for id_, share in found.items() if share > _MOST_OUTSIDE} == {}


@pytest.mark.parametrize("view", FigureView)
def test_surface_regions_overlap_only_where_they_declare_it(view: FigureView) -> None:
    declared = {
        region.id: set(region.covers)
        for region in FIGURE.regions_in(view)
        if region.depth is Depth.SURFACE
    }

    assert overlaps(FIGURE, view) == declared


@pytest.mark.parametrize("view", FigureView)
def test_neighbours_are_the_regions_that_touch(view: FigureView) -> None:
    declared = {
        region.id: set(region.neighbours)
        for region in FIGURE.regions_in(view)
        if region.depth is Depth.SURFACE
    }

    assert touching(FIGURE, view) == declared


def test_each_region_is_named_at_a_point_that_is_visible() -> None:
    missed = []
    for region in FIGURE.regions:
        over = covering(region, {}, FIGURE)
        found = visible_point(region.parts, over, FIGURE.outlines[region.view].body)
        assert found is not None, region.id
        (x, y), _ = found
        within = [begin < x < end for begin, end in without(spans(region.parts, y), spans(over, y))]
        if not any(within):
            missed.append(region.id)

    assert missed == []


def test_each_detail_shows_the_muscles_that_it_is_drawn_for() -> None:
    for detail in FIGURE.details:
        drawn = {muscle for region in detail.regions for muscle in region.muscles}

        assert set(detail.shows) <= drawn, detail.id
