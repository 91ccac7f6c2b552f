"""The muscle that controls the movement at a joint, and its contraction, asked for together.

As the load is lifted, the muscle that performs the joint action shortens. As it is let back, the
load reverses the joint action, and the same muscle controls it while it lengthens. The tempting
muscle is the one that performs the reverse action.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from cards.distractors.muscles import LITTLE_KNOWN
from cards.distractors.neighbours import lot
from cards.distractors.proofs import cannot_perform
from cards.doubtful_roles import is_named, is_second_mover
from cards.english import third_person
from cards.groups.group import FactGroup
from cards.model.anatomy import LIMB_JOINTS
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Muscle, Term
from cards.model.recorded import Recall, of_controller, record
from cards.model.vocabulary import Contraction, Phase, Role

_MOVING = {Phase.LIFTING: Contraction.CONCENTRIC, Phase.LOWERING: Contraction.ECCENTRIC}


def exercises_with_controllers(base: FactBase) -> list[str]:
    """Ids of the exercises in which the contraction of a muscle is stated."""
    return sorted({claim.exercise.id for claim in base.of_type(ContractionClaim)})


def controllers(exercise_id: str, base: FactBase) -> Iterator[FactGroup]:
    """The prime mover at a joint with its contraction, in the lifting and in the lowering phase."""
    claims = agreed(base.claims_of(ContractionClaim, base.exercises[exercise_id]))
    for claim in filter(_is_of_moving, claims):
        groups = (_group(claim, role, base) for role in _chief_roles(claim, base))
        # Of two joint actions at one joint, the question is the same.
        yield from {group.id: group for group in groups if group is not None}.values()


@lru_cache(maxsize=2)
def times_asked(base: FactBase) -> Mapping[str, int]:
    """How many claims on the contraction of each muscle are asked about, by its id."""
    claims = filter(_is_of_moving, agreed(base.of_type(ContractionClaim)))
    return Counter(claim.muscle.id for claim in claims if any(_chief_roles(claim, base)))


def _is_of_moving(claim: ContractionClaim) -> bool:
    """Whether a muscle shortens as the load is lifted, or lengthens as it is lowered."""
    phase = claim.phase
    return phase is not None and _MOVING.get(phase) is claim.contraction and not claim.open


def _chief_roles(claim: ContractionClaim, base: FactBase) -> Iterator[RoleClaim]:
    """The claims that the muscle is the prime mover of a joint action that it performs."""
    for role in agreed(base.claims_of(RoleClaim, claim.exercise, claim.muscle)):
        action = role.asked_action(base)
        is_chief = role.role is Role.PRIME_MOVER and role.phase is None
        if not is_chief or action is None or is_named(role, base) or is_second_mover(role, base):
            continue
        if not _is_known_at(claim.muscle, action, base):
            continue
        if action.id in base.anatomy.actions_of(claim.muscle):
            yield role


def _group(claim: ContractionClaim, role: RoleClaim, base: FactBase) -> FactGroup | None:
    """The question on one phase; None if no muscle is proven to perform the reverse action only."""
    action = role.asked_action(base)
    opposite = base.opposite(action.id) if action else None
    if action is None or action.joint is None or opposite is None:
        return None
    reverse = base.terms[opposite]
    rival = _best_rival(claim, action, reverse, base)
    if rival is None:
        return None
    moved = action if claim.phase is Phase.LIFTING else reverse
    shortens, lengthens = Contraction.CONCENTRIC, Contraction.ECCENTRIC
    return FactGroup(
        id=f"{claim.id}/{action.joint}",
        facts=(claim, role),
        slots={
            "exercise": claim.exercise,
            "muscle": claim.muscle,
            "action": moved,
            "why": _why(claim, moved, action),
        },
        key=(_answer(claim.muscle, claim.contraction),),
        distractors=(
            _wrong(
                claim.muscle,
                lengthens if claim.contraction is shortens else shortens,
                f"in {moved.name}, {_it(claim.muscle)} {_length(claim.muscle, claim.contraction)}",
            ),
            _wrong(rival, shortens, _rival_reason(rival, shortens, moved, reverse)),
            _wrong(rival, lengthens, _rival_reason(rival, lengthens, moved, reverse)),
        ),
        reasons=(_why(claim, moved, action),),
    )


def _best_rival(
    claim: ContractionClaim, action: Term, reverse: Term, base: FactBase
) -> Muscle | None:
    """A muscle that performs the reverse action and is proven unable to perform the action.

    No claim may say that it works in the exercise, except as the antagonist. A muscle that is often
    asked about is also often a rival, so that no muscle is always wrong.
    """
    exercise = claim.exercise
    active = [
        other.muscle
        for other in base.claims(exercise)
        if not (isinstance(other, RoleClaim) and other.role is Role.ANTAGONIST)
    ]
    rivals = [
        rival
        for rival in _unable(base)((action.id, reverse.id))
        if not any(base.overlap(rival, other) for other in (*active, claim.muscle))
    ]
    antagonists = {
        other.muscle.id
        for other in base.claims_of(RoleClaim, exercise)
        if other.role is Role.ANTAGONIST
    }

    def rank(rival: Muscle) -> tuple[float, bool, int, str]:
        record(base, of_controller(rival))
        number = lot(f"{claim.id} {rival.id}", times_asked(base.unrecorded).get(rival.id, 0))
        return number, rival.id not in antagonists, -len(base.exercises_of(rival)), rival.id

    return min(rivals, key=rank, default=None)


@lru_cache(maxsize=2)
def _unable(base: FactBase) -> Recall[tuple[str, str], tuple[Muscle, ...]]:
    """The trained muscles that perform the reverse of a joint action and not the action itself.

    They are found by the ids of the action and its reverse.
    """

    def found(pair: tuple[str, str]) -> tuple[Muscle, ...]:
        action, reverse = pair
        trained = (base.muscles[id_] for id_ in sorted(base.trained))
        return tuple(
            muscle
            for muscle in trained
            if any(
                fact.value.id == reverse
                for fact in agreed(base.anatomy.stated(JointAction, muscle))
            )
            and _is_known_at(muscle, base.terms[action], base)
            and cannot_perform(muscle, base.terms[action], base)
        )

    return Recall(base, found)


def _is_known_at(muscle: Muscle, action: Term, base: FactBase) -> bool:
    """Whether a candidate knows a muscle as one that acts at the joint of an action.

    The latissimus dorsi also depresses the shoulder blade, but is known for the shoulder joint.
    """
    limb_joints = base.anatomy.joints_of(muscle) & {*LIMB_JOINTS}
    here = action.joint in limb_joints if action.joint in LIMB_JOINTS else not limb_joints
    return here and not muscle.uncommon and muscle.id not in LITTLE_KNOWN


def _why(claim: ContractionClaim, moved: Term, action: Term) -> str:
    """The movement, the action of the muscle, and what follows for its length."""
    muscle, contraction = claim.muscle, claim.contraction
    verb = action.verb or f"perform {action.name}"
    is_lifted = contraction is Contraction.CONCENTRIC
    cause = "" if is_lifted else f"the load brings about {moved.name}; "
    serves = "produce" if is_lifted else "control"
    return (
        f"{cause}the {muscle.name} {_agreeing(muscle, verb)}, so {_it(muscle)}"
        f" {_length(muscle, contraction)} and {_agreeing(muscle, serves)} the movement"
    )


def _rival_reason(rival: Muscle, contraction: Contraction, moved: Term, reverse: Term) -> str:
    """Why a muscle of the reverse action neither produces nor controls the movement."""
    performs = f"the {rival.name} {_agreeing(rival, 'perform')} {reverse.name}"
    if moved is not reverse:
        return f"{performs}, the reverse of this movement"
    if contraction is Contraction.CONCENTRIC:
        return f"{performs}, but here the load brings it about"
    return f"{performs}, and cannot slow it down"


def _it(muscle: Muscle) -> str:
    return "they" if muscle.plural else "it"


def _length(muscle: Muscle, contraction: Contraction) -> str:
    verb = "shorten" if contraction is Contraction.CONCENTRIC else "lengthen"
    return _agreeing(muscle, verb)


def _agreeing(muscle: Muscle, verb: str) -> str:
    """A verb phrase in the number of the muscle."""
    return verb if muscle.plural else third_person(verb)


def _answer(muscle: Muscle, contraction: Contraction) -> str:
    return f"{muscle.name}, {contraction}ally"


def _wrong(muscle: Muscle, contraction: Contraction, reason: str) -> Distractor:
    return Distractor(
        text=_answer(muscle, contraction),
        reason=reason,
        proof=Proof.FUNCTIONAL,
        concept=f"controller/{muscle.id}/{contraction}",
    )
