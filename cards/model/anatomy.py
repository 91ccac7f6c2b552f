"""The statements on muscles that hold in any exercise: their joint actions and joints."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any, TypeVar

from cards.model.facts.statement import Statement
from cards.model.facts.term_statement import Assistance, Crossing, JointAction, Reach
from cards.model.nouns import Group, Muscle

S = TypeVar("S", bound=Statement)

LIMB_JOINTS = (
    "hip-joint",
    "knee-joint",
    "ankle-joint",
    "shoulder-joint",
    "elbow-joint",
    "wrist-joint",
)
"""A muscle that is said to cross any joint is said to cross all of these that it does cross."""

ADJACENT_JOINTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "hip-joint": ("knee-joint", "pelvis"),
        "knee-joint": ("hip-joint", "ankle-joint"),
        "ankle-joint": ("knee-joint", "foot"),
        "foot": ("ankle-joint", "toes"),
        "toes": ("foot", "ankle-joint"),
        "shoulder-joint": ("shoulder-blade", "elbow-joint"),
        "shoulder-blade": ("shoulder-joint",),
        "elbow-joint": ("shoulder-joint", "forearm", "wrist-joint"),
        "forearm": ("elbow-joint", "wrist-joint"),
        "wrist-joint": ("elbow-joint", "forearm", "fingers"),
        "fingers": ("wrist-joint",),
        "spine": ("neck", "pelvis", "hip-joint", "ribs"),
        "neck": ("spine", "shoulder-blade"),
        "pelvis": ("hip-joint", "spine"),
        "ribs": ("spine",),
    }
)
"""The joints next to each; an action at one of them is mistaken for an action at the other."""

ADJACENT_LIMB_JOINTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        joint: tuple(other for other in ADJACENT_JOINTS[joint] if other in LIMB_JOINTS)
        for joint in LIMB_JOINTS
    }
)
"""The joints of the limbs next to each; only these are near enough for a wrong option."""


class _ByMuscle(dict[str, frozenset[str]]):
    """Ids for each muscle by its id, found when they are looked up."""

    def __init__(
        self, muscles: Mapping[str, Muscle], find: Callable[[Muscle], frozenset[str]]
    ) -> None:
        """Take the muscles, and what finds the ids for one of them."""
        self._muscles, self._find = muscles, find

    def __missing__(self, id_: str) -> frozenset[str]:
        found = self[id_] = self._find(self._muscles[id_])
        return found


class Anatomy:
    """The muscles, and the statements on them that hold in any exercise."""

    def __init__(
        self,
        muscles: Mapping[str, Muscle],
        statements_on: Callable[[Muscle], Sequence[Statement]],
    ) -> None:
        """Take muscles and groups by id, and what finds the statements on one of them."""
        self.muscles, self._statements_on = muscles, statements_on
        self._actions = _ByMuscle(muscles, self._stated_actions)
        self._possible_actions = _ByMuscle(muscles, self._stated_or_possible_actions)
        self._joints = _ByMuscle(muscles, partial(self._joints_by, Crossing))
        self._reached_joints = _ByMuscle(muscles, partial(self._joints_by, Reach))

    @cached_property
    def _of_class(self) -> dict[tuple[type[Statement], str], tuple[Any, ...]]:
        return {}

    def stated(self, class_: type[S], muscle: Muscle) -> tuple[S, ...]:
        """The statements of one class about a muscle in any exercise."""
        key = class_, muscle.id
        if key not in self._of_class:
            every = self._statements_on(muscle)
            self._of_class[key] = tuple(s for s in every if isinstance(s, class_))
        return self._of_class[key]

    def _parts(self, muscle: Muscle) -> tuple[Muscle, ...]:
        """A muscle, and the known members if it is a group."""
        members = muscle.members or () if isinstance(muscle, Group) else ()
        return (muscle, *(self.muscles[id_] for id_ in sorted(members)))

    def _stated_actions(self, muscle: Muscle) -> frozenset[str]:
        return frozenset(
            action.value.id
            for part in self._parts(muscle)
            for action in self.stated(JointAction, part)
            if not action.attributed
        )

    def _stated_or_possible_actions(self, muscle: Muscle) -> frozenset[str]:
        return frozenset(
            action.value.id
            for part in self._parts(muscle)
            for action in (*self.stated(JointAction, part), *self.stated(Assistance, part))
        )

    def actions_of(self, muscle: Muscle, *, assisting: bool = False) -> frozenset[str]:
        """Ids of the joint actions that a muscle, or a member of a group, is stated to perform.

        Args:
            muscle: The muscle or group.
            assisting: Count those in which it is only stated, or disputed, to help.
        """
        return (self._possible_actions if assisting else self._actions)[muscle.id]

    @cached_property
    def performers(self) -> Mapping[str, int]:
        """How many muscles are stated to perform each joint action."""
        return Counter(action for id_ in self.muscles for action in self._actions[id_])

    def _joints_by(self, class_: type[Crossing | Reach], muscle: Muscle) -> frozenset[str]:
        """Ids of the joints that statements of a class name for a muscle."""
        return frozenset(
            statement.value.id
            for part in self._parts(muscle)
            for statement in self.stated(class_, part)
        )

    def joints_of(self, muscle: Muscle) -> frozenset[str]:
        """Ids of the joints it is stated to cross; empty if none is stated."""
        return self._joints[muscle.id]

    @cached_property
    def _near(self) -> Mapping[str, frozenset[str]]:
        """For each joint, those that share a muscle with it, itself among them."""
        found: dict[str, set[str]] = {}
        for muscle in self.muscles.values():
            for joint in self.joints_of(muscle):
                found.setdefault(joint, set()).update(self.joints_of(muscle))
        return {joint: frozenset(others) for joint, others in found.items()}

    def joints_near(self, muscle: Muscle) -> frozenset[str]:
        """The joints that any muscle crosses together with one of its joints."""
        return frozenset(
            near for joint in self.joints_of(muscle) for near in self._near.get(joint, ())
        )

    def is_two_joint(self, muscle: Muscle) -> bool:
        """Whether it crosses two joints of the limbs; a group does if all its members do."""
        members = self._parts(muscle)[1:] or (muscle,)
        return all(len(self.joints_of(part).intersection(LIMB_JOINTS)) > 1 for part in members)

    def cannot_move(self, muscle: Muscle, joint: str) -> bool:
        """Whether it is stated which joints it crosses, and this one is not among them."""
        parts = self._parts(muscle)[1:] or (muscle,)
        if joint not in LIMB_JOINTS or (isinstance(muscle, Group) and not muscle.members):
            return False
        return all(
            self.joints_of(part)
            and joint not in self.joints_of(part)
            and joint not in self._reached_joints[part.id]
            for part in parts
        )

    @cached_property
    def single_muscles(self) -> tuple[Muscle, ...]:
        """The muscles without the groups."""
        return tuple(m for m in self.muscles.values() if not isinstance(m, Group))
