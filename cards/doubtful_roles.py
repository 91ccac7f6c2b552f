"""Roles that are asked only on request, because a candidate could appeal the answer."""

from cards.giveaways import names_action, names_muscle
from cards.model.base import FactBase, agreed
from cards.model.fact import Fact
from cards.model.facts.action import ActionClaim
from cards.model.facts.role import RoleClaim
from cards.model.facts.teaching import PAGES_THAT_CONFIRM
from cards.model.facts.term_statement import Mechanic
from cards.model.vocabulary import Origin, Role

_MOVING = frozenset({Role.PRIME_MOVER, Role.SYNERGIST})

_SMALL = frozenset(
    {
        *("anconeus", "coracobrachialis", "palmaris-longus", "subclavius"),
        *("flexor-digitorum-profundus", "flexor-digitorum-superficialis"),
        *("extensor-digitorum-longus", "extensor-hallucis-longus"),
        *("deep-hip-rotators", "gluteus-minimus", "pectineus", "piriformis"),
        *("plantaris", "popliteus"),
    }
)
"""Ids of muscles whose role in an exercise no exam asks for."""

_ISOLATION = "isolation"
"""The id of the type of exercise that moves one joint."""

_SECOND = frozenset({"quadratus-lumborum"})
"""Ids of muscles that do the same as a better known one."""


def rests_on_pages(fact: Fact) -> bool:
    """Whether only tertiary pages state a built-in claim; a user vouches for their own.

    Two pages confirm each other on what a body teaches: a question on it names the body.
    """
    is_confirmed = fact.is_teaching and len(fact.supporting) >= PAGES_THAT_CONFIRM
    return fact.origin is Origin.BUILTIN and fact.on_pages_alone and not is_confirmed


def is_doubtful(fact: Fact, base: FactBase) -> bool:
    """Whether a role, or the help of a muscle, is doubtful, or not worth asking for.

    It is of a small muscle, left open, without a strong source, given away by the name of the
    exercise, or of a muscle of which a coach would not think; see `is_second_mover`.

    Where a source leaves open whether a mover is the prime mover, both options are never shown, so
    that this makes no doubt.
    """
    if not isinstance(fact, RoleClaim | ActionClaim):
        return False
    weak = fact.origin is Origin.BUILTIN and not _has_strong_source(fact)
    if isinstance(fact, ActionClaim):
        return weak or fact.muscle.id in _SMALL
    is_open = bool(fact.open) and not {fact.role, *fact.open} <= _MOVING
    is_ambiguous = fact.origin is Origin.BUILTIN and (
        _moves(fact, base) or is_second_mover(fact, base)
    )
    return weak or is_open or fact.muscle.id in _SMALL or is_named(fact, base) or is_ambiguous


def is_doubtful_without_options(fact: Fact, base: FactBase) -> bool:
    """Whether a role is doubtful where no options are shown.

    Any role left open makes it so, and a muscle that does the same as a better known one.
    """
    if not isinstance(fact, RoleClaim):
        return is_doubtful(fact, base)
    return is_doubtful(fact, base) or bool(fact.open) or fact.muscle.id in _SECOND


def is_plain(fact: Fact, base: FactBase) -> bool:
    """Whether a role is doubtful, or is that of a prime mover in an isolation exercise."""
    return is_doubtful(fact, base) or (
        isinstance(fact, RoleClaim)
        and _moves_alone(fact, base)
        and any(
            isinstance(each, Mechanic) and each.value.id == _ISOLATION
            for each in base.facts_on(fact.exercise)
        )
    )


def is_plain_without_options(fact: Fact, base: FactBase) -> bool:
    """Whether a role is doubtful where no options are shown, or is too plain to be named.

    The prime mover of an exercise with one joint action is plain: the biceps in a curl.
    """
    return is_doubtful_without_options(fact, base) or (
        isinstance(fact, RoleClaim) and _moves_alone(fact, base)
    )


def _moves_alone(fact: RoleClaim, base: FactBase) -> bool:
    """Whether a built-in claim names a prime mover of an exercise with one joint action."""
    return (
        fact.origin is Origin.BUILTIN
        and fact.role is Role.PRIME_MOVER
        and len(base.main_actions(fact.exercise)) == 1
    )


