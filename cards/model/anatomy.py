"""The statements on muscles that hold in any exercise: their joint actions and joints."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
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


class Anatomy:
    """The muscles, and the statements on them that hold in any exercise."""

    def __init__(self, muscles: Mapping[str, Muscle], statements: Iterable[Statement]) -> None:
        """Take muscles and groups by id, and statements of all kinds."""
        self.muscles, self.statements = muscles, tuple(statements)

    @cached_property
    def _of_muscle(self) -> Mapping[str, tuple[Statement, ...]]:
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            if statement.muscle is not None and statement.exercise is None:
                found.setdefault(statement.muscle.id, []).append(statement)
        return {muscle: tuple(all_) for muscle, all_ in found.items()}

    @cached_property
    def _of_class(self) -> dict[tuple[type[Statement], str], tuple[Any, ...]]:
        return {}

    def stated(self, class_: type[S], muscle: Muscle) -> tuple[S, ...]:
        """The statements of one class about a muscle in any exercise."""
        key = class_, muscle.id
        if key not in self._of_class:
            every = self._of_muscle.get(muscle.id, ())
            self._of_class[key] = tuple(s for s in every if isinstance(s, class_))
        return self._of_class[key]

    def _parts(self, muscle: Muscle) -> tuple[Muscle, ...]:
        """A muscle, and the known members if it is a group."""
        members = muscle.members or () if isinstance(muscle, Group) else ()
        return (muscle, *(self.muscles[id_] for id_ in sorted(members)))

    @cached_property
    def _actions(self) -> Mapping[str, frozenset[str]]:
        return {
            muscle.id: frozenset(
                action.value.id
                for part in self._parts(muscle)
                for action in self.stated(JointAction, part)
                if not action.attributed
            )
            for muscle in self.muscles.values()
        }

    @cached_property
    def _possible_actions(self) -> Mapping[str, frozenset[str]]:
        return {
            muscle.id: frozenset(
                action.value.id
                for part in self._parts(muscle)
                for action in (*self.stated(JointAction, part), *self.stated(Assistance, part))
            )
            for muscle in self.muscles.values()
        }

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
        return Counter(action for actions in self._actions.values() for action in actions)

    @cached_property
    def _joints(self) -> Mapping[str, frozenset[str]]:
        return self._joints_by(Crossing)

    @cached_property
    def _reached_joints(self) -> Mapping[str, frozenset[str]]:
        return self._joints_by(Reach)

    def _joints_by(self, class_: type[Crossing | Reach]) -> Mapping[str, frozenset[str]]:
        """Ids of the joints that statements of a class name for each muscle."""
        return {
            muscle.id: frozenset(
                statement.value.id
                for part in self._parts(muscle)
                for statement in self.stated(class_, part)
            )
            for muscle in self.muscles.values()
        }

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
