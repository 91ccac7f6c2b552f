"""Exercises for a goal with two conditions; each wrong option fulfils one and fails the other.

All of them are staples, and a muscle leads only where no source leaves it open.
"""

from collections.abc import Callable, Collection, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from cards.derive.exercises import moves_too_few_joints
from cards.distractors.neighbours import Ring
from cards.english import with_article
from cards.explanations import with_reason
from cards.groups.group import FactGroup
from cards.groups.prime_movers import Excluded, chief_claim, comes_to_mind, excluded_from_lead
from cards.groups.staples import staples
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.fact import Fact
from cards.model.facts.action import ActionClaim
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction, Mechanic, Plane
from cards.model.nouns import Exercise, Muscle, Term
from cards.model.vocabulary import Role

_FEWEST = 3
_OF_A_SIDE = 2
"""Wrong options that fail the same condition: any three of four then include both kinds."""


@dataclass(frozen=True, kw_only=True)
class _Met:
    """Why an exercise fulfils a condition, and the fact that says so; it may leave another open."""

    says: str
    fact: Fact

    @property
    def is_undisputed(self) -> bool:
        """Whether the fact leaves no other role open."""
        return not (isinstance(self.fact, RoleClaim) and self.fact.open)


@dataclass(frozen=True, kw_only=True)
class _Condition:
    """A condition, and the exercises by id that fulfil it or are proven to fail it.

    An exercise on which the sources are silent is in neither.
    """

    id: str
    met: dict[str, _Met] = field(default_factory=dict)
    failed: dict[str, Excluded] = field(default_factory=dict)


def exercises_for_a_goal(muscle_id: str, base: FactBase) -> Iterator[FactGroup]:
    """An exercise with a muscle as prime mover that is of a type, or in a plane."""
    muscle = base.muscles[muscle_id]
    trains = _training(muscle, _staples(base), base)
    for slot, term, states in _conditions(base):
        for group in _goals(trains, states, (muscle,), base):
            yield replace(group, slots={"muscle": muscle, slot: term, **group.slots})


def _conditions(base: FactBase) -> Sequence[tuple[str, Term, _Condition]]:
    """The types and the planes of exercises, each with the slot of its term."""
    for class_ in (Mechanic, Plane, JointAction):
        base.of_type(class_)  # records what the conditions depend on
    return _all_conditions(base.unrecorded)


@lru_cache(maxsize=2)
def _all_conditions(base: FactBase) -> Sequence[tuple[str, Term, _Condition]]:
    return [
        (slot, term, _stating(class_, term, says, base))
        for slot, class_, says in (
            ("type", Mechanic, lambda term: f"is {with_article(term.name)}"),
            ("plane", Plane, lambda term: f"takes place in the {term.name}"),
        )
        for term in base.family(class_.FAMILY or "")
    ]


def _staples(base: FactBase) -> frozenset[str]:
    """Ids of the exercises that may be named."""
    return frozenset(staple.exercise.id for staple in staples(base))


def _training(muscle: Muscle, named: Container[str], base: FactBase) -> _Condition:
    """That a staple trains a muscle, as its prime mover.

    An exercise in which it is a synergist is in neither: another author may say that it trains it.
    So is one whose load it helps to lift, where a source only denies that it is the prime mover.
    """
    condition = _Condition(id=muscle.id)
    for exercise in base.exercises_of(muscle):
        if exercise.id not in named:
            continue
        if (chief := chief_claim(muscle, exercise, base)) is not None:
            condition.met[exercise.id] = _Met(says=f"trains the {muscle.name}", fact=chief)
        elif _assists(muscle, exercise, base):
            continue
        elif (excluded := excluded_from_lead(muscle, exercise, base)) is not None:
            is_only_denied = excluded.proof is Proof.NOT
            if not (is_only_denied and _can_lift(muscle, exercise, base)):
                condition.failed[exercise.id] = excluded
    return condition


def _assists(muscle: Muscle, exercise: Exercise, base: FactBase) -> bool:
    """Whether a claim says that a muscle, or a part of it, helps to move."""
    return any(
        isinstance(claim, ActionClaim)
        or (isinstance(claim, RoleClaim) and claim.role is Role.SYNERGIST)
        for claim in base.claims(exercise)
        if base.overlap(claim.muscle, muscle)
    )


def _can_lift(muscle: Muscle, exercise: Exercise, base: FactBase) -> bool:
    """Whether a muscle performs a joint action that the exercise is built on, or assists in it."""
    performed = base.anatomy.actions_of(muscle, assisting=True)
    return any(action.id in performed for action in base.main_actions(exercise))


def _stating(
    class_: type[Mechanic | Plane], term: Term, says: Callable[[Term], str], base: FactBase
) -> _Condition:
    """That an exercise is agreed to have a value of which it can have only one."""
    condition = _Condition(id=term.id)
    for fact in base.of_type(class_):
        exercise = fact.exercise
        # Where sources state several values, each of them is doubtful.
        if exercise is None or fact.attributed or len(base.stated_values(fact)) > 1:
            continue
        if moves_too_few_joints(fact, base):
            continue
        clause = says(fact.value)
        if fact.value is term:
            condition.met[exercise.id] = _Met(says=clause, fact=fact)
        else:
            condition.failed[exercise.id] = Excluded(clause, Proof.FUNCTIONAL, (fact,))
    return condition


def _goals(
    one: _Condition, other: _Condition, muscles: Collection[Muscle], base: FactBase
) -> Iterator[FactGroup]:
    """The exercises that fulfil both conditions, each with others that fulfil one of them."""
    both = [id_ for id_ in one.met if id_ in other.met]
    if not both:
        return
    sides = [Ring(list(_halves(*order, muscles, base))) for order in ((one, other), (other, one))]
    for id_ in both:
        wrong = [side.after(id_)[:_OF_A_SIDE] for side in sides]
        if not all(wrong) or sum(map(len, wrong)) < _FEWEST:
            continue
        exercise = base.exercises[id_]
        met = one.met[id_], other.met[id_]
        if not all(each.is_undisputed for each in met):
            continue
        if not all(_comes_to_mind(each.fact, base) for each in met):
            continue
        says = f"The {exercise.name} {met[0].says} and {met[1].says}."
        yield FactGroup(
            id=f"{one.id}/{other.id}/{id_}",
            facts=tuple(each.fact for each in met),
            slots={"exercise": exercise, "why": with_reason(says, met[0].fact, base)},
            key=(exercise.name,),
            distractors=tuple(option for side in wrong for option in side),
        )


def _comes_to_mind(fact: Fact, base: FactBase) -> bool:
    return not isinstance(fact, RoleClaim) or comes_to_mind(fact, base)


def _halves(
    met: _Condition, failed: _Condition, muscles: Collection[Muscle], base: FactBase
) -> Iterator[tuple[str, Distractor]]:
    """The exercises that fulfil the first condition and fail the second, each with its id.

    Exercises that move no joint near the muscles are not plausible.
    """
    near = frozenset[str]().union(*(base.anatomy.joints_near(muscle) for muscle in muscles))
    for id_ in met.met.keys() & failed.failed.keys():
        exercise, why = base.exercises[id_], failed.failed[id_]
        if met.met[id_].is_undisputed and near & base.joints_moved(exercise):
            yield (
                id_,
                Distractor(
                    text=exercise.name,
                    reason=f"{met.met[id_].says}, but {why.says}",
                    proof=why.proof,
                    concept=f"exercise/{id_}",
                    because=(met.met[id_].fact, *why.facts),
                ),
            )
