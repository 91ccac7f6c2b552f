"""Decides answers on contractions, phases, joint actions and purposes in an exercise."""

from cards.answers.asked import Asked
from cards.answers.decision import OPEN, STATED, Finding, excluded
from cards.answers.directions import PHASES
from cards.answers.reach import performed, unable
from cards.answers.roles import states
from cards.answers.vocabulary import Concept
from cards.distractors.proofs import credited_with
from cards.distractors.values import other_contractions
from cards.english import telling_stems
from cards.model.base import FactBase, agreed
from cards.model.card import Proof
from cards.model.facts.action import ActionClaim
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.purpose import PurposeClaim
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction, Mechanic
from cards.model.nouns import Exercise, Term
from cards.model.vocabulary import Contraction, Phase, Role

# -- contractions and phases -----------------------------------------------------------------------


def contraction_of_muscle(asked: Asked, concept: Concept) -> Finding:
    """Whether a muscle contracts like this in the exercise and phase of the question."""
    claim, base = asked.fact, asked.base
    if not isinstance(claim, ContractionClaim) or concept.id not in list(Contraction):
        return OPEN
    contraction = Contraction(concept.id)
    for other in base.claims_of(ContractionClaim, claim.exercise, claim.muscle):
        same_phase = claim.phase in (None, other.phase)
        if other.contraction is contraction and same_phase and states(other, asked.source):
            return STATED
    concept_id = f"contraction/{contraction}"
    wrong = next((d for d in other_contractions(claim, base) if d.concept == concept_id), None)
    if wrong is None or contraction in _possible_contractions(claim, base):
        return OPEN
    return excluded(wrong.proof, wrong.reason)


def _possible_contractions(claim: ContractionClaim, base: FactBase) -> frozenset[Contraction]:
    """The contractions that a two-joint muscle may have, by what moves in the phase.

    It may shorten at one joint while it lengthens at the other. Of other muscles, the stated
    contraction excludes the others.
    """
    if not base.anatomy.is_two_joint(claim.muscle):
        return frozenset()
    here = (*base.actions_in(claim.exercise, claim.phase), *base.actions_in(claim.exercise, None))
    does = performed(claim.muscle, base)
    shortens = any(action in does for action in here)
    lengthens = any(base.opposite(action) in does for action in here)
    possible = set()
    if shortens:
        possible.add(Contraction.CONCENTRIC)
    if lengthens:
        possible.add(Contraction.ECCENTRIC)
    if shortens and lengthens:  # at one joint and at another: its length may stay the same
        possible.add(Contraction.ISOMETRIC)
    return frozenset(possible)


def phase_of_contraction(asked: Asked, concept: Concept) -> Finding:
    """Whether the muscle contracts in that phase like the question says."""
    claim, phase = asked.fact, PHASES.get(concept.id)
    if not isinstance(claim, ContractionClaim) or phase is None:
        return OPEN
    every = asked.base.claims_of(ContractionClaim, claim.exercise, claim.muscle)
    there = [other for other in every if other.phase in (phase, Phase.THROUGHOUT, None)]
    like_asked = [o for o in there if claim.contraction in (o.contraction, *o.open)]
    if any(states(o, asked.source) and o.contraction is claim.contraction for o in like_asked):
        return STATED
    other = next((o for o in agreed(there) if o.phase is phase), None)
    if like_asked or other is None:
        return OPEN
    return excluded(Proof.FUNCTIONAL, f"the contraction is {other.contraction} there")


# -- joint actions ---------------------------------------------------------------------------------


def action_of_exercise(asked: Asked, concept: Concept) -> Finding:
    """Whether a joint action takes place in an exercise, or a muscle takes part in it there."""
    fact, base = asked.fact, asked.base
    action = base.terms[concept.id]
    if isinstance(fact, ActionClaim):
        return _action_with_muscle(fact, action, base)
    if not isinstance(fact, JointAction) or fact.exercise is None:
        return OPEN
    for other in _actions_stated(fact.exercise, base):
        same = other.value is action and other.phase in (fact.phase, None)
        if same and states(other, asked.source):
            return STATED
    return _not_here(fact.exercise, fact.phase, action, base)


