"""Wrong options on anatomy: joint actions, joints, nerves and attachments, each proven wrong."""

from collections.abc import Iterator
from typing import TypeGuard

from cards.base import LIMB_JOINTS, FactBase
from cards.card import Distractor, Proof
from cards.facts import Exercise, Fact, Muscle, Statement, StatementKind, Term
from cards.proofs import cannot_perform
from cards.words import telling_stems

ENOUGH = 3
"""Wrong options that a question shows: where there are so many near ones, far ones help nobody."""

MOST_FOUND = 12
"""Wrong options of one card: beyond these, the near ones hide the far ones anyway."""


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
    near = base.joints_near(muscle)
    # "Hip extension" tempts more beside "knee extension" than "hip hike" does.
    last = value.id.rpartition("-")[2]
    asked.sort(key=lambda t: (t.id != value.opposite, t.joint not in near, not t.id.endswith(last)))
    found = 0
    for term in asked:
        reason = cannot_perform(muscle, term, base)
        if reason is None or found == MOST_FOUND:
            continue
        found += 1
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
    near = base.joints_near(fact.muscle)
    for muscle in _neighbours(fact.muscle, base):
        far = muscle.region != fact.muscle.region and not near & base.joints_of(muscle)
        if far and len(chosen) >= ENOUGH:
            break
        if len(chosen) == MOST_FOUND or any(base.overlap(muscle, other) for other in chosen):
            continue
        reason = _lacks(muscle, fact, base)
        if reason is not None:
            chosen.append(muscle)
            yield Distractor(
                text=muscle.name,
                reason=reason,
                proof=Proof.FUNCTIONAL,
                concept=f"muscle/{muscle.id}",
            )


def _lacks(muscle: Muscle, fact: Statement, base: FactBase) -> str | None:
    """Why a muscle does not have the value that a fact states of another one."""
    if fact.value is None:
        return None
    if fact.kind is StatementKind.ACTION:
        return cannot_perform(muscle, fact.value, base)
    if fact.kind is StatementKind.NERVE:
        values = [s.value for s in base.anatomy(muscle, fact.kind) if s.value]
        if not values or any(base.kin(value, fact.value) for value in values):
            return None
        return f"supplied by the {' and the '.join(value.name for value in values)}"
    return None


def _neighbours(muscle: Muscle, base: FactBase) -> list[Muscle]:
    """The other single muscles, those of the same region first, then by how joints are shared."""
    joints = base.joints_of(muscle)
    others = [m for m in base.single_muscles if m is not muscle]
    near = base.joints_near(muscle)
    others.sort(
        key=lambda m: (
            m.region != muscle.region,
            not joints & base.joints_of(m),
            not near & base.joints_of(m),
        )
    )
    return others


def other_nerves(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """Nerves of other muscles, those of the same region first; never a branch beside its trunk."""
    if not _is_agreed(fact, (StatementKind.NERVE,)) or not (fact.muscle and fact.value):
        return
    own = [s.value for s in base.anatomy(fact.muscle, StatementKind.NERVE) if s.value]
    shown: list[Term] = []
    near = base.joints_near(fact.muscle)
    for muscle in _neighbours(fact.muscle, base):
        far = muscle.region != fact.muscle.region and not near & base.joints_of(muscle)
        if far and len(shown) >= ENOUGH:
            return
        for statement in base.anatomy(muscle, StatementKind.NERVE):
            nerve = statement.value
            if nerve is None or statement.attributed:
                continue
            if any(base.kin(nerve, other) for other in (*own, *shown)):
                continue
            if len(shown) == MOST_FOUND:
                return
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
    own = [limbs.index(joint) for joint in base.joints_of(fact.muscle) if joint in limbs]
    if fact.value.id not in limbs:
        return
    here = limbs.index(fact.value.id)
    for joint in sorted(limbs, key=lambda j: (limbs.index(j) // 3 != here // 3, limbs.index(j))):
        if limbs.index(joint) in own or not base.cannot_move(fact.muscle, joint):
            continue
        crossed = " and the ".join(base.terms[limbs[n]].name for n in sorted(own))
        verb = "cross" if fact.muscle.plural else "crosses"
        yield Distractor(
            text=base.terms[joint].name,
            reason=f"of these joints, the {fact.muscle.name} {verb} the {crossed} only",
            proof=Proof.FUNCTIONAL,
            concept=f"term/{joint}",
        )


def other_texts(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """Where other muscles arise, insert or lie, in words that share nothing with the right ones."""
    if not _is_agreed(fact, _PLACES) or not (fact.muscle and fact.text):
        return
    for muscle, text in _unlike(fact, fact.muscle, base):
        yield Distractor(
            text=text,
            reason=f"that is the {fact.kind} of the {muscle.name}",
            proof=Proof.FUNCTIONAL,
            concept=f"muscle/{muscle.id}",
        )


def muscles_with_other_texts(fact: Fact, base: FactBase) -> Iterator[Distractor]:
    """Muscles that arise, insert or lie elsewhere, by words that share nothing with these."""
    if not _is_agreed(fact, _PLACES) or not (fact.muscle and fact.text):
        return
    for muscle, text in _unlike(fact, fact.muscle, base):
        yield Distractor(
            text=muscle.name,
            reason=f"its {fact.kind}: {text}",
            proof=Proof.FUNCTIONAL,
            concept=f"muscle/{muscle.id}",
        )


def _unlike(fact: Statement, muscle: Muscle, base: FactBase) -> Iterator[tuple[Muscle, str]]:
    """Other muscles whose text of the same kind shares no telling word with a fact's."""
    own = telling_stems(fact.text or "") - _PLAIN
    shown: set[str] = set()
    near = base.joints_near(muscle)
    for other in _neighbours(muscle, base):
        far = other.region != muscle.region and not near & base.joints_of(other)
        if far and len(shown) >= ENOUGH:
            return
        for statement in base.anatomy(other, fact.kind):
            text = statement.text
            if text is None or statement.attributed or base.overlap(other, muscle):
                continue
            if text in shown or own & (telling_stems(text) - _PLAIN):
                continue
            if len(shown) == MOST_FOUND:
                return
            shown.add(text)
            yield other, text


_PLAIN = telling_stems(
    "upper lower outer inner front back side sides surface border part parts head heads long short "
    "medial lateral anterior posterior middle half third body bone deep superficial just"
)
"""Words that name a side and no place."""
