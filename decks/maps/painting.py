"""Which regions of the figure a panel paints: groups by their members, deep ones if need be."""

from collections.abc import Mapping

from cards.model.figure import BodyFigure, Depth, FigureView, MuscleRegion
from decks.maps.spec import MapEntry, Paint, Panel

_ASKING = (Paint.ASKED, Paint.CHOICE)


def painted(panel: Panel, figure: BodyFigure) -> Mapping[str, MapEntry]:
    """The entry that each painted region shows, by the id of the region.

    A muscle belongs to the first entry that has it. Where a region shows several muscles, the
    strongest paint counts.
    """
    owner: dict[str, MapEntry] = {}
    for entry in panel.entries:
        for muscle in sorted(entry.muscles):
            owner.setdefault(muscle, entry)
    found: dict[str, MapEntry] = {}
    order = list(Paint)
    for entry in panel.entries:
        muscles = {muscle for muscle in entry.muscles if owner[muscle] is entry}
        for region in _shown(entry, muscles, figure):
            known = found.get(region.id)
            if known is None or order.index(entry.paint) < order.index(known.paint):
                found[region.id] = entry
    return {region.id: found[region.id] for region in figure.regions if region.id in found}


def _shown(entry: MapEntry, muscles: set[str], figure: BodyFigure) -> tuple[MuscleRegion, ...]:
    """The regions of an entry: deep ones only if it has none on the surface, or in a question.

    A deep region hides the muscle over it, which may have a role too.
    """
    regions = figure.regions_of(muscles)
    if entry.paint in _ASKING:
        return regions
    surface = tuple(region for region in regions if region.depth is Depth.SURFACE)
    return surface or regions


def views_of(entry: MapEntry, panel: Panel, figure: BodyFigure) -> tuple[FigureView, ...]:
    """The views in which an entry is painted; empty if it cannot be drawn."""
    regions = painted(panel, figure)
    shown = {figure.by_id[id_].view for id_, found in regions.items() if found is entry}
    return tuple(view for view in FigureView if view in shown)
