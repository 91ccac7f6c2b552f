"""The joint actions that a muscle performs, and why it cannot perform others."""

from cards.distractors.proofs import cannot_perform
from cards.model.base import FactBase
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


def unable(muscle: Muscle, action: Term, base: FactBase) -> str | None:
    """Why a muscle cannot perform a joint action, as a predicate; None if that is not proven."""
    refuted = cannot_perform(muscle, action, base)
    if refuted is not None:
        return refuted.reason
    parts = _parts(muscle, base)
    if not parts or action.id in base.anatomy.actions_of(muscle, assisting=True):
        return None
    if not all(_out_of_reach(part, action.joint, base) for part in parts):
        return None
    verb = "do" if muscle.plural else "does"
    joint = base.terms.get(action.joint or "")
    where = joint.name if joint is not None else "trunk"
    return f"{verb} not reach the {where}"


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
    crossed = base.anatomy.joints_of(muscle)
    if not crossed or joint in crossed:
        return False
    if joint in _BEFORE:
        return crossed.isdisjoint(_BEFORE[joint])
    if joint is None or joint in _TRUNK:
        in_a_limb = crossed.isdisjoint(_TRUNK | _ROOTS)
        in_the_leg = crossed <= _LEG and (joint is None or joint in _ABOVE_THE_PELVIS)
        return in_a_limb or in_the_leg
    return False
