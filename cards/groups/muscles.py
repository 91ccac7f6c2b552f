"""Groups of muscles in any exercise: their joint actions, the joints they cross, their nerves."""

from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from cards.derive.reasons import why
from cards.distractors.proofs import cannot_perform
from cards.english import plain_words, telling_stems
from cards.groups.group import FEWEST, MOST_LISTED, FactGroup, MatchingPair, listed, matching, slug
from cards.model.anatomy import ADJACENT_LIMB_JOINTS, LIMB_JOINTS
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.term_statement import (
    Assistance,
    Crossing,
    JointAction,
    Nerve,
    TermStatement,
)
from cards.model.nouns import Group, Muscle, Term

_WELL_KNOWN = ("hip-joint", "knee-joint", "shoulder-joint", "elbow-joint")
"""Joints whose muscles are all built in, so that no right answer is missing."""


def any_muscle_for_an_action(base: FactBase) -> Iterator[FactGroup]:
    """Any muscle or group that is stated to perform a joint action, or to assist in it."""
    stated: dict[str, list[TermStatement]] = {}
    for fact in base.of_type(TermStatement):
        moves = isinstance(fact, (JointAction, Assistance))
        if moves and fact.muscle and not fact.exercise:
            stated.setdefault(fact.value.id, []).append(fact)
    for action, facts in stated.items():
        chief = [f for f in agreed(facts) if isinstance(f, JointAction)]
        named = {f.muscle.id for f in facts if f.muscle}
        groups = (
            group.name
            for group in base.muscles.values()
            if isinstance(group, Group) and group.members and group.members <= named
        )
        names = [f.muscle.name for f in (*chief, *facts) if f.muscle]
        term = base.terms[action]
        given_away = any(telling_stems(term.name) & telling_stems(name) for name in names)
        if len(chief) >= FEWEST and not given_away and term.joint in _WELL_KNOWN:
            yield FactGroup(
                id=action,
                facts=tuple(chief),
                slots={"action": term, "all": listed(chief[:MOST_LISTED])},
                key=tuple(dict.fromkeys((*names, *groups))),
            )


def any_action_of_a_muscle(base: FactBase) -> Iterator[FactGroup]:
    """Any joint action that a muscle is stated to perform, or to assist in."""
    for muscle in base.muscles.values():
        chief = agreed(base.anatomy.stated(JointAction, muscle))
        helped = base.anatomy.stated(Assistance, muscle)
        known = base.anatomy.actions_of(muscle, assisting=True)
        terms = [statement.value for statement in (*chief, *helped)]
        terms += [base.terms[id_] for id_ in sorted(known)]  # for a group, those of its members
        given_away = any(telling_stems(t.name) & telling_stems(muscle.name) for t in terms)
        # Of a group such as the calves, one member flexes the knee and the other does not.
        others = base.anatomy.actions_of(muscle) - {statement.value.id for statement in chief}
        differ = isinstance(muscle, Group) and any(
            base.terms[action].joint in LIMB_JOINTS for action in others
        )
        if chief and not given_away and not differ:
            yield FactGroup(
                id=muscle.id,
                facts=chief,
                slots={"muscle": muscle, "all": ", ".join(s.value.name for s in chief)},
                key=tuple(dict.fromkeys(term.name for term in terms)),
            )


def joints_of_a_muscle(base: FactBase) -> Iterator[FactGroup]:
    """The joints of one limb that a muscle crosses, with other joints of that limb."""
    for muscle in base.muscles.values():
        facts = tuple(
            s for s in agreed(base.anatomy.stated(Crossing, muscle)) if s.value.id in LIMB_JOINTS
        )
        crossed = {fact.value.id for fact in facts}
        if not base.anatomy.joints_of(muscle).isdisjoint(_SMALL_JOINTS):
            continue
        if any(plain_words(fact.value.name) & plain_words(muscle.name) for fact in facts):
            continue
        limb = next((name for name, joints in _LIMBS.items() if crossed <= set(joints)), None)
        if not crossed or limb is None:
            continue
        others = [joint for joint in _LIMBS[limb] if joint not in crossed]
        if any(not base.anatomy.cannot_move(muscle, joint) for joint in others):
            continue
        verb = "cross" if muscle.plural else "crosses"
        yield FactGroup(
            id=muscle.id,
            facts=facts,
            slots={
                "muscle": muscle,
                "limb": limb,
                "all": f"the {' and the '.join(fact.value.name for fact in facts)}",
            },
            key=(_joint_names(crossed, base),),
            distractors=tuple(
                Distractor(
                    text=_joint_names(joints, base),
                    reason=_crossing_reason(joints, crossed, f"the {muscle.name} {verb}", base),
                    proof=Proof.FUNCTIONAL,
                    concept=f"joints/{'+'.join(sorted(joints))}",
                    because=facts,
                )
                for joints in sorted(_spans(_LIMBS[limb]), key=lambda j: len(j ^ crossed))
                if joints != crossed and joints <= _neighbourhood(crossed)
            ),
            reasons=("crossed",),
        )