def _action_with_muscle(claim: ActionClaim, action: Term, base: FactBase) -> Finding:
    source = claim.source if claim.attributed else None
    for other in base.claims_of(ActionClaim, claim.exercise, claim.muscle):
        same_phase = claim.phase in (None, other.phase) or other.phase is None
        if other.action is action and same_phase and states(other, source):
            return STATED
    here = base.actions_in(claim.exercise, claim.phase)
    if action.id in here and action.id in base.anatomy.actions_of(claim.muscle, assisting=True):
        return OPEN
    reason = unable(claim.muscle, action, base)
    if reason is not None:
        return excluded(Proof.FUNCTIONAL, f"the {claim.muscle.name} {reason}")
    return _not_here(claim.exercise, claim.phase, action, base)


def _not_here(exercise: Exercise, phase: Phase | None, action: Term, base: FactBase) -> Finding:
    """The proof that a joint action does not take place in a phase of an exercise."""
    here = {*base.actions_in(exercise, phase), *base.actions_in(exercise, None)}
    if action.id in here or any(
        other.value is action and other.phase in (phase, None)
        for other in _actions_stated(exercise, base)
    ):
        return OPEN
    opposite = base.opposite(action.id)
    # An exercise is built on the joint actions of its lifting phase.
    if opposite is not None and opposite in here:
        reason = f"the opposite of {base.terms[opposite].name}, which takes place here"
        return excluded(Proof.FUNCTIONAL, reason)
    if _no_mover(exercise, action, base):
        return excluded(Proof.COMPLETE, "none of the prime movers performs it")
    joints = base.joints_moved(exercise)
    if action.joint and joints and action.joint not in joints and _isolates(exercise, base):
        names = " and the ".join(base.terms[joint].name for joint in sorted(joints))
        return excluded(Proof.FUNCTIONAL, f"an isolation exercise, which moves the {names}")
    return OPEN


def _actions_stated(exercise: Exercise, base: FactBase) -> list[JointAction]:
    """The statements on the joint actions of an exercise, even contested ones."""
    return [fact for fact in base.facts_on(exercise) if isinstance(fact, JointAction)]


def _no_mover(exercise: Exercise, action: Term, base: FactBase) -> bool:
    """Whether all prime movers of an exercise are known, and none can perform a joint action."""
    movers = credited_with(Role.PRIME_MOVER, exercise, base)
    known = Role.PRIME_MOVER in exercise.complete and bool(movers)
    return known and all(unable(muscle, action, base) for muscle in movers)


def _isolates(exercise: Exercise, base: FactBase) -> bool:
    """Whether an exercise is stated to be for one joint, and by no source for several."""
    facts = base.facts_on(exercise)
    stated = [fact.value.id for fact in facts if isinstance(fact, Mechanic)]
    return bool(stated) and set(stated) == {"isolation"}


# -- purposes --------------------------------------------------------------------------------------


def muscle_for_purpose(asked: Asked, concept: Concept) -> Finding:
    """Whether the named source says that a muscle works to that purpose."""
    claim, base = asked.fact, asked.base
    if not isinstance(claim, PurposeClaim):
        return OPEN
    muscle = base.muscles[concept.id]
    stems = telling_stems(claim.purpose)
    others = [
        other
        for other in base.claims_of(PurposeClaim, claim.exercise)
        if base.overlap(other.muscle, muscle)
    ]
    if any(o.purpose == claim.purpose and o.muscle is muscle for o in others):
        return STATED
    source = asked.source
    of_source = [o for o in others if source is not None and states(o, source)]
    if not of_source or any(stems & telling_stems(o.purpose) for o in others):
        return OPEN
    if _share_a_role(claim, of_source[0], base):
        return OPEN
    said = f"{claim.source.name} says that it works to {of_source[0].purpose}"
    return excluded(Proof.ATTRIBUTED, said)


def _share_a_role(one: PurposeClaim, other: PurposeClaim, base: FactBase) -> bool:
    """Whether two muscles may have the same role in the exercise, and so the same purpose."""
    roles = [
        {role for c in base.claims_of(RoleClaim, one.exercise, m) for role in (c.role, *c.open)}
        for m in (one.muscle, other.muscle)
    ]
    return not all(roles) or bool(roles[0] & roles[1])
