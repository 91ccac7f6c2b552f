"""Wrong options on anatomy: joint actions, joints, nerves and attachments, each proven wrong.

All of them are near: muscles of the same region or joint, and actions of joints that a neighbour
moves. A question whose options are from elsewhere in the body answers itself.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType

from cards.distractors.neighbours import MOST_FOUND, lot, lowest_hash
from cards.distractors.proofs import Refutation, cannot_perform
from cards.english import telling_stems
from cards.model.anatomy import ADJACENT_JOINTS, ADJACENT_LIMB_JOINTS, LIMB_JOINTS
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.fact import Fact
from cards.model.facts.term_statement import Crossing, JointAction, Nerve
from cards.model.facts.text_statement import TextStatement
from cards.model.nouns import Exercise, Muscle, Term


def other_actions(fact: JointAction, base: FactBase) -> Iterator[Distractor]:
    """Joint actions that the muscle cannot perform, or that the phase of an exercise reverses."""
    if fact.attributed:
        return
    if fact.exercise is not None:
        yield from _undone_actions(fact.exercise, fact, base)
    elif fact.muscle is not None:
        yield from _impossible_actions(fact.muscle, fact.value, base)


def _undone_actions(exercise: Exercise, fact: JointAction, base: FactBase) -> Iterator[Distractor]:
    """The opposites of the joint actions in a phase, which take place in the other phase."""
    if fact.phase is None:
        return
    here = dict.fromkeys(
        (fact.value.id, *base.actions_in(exercise, fact.phase), *base.actions_in(exercise, None))
    )
    for action in here:
        opposite = base.opposite(action)
        if opposite is not None and opposite not in here:
            yield Distractor(
                text=base.terms[opposite].name,
                reason=f"the opposite of {base.terms[action].name}, which takes place here",
                proof=Proof.FUNCTIONAL,
                concept=f"term/{opposite}",
            )


def _impossible_actions(muscle: Muscle, value: Term, base: FactBase) -> Iterator[Distractor]:
    """Actions of the joints that the muscle crosses, and one of a joint nearby.

    Where too few of those are proven, the opposite and a pair of opposites nearby; without them,
    single actions nearby. Among the opposite and the same movement of other joints, the key would
    be what all resemble.
    """
    refutations = _refutations(muscle, value, base)
    crossed = _at_crossed_joints(muscle, value, refutations, base)
    if len(crossed) >= FEWEST_AT_ITS_JOINTS:
        others = [term for term in refutations if term not in crossed]
        about = f"{muscle.id} {value.id}"
        far = min(others, key=lambda term: lot(f"{about} {term.id}", 1), default=None)
        shown: Iterable[Term] = (*crossed, far) if far is not None else crossed
    else:
        shown = _opposites(muscle, value, refutations, base) or refutations
    for term, refuted in islice(((t, refutations[t]) for t in shown), MOST_FOUND):
        yield Distractor(
            text=term.name,
            reason=f"the {muscle.name} {refuted.reason}",
            proof=Proof.FUNCTIONAL,
            concept=f"term/{term.id}",
            because=refuted.facts,
        )


FEWEST_AT_ITS_JOINTS = 2
"""Wrong actions of the joints of a muscle that a question needs; one elsewhere is added."""


def lacks_near_actions(fact: Fact, base: FactBase) -> bool:
    """Whether too few wrong actions are proven at the joints that the muscle of a fact crosses."""
    if not isinstance(fact, JointAction) or fact.muscle is None or fact.exercise is not None:
        return False
    refutations = _refutations(fact.muscle, fact.value, base)
    near = _at_crossed_joints(fact.muscle, fact.value, refutations, base)
    return len(near) < FEWEST_AT_ITS_JOINTS


def _refutations(muscle: Muscle, value: Term, base: FactBase) -> dict[Term, Refutation]:
    """The actions that the muscle is proven not to perform, at its joints and those nearby."""
    joint = value.joint or ""
    near = {joint, *ADJACENT_JOINTS.get(joint, ()), *base.anatomy.joints_of(muscle)}
    asked = [t for t in base.family(value.family) if t.joint in near and t is not value]
    # With "knee extension", "hip extension" is more plausible than "hip hike".
    last = value.id.rpartition("-")[2]
    asked.sort(
        key=lambda t: (t.id != value.opposite, not t.id.endswith(last), t.joint != value.joint)
    )
    return {t: r for t in asked if (r := cannot_perform(muscle, t, base))}


def _at_crossed_joints(
    muscle: Muscle, value: Term, impossible: Iterable[Term], base: FactBase
) -> tuple[Term, ...]:
    """The actions at the joint in question, or at another one that the muscle crosses."""
    joints = {value.joint, *base.anatomy.joints_of(muscle)}
    return tuple(term for term in impossible if term.joint in joints)


def _opposites(
    muscle: Muscle, value: Term, impossible: Collection[Term], base: FactBase
) -> tuple[Term, ...]:
    """The opposite of an action, and one pair of opposites; empty if they are not all impossible.

    The pair differs from muscle to muscle, so that no pair belongs to one action. Actions of many
    muscles are chosen more often: they are also more often the key.
    """
    opposite = base.terms[value.opposite] if value.opposite is not None else None
    pairs = [
        (term, base.terms[term.opposite])
        for term in impossible
        if term.opposite is not None and term is not opposite and term.id < term.opposite
    ]
    pairs = [pair for pair in pairs if pair[1] in impossible]
    if opposite not in impossible or opposite is None or not pairs:
        return ()
    performers = base.anatomy.performers

    def number(pair: tuple[Term, Term]) -> float:
        weight = sum(performers.get(term.id, 0) for term in pair)
        return lot(f"{muscle.id} {pair[0].id}", weight)

    chosen = min(pairs, key=number)
    return opposite, *chosen


def asserted_opposite(fact: JointAction, wrong: Sequence[Distractor]) -> Distractor | None:
    """The joint action that a false statement asserts: the opposite of the true one, if proven."""
    opposite = f"term/{fact.value.opposite}"
    return next((d for d in wrong if d.concept == opposite), None)


def muscles_without_the_value(fact: JointAction | Nerve, base: FactBase) -> Iterator[Distractor]:
    """Muscles that are proven not to perform an action, or not to be supplied by a nerve."""
    if fact.attributed or fact.muscle is None:
        return
    proven = ((m, _lacks(m, fact, base)) for m in near_muscles(fact.muscle, base))
    # If three options belong together, the fourth is the key.
    alone: list[tuple[Muscle, str]] = []
    for each in ((muscle, reason) for muscle, reason in proven if reason is not None):
        if not any(_stand_together(each, other, base) for other in alone):
            alone.append(each)
    for muscle, reason in islice(alone, MOST_FOUND):
        yield _of(muscle, muscle.name, reason)


def _stand_together(one: tuple[Muscle, str], other: tuple[Muscle, str], base: FactBase) -> bool:
    """Whether two muscles overlap, share a group, or lack the value because of one nerve."""
    groups = [{group.id for group in base.groups_of(muscle)} for muscle, _ in (one, other)]
    same_nerve = one[1] == other[1] and one[1].startswith(_SUPPLIED)
    return same_nerve or bool(groups[0] & groups[1]) or base.overlap(one[0], other[0])


_SUPPLIED = "supplied by the "


def _lacks(muscle: Muscle, fact: JointAction | Nerve, base: FactBase) -> str | None:
    """Why a muscle does not have the value that a fact states for another one."""
    if isinstance(fact, JointAction):
        refuted = cannot_perform(muscle, fact.value, base)
        return refuted.reason if refuted else None
    nerves = [nerve.value for nerve in base.anatomy.stated(Nerve, muscle)]
    if not nerves or any(base.kin(nerve, fact.value) for nerve in nerves):
        return None
    return f"{_SUPPLIED}{' and the '.join(nerve.name for nerve in nerves)}"


def near_muscles(muscle: Muscle, base: FactBase) -> list[Muscle]:
    """The other single muscles of the same region or joint, those of both first."""
    others = [m for m in base.anatomy.single_muscles if m is not muscle]
    near = (m for m in others if is_near(m, muscle, base))
    return sorted(
        near, key=lambda m: (m.region != muscle.region, not _share_joint(m, muscle, base))
    )


def is_near(one: Muscle, other: Muscle, base: FactBase) -> bool:
    """Whether two muscles are of one region, or cross a joint in common."""
    return one.region == other.region or _share_joint(one, other, base)


def _share_joint(one: Muscle, other: Muscle, base: FactBase) -> bool:
    return not base.anatomy.joints_of(one).isdisjoint(base.anatomy.joints_of(other))


def other_nerves(fact: Nerve, base: FactBase) -> Iterator[Distractor]:
    """Nerves of other muscles, those of the same region first; never a branch with its trunk."""
    if fact.attributed or fact.muscle is None:
        return
    stated = base.anatomy.stated(Nerve, fact.muscle)
    supplying = [statement.value for statement in stated]
    shown: list[Term] = []
    for muscle in near_muscles(fact.muscle, base):
        if len(shown) >= MOST_FOUND:
            return
        for statement in base.anatomy.stated(Nerve, muscle):
            nerve = statement.value
            if statement.attributed:
                continue
            if any(base.kin(nerve, other) for other in (*supplying, *shown)):
                continue
            shown.append(nerve)
            verb = "supply" if nerve.plural else "supplies"
            yield Distractor(
                text=nerve.name,
                reason=f"{verb} the {muscle.name}",
                proof=Proof.FUNCTIONAL,
                concept=f"term/{nerve.id}",
                because=agreed(stated),
            )


def other_joints(fact: Crossing, base: FactBase) -> Iterator[Distractor]:
    """The joints of the limb next to those that the muscle crosses."""
    if fact.attributed or fact.muscle is None:
        return
    if fact.value.id not in LIMB_JOINTS:
        return
    crossed = [joint for joint in LIMB_JOINTS if joint in base.anatomy.joints_of(fact.muscle)]
    names = " and the ".join(base.terms[joint].name for joint in crossed)
    stated = base.anatomy.stated(Crossing, fact.muscle)
    verb = "cross" if fact.muscle.plural else "crosses"
    near = dict.fromkeys(other for joint in crossed for other in ADJACENT_LIMB_JOINTS[joint])
    for joint in near:
        if joint in crossed or not base.anatomy.cannot_move(fact.muscle, joint):
            continue
        yield Distractor(
            text=base.terms[joint].name,
            reason=f"of the joints of the limbs, the {fact.muscle.name} {verb} the {names} only",
            proof=Proof.FUNCTIONAL,
            concept=f"term/{joint}",
            because=tuple(s for s in stated if s.value.id in crossed),
        )


def asserted_joint(fact: Crossing, wrong: Sequence[Distractor]) -> Distractor | None:
    """The joint that a false statement asserts."""
    weights = {d.text: _ASSERTED_JOINTS[d.concept.rpartition("/")[2]] for d in wrong}
    return lowest_hash(fact, wrong, weights)


_ASSERTED_JOINTS: Mapping[str, int] = MappingProxyType(
    {
        "hip-joint": 3,
        "knee-joint": 1,
        "ankle-joint": 3,
        "shoulder-joint": 2,
        "elbow-joint": 1,
        "wrist-joint": 4,
    }
)
"""How often false statements assert each joint, where several are wrong.

