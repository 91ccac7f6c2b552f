"""The colours and the patterns of maps."""

from itertools import combinations

import pytest

from decks.maps.palette import PALETTES, Texture
from decks.maps.spec import Paint, Theme
from tests.support.colour import SIGHTS, distance

LEAST_DISTANCE = 18
ROLES = (Paint.PRIME_MOVER, Paint.SYNERGIST, Paint.STABILISER, Paint.ANTAGONIST, Paint.CONTESTED)


def test_the_distance_is_that_of_published_pairs() -> None:
    assert distance("#000000", "#ffffff", "normal") == pytest.approx(100, abs=0.1)
    assert distance("#ff0000", "#00ff00", "normal") == pytest.approx(86.6, abs=0.1)
    assert distance("#ff0000", "#00ff00", "deuteranopia") < 40


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.NIGHT])
def test_roles_and_plain_muscles_have_colours_far_apart(theme: Theme, sight: str) -> None:
    palette = PALETTES[theme]
    swatches = palette.swatches
    colours = {
        "prime mover": swatches[Paint.PRIME_MOVER].fill,
        "synergist": swatches[Paint.SYNERGIST].fill,
        "stabiliser": swatches[Paint.STABILISER].fill,
        "antagonist": swatches[Paint.ANTAGONIST].detail,
        "plain": palette.muscle,
    }

    close = {
        (one, other): distance(colours[one], colours[other], sight)
        for one, other in combinations(colours, 2)
    }
    assert {pair: found for pair, found in close.items() if found < LEAST_DISTANCE} == {}


@pytest.mark.parametrize("theme", Theme)
def test_each_role_has_a_texture_that_no_other_role_has(theme: Theme) -> None:
    swatches = PALETTES[theme].swatches

    assert sorted(swatches[role].texture for role in ROLES) == sorted(Texture)
    assert swatches[Paint.OVERACTIVE].texture is not swatches[Paint.UNDERACTIVE].texture
