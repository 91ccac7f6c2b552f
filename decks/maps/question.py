"""Maps that ask: one region highlighted, or several with numbers; without any name."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zlib import crc32

from cards.model.card import Card
from cards.model.figure import BodyFigure, MuscleRegion
from decks.maps.spec import MapEntry, MapSpec, Paint, Panel, Theme


class AskedRegions(NamedTuple):
    """The regions of a map that asks.

    Attributes:
        regions: Ids of the regions; a single one is highlighted, several are numbered from 1.
        options: The options that the numbers stand for; empty if the region is highlighted.
    """

    regions: tuple[str, ...]
    options: tuple[str, ...] = ()

    def number(self, option: str) -> int:
        """The number of an option on the map."""
        return self.options.index(option) + 1


def asked_regions(card: Card, shown: Iterable[str]) -> AskedRegions | None:
    """The regions of the map that a card asks with; None if it asks in words only.

    Args:
        card: The card.
        shown: The texts of the options that are shown.
    """
    question = card.on_map
    if question is None:
        return None
    if not question.is_numbered:
        return AskedRegions(tuple(region for _, region in question.regions))
    region_of = dict(question.regions)
    # The order of the numbers must not give the key away, nor change from day to day.
    ordered = sorted(shown, key=lambda text: crc32(f"{card.id} {region_of[text]}".encode()))
    return AskedRegions(tuple(region_of[text] for text in ordered), tuple(ordered))


def asked_map(asked: AskedRegions, figure: BodyFigure, *, theme: Theme = Theme.LIGHT) -> MapSpec:
    """The map that a card asks with."""
    regions = [figure.by_id[id_] for id_ in asked.regions]
    if asked.options:
        return numbered_map(regions, theme=theme)
    return highlighted_map(regions[0], theme=theme)


def asked_text(asked: AskedRegions, figure: BodyFigure) -> str:
    """The alternative text of the map that a card asks with."""
    regions = [figure.by_id[id_] for id_ in asked.regions]
    return numbered_text(regions) if asked.options else highlighted_text(regions[0])


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
    return f"Diagram of the body, one muscle highlighted: it is {region.where}."


def numbered_text(regions: Sequence[MuscleRegion]) -> str:
    """The alternative text of a map with numbered regions."""
    places = "; ".join(f"{number}: {region.where}" for number, region in enumerate(regions, 1))
    return f"Diagram of the body, {len(regions)} muscles numbered. {places}."