The knee joint is next to two others, so without weights it would be asserted falsely far more often
than truly.
"""


def other_texts(fact: TextStatement, base: FactBase) -> Iterator[Distractor]:
    """The attachments or locations of other muscles that share no word with the right ones."""
    for muscle, text in _unlike(fact, base):
        yield _of(muscle, text, f"that is the {fact.type} of the {muscle.name}")


def muscles_with_other_texts(fact: TextStatement, base: FactBase) -> Iterator[Distractor]:
    """Muscles that attach or are located elsewhere, so that the words differ."""
    for muscle, text in _unlike(fact, base):
        yield _of(muscle, muscle.name, f"its {fact.type}: {text}")


def _of(muscle: Muscle, text: str, reason: str) -> Distractor:
    concept = f"muscle/{muscle.id}"
    return Distractor(text=text, reason=reason, proof=Proof.FUNCTIONAL, concept=concept)


def _unlike(fact: TextStatement, base: FactBase) -> Iterator[tuple[Muscle, str]]:
    """Other muscles whose text of the same type shares no significant word with the fact."""
    if fact.attributed or fact.muscle is None:
        return
    muscle = fact.muscle
    shown: set[str] = set()
    for other in near_muscles(muscle, base):
        if len(shown) >= MOST_FOUND:
            return
        for statement in base.anatomy.stated(type(fact), other):
            text = statement.text
            if statement.attributed or base.overlap(other, muscle):
                continue
            if text in shown or not _are_apart(fact, text):
                continue
            shown.add(text)
            yield other, text


def _are_apart(fact: TextStatement, text: str) -> bool:
    """Whether another text of the same type names another place.

    Either they share no word that identifies a place, or they name opposite sides of one region.
    """
    shared = _places(fact.text) & _places(text)
    return not shared or (
        fact.type == _LOCATION and shared <= _REGIONS and _on_opposite_sides(fact.text, text)
    )


_LOCATION = "location"

_SIDES = (("front", "back"), ("inner", "outer"), ("medial", "lateral"), ("anterior", "posterior"))


def _on_opposite_sides(one: str, other: str) -> bool:
    """Whether one text names a side, the other the opposite one, and neither names both."""
    sides = [{word for pair in _SIDES for word in pair if word in text} for text in (one, other)]
    return any(
        (first in sides[0] and second in sides[1]) or (second in sides[0] and first in sides[1])
        for first, second in _SIDES
        if not any({first, second} <= named for named in sides)
    )


def _places(text: str) -> frozenset[str]:
    """The words of a text that identify a place.

    Ribs and vertebrae count: "the first rib" is among "ribs 1 to 8".
    """
    counted = {word for word in _COUNTED if word in text.lower()}
    return (telling_stems(text) - _PLAIN) | counted


_COUNTED = ("rib", "vertebra")
"""Bones of which a place names one or a range."""

_REGIONS = telling_stems("thigh leg calf buttock hip arm forearm shoulder chest abdomen spine")
"""Regions that have opposite sides."""

_PLAIN = telling_stems(
    "upper lower outer inner front back side sides surface border part parts head heads long short "
    "medial lateral anterior posterior middle half third body bone deep superficial just"
)
"""Words for a side, which do not identify a place."""
