"""Which regions of the figure a panel paints: groups by their members, deep ones if need be."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from cards.model.figure import BodyFigure, Curve, Depth, Detail, MuscleRegion
from decks.maps.geometry import section
from decks.maps.spans import covered_share
from decks.maps.spec import MapEntry, Paint, Panel

_CHIEF = (
    *(Paint.PRIME_MOVER, Paint.SYNERGIST, Paint.STABILISER),
    *(Paint.OVERACTIVE, Paint.UNDERACTIVE),
)
_FEW = 4
"""A larger group is not what an exercise is about in each of its members."""

_MOST_COVERED = 0.5
"""A deep member with a larger share under members on the surface adds nothing to their paint."""

_LEAST_HEIGHT = 8
"""A lower rest of a muscle at the edge of a section is omitted."""

_PLACING = (Paint.ASKED, Paint.CHOICE, Paint.NAMED)


def sectioned(panels: Iterable[Panel], figure: BodyFigure) -> BodyFigure:
    """The figure with only a section of those deep muscles of which an entry shows no more."""
    levels = {
        muscle: entry.levels
        for panel in panels
        for entry in panel.entries
        for muscle in entry.muscles
        if entry.levels is not None
    }
    if not levels:
        return figure
    return replace(figure, regions=tuple(_sectioned_regions(figure, levels)))


def _sectioned_regions(
    figure: BodyFigure, levels: Mapping[str, tuple[float, float]]
) -> Iterator[MuscleRegion]:
    for region in figure.regions:
        found = next((levels[muscle] for muscle in region.muscles if muscle in levels), None)
        if found is None or region.depth is Depth.SURFACE:
            yield region
            continue
        cut = (section(part, found) for part in region.parts)
        parts = tuple(part for part in cut if part and _height(part) >= _LEAST_HEIGHT)
        if parts:
            yield replace(region, parts=parts, fibres=())


def _height(part: Curve) -> float:
    ys = [point.y for point in part]
    return max(ys) - min(ys)


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


def _shown(
    entry: MapEntry, muscles: Collection[str], figure: BodyFigure
) -> tuple[MuscleRegion, ...]:
    """The regions of an entry, without the deep ones under other members of it.

    Where a place is asked or shown, every region counts.
    """
    regions = figure.regions_of(muscles)
    if entry.paint in _PLACING:
        return regions
    surface = [region for region in regions if region.depth is Depth.SURFACE]
    seen = {muscle for region in surface for muscle in region.muscles}
    return tuple(
        region
        for region in regions
        if region in surface
        or not (
            seen.issuperset(set(muscles).intersection(region.muscles)) or _is_under(region, surface)
        )
    )


def _is_under(region: MuscleRegion, surface: Collection[MuscleRegion]) -> bool:
    """Whether surface regions of the same view cover most of a deep one."""
    over = tuple(part for each in surface if each.view is region.view for part in each.parts)
    return covered_share(region.parts, over) > _MOST_COVERED


def painted_detail(panel: Panel, detail: Detail) -> Mapping[int, MapEntry]:
    """The entry that each painted region of a detail shows, by its position."""
    order = list(Paint)
    found = {}
    for at, region in enumerate(detail.regions):
        owners = (
            next((e for e in panel.entries if muscle in e.muscles), None)
            for muscle in region.muscles
        )
        entries = [entry for entry in owners if entry is not None]
        if entries:
            found[at] = min(entries, key=lambda entry: order.index(entry.paint))
    return found


def needed_details(panel: Panel, figure: BodyFigure) -> tuple[Detail, ...]:
    """The details of the muscles that matter most on a panel."""
    chief = {
        m for e in panel.entries if e.paint in _CHIEF and len(e.muscles) <= _FEW for m in e.muscles
    }
    return tuple(detail for detail in figure.details if not chief.isdisjoint(detail.shows))


def regions_with(entry: MapEntry, panel: Panel, figure: BodyFigure) -> tuple[MuscleRegion, ...]:
    """The regions that show an entry in its paint; none if it cannot be drawn.

    Two entries with the same paint may share a region, such as the two wrist extensors of the side
    of the thumb.
    """
    found = []
    for id_, winner in painted(panel, figure).items():
        region = figure.by_id[id_]
        shared = winner.paint is entry.paint and region in _shown(entry, entry.muscles, figure)
        if winner is entry or shared:
            found.append(region)
    return tuple(found)
