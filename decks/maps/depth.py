"""Deep muscles on a map: a view with roles over them as well shows them on one half only."""

from collections.abc import Iterable, Mapping

from cards.model.figure import BodyFigure, Curve, Depth, FigureView, MuscleRegion
from decks.maps.spans import covered_share
from decks.maps.spec import MapEntry

_TOUCHED = 0.1
"""The share from which a deep muscle hides too much of a painted one on the surface."""


def covered(
    painted: Mapping[str, MapEntry], view: FigureView, figure: BodyFigure
) -> frozenset[str]:
    """Ids of the painted surface regions of a view that painted deep ones would cover.

    If there are any, the view is split: one half shows the surface, the other what is under it.

    Args:
        painted: The entry that each painted region shows, by the id of the region.
        view: The view.
        figure: The landmarks.
    """
    regions = [region for region in figure.regions_in(view) if region.id in painted]
    deep = _curves(region for region in regions if region.depth is Depth.DEEP)
    if not deep:
        return frozenset()
    return frozenset(
        region.id
        for region in regions
        if region.depth is Depth.SURFACE and covered_share(region.parts, deep) > _TOUCHED
    )


def deep_entries(
    painted: Mapping[str, MapEntry], view: FigureView, figure: BodyFigure
) -> tuple[tuple[MapEntry, tuple[MuscleRegion, ...]], ...]:
    """The painted deep regions of each entry in a view, in the order in which they are drawn.

    The largest ones are first, so that none is hidden.
    """
    of_entry: dict[int, list[MuscleRegion]] = {}
    for region in figure.regions_in(view):
        if region.depth is Depth.DEEP and region.id in painted:
            of_entry.setdefault(id(painted[region.id]), []).append(region)
    ordered = sorted(of_entry.values(), key=lambda found: -sum(region.size for region in found))
    return tuple((painted[regions[0].id], tuple(regions)) for regions in ordered)


def covering(
    region: MuscleRegion, painted: Mapping[str, MapEntry], figure: BodyFigure
) -> tuple[Curve, ...]:
    """The outlines that are drawn over a painted region, on the half that shows it."""
    if region.depth is Depth.DEEP:
        order = [deep for _, deep in deep_entries(painted, region.view, figure)]
        place = next((at for at, deep in enumerate(order) if region in deep), len(order))
        return _curves(other for deep in order[place + 1 :] for other in deep)
    regions = figure.regions_in(region.view)
    later = [other for other in regions if region.id in other.covers]
    if not covered(painted, region.view, figure):
        later += (r for r in regions if r.depth is Depth.DEEP and r.id in painted)
    return _curves(later)


def _curves(regions: Iterable[MuscleRegion]) -> tuple[Curve, ...]:
    return tuple(curve for region in regions for curve in region.parts)
