"""The joint actions that a muscle performs, and why it cannot perform others."""

from cards.distractors.proofs import cannot_perform
from cards.model.base import FactBase
from cards.model.facts.term_statement import Assistance
from cards.model.nouns import Group, Muscle, Term

_TRUNK = frozenset({"spine", "neck", "shoulder-blade", "pelvis", "ribs"})
_ROOTS = frozenset({"hip-joint", "shoulder-joint"})
_LEG = frozenset({"hip-joint", "knee-joint", "ankle-joint", "foot", "toes"})
_ABOVE_THE_PELVIS = frozenset({"neck", "shoulder-blade", "ribs"})
_BEFORE = {
    "foot": frozenset({"ankle-joint", "foot", "toes"}),
    "toes": frozenset({"ankle-joint", "foot", "toes"}),
    "forearm": frozenset({"elbow-joint", "forearm", "wrist-joint", "fingers"}),
    "fingers": frozenset({"wrist-joint", "fingers"}),
}
"""For joints of which no source lists every muscle, the joints one of which its muscles cross."""

_ARM = frozenset({"shoulder-joint", "elbow-joint", "forearm", "wrist-joint", "fingers"})
_ARM_REGIONS = frozenset({"shoulder", "arm", "forearm"})
_TRUNK_REGIONS = frozenset({"trunk", "abdomen", "chest"})
_OFF_THE_SHOULDER_BLADE = frozenset({"trunk", "abdomen", "neck"})
"""Regions none of whose muscles is attached to the shoulder blade."""

_HINGES = frozenset({"knee-joint", "elbow-joint"})
"""Joints at which a muscle that helps to bend cannot help to straighten: it stays on one side."""


def unable(muscle: Muscle, action: Term, base: FactBase) -> str | None:
    """Why a muscle cannot perform a joint action, as a predicate; None if that is not proven."""
    refuted = cannot_perform(muscle, action, base)
    if refuted is not None:
        return refuted.reason
    if action.id in base.anatomy.actions_of(muscle, assisting=True):
        return None
    if isinstance(muscle, Group):
        return _all_unable(muscle, action, base)
    if _helps_with_the_opposite(muscle, action, base):
        return f"helps with the opposite, {base.terms[action.opposite or ''].name}"
    if not _out_of_reach(muscle, action.joint, base):
        return None
    return _does_not_reach(muscle, action, base)


def _all_unable(group: Group, action: Term, base: FactBase) -> str | None:
    """Why no member of a group can perform a joint action."""
    parts = _parts(group, base)
    reasons = {unable(part, action, base) for part in parts}
    if not parts or None in reasons:
        return None
    if all(_out_of_reach(part, action.joint, base) for part in parts):
        return _does_not_reach(group, action, base)
    verb = "have" if group.plural else "has"
    return f"{verb} no member that can perform {action.name}"


def _does_not_reach(muscle: Muscle, action: Term, base: FactBase) -> str:
    verb = "do" if muscle.plural else "does"
    joint = base.terms.get(action.joint or "")
    return f"{verb} not reach the {joint.name if joint is not None else 'trunk'}"


def _helps_with_the_opposite(muscle: Muscle, action: Term, base: FactBase) -> bool:
    """Whether a muscle is stated to help with the opposite joint action, at a hinge."""
    return action.joint in _HINGES and any(
        helped.value.id == action.opposite and not helped.attributed
        for helped in base.anatomy.stated(Assistance, muscle)
    )


def performed(muscle: Muscle, base: FactBase) -> frozenset[str]:
    """Ids of the joint actions that a muscle, or each member of a group, performs or assists."""
    parts = _parts(muscle, base)
    by_part = (base.anatomy.actions_of(part, assisting=True) for part in parts)
    stated = base.anatomy.actions_of(muscle, assisting=True)
    return stated.intersection(*by_part) if parts else frozenset()


def _parts(muscle: Muscle, base: FactBase) -> tuple[Muscle, ...]:
    """A muscle, or the members of a group; empty if they are unknown."""
    if not isinstance(muscle, Group):
        return (muscle,)
    return tuple(base.muscles[id_] for id_ in muscle.members or ())


def _out_of_reach(muscle: Muscle, joint: str | None, base: FactBase) -> bool:
    """Whether a muscle ends before a joint: it crosses none of those on the way there.

    Sources list every joint of the limbs that a muscle crosses, and a muscle crosses all joints
    between its ends.
    """
    if joint == "shoulder-blade" and muscle.region in _OFF_THE_SHOULDER_BLADE:
        return True
    crossed = base.anatomy.joints_of(muscle)
    if not crossed:
        return _only_in_the_trunk(muscle, joint, base)
    if joint in crossed:
        return False
    if joint in _BEFORE:
        return crossed.isdisjoint(_BEFORE[joint])
    if joint is None or joint in _TRUNK:
        in_a_limb = crossed.isdisjoint(_TRUNK | _ROOTS)
        in_the_leg = crossed <= _LEG and (joint is None or joint in _ABOVE_THE_PELVIS)
        in_the_arm = crossed <= _ARM and muscle.region in _ARM_REGIONS
        return in_a_limb or in_the_leg or (in_the_arm and joint != "shoulder-blade")
    return False


def _only_in_the_trunk(muscle: Muscle, joint: str | None, base: FactBase) -> bool:
    """Whether a muscle of the trunk that is not said to cross any joint ends before this one.

    If its joint actions are known, none of the limbs is within reach; else only the hip and the
    shoulder might be.
    """
    if muscle.region not in _TRUNK_REGIONS or joint is None or joint in _TRUNK:
        return False
    does = base.anatomy.actions_of(muscle, assisting=True)
    moved = {base.terms[action].joint for action in does} - {None}
    return moved <= _TRUNK and (bool(does) or joint not in _ROOTS)
