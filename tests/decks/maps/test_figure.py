"""The shapes of the figure, computed: they lie in the body, and overlap only where declared."""

import pytest

from cards.cache.figure import load_figure
from cards.model.figure import Depth, FigureView
from cards.model.polygons import crossings
from decks.maps.geometry import inner_point, polygon
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


def test_the_anchor_of_a_region_is_inside_it() -> None:
    for region in FIGURE.regions:
        shapes = tuple(map(polygon, region.parts))
        x, y = inner_point(shapes)
        edges = [edge for shape in shapes for edge in crossings(shape, y)]
        assert sum(edge < x for edge in edges) % 2 == 1, region.id


def test_each_detail_shows_the_muscles_that_it_is_drawn_for() -> None:
    for detail in FIGURE.details:
        drawn = {muscle for region in detail.regions for muscle in region.muscles}

        assert set(detail.shows) <= drawn, detail.id
