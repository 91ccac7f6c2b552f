"""Wrong options on anatomy: joint actions, joints, nerves and attachments, each proven wrong."""

from collections.abc import Iterator
from itertools import islice
from typing import TypeGuard

from cards.distractors.neighbours import MOST_FOUND
from cards.distractors.proofs import cannot_perform
from cards.english import telling_stems
from cards.model.anatomy import LIMB_JOINTS
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts import Fact, Statement, StatementKind
from cards.model.nouns import Exercise, Muscle, Term

ENOUGH = 3
"""Wrong options that a question shows: where there are so many near ones, far ones help nobody."""


_PLACES = (StatementKind.ORIGIN, StatementKind.INSERTION, StatementKind.LOCATION)


def _is_agreed(fact: Fact, kinds: tuple[StatementKind, ...]) -> TypeGuard[Statement]:
    """Whether it is an agreed statement of one of these kinds."""
    return isinstance(fact, Statement) and fact.kind in kinds and not fact.attributed


def other_actions(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """Joint actions that the muscle cannot perform, or that the phase of an exercise undoes."""
    if not _is_agreed(fact, (StatementKind.ACTION,)) or fact.value is None:
        return
    if fact.exercise is not None:
        yield from _undone_actions(fact.exercise, fact, base)
    elif fact.muscle is not None:
        yield from _impossible_actions(fact.muscle, fact.value, base)


def _undone_actions(exercise: Exercise, fact: Statement, base: FactBase) -> Iterator[Distractor]:
    """The opposites of what moves in a phase: they happen on the way back."""
    if fact.phase is None:
        return
    mine = (fact.value.id,) if fact.value else ()
    here = dict.fromkeys(
        (*mine, *base.actions_in(exercise, fact.phase), *base.actions_in(exercise, None))
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
    """The opposite first, then like movements of joints that the muscle does not cross."""
    asked = [term for term in base.family(value.family) if term.joint and term is not value]
    near = base.anatomy.joints_near(muscle)
    # "Hip extension" tempts more beside "knee extension" than "hip hike" does.
    last = value.id.rpartition("-")[2]
    asked.sort(key=lambda t: (t.id != value.opposite, t.joint not in near, not t.id.endswith(last)))
    impossible = ((term, cannot_perform(muscle, term, base)) for term in asked)
    for term, reason in islice(((t, r) for t, r in impossible if r), MOST_FOUND):
        yield Distractor(
            text=term.name,
            reason=f"the {muscle.name} {reason}",
            proof=Proof.FUNCTIONAL,
            concept=f"term/{term.id}",
        )


def muscles_without_the_value(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """Muscles that are proven not to perform an action, or not to be supplied by a nerve."""
    if not _is_agreed(fact, (StatementKind.ACTION, StatementKind.NERVE)) or not (
        fact.muscle and fact.value
    ):
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


def _lacks(muscle: Muscle, fact: Statement, base: FactBase) -> str | None:
    """Why a muscle does not have the value that a fact states of another one."""
    if fact.value is None:
        return None
    if fact.kind is StatementKind.ACTION:
        return cannot_perform(muscle, fact.value, base)
    if fact.kind is StatementKind.NERVE:
        values = [s.value for s in base.anatomy.stated(muscle, fact.kind) if s.value]
        if not values or any(base.kin(value, fact.value) for value in values):
            return None
        return f"supplied by the {' and the '.join(value.name for value in values)}"
    return None


def _neighbours(muscle: Muscle, base: FactBase) -> list[tuple[Muscle, bool]]:
    """The other single muscles, near ones first, and whether each is far off.

    The nearest lie in the same region; then come those that share a joint, and those that share one
    with a muscle that does. All others are far.
    """
    anatomy = base.anatomy
    own, near = anatomy.joints_of(muscle), anatomy.joints_near(muscle)

    def distance(other: Muscle) -> tuple[bool, bool, bool]:
        joints = anatomy.joints_of(other)
        return other.region != muscle.region, not own & joints, not near & joints

    others = sorted((m for m in anatomy.single_muscles if m is not muscle), key=distance)
    return [(other, all(distance(other))) for other in others]


def other_nerves(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """Nerves of other muscles, those of the same region first; never a branch beside its trunk."""
    if not _is_agreed(fact, (StatementKind.NERVE,)) or not (fact.muscle and fact.value):
        return
    own = [s.value for s in base.anatomy.stated(fact.muscle, StatementKind.NERVE) if s.value]
    shown: list[Term] = []
    for muscle, far in _neighbours(fact.muscle, base):
        if len(shown) >= (ENOUGH if far else MOST_FOUND):
            return
        for statement in base.anatomy.stated(muscle, StatementKind.NERVE):
            nerve = statement.value
            if nerve is None or statement.attributed:
                continue
            if any(base.kin(nerve, other) for other in (*own, *shown)):
                continue
            shown.append(nerve)
            verb = "supply" if nerve.plural else "supplies"
            yield Distractor(
                text=nerve.name,
                reason=f"{verb} the {muscle.name}",
                proof=Proof.FUNCTIONAL,
                concept=f"term/{nerve.id}",
            )


def other_joints(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """Joints of the limbs that the muscle does not cross, those next to its own first."""
    if not _is_agreed(fact, (StatementKind.CROSSING,)) or not (fact.muscle and fact.value):
        return
    limbs = list(LIMB_JOINTS)
    own = [limbs.index(joint) for joint in base.anatomy.joints_of(fact.muscle) if joint in limbs]
    if fact.value.id not in limbs:
        return
    here = limbs.index(fact.value.id)
    for joint in sorted(limbs, key=lambda j: (limbs.index(j) // 3 != here // 3, limbs.index(j))):
        if limbs.index(joint) in own or not base.anatomy.cannot_move(fact.muscle, joint):
            continue
        crossed = " and the ".join(base.terms[limbs[n]].name for n in sorted(own))
        verb = "cross" if fact.muscle.plural else "crosses"
        yield Distractor(
            text=base.terms[joint].name,
            reason=f"of the joints of the limbs, the {fact.muscle.name} {verb} the {crossed} only",
            proof=Proof.FUNCTIONAL,
            concept=f"term/{joint}",
        )


def other_texts(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """Where other muscles arise, insert or lie, in words that share nothing with the right ones."""
    for kind, muscle, text in _unlike(fact, base):
        yield _of(muscle, text, f"that is the {kind} of the {muscle.name}")


def muscles_with_other_texts(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """Muscles that arise, insert or lie elsewhere, by words that share nothing with these."""
    for kind, muscle, text in _unlike(fact, base):
        yield _of(muscle, muscle.name, f"its {kind}: {text}")


def _of(muscle: Muscle, text: str, reason: str) -> Distractor:
    concept = f"muscle/{muscle.id}"
    return Distractor(text=text, reason=reason, proof=Proof.FUNCTIONAL, concept=concept)


def _unlike(fact: Fact, base: FactBase) -> Iterator[tuple[StatementKind, Muscle, str]]:
    """Other muscles whose text of the same kind shares no telling word with a fact's."""
    if not _is_agreed(fact, _PLACES) or fact.muscle is None or fact.text is None:
        return
    muscle = fact.muscle
    own = telling_stems(fact.text) - _PLAIN
    shown: set[str] = set()
    for other, far in _neighbours(muscle, base):
        if len(shown) >= (ENOUGH if far else MOST_FOUND):
            return
        for statement in base.anatomy.stated(other, fact.kind):
            text = statement.text
            if text is None or statement.attributed or base.overlap(other, muscle):
                continue
            if text in shown or own & (telling_stems(text) - _PLAIN):
                continue
            shown.add(text)
            yield fact.kind, other, text


_PLAIN = telling_stems(
    "upper lower outer inner front back side sides surface border part parts head heads long short "
    "medial lateral anterior posterior middle half third body bone deep superficial just"
)
"""Words that name a side and no place."""
