"""The map of a muscle or a group: its place on the body."""

from cards.english import capitalised
from cards.model.figure import BodyFigure, FigureView
from cards.model.nouns import Muscle
from decks.maps.claims import members_of
from decks.maps.spec import MapEntry, MapSpec, Paint, Panel, Theme


def muscle_map(muscle: Muscle, figure: BodyFigure, *, theme: Theme = Theme.LIGHT) -> MapSpec | None:
    """The map of a muscle or a group, cropped to its place; None if it is not drawn.

    Args:
        muscle: The muscle, or a group that lights up its members.
        figure: The landmarks.
        theme: The colours.
    """
    muscles = members_of(muscle)
    shown = {region.view for region in figure.regions_of(tuple(muscles))}
    if not shown:
        return None
    return MapSpec(
        panels=(Panel(entries=(MapEntry(name=muscle.name, muscles=muscles, paint=Paint.NAMED),)),),
        views=tuple(view for view in FigureView if view in shown),
        cropped=True,
        theme=theme,
        legend=False,
        title=f"{capitalised(muscle.name)}: its place on the body",
    )
