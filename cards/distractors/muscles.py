"""Wrong options for a muscle: muscles in another role or of another group."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from cards.distractors.anatomy import is_near
from cards.distractors.neighbours import MOST_FOUND
from cards.distractors.overlap import side_by_side
from cards.distractors.proofs import cannot_perform, proven_apart
from cards.english import telling_stems
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.action import ActionClaim
from cards.model.facts.membership import Membership
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Group, Muscle, Term
from cards.model.vocabulary import Origin, Role

LITTLE_KNOWN = frozenset({"adductor-brevis", "gluteus-minimus", "gracilis", "pectineus"})
"""Ids of muscles whose neighbour does the same and comes to a candidate's mind first."""

_ENOUGH = 2
"""Wrong options at the joint of an action that need no others next to them."""

_MOVERS = (Role.PRIME_MOVER, Role.SYNERGIST)


def muscles_in_other_roles(fact: RoleClaim, base: FactBase) -> Iterator[Distractor]:
    """Muscles that are proven not to have the asked role in this exercise."""
    if fact.attributed:
        return
    exercise, role, of = fact.exercise, fact.role, fact.asked_action(base)
    claimed_here = {claim.muscle.id for claim in base.claims(exercise)}
    in_roles = {c.muscle.id for c in agreed(base.claims_of(RoleClaim, exercise))}
    near = [muscle for muscle in base.muscles.values() if muscle.id in claimed_here]
    near.sort(key=lambda muscle: (muscle.id not in in_roles, isinstance(muscle, Group)))
    far = _unclaimed(fact, claimed_here, base)
    plausible = [*near, *_by_kinship(far, fact.muscle, base)]
    if of is not None and fact.origin is Origin.BUILTIN:
        plausible = [m for m in plausible if _may_act_at(m, of, fact.muscle, base)]
    candidates = (
        (muscle, *proven)
        for muscle in plausible
        if (proven := proven_apart(muscle, role, exercise, base, of))
    )
    wrong = islice(candidates, 2 * MOST_FOUND)  # some of them overlap
    shown = side_by_side(wrong, lambda each: each[0], base)[:MOST_FOUND]
    if of is not None and fact.origin is Origin.BUILTIN:
        shown = _at_the_joint(shown, of, base)
    # Among muscles of the trunk, a muscle of the arm needs no knowledge.
    moves = role in (Role.PRIME_MOVER, Role.SYNERGIST) and fact.origin is Origin.BUILTIN
    if moves and not any(is_near(muscle, fact.muscle, base) for muscle, _, _ in shown):
        return
    for muscle, proof, reason in shown:
        yield Distractor(
            text=muscle.name, reason=reason, proof=proof, concept=f"muscle/{muscle.id}"
        )


def _unclaimed(fact: RoleClaim, claimed: Collection[str], base: FactBase) -> Iterator[Muscle]:
    """The muscles near that of a claim whose roles in the exercise may be ruled out.

    Args:
        fact: The claim.
        claimed: The ids of the muscles that any claim names in the exercise.
        base: All facts.
    """
    is_complete = fact.role in fact.exercise.complete
    if not is_complete and (fact.of is None or fact.asked_action(base) is None):
        return
    trained = () if is_complete else base.trained
    for muscle in base.muscles.values():
        if muscle.id in claimed or not (is_complete or muscle.id in trained):
            continue
        if fact.origin is Origin.BUILTIN and muscle.id in LITTLE_KNOWN:
            continue
        if is_near(muscle, fact.muscle, base):
            yield muscle


def _at_the_joint(
    shown: tuple[tuple[Muscle, Proof, str], ...], action: Term, base: FactBase
) -> tuple[tuple[Muscle, Proof, str], ...]:
    """The muscles that cross the joint of an action, or all if too few do."""
    here = tuple(each for each in shown if action.joint in base.anatomy.joints_of(each[0]))
    return here if len(here) >= _ENOUGH else shown


def _may_act_at(muscle: Muscle, action: Term, key: Muscle, base: FactBase) -> bool:
    """Whether a muscle may act at the joint of an action; another one is an absurd option.

    One whose joints are not stated is near the key, or absurd as well.
    """
    if action.joint is None:
        return True
    if base.anatomy.cannot_move(muscle, action.joint):
        return False
    return bool(base.anatomy.joints_of(muscle)) or is_near(muscle, key, base)


def muscles_without_the_action(fact: ActionClaim, base: FactBase) -> Iterator[Distractor]:
    """Muscles that are proven not to perform a joint action, near ones first."""
    if fact.attributed:
        return
    exercise, action = fact.exercise, fact.action
    claimed_here = {claim.muscle.id for claim in base.claims(exercise)}
    may_help = [
        claim.muscle
        for claim in base.claims(exercise)
        if (isinstance(claim, ActionClaim) and claim.action is action)
        or (isinstance(claim, RoleClaim) and claim.of is action and claim.role in _MOVERS)
    ]
    known = [m for m in base.muscles.values() if m.id in claimed_here or m.id in base.trained]
    near = [muscle for muscle in known if is_near(muscle, fact.muscle, base)]
    near.sort(key=lambda muscle: muscle.id not in claimed_here)
    far = [m for m in known if m.id in claimed_here and m not in near]
    candidates = (
        (muscle, refuted.reason)
        for muscle in (*near, *far)
        if not any(base.overlap(muscle, other) for other in may_help)
        and (refuted := cannot_perform(muscle, action, base)) is not None
    )
    wrong = islice(candidates, 2 * MOST_FOUND)  # some of them overlap
    for muscle, reason in side_by_side(wrong, lambda each: each[0], base)[:MOST_FOUND]:
        yield Distractor(
            text=muscle.name,
            reason=reason,
            proof=Proof.FUNCTIONAL,
            concept=f"muscle/{muscle.id}",
        )


def _by_kinship(muscles: Iterable[Muscle], to: Muscle, base: FactBase) -> list[Muscle]:
    """Muscles that share a group with the given one, then of its region, then single muscles."""
    kin = {member for group in base.groups_of(to) for member in group.members or ()}
    return sorted(
        muscles,
        key=lambda m: (m.id not in kin, m.region != to.region, isinstance(m, Group), m.id),
    )


def muscles_outside_the_group(fact: Membership, base: FactBase) -> Iterator[Distractor]:
    """Muscles of other groups, where the group's members are all known."""
    if not fact.group.complete or not fact.group.members:
        return
    asked = telling_stems(fact.group.name)
    shown: set[str] = set()
    inside = [base.muscles[id_] for id_ in fact.group.members]
    region = fact.muscle.region
    near = (m for m in base.of_type(Membership) if is_near(m.muscle, fact.muscle, base))
    for other in sorted(near, key=lambda m: (m.muscle.region != region, not m.group.complete)):
        muscle = other.muscle
        if muscle.id in shown or any(base.overlap(muscle, m) for m in inside):
            continue
        if len(shown) == MOST_FOUND:
            return
        # In a question about the adductors, "adductor longus" would stand out by its name.
        if asked & telling_stems(muscle.name):
            continue
        shown.add(muscle.id)
        yield Distractor(
            text=muscle.name,
            reason=f"belongs to the {other.group.name}",
            proof=Proof.COMPLETE,
            concept=f"muscle/{muscle.id}",
        )
