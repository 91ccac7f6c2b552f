"""Matters of muscles in any exercise: what they do, which joints they cross, what supplies them."""

from collections.abc import Callable, Iterator

from cards.distractors.proofs import cannot_perform
from cards.distractors.rules import RULES
from cards.english import telling_stems
from cards.groups.group import FEWEST, MOST, FactGroup, listed
from cards.model.anatomy import LIMB_JOINTS
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts import Statement, StatementKind
from cards.model.nouns import Group, Muscle

_WELL_KNOWN = ("hip-joint", "knee-joint", "shoulder-joint", "elbow-joint")
"""Joints whose muscles are all among ours, so that no right answer is missed."""


def any_muscle_for_an_action(base: FactBase) -> Iterator[FactGroup]:
    """Any muscle that is stated to perform a joint action, or to help; so do groups of them."""
    stated: dict[str, list[Statement]] = {}
    for fact in base.statements:
        kinds = (StatementKind.ACTION, StatementKind.ASSISTANCE)
        if fact.kind in kinds and fact.muscle and not fact.exercise and fact.value:
            stated.setdefault(fact.value.id, []).append(fact)
    for action, facts in stated.items():
        chief = [f for f in facts if f.kind is StatementKind.ACTION and not f.attributed]
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
        chief = [s for s in base.anatomy.stated(muscle, StatementKind.ACTION) if not s.attributed]
        helped = base.anatomy.stated(muscle, StatementKind.ASSISTANCE)
        known = base.anatomy.actions_of(muscle, assisting=True)
        terms = [s.value for s in (*chief, *helped) if s.value]
        terms += [base.terms[id_] for id_ in sorted(known)]  # of its parts, where it is a group
        told = any(telling_stems(t.name) & telling_stems(muscle.name) for t in terms)
        if chief and not told:
            yield FactGroup(
                id=muscle.id,
                facts=tuple(chief),
                nouns={"muscle": muscle, "all": ", ".join(s.value.name for s in chief if s.value)},
                key=tuple(dict.fromkeys(term.name for term in terms)),
            )


def joints_of_a_muscle(base: FactBase) -> Iterator[FactGroup]:
    """The joints of the limbs that a muscle crosses, where it crosses two or more."""
    for muscle in base.muscles.values():
        facts = tuple(
            s
            for s in base.anatomy.stated(muscle, StatementKind.CROSSING)
            if s.value and s.value.id in LIMB_JOINTS and not s.attributed
        )
        if len(facts) < FEWEST:
            continue
        wrong = tuple(RULES["other-joints"].find(facts[0], base))
        names = [s.value.name for s in facts if s.value]
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
    yield from _by_region(base, StatementKind.NERVE, _other_nerve)


def muscles_and_actions(base: FactBase) -> Iterator[FactGroup]:
    """Muscles of a region with a joint action that none of the others can perform."""
    yield from _by_region(base, StatementKind.ACTION, _impossible_action)


_PAIRS = 3


def _by_region(
    base: FactBase,
    kind: StatementKind,
    apart: Callable[[Statement, Muscle, FactBase], bool],
) -> Iterator[FactGroup]:
    """Pairs of muscle and value, so chosen that no value fits the muscle of another pair."""
    regions: dict[str, list[Statement]] = {}
    for fact in base.statements:
        muscle = fact.muscle
        if fact.kind is not kind or fact.attributed or muscle is None or fact.value is None:
            continue
        if muscle.region and not isinstance(muscle, Group):
            regions.setdefault(muscle.region, []).append(fact)
    for region, facts in regions.items():
        chosen: list[Statement] = []
        for fact in facts:
            suits = all(
                one.muscle
                and fact.muscle
                and apart(fact, one.muscle, base)
                and apart(one, fact.muscle, base)
                for one in chosen
            )
            told = telling_stems(str(fact.value and fact.value.name)) & telling_stems(
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
            key=tuple(f.value.name for f in pairs if f.value),
            distractors=(
                Distractor(
                    text=spare.value.name if spare.value else "",
                    reason=f"none of these; it goes with the {spare.muscle and spare.muscle.name}",
                    proof=Proof.FUNCTIONAL,
                    concept=f"term/{spare.value and spare.value.id}",
                ),
            ),
            reasons=tuple(f.says.rstrip(".") for f in pairs),
        )


def _other_nerve(fact: Statement, muscle: Muscle, base: FactBase) -> bool:
    nerves = [s.value for s in base.anatomy.stated(muscle, StatementKind.NERVE) if s.value]
    return bool(nerves) and not any(
        fact.value is not None and base.kin(fact.value, nerve) for nerve in nerves
    )


def _impossible_action(fact: Statement, muscle: Muscle, base: FactBase) -> bool:
    return fact.value is not None and cannot_perform(muscle, fact.value, base) is not None
