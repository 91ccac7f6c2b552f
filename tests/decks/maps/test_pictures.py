"""Maps as pictures, compared with golden ones."""

from collections.abc import Callable

import pytest

from cards.cache.figure import load_figure
from decks.maps.document import render
from decks.maps.picture import png
from decks.maps.question import highlighted_map, numbered_map
from decks.maps.spec import MapEntry, MapSpec, Paint, Panel, Theme
from tests.support.paths import ROOT
from tests.support.picture import read_png

pytestmark = pytest.mark.full

GOLDEN = ROOT / "tests" / "golden" / "maps"
FIGURE = load_figure(None)
_WIDTH = 320
_MOST_DIFFERENT = 0.005
"""Pixels at edges are painted differently by another version of the renderer."""


def entries(*paints: tuple[Paint, tuple[str, ...]]) -> MapSpec:
    """A map that depends on no fact."""
    found = (MapEntry(name=p.value, muscles=frozenset(m), paint=p) for p, m in paints)
    return MapSpec(panels=(Panel(entries=tuple(found)),), legend=False)


def roles(theme: Theme) -> MapSpec:
    spec = entries(
        (Paint.PRIME_MOVER, ("gluteus-maximus", "rectus-femoris", "vastus-lateralis")),
        (Paint.SYNERGIST, ("biceps-femoris", "gluteus-medius", "pectoralis-major")),
        (Paint.STABILISER, ("rectus-abdominis", "spinalis", "longissimus", "iliocostalis")),
        (Paint.ANTAGONIST, ("psoas-major", "iliacus")),
        (Paint.CONTESTED, ("gastrocnemius", "latissimus-dorsi")),
    )
    return MapSpec(panels=spec.panels, legend=False, theme=theme)


PICTURES: dict[str, Callable[[], MapSpec]] = {
    "roles-light": lambda: roles(Theme.LIGHT),
    "roles-night": lambda: roles(Theme.NIGHT),
    "roles-print": lambda: roles(Theme.PRINT),
    "shoulder": lambda: entries((Paint.PRIME_MOVER, ("infraspinatus",))),
    "highlighted": lambda: highlighted_map(FIGURE.by_id["gluteus-medius-back"]),
    "numbered": lambda: numbered_map(
        [FIGURE.by_id[f"{id_}-front"] for id_ in ("rectus-femoris", "vastus-medialis")]
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_map_looks_as_before(name: str, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("resvg_py")
    file = GOLDEN / f"{name}.png"
    picture = png(render(PICTURES[name](), FIGURE), _WIDTH)
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(picture)

    assert read_png(picture).difference(read_png(file.read_bytes())) <= _MOST_DIFFERENT


def test_pictures_that_differ_are_found() -> None:
    pytest.importorskip("resvg_py")
    light, night = (
        read_png(png(render(roles(t), FIGURE), 100)) for t in (Theme.LIGHT, Theme.NIGHT)
    )

    assert light.difference(light) == 0
    assert light.difference(night) > 0.5
