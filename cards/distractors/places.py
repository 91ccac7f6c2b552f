"""Wrong options of questions on a map: muscles that are drawn somewhere else, near ones first."""

from collections.abc import Iterable, Iterator
from math import hypot

from cards.distractors.anatomy import is_near
from cards.model.base import FactBase
from cards.model.nouns import Muscle
from cards.model.places import MusclePlace

_OTHER_SIDE = 60
"""Units of the figure that count for a muscle on the other side of the body."""


def muscles_elsewhere(
    muscle: Muscle, among: Iterable[Muscle], base: FactBase
) -> Iterator[tuple[Muscle, MusclePlace]]:
    """Those of some muscles that are proven not to be where one is drawn, with their places.

    All of them are on the surface, where each place shows one muscle. So one is wrong for the place
    of another, unless a good part of one is over the other.
    """
    here = base.places[muscle.id]
    others = [other for other in among if other is not muscle]
    # A hand is at the level of the hip, so the distance does not decide first.
    others.sort(
        key=lambda other: (
            not is_close(other, muscle, base),
            base.places[other.id].view is not here.view,
            base.anatomy.joints_near(other).isdisjoint(base.anatomy.joints_near(muscle)),
            _distance(here, base.places[other.id]),
        )
    )
    for other in others:
        if is_elsewhere(other, muscle, base):
            yield other, base.places[other.id]


def is_close(other: Muscle, muscle: Muscle, base: FactBase) -> bool:
    """Whether two muscles are of one region or joint, or are drawn next to each other."""
    return other.id in base.places[muscle.id].neighbours or is_near(other, muscle, base)


def is_elsewhere(other: Muscle, muscle: Muscle, base: FactBase) -> bool:
    """Whether a muscle is proven not to be where another one is drawn.

    A muscle that exams hardly ask for is not a plausible option next to one that they do.
    """
    if other.uncommon and not muscle.uncommon:
        return False
    here, there = base.places[muscle.id], base.places[other.id]
    taken_for = other.id in here.shared or muscle.id in there.shared
    return not (taken_for or here.region == there.region or base.overlap(other, muscle))


def _distance(one: MusclePlace, other: MusclePlace) -> float:
    apart = hypot(one.x - other.x, one.y - other.y)
    return apart if one.view is other.view else apart + _OTHER_SIDE
