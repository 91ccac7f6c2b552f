"""Every map that can be drawn: valid, small, and without anything from outside."""

import re
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from cards.cache.figure import load_figure
from decks.maps.document import render
from decks.maps.exercise import exercise_map
from decks.maps.finding import finding_map
from decks.maps.question import highlighted_map, numbered_map
from decks.maps.spec import MapSpec, Theme
from tests.support.library import builtin_library

pytestmark = pytest.mark.full

FIGURE = load_figure(None)
BASE = builtin_library().base
MOST_BYTES, MOST_DEFLATED = 30 * 1024, 12 * 1024
MOST_BYTES_BY_PHASE = 32 * 1024
_REFERENCE = re.compile(r'(?:href|src|url)\s*[=(]\s*"?([^")\s]*)')


def every_map() -> Iterator[tuple[str, MapSpec]]:
    for exercise in BASE.exercises.values():
        yield exercise.id, exercise_map(exercise, BASE, labels=True)
        yield f"{exercise.id} by phase", exercise_map(exercise, BASE, by_phase=True, labels=True)
        yield f"{exercise.id} at night", exercise_map(exercise, BASE, theme=Theme.NIGHT)
    for finding in BASE.compensations.values():
        spec = finding_map(finding, BASE, labels=True)
        if spec is not None:
            yield finding.id, spec
    for region in FIGURE.regions:
        yield f"question on {region.id}", highlighted_map(region)
        near = [FIGURE.by_id[id_] for id_ in region.neighbours[:3]]
        yield f"question with {region.id}", numbered_map([region, *near])


def test_every_map_is_valid_small_and_self_contained() -> None:
    faults = []
    for name, spec in every_map():
        svg = render(spec, FIGURE)
        root = ET.fromstring(svg)
        content = svg.encode()
        size, deflated = len(content), len(zlib.compress(content, 9))
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        box = [float(value) for value in (root.get("viewBox") or "").split()]
        most = MOST_BYTES if len(spec.panels) == 1 else MOST_BYTES_BY_PHASE
        checks = {
            f"{size} bytes": size <= most,
            f"{deflated} bytes deflated": deflated <= MOST_DEFLATED,
            "a script": tags.isdisjoint({"script", "foreignObject", "image"}),
            "an outside reference": all(r.startswith("#") for r in _REFERENCE.findall(svg)),
            "an id twice": len(ids) == len(set(ids)),
            "a size without a view box": box[2:]
            == [float(root.get("width") or 0), float(root.get("height") or 0)],
        }
        faults += [f"{name}: {fault}" for fault, sound in checks.items() if not sound]

    assert faults == []
