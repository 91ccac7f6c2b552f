"""Matters of muscles in any exercise: what they do, which joints they cross, what supplies them."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from cards.distractors.proofs import cannot_perform
from cards.distractors.rules import RULES
from cards.english import telling_stems
from cards.groups.group import FEWEST, MOST, FactGroup, listed
from cards.model.anatomy import LIMB_JOINTS
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.term_statement import (
    Assistance,
    Crossing,
    JointAction,
    Nerve,
    TermStatement,
)
from cards.model.nouns import Group, Muscle

V = TypeVar("V", bound=TermStatement)

_WELL_KNOWN = ("hip-joint", "knee-joint", "shoulder-joint", "elbow-joint")
"""Joints whose muscles are all among ours, so that no right answer is missed."""


def any_muscle_for_an_action(base: FactBase) -> Iterator[FactGroup]:
    """Any muscle that is stated to perform a joint action, or to help; so do groups of them."""
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
        told = any(telling_stems(term.name) & telling_stems(name) for name in names)
        if len(chief) >= FEWEST and not told and term.joint in _WELL_KNOWN:
            yield FactGroup(
                id=action,
                facts=tuple(chief),
                nouns={"action": term, "all": listed(chief[:MOST])},
                key=tuple(dict.fromkeys((*names, *groups))),
            )


def any_action_of_a_muscle(base: FactBase) -> Iterator[FactGroup]:
    """Any joint action that a muscle is stated to perform, or to help in."""
    for muscle in base.muscles.values():
        chief = agreed(base.anatomy.stated(JointAction, muscle))
        helped = base.anatomy.stated(Assistance, muscle)
        known = base.anatomy.actions_of(muscle, assisting=True)
        terms = [statement.value for statement in (*chief, *helped)]
        terms += [base.terms[id_] for id_ in sorted(known)]  # of its parts, where it is a group
        told = any(telling_stems(t.name) & telling_stems(muscle.name) for t in terms)
        if chief and not told:
            yield FactGroup(
                id=muscle.id,
                facts=chief,
                nouns={"muscle": muscle, "all": ", ".join(s.value.name for s in chief)},
                key=tuple(dict.fromkeys(term.name for term in terms)),
            )


def joints_of_a_muscle(base: FactBase) -> Iterator[FactGroup]:
    """The joints of the limbs that a muscle crosses, where it crosses two or more."""
    for muscle in base.muscles.values():
        facts = tuple(
            s for s in agreed(base.anatomy.stated(Crossing, muscle)) if s.value.id in LIMB_JOINTS
        )
        if len(facts) < FEWEST:
            continue
        wrong = tuple(RULES["other-joints"].find(facts[0], base))
        names = [statement.value.name for statement in facts]
        yield FactGroup(
            id=muscle.id,
            facts=facts,
            nouns={"muscle": muscle, "all": f"the {' and the '.join(names)}"},
            key=tuple(names),
            distractors=wrong,
            reasons=tuple("crossed" for _ in facts),
        )


def muscles_and_nerves(base: FactBase) -> Iterator[FactGroup]:
    """Muscles of a region with one nerve each, and a nerve that supplies none of them."""
    yield from _by_region(base, Nerve, _other_nerve)


def muscles_and_actions(base: FactBase) -> Iterator[FactGroup]:
    """Muscles of a region with a joint action that none of the others can perform."""
    yield from _by_region(base, JointAction, _impossible_action)


_PAIRS = 3


def _by_region(
    base: FactBase,
    class_: type[V],
    apart: Callable[[V, Muscle, FactBase], bool],
) -> Iterator[FactGroup]:
    """Pairs of muscle and value, so chosen that no value fits the muscle of another pair."""
    regions: dict[str, list[V]] = {}
    for fact in agreed(base.of_type(class_)):
        muscle = fact.muscle
        if muscle is not None and muscle.region and not isinstance(muscle, Group):
            regions.setdefault(muscle.region, []).append(fact)
    for region, facts in regions.items():
        chosen: list[V] = []
        for fact in facts:
            suits = all(
                one.muscle
                and fact.muscle
                and apart(fact, one.muscle, base)
                and apart(one, fact.muscle, base)
                for one in chosen
            )
            told = telling_stems(fact.value.name) & telling_stems(
                str(fact.muscle and fact.muscle.name)
            )
            if suits and not told:
                chosen.append(fact)
        pairs = chosen[:_PAIRS]
        elsewhere = (fact for others in regions.values() for fact in others)
        spare = next(
            (
                fact
                for fact in (*chosen[_PAIRS:], *elsewhere)
                if all(pair.muscle and apart(fact, pair.muscle, base) for pair in pairs)
            ),
            None,
        )
        if len(pairs) < FEWEST or spare is None:
            continue
        yield FactGroup(
            id="+".join(f.muscle.id for f in pairs if f.muscle),
            facts=tuple(pairs),
            nouns={"region": region},
            left=tuple(f.muscle.name for f in pairs if f.muscle),
            key=tuple(f.value.name for f in pairs),
            distractors=(
                Distractor(
                    text=spare.value.name,
                    reason=f"none of these; it goes with the {spare.muscle and spare.muscle.name}",
                    proof=Proof.FUNCTIONAL,
                    concept=f"term/{spare.value.id}",
                ),
            ),
            reasons=tuple(f.says.rstrip(".") for f in pairs),
        )


def _other_nerve(fact: Nerve, muscle: Muscle, base: FactBase) -> bool:
    nerves = [nerve.value for nerve in base.anatomy.stated(Nerve, muscle)]
    return bool(nerves) and not any(base.kin(fact.value, nerve) for nerve in nerves)


def _impossible_action(fact: JointAction, muscle: Muscle, base: FactBase) -> bool:
    return cannot_perform(muscle, fact.value, base) is not None