def is_repeated_in_an_action(fact: Fact, base: FactBase) -> bool:
    """Whether a role in a joint action is doubtful, or is the muscle's role in the exercise, too.

    The role in the exercise is asked then, and tells more: who opposes elbow flexion is an
    antagonist of it in any curl.
    """
    if not isinstance(fact, RoleClaim) or fact.origin is not Origin.BUILTIN:
        return is_doubtful(fact, base)
    claims = agreed(base.claims_of(RoleClaim, fact.exercise, fact.muscle))
    in_exercise = {claim.role for claim in claims if claim.of is None}
    return is_doubtful(fact, base) or fact.role in in_exercise


def is_named(fact: RoleClaim, base: FactBase) -> bool:
    """Whether the name of a built-in exercise tells the muscle, or the action of the role."""
    if fact.origin is not Origin.BUILTIN:
        return False
    joint = base.terms.get(fact.of.joint or "") if fact.of is not None else None
    return names_muscle(fact.exercise, fact.muscle) or (
        fact.of is not None and names_action(fact.exercise, fact.of, joint.name if joint else "")
    )


def is_second_mover(fact: RoleClaim, base: FactBase) -> bool:
    """Whether only a rule makes a muscle a prime mover of an action that a chief one performs too.

    Anatomy makes the posterior deltoid a prime mover of the shoulder extension of the straight-arm
    pulldown; coaches name the latissimus dorsi, the prime mover in the exercise.
    """
    if fact.role is not Role.PRIME_MOVER or fact.of is None or fact.stated_citations:
        return False
    in_exercise = [c for c in base.claims_of(RoleClaim, fact.exercise) if c.of is None]
    chief = [claim.muscle for claim in in_exercise if claim.role is Role.PRIME_MOVER]
    return not any(base.overlap(muscle, fact.muscle) for muscle in chief) and any(
        fact.of.id in base.anatomy.actions_of(muscle) for muscle in chief
    )


def may_move(fact: RoleClaim, base: FactBase) -> bool:
    """Whether a stabiliser could be called a mover or an antagonist as well.

    It could if it can perform a joint action of the exercise or the opposite of one, or if the
    exercise has no movement.
    """
    return fact.role is Role.STABILISER and (
        not base.main_actions(fact.exercise) or _moves(fact, base)
    )


def _moves(fact: RoleClaim, base: FactBase) -> bool:
    """Whether a stabiliser can perform a joint action of the exercise or the opposite of one."""
    main = base.main_actions(fact.exercise)
    actions = {action.id for action in main} | {action.opposite for action in main}
    performed = base.anatomy.actions_of(fact.muscle, assisting=True)
    return fact.role is Role.STABILISER and bool(actions & performed)


def has_unsettled_rank(fact: RoleClaim, base: FactBase) -> bool:
    """Whether one weak source ranks a synergist, or a prime mover that the movement does not make.

    Another author may call it the other of the two.
    """
    if fact.role not in _MOVING or not _rests_on_one_weak_source(fact):
        return False
    return fact.role is Role.SYNERGIST or not _fits_the_movement(fact, base)


def _rests_on_one_weak_source(fact: RoleClaim) -> bool:
    """Whether a built-in role has one source, and no strong one; a user vouches for their own."""
    ranked = {source.id for source in fact.supporting if source.rank is not None}
    return fact.origin is Origin.BUILTIN and len(ranked) == 1 and not _has_strong_source(fact)


def _has_strong_source(fact: Fact) -> bool:
    """Whether a textbook, a certifying body, a study or a reference work supports a claim."""
    return fact.rank is not None and fact.rank.strong


def _fits_the_movement(fact: RoleClaim, base: FactBase) -> bool:
    """Whether the muscle performs a joint action of the exercise, or as antagonist the opposite."""
    moved = (fact.of,) if fact.of is not None else base.main_actions(fact.exercise)
    performed = base.anatomy.actions_of(fact.muscle)
    if fact.role is Role.ANTAGONIST:
        return any(action.opposite in performed for action in moved)
    return fact.role in _MOVING and any(action.id in performed for action in moved)
