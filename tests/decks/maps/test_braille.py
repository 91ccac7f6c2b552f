"""Muscle maps in braille: readable without colour, and true to what is painted."""

from hypothesis import given
from hypothesis import strategies as st

from cards.cache.figure import load_figure
from cards.model.figure import FigureView, MuscleRegion
from decks.maps.braille import MARKS, MapCell, braille_view, sample
from decks.maps.painting import painted
from decks.maps.spec import MapEntry, Paint, Panel

FIGURE = load_figure(None)
ROLES = (Paint.PRIME_MOVER, Paint.SYNERGIST, Paint.STABILISER, Paint.ANTAGONIST, Paint.CONTESTED)


def panel_of(muscle: str, paint: Paint) -> Panel:
    return Panel(entries=(MapEntry(name=muscle, muscles=frozenset({muscle}), paint=paint),))


def paints(lines: list[list[MapCell]]) -> set[Paint]:
    return {cell.paint for line in lines for cell in line if cell.paint is not None}


def test_every_paint_has_a_mark_and_roles_have_different_ones() -> None:
    assert set(MARKS) == set(Paint)
    assert len({sample(paint) for paint in ROLES}) == len(ROLES)
    assert sample(Paint.OVERACTIVE) != sample(Paint.UNDERACTIVE)


def test_each_region_that_a_terminal_can_show_is_seen() -> None:
    unseen = [
        region.id
        for region in FIGURE.regions
        if region.in_terminal
        and Paint.PRIME_MOVER
        not in paints(
            braille_view(panel_of(region.muscles[0], Paint.PRIME_MOVER), FIGURE, region.view, 18)
        )
    ]

    assert unseen == []


@given(st.sampled_from(FIGURE.regions), st.sampled_from(ROLES), st.sampled_from(FigureView))
def test_a_view_shows_a_paint_only_if_it_has_a_region_of_it(
    region: MuscleRegion, paint: Paint, view: FigureView
) -> None:
    panel = panel_of(region.muscles[0], paint)
    shown = {FIGURE.by_id[id_].view for id_ in painted(panel, FIGURE)}

    assert paints(braille_view(panel, FIGURE, view, 18)) <= ({paint} if view in shown else set())


def test_a_deep_muscle_does_not_hide_the_muscles_over_it() -> None:
    deep = panel_of("transversus-abdominis", Paint.STABILISER)
    both = Panel(entries=(*panel_of("rectus-abdominis", Paint.PRIME_MOVER).entries, *deep.entries))

    assert paints(braille_view(both, FIGURE, FigureView.FRONT, 18)) == {
        Paint.PRIME_MOVER,
        Paint.STABILISER,
    }


def test_the_outline_is_symmetric() -> None:
    for view in FigureView:
        for line in braille_view(Panel(entries=()), FIGURE, view, 12):
            drawn = [cell.character != " " for cell in line]
            assert drawn == drawn[::-1]
