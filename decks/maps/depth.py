"""Deep muscles on a map: what they must not cover, and what covers a region."""

from collections.abc import Collection, Iterable, Mapping

from cards.model.figure import BodyFigure, Curve, Depth, MuscleRegion
from decks.maps.spans import covered_share
from decks.maps.spec import MapEntry

_MOST_COVERED = 0.5
"""A deep muscle may cover this share of an entry on the surface, which is still recognised."""

_TOUCHED = 0.1
"""The share from which a deep muscle would hide another member of its group."""


def hiding(
    deep: Collection[MuscleRegion], painted: Mapping[str, MapEntry], figure: BodyFigure
) -> tuple[MuscleRegion, ...]:
    """The painted regions on the surface that deep ones of one entry must not cover.

    They are members of the same group, and those of an entry that would be hardly seen.

    Args:
        deep: The deep regions, all of one view.
        painted: The entry that each painted region shows, by the id of the region.
        figure: The landmarks.
    """
    over = _curves(deep)
    views = {region.view for region in deep}
    same = {id(painted[region.id]) for region in deep if region.id in painted}
    of_entry: dict[int, list[MuscleRegion]] = {}
    for id_, entry in painted.items():
        region = figure.by_id[id_]
        if region.depth is Depth.SURFACE and region.view in views:
            of_entry.setdefault(id(entry), []).append(region)
    return tuple(
        region
        for key, regions in of_entry.items()
        if covered_share(_curves(regions), over) > (_TOUCHED if key in same else _MOST_COVERED)
        for region in regions
    )


def covering(
    region: MuscleRegion, painted: Mapping[str, MapEntry], figure: BodyFigure
) -> tuple[Curve, ...]:
    """The outlines that are drawn over a painted region."""
    if region.depth is Depth.DEEP:
        return ()
    later = [other for other in figure.regions_in(region.view) if region.id in other.covers]
    later += (
        other
        for id_ in painted
        if (other := figure.by_id[id_]).view is region.view
        and other.depth is Depth.DEEP
        and region not in hiding([other], painted, figure)
    )
    return _curves(later)


def _curves(regions: Iterable[MuscleRegion]) -> tuple[Curve, ...]:
    return tuple(curve for region in regions for curve in region.parts)
