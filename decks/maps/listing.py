"""A map in words: what is painted, by paint, with the views that show it."""

from collections.abc import Iterator
from typing import NamedTuple

from cards.derive.phrases import joined
from cards.english import capitalised
from cards.model.figure import BodyFigure, Depth
from decks.maps.painting import regions_with
from decks.maps.spec import CONTRACTION_WORDS, PAINT_WORDS, MapEntry, MapSpec, Paint, Panel


class DrawnEntry(NamedTuple):
    """A painted muscle or group in words.

    Attributes:
        entry: The entry.
        places: The views that show it, such as `front, deep`; empty if it is not drawn.
    """

    entry: MapEntry
    places: str


class ListedPaint(NamedTuple):
    """All muscles and groups with one paint.

    Attributes:
        paint: The paint.
        words: The paint in words.
        rows: The muscles and groups, in the order of their names.
    """

    paint: Paint
    words: str
    rows: tuple[DrawnEntry, ...]


def listed(panel: Panel, figure: BodyFigure) -> tuple[ListedPaint, ...]:
    """The entries of a panel by paint, the chief ones first."""
    found = []
    for paint in Paint:
        entries = sorted((e for e in panel.entries if e.paint is paint), key=lambda e: e.name)
        rows = tuple(DrawnEntry(entry, _places(entry, panel, figure)) for entry in entries)
        if rows:
            found.append(ListedPaint(paint, PAINT_WORDS[paint], rows))
    return tuple(found)


def _places(entry: MapEntry, panel: Panel, figure: BodyFigure) -> str:
    """The views that show an entry, and what of it is deep: "back, deep", "front, partly deep"."""
    shown = regions_with(entry, panel, figure)
    if not shown:
        return ""
    views = joined(list(dict.fromkeys(str(region.view) for region in shown)))
    deep = [region.depth is Depth.DEEP for region in shown]
    if any(deep):
        return f"{views}, deep" if all(deep) else f"{views}, partly deep"
    return views


def list_lines(spec: MapSpec, figure: BodyFigure) -> Iterator[str]:
    """The map as lines of text: a line for each muscle or group."""
    if spec.title:
        yield spec.title
    for panel in spec.panels:
        if panel.heading:
            yield panel.heading
        for paint in listed(panel, figure):
            for entry, places in paint.rows:
                works = entry.contraction and CONTRACTION_WORDS[entry.contraction]
                details = "; ".join(filter(None, (works, places or "not drawn")))
                role = f"{paint.words} of {entry.of}" if entry.of else paint.words
                yield f"{role}: {named(entry)} ({details})"
    yield from remarks(spec)
    if spec.sources:
        yield f"Sources: {'; '.join(spec.sources)}."


def remarks(spec: MapSpec) -> Iterator[str]:
    """Sentences below a map: on parts of groups, and on muscles that a phase lacks."""
    if any(entry.part for panel in spec.panels for entry in panel.entries):
        yield "Of a group, only the muscles that perform the joint action are painted."
    for panel in spec.panels:
        if panel.absent:
            phase = panel.heading.partition(":")[0]
            yield f"{phase}: our sources say nothing of {joined(panel.absent)}."


def named(entry: MapEntry) -> str:
    """The name of an entry, and the part of a group that is painted."""
    if not entry.part:
        return entry.name
    return f"{entry.name}, here the {joined(entry.part)}"


def map_record(spec: MapSpec, figure: BodyFigure) -> dict[str, object]:
    """The map as one JSON object, with the number of its schema."""
    return {
        "schema": 1,
        "title": spec.title,
        "sources": list(spec.sources),
        "panels": [
            {
                "heading": panel.heading,
                "muscles": [
                    {
                        "name": row.entry.name,
                        "muscles": sorted(row.entry.muscles),
                        "paint": paint.paint.value,
                        "of": row.entry.of or None,
                        "contraction": row.entry.contraction,
                        "shown": row.places or None,
                    }
                    for paint in listed(panel, figure)
                    for row in paint.rows
                ],
            }
            for panel in spec.panels
        ],
    }


def described(spec: MapSpec, figure: BodyFigure) -> str:
    """The muscles that are drawn, in one paragraph: the alternative text of an answer's map."""
    sentences = []
    for panel in spec.panels:
        if panel.heading:
            sentences.append(f"{panel.heading}.")
        for paint in listed(panel, figure):
            names = [_with_work(row.entry) for row in paint.rows if row.places]
            if names:
                sentences.append(f"{capitalised(paint.words)}: {joined(names)}.")
    return " ".join(sentences)


def _with_work(entry: MapEntry) -> str:
    if entry.contraction is None:
        return named(entry)
    return f"{named(entry)} ({CONTRACTION_WORDS[entry.contraction]})"
