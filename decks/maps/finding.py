"""The map of a finding of an assessment: the muscles that one body lists for it."""

from collections.abc import Mapping
from types import MappingProxyType

from cards.english import capitalised
from cards.model.base import FactBase
from cards.model.findings import Row
from cards.model.nouns import Compensation
from decks.maps.claims import best_sources, counts, members_of
from decks.maps.spec import MapEntry, MapSpec, Paint, Panel, Theme


def finding_map(
    finding: Compensation,
    base: FactBase,
    *,
    body: str | None = None,
    theme: Theme = Theme.LIGHT,
    labels: bool = False,
) -> MapSpec | None:
    """The map of a finding, from one list; None if there is no list.

    Lists of different bodies are never merged, because a map of them all would show what no body
    teaches.

    Args:
        finding: The finding.
        base: All facts.
        body: Id of the certifying body whose list is preferred; otherwise, the list with the best
            sources, and of those the longest.
        theme: The colours.
        labels: Whether names are written next to the figure.
    """
    rows = [row for row in map(_counted, base.findings.rows_of(finding)) if row]
    if not rows:
        return None
    facts = min(rows, key=lambda row: (row[0].listing.body != body, *_order(row)))
    listing = facts[0].listing
    entries = sorted(
        (
            MapEntry(
                name=fact.listed.name,
                muscles=members_of(fact.muscle),
                paint=Paint(fact.side.value),
                levels=_section(fact.listed.name),
            )
            for fact in facts
        ),
        key=lambda entry: len(entry.muscles),
    )
    title = f"{capitalised(finding.name)}: muscles as {listing.name} lists them"
    return MapSpec(
        panels=(Panel(entries=tuple(entries)),),
        theme=theme,
        labels=labels,
        title=title,
        sources=best_sources(facts),
    )


_SECTIONS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"lumbar": (268, 360), "thoracolumbar": (134, 360)}
)
"""The levels of the figure that belong to a section of the spine: T12 is at 268, T1 at 134."""


def _section(name: str) -> tuple[float, float] | None:
    """The levels of the section that a list names, as in "lumbar extensors"."""
    return next((_SECTIONS[word] for word in name.split() if word in _SECTIONS), None)


def _counted(row: Row) -> Row:
    return tuple(filter(counts, row))


def _order(row: Row) -> tuple[object, ...]:
    """Current lists first, then those of a body before those of an author, then the longest."""
    listing = row[0].listing
    return listing.older, listing.body is None, -len(row), listing.id
