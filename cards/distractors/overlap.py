"""Muscles that can be shown together: never a group and its member."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from cards.model.base import FactBase
from cards.model.nouns import Group, Muscle

_Item = TypeVar("_Item")


def side_by_side(
    items: Iterable[_Item], muscle_of: Callable[[_Item], Muscle], base: FactBase
) -> tuple[_Item, ...]:
    """The items whose muscles do not overlap, in the given order.

    A single muscle is preferred to the groups that contain it, and a small group to a large one, so
    an additional item never reduces the number that can be shown.
    """

    def breadth(item: _Item) -> tuple[int, str]:
        muscle = muscle_of(item)
        if not isinstance(muscle, Group):
            return 0, muscle.id
        return len(muscle.members) if muscle.members else len(base.muscles), muscle.id

    given, apart = list(items), dict[int, Muscle]()
    for number in sorted(range(len(given)), key=lambda number: breadth(given[number])):
        muscle = muscle_of(given[number])
        if not any(base.overlap(muscle, other) for other in apart.values()):
            apart[number] = muscle
    return tuple(item for number, item in enumerate(given) if number in apart)
