"""Maps that ask: one region highlighted, or several with numbers; without any name."""

from collections.abc import Sequence

from cards.model.figure import BodyFigure, MuscleRegion
from cards.model.polygons import area
from decks.maps.geometry import polygon
from decks.maps.spec import MapEntry, MapSpec, Paint, Panel, Theme


def chief_region(muscle: str, figure: BodyFigure) -> MuscleRegion | None:
    """The region that shows a muscle best; None if it is not drawn.

    It is the one that shows fewest other muscles, and of those the largest.
    """
    regions = figure.regions_of((muscle,))
    return min(regions, key=lambda r: (len(r.muscles), -_size(r)), default=None)


def _size(region: MuscleRegion) -> float:
    return sum(area(polygon(part)) for part in region.parts)


def highlighted_map(region: MuscleRegion, *, theme: Theme = Theme.LIGHT) -> MapSpec:
    """A map that asks for the name of a region."""
    entry = MapEntry(name="", muscles=frozenset(region.muscles), paint=Paint.ASKED)
    return _asking((entry,), region, theme)


def numbered_map(regions: Sequence[MuscleRegion], *, theme: Theme = Theme.LIGHT) -> MapSpec:
    """A map that asks which of some regions of one view is a muscle; numbered from 1."""
    entries = tuple(
        MapEntry(name="", muscles=frozenset(region.muscles), paint=Paint.CHOICE, number=number)
        for number, region in enumerate(regions, 1)
    )
    return _asking(entries, regions[0], theme)


def _asking(entries: tuple[MapEntry, ...], region: MuscleRegion, theme: Theme) -> MapSpec:
    return MapSpec(
        panels=(Panel(entries=entries),),
        views=(region.view,),
        cropped=True,
        details=False,
        theme=theme,
        legend=False,
    )


def highlighted_text(region: MuscleRegion) -> str:
    """The alternative text of a map with one region: it says where, and never what."""
    return f"Diagram of the body, one muscle highlighted: {region.where}."


def numbered_text(regions: Sequence[MuscleRegion]) -> str:
    """The alternative text of a map with numbered regions."""
    places = "; ".join(f"{number}: {region.where}" for number, region in enumerate(regions, 1))
    return f"Diagram of the body, {len(regions)} muscles numbered. {places}."
