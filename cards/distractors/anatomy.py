"""Wrong options on anatomy: joint actions, joints, nerves and attachments, each proven wrong."""

from collections.abc import Iterator, Sequence
from itertools import islice

from cards.distractors.neighbours import MOST_FOUND, lowest_hash
from cards.distractors.proofs import cannot_perform
from cards.english import telling_stems
from cards.model.anatomy import LIMB_JOINTS
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.term_statement import Crossing, JointAction, Nerve
from cards.model.facts.text_statement import TextStatement
from cards.model.nouns import Exercise, Muscle, Term

ENOUGH = 3
"""Wrong options in a question; far ones are only needed if there are fewer near ones."""


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
    """The opposite first, then similar movements of joints that the muscle does not cross."""
    asked = [term for term in base.family(value.family) if term.joint and term is not value]
    near = base.anatomy.joints_near(muscle)
    # With "knee extension", "hip extension" is more plausible than "hip hike".
    last = value.id.rpartition("-")[2]
    asked.sort(key=lambda t: (t.id != value.opposite, t.joint not in near, not t.id.endswith(last)))
    impossible = ((term, cannot_perform(muscle, term, base)) for term in asked)
    for term, refuted in islice(((t, r) for t, r in impossible if r), MOST_FOUND):
        yield Distractor(
            text=term.name,
            reason=f"the {muscle.name} {refuted.reason}",
            proof=Proof.FUNCTIONAL,
            concept=f"term/{term.id}",
            because=refuted.facts,
        )


def asserted_opposite(fact: JointAction, wrong: Sequence[Distractor]) -> Distractor | None:
    """The joint action that a false statement asserts: the opposite of the true one, if proven."""
    opposite = f"term/{fact.value.opposite}"
    return next((d for d in wrong if d.concept == opposite), None)


def muscles_without_the_value(fact: JointAction | Nerve, base: FactBase) -> Iterator[Distractor]:
    """Muscles that are proven not to perform an action, or not to be supplied by a nerve."""
    if fact.attributed or fact.muscle is None:
        return
    chosen: list[Muscle] = []
    for muscle, far in _neighbours(fact.muscle, base):
        if len(chosen) >= (ENOUGH if far else MOST_FOUND):
            return
        if any(base.overlap(muscle, other) for other in chosen):
            continue
        reason = _lacks(muscle, fact, base)
        if reason is not None:
            chosen.append(muscle)
            yield _of(muscle, muscle.name, reason)


def _lacks(muscle: Muscle, fact: JointAction | Nerve, base: FactBase) -> str | None:
    """Why a muscle does not have the value that a fact states for another one."""
    if isinstance(fact, JointAction):
        refuted = cannot_perform(muscle, fact.value, base)
        return refuted.reason if refuted else None
    nerves = [nerve.value for nerve in base.anatomy.stated(Nerve, muscle)]
    if not nerves or any(base.kin(nerve, fact.value) for nerve in nerves):
        return None
    return f"supplied by the {' and the '.join(nerve.name for nerve in nerves)}"


def _neighbours(muscle: Muscle, base: FactBase) -> list[tuple[Muscle, bool]]:
    """The other single muscles, near ones first, and whether each is far off.

    The nearest are in the same region; then come those that share a joint, and those that share one
    with a muscle that does. All others are far.
    """
    anatomy = base.anatomy
    crossed, near = anatomy.joints_of(muscle), anatomy.joints_near(muscle)

    def distance(other: Muscle) -> tuple[bool, bool, bool]:
        joints = anatomy.joints_of(other)
        return other.region != muscle.region, not crossed & joints, not near & joints

    others = sorted((m for m in anatomy.single_muscles if m is not muscle), key=distance)
    return [(other, all(distance(other))) for other in others]


def other_nerves(fact: Nerve, base: FactBase) -> Iterator[Distractor]:
    """Nerves of other muscles, those of the same region first; never a branch with its trunk."""
    if fact.attributed or fact.muscle is None:
        return
    stated = base.anatomy.stated(Nerve, fact.muscle)
    supplying = [statement.value for statement in stated]
    shown: list[Term] = []
    for muscle, far in _neighbours(fact.muscle, base):
        if len(shown) >= (ENOUGH if far else MOST_FOUND):
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
    """Joints of the limbs that the muscle does not cross, those next to its own first."""
    if fact.attributed or fact.muscle is None:
        return
    here = fact.value.id
    if here not in LIMB_JOINTS:
        return
    crossed = [joint for joint in LIMB_JOINTS if joint in base.anatomy.joints_of(fact.muscle)]
    names = " and the ".join(base.terms[joint].name for joint in crossed)
    stated = base.anatomy.stated(Crossing, fact.muscle)
    verb = "cross" if fact.muscle.plural else "crosses"
    for joint in sorted(LIMB_JOINTS, key=lambda joint: _limb(joint) != _limb(here)):
        if joint in crossed or not base.anatomy.cannot_move(fact.muscle, joint):
            continue
        yield Distractor(
            text=base.terms[joint].name,
            reason=f"of the joints of the limbs, the {fact.muscle.name} {verb} the {names} only",
            proof=Proof.FUNCTIONAL,
            concept=f"term/{joint}",
            because=tuple(s for s in stated if s.value.id in crossed),
        )


def _limb(joint: str) -> int:
    """Which limb a joint belongs to: `LIMB_JOINTS` has three of each."""
    return LIMB_JOINTS.index(joint) // 3


def asserted_joint(fact: Crossing, wrong: Sequence[Distractor]) -> Distractor | None:
    """The joint that a false statement asserts: one of the same limb."""
    limb = _limb(fact.value.id)
    near = [d for d in wrong if _limb(d.concept.removeprefix("term/")) == limb]
    return lowest_hash(fact, near)


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
    asked = telling_stems(fact.text) - _PLAIN
    shown: set[str] = set()
    for other, far in _neighbours(muscle, base):
        if len(shown) >= (ENOUGH if far else MOST_FOUND):
            return
        for statement in base.anatomy.stated(type(fact), other):
            text = statement.text
            if statement.attributed or base.overlap(other, muscle):
                continue
            if text in shown or asked & (telling_stems(text) - _PLAIN):
                continue
            shown.add(text)
            yield other, text


_PLAIN = telling_stems(
    "upper lower outer inner front back side sides surface border part parts head heads long short "
    "medial lateral anterior posterior middle half third body bone deep superficial just"
)
"""Words for a side, which do not identify a place."""