_SMALL_JOINTS = ("foot", "toes", "fingers")
"""Joints of a limb that no option names, so that a muscle that crosses one is not asked about."""

_LIMBS = {"lower limb": LIMB_JOINTS[:3], "upper limb": LIMB_JOINTS[3:]}


def _spans(joints: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """The sets of joints that a muscle can cross: one joint, or two that are neighbours."""
    yield from (frozenset({joint}) for joint in joints)
    yield from (frozenset(pair) for pair in pairwise(joints))


def _neighbourhood(crossed: Collection[str]) -> frozenset[str]:
    """The joints that a muscle crosses, and those next to them."""
    near = (other for joint in crossed for other in ADJACENT_LIMB_JOINTS[joint])
    return frozenset((*crossed, *near))


def _joint_names(joints: Collection[str], base: FactBase) -> str:
    """The names of joints of one limb, from the trunk downwards: "hip and knee"."""
    names = [base.terms[j].name.removesuffix(" joint") for j in LIMB_JOINTS if j in joints]
    return " and ".join(names) if len(names) > 1 else f"{names[0]} only"


def _crossing_reason(
    joints: Collection[str], crossed: Collection[str], claim: str, base: FactBase
) -> str:
    """Why other joints are wrong: one of them is not crossed, or one that is crossed is missing."""
    missing = " and ".join(base.terms[j].name for j in LIMB_JOINTS if j in crossed)
    only = " only" if set(crossed) < set(joints) else ""
    return f"{claim} the {missing}{only}"


def muscles_and_nerves(base: FactBase) -> Iterator[FactGroup]:
    """Muscles of a region with their nerves."""
    yield from _by_region(base, Nerve, _is_other_nerve)


def muscles_and_actions(base: FactBase) -> Iterator[FactGroup]:
    """Muscles of a region with a joint action of each."""
    yield from _by_region(base, JointAction, _is_impossible)


def _by_region(
    base: FactBase,
    class_: type[Nerve | JointAction],
    is_wrong: Callable[[Term, Muscle, FactBase], bool],
) -> Iterator[FactGroup]:
    """The agreed values of a class for the muscles of each region; they are the spares, too."""
    regions: dict[str, list[MatchingPair[Muscle]]] = {}
    values: dict[str, Term] = {}
    spares: dict[str, dict[str, Distractor]] = {}
    joints: dict[str, set[str]] = {}
    for fact in agreed(base.of_type(class_)):
        muscle, value = fact.muscle, fact.value
        if muscle is None or not muscle.region or isinstance(muscle, Group):
            continue
        concept = f"term/{value.id}"
        values[concept] = value
        crossed = base.anatomy.joints_of(muscle)
        for key in (concept, muscle.region):
            joints.setdefault(key, set()).update(crossed)
        spares.setdefault(muscle.region, {}).setdefault(
            concept,
            Distractor(
                text=value.name,
                reason=f"none of these; it goes with the {muscle.name}",
                proof=Proof.FUNCTIONAL,
                concept=concept,
            ),
        )
        if not telling_stems(value.name) & telling_stems(muscle.name):
            regions.setdefault(muscle.region, []).append(
                MatchingPair(
                    fact=fact,
                    subject=muscle,
                    left_side=muscle.name,
                    right=value.name,
                    concept=concept,
                    reason=_in_full(fact, base),
                )
            )
    for region, pairs in regions.items():
        # Values of the region itself come first, then those of muscles at the same joints.
        near = {
            concept: spare
            for other in spares.values()
            for concept, spare in other.items()
            if not joints[concept].isdisjoint(joints[region])
        }
        yield matching(
            slug(region),
            {"region": region},
            pairs,
            list((spares[region] | near).values()),
            {
                muscle: {c for c, value in values.items() if is_wrong(value, muscle, base)}
                for muscle in {pair.subject for pair in pairs}
            },
        )


def _in_full(fact: Nerve | JointAction, base: FactBase) -> str:
    """All values of the muscle; else the statement."""
    derived = why(fact, base)
    return derived.short if derived is not None else fact.says.rstrip(".")


def _is_other_nerve(nerve: Term, muscle: Muscle, base: FactBase) -> bool:
    nerves = [statement.value for statement in base.anatomy.stated(Nerve, muscle)]
    return bool(nerves) and not any(base.kin(nerve, other) for other in nerves)


def _is_impossible(action: Term, muscle: Muscle, base: FactBase) -> bool:
    return cannot_perform(muscle, action, base) is not None
