"""Exercises in which a muscle has a role, next to exercises in which it has another one or none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from cards.derive.reasons import why
from cards.distractors.neighbours import Ring
from cards.distractors.proofs import MOVING, cannot_perform, credited_with, proven_apart
from cards.english import predicate, telling_stems
from cards.giveaways import names_muscle
from cards.groups.group import FEWEST, FactGroup
from cards.groups.prime_movers import comes_to_mind
from cards.groups.staples import Staple, staples
from cards.model.anatomy import ADJACENT_LIMB_JOINTS
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise, Muscle, Term
from cards.model.vocabulary import Role

if TYPE_CHECKING:
    from cards.model.fact import SlotValue

_OF_A_SORT = 2
"""Wrong options that fail for the same reason: three exercises for the antagonist show the key."""


def muscles_with_a_role(base: FactBase) -> list[str]:
    """Ids of the muscles that have a role in any exercise."""
    return sorted({claim.muscle.id for claim in base.of_type(RoleClaim)})


def exercises_with_a_role(muscle: str, base: FactBase) -> Iterator[FactGroup]:
    """An exercise in which a muscle has a role; in the distractors, it has another one."""
    lacking: dict[tuple[Role, Term | None], tuple[Ring[Distractor], Ring[Distractor]]] = {}
    isolations = cache(partial(_isolations, base))
    for claim in agreed(base.roles_of(base.muscles[muscle])):
        action = claim.asked_action(base)
        if claim.phase is not None or action is not claim.of or not comes_to_mind(claim, base):
            continue
        key = (claim.role, action)
        if key not in lacking:
            found = list(_exercises_without(claim.muscle, claim.role, action, base))
            opposed = _opposed(claim.muscle)
            lacking[key] = (
                Ring([each for each in found if each[1].reason != opposed]),
                Ring([each for each in found if each[1].reason == opposed]),
            )
        # The exercise itself is excluded, because its claim states the role.
        others, antagonists = (ring.after(claim.exercise.id) for ring in lacking[key])
        if not others and len(antagonists) >= FEWEST and claim.role in MOVING:
            others = tuple(islice(_isolations_without(claim, isolations(), base), _OF_A_SORT))
        opposing = _varied(others, antagonists)
        wrong = (*others, *opposing[: _OF_A_SORT if others else None])
        if len(wrong) >= FEWEST:
            slots: dict[str, SlotValue] = {"muscle": claim.muscle, "role": str(claim.role)}
            yield FactGroup(
                id=claim.id,
                facts=(claim,),
                slots=slots if action is None else {**slots, "action": action},
                key=(claim.exercise.name,),
                distractors=wrong,
                reasons=(_role_here(claim),),
                why=why(claim, base),
            )


def _varied(others: Iterable[Distractor], found: Sequence[Distractor]) -> list[Distractor]:
    """The wrong options; those come last whose names share a word with that of an earlier one.

    Among three curls, the key would be the only exercise with another name.
    """
    named = {stem for option in others for stem in telling_stems(option.text)}
    first: list[Distractor] = []
    last: list[Distractor] = []
    for option in found:
        stems = telling_stems(option.text)
        (first if named.isdisjoint(stems) else last).append(option)
        named |= stems
    return [*first, *last]


def _role_here(claim: RoleClaim) -> str:
    return f"{predicate(claim.role, plural=claim.muscle.plural)} in the {claim.exercise.name}"


def _opposed(muscle: Muscle) -> str:
    """The reason of an exercise in which a muscle is the antagonist."""
    return _of_muscle(muscle, f"{predicate(Role.ANTAGONIST, plural=muscle.plural)} here")


def _of_muscle(muscle: Muscle, reason: str) -> str:
    """A proof as a clause: "the hamstrings are antagonists here", "the soleus does not …"."""
    are = "are" if muscle.plural else "is"
    verb = "" if reason.startswith(("do ", "does ", "perform")) else f"{are} "
    return f"the {muscle.name} {verb}{reason}"


def _is_near(exercise: Exercise, muscle: Muscle, action: Term | None, base: FactBase) -> bool:
    """Whether an exercise moves the joint of an action, or else a joint that a muscle crosses.

    One that does not is an absurd option: a push-up for knee flexion. One that performs the action
    itself is a doubtful one: authors rank its muscles differently.
    """
    if action is not None and action in base.main_actions(exercise):
        return False
    joints = base.anatomy.joints_of(muscle)
    if action is not None and action.joint is not None:
        joints = frozenset({action.joint})
    moved = base.joints_moved(exercise)
    return not joints or not moved or bool(joints & moved)


def _exercises_without(
    muscle: Muscle, role: Role, action: Term | None, base: FactBase
) -> Iterator[tuple[str, Distractor]]:
    """The exercises in which a muscle is proven not to have a role, each with its id.

    The role is one in a joint action, or else one in the exercise.

    Only exercises with a claim on the muscle that move a joint of the question: others are not
    plausible. The name of an exercise must not tell the muscle's role in it, as "triceps kickback".
    """
    for exercise in base.exercises_of(muscle):
        if not _is_near(exercise, muscle, action, base) or names_muscle(exercise, muscle):
            continue
        proven = proven_apart(muscle, role, exercise, base, action)
        if proven and proven[0] is not Proof.COMPLETE:
            proof, reason = proven
            yield (
                exercise.id,
                Distractor(
                    text=exercise.name,
                    reason=_of_muscle(muscle, reason),
                    proof=proof,
                    concept=f"exercise/{exercise.id}",
                ),
            )


# -- isolation exercises --------------------------------------------------------------------------


def _isolations(base: FactBase) -> Mapping[str, Ring[Staple]]:
    """The isolation exercises by the id of the joint that each moves."""
    found: dict[str, list[tuple[str, Staple]]] = {}
    for staple in staples(base):
        if staple.is_isolation and not staple.is_drill and staple.chief.joint is not None:
            found.setdefault(staple.chief.joint, []).append((staple.exercise.id, staple))
    return {joint: Ring(items) for joint, items in found.items()}


def _isolations_without(
    claim: RoleClaim, isolations: Mapping[str, Ring[Staple]], base: FactBase
) -> Iterator[Distractor]:
    """One isolation exercise for each other action of the joint that a muscle moves, or a near one.

    An exercise that moves one joint only, in one action, trains no muscle for another action.
    """
    action, shown = claim.asked_action(base), set[str]()
    for joint in _joints_near(claim.muscle, action, base):
        ring = isolations.get(joint)
        for staple in ring.after(claim.exercise.id) if ring is not None else ():
            if staple.chief.id in shown or not _trains_something_else(staple, claim, action, base):
                continue
            shown.add(staple.chief.id)
            yield Distractor(
                text=staple.exercise.name,
                reason=f"it is an isolation exercise for {staple.chief.name}",
                proof=Proof.FUNCTIONAL,
                concept=f"exercise/{staple.exercise.id}",
                because=(staple.mechanic, staple.actions[0]),
            )


def _joints_near(muscle: Muscle, action: Term | None, base: FactBase) -> list[str]:
    """The joint of an action, or else those that a muscle crosses; then the joints next to them."""
    joint = None if action is None else action.joint
    moved = [joint] if joint is not None else sorted(base.anatomy.joints_of(muscle))
    around = {other for each in moved for other in ADJACENT_LIMB_JOINTS.get(each, ())}
    return [*moved, *sorted(around.difference(moved))]


def _trains_something_else(
    staple: Staple, claim: RoleClaim, action: Term | None, base: FactBase
) -> bool:
    """Whether an isolation exercise is proven not to have a muscle in its role.

    An exercise in which the muscle has any role has another proof.
    """
    muscle = claim.muscle
    if len(staple.stated) > 1 or base.claims_of(RoleClaim, staple.exercise, muscle):
        return False
    credited = credited_with(claim.role, staple.exercise, base, action)
    if any(base.overlap(muscle, other) for other in credited):
        return False
    if action is not None:
        return staple.chief is not action
    return cannot_perform(muscle, staple.chief, base) is not None
