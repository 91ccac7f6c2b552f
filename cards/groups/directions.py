"""The directions in which one joint moves in the same part of two exercises.

In a phase of one exercise, only the opposite of a joint action is proven not to occur: among the
options, the action in the other direction would be the key. Of two exercises, each option has one
of two directions for each, and every combination can be right. Both are staples, and a prime mover
works at the joint in both.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple
from zlib import crc32

from cards.distractors.neighbours import Ring
from cards.english import telling_stems, third_person
from cards.groups.group import FactGroup
from cards.groups.staples import staples
from cards.model.base import FactBase, agreed
from cards.model.card import Distractor, Proof
from cards.model.fact import motion_verb
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import JointAction
from cards.model.nouns import Exercise, Term
from cards.model.vocabulary import Phase, Role

_Axis = tuple[str, str]
"""A joint action and its opposite, by id."""

_Course = tuple[_Axis, str]
"""An axis, and the verb for the phase: leave or return to the starting position."""


class _Movement(NamedTuple):
    """A joint action of an exercise in a phase; the phase has no action in the other direction."""

    exercise: Exercise
    fact: JointAction
    phase: Phase
    motion: str

    @property
    def action(self) -> Term:
        return self.fact.value

    @property
    def number(self) -> int:
        """A number that distributes the phases asked about over the exercises."""
        return crc32(self.fact.id.encode())


def directions_in_two_exercises(base: FactBase) -> Iterator[FactGroup]:
    """A joint action in the same part of two exercises: in one direction, or in opposite ones."""
    by_course: dict[_Course, dict[str, list[_Movement]]] = {}
    for movement in _movements(base):
        by_action = by_course.setdefault((_axis(movement.action), movement.motion), {})
        by_action.setdefault(movement.action.id, []).append(movement)
    asked: dict[tuple[str, _Axis], FactGroup] = {}
    for (axis, _), by_action in by_course.items():
        if len(by_action) < len(axis):
            continue
        compared: set[frozenset[str]] = set()
        rings = {
            action: Ring([(movement.exercise.id, movement) for movement in found])
            for action, found in by_action.items()
        }
        for one in (movement for found in by_action.values() for movement in found):
            # Leaving and returning are one fact to know: an exercise is asked about one of them.
            other = _partner(one, rings, compared)
            if other is not None and (one.exercise.id, axis) not in asked:
                compared.add(frozenset((one.exercise.id, other.exercise.id)))
                asked[one.exercise.id, axis] = _compared(one, other, base)
    yield from asked.values()


def _movements(base: FactBase) -> Iterator[_Movement]:
    """The joint actions of exercises in their phases, the phase to be asked about first."""
    agreed: list[_Movement] = []
    stated: set[tuple[str, Phase | None, str]] = set()
    named = {staple.exercise.id for staple in staples(base) if not staple.is_drill}
    for fact in base.of_type(JointAction):
        if fact.exercise is None:
            continue
        stated.add((fact.exercise.id, fact.phase, fact.value.id))
        phase = fact.phase
        motion = motion_verb(fact.exercise, phase) if phase is not None else None
        if phase is None or motion is None or fact.attributed or fact.exercise.id not in named:
            continue
        if _is_led(fact.value, fact.exercise, base):
            agreed.append(_Movement(fact.exercise, fact, phase, motion))
    for movement in sorted(agreed, key=lambda each: each.number):
        opposite, phase = movement.action.opposite, movement.fact.phase
        if opposite is None or _tells(movement.exercise, movement.action, base.terms[opposite]):
            continue
        phases = (phase, None, Phase.THROUGHOUT)
        if not any((movement.exercise.id, each, opposite) in stated for each in phases):
            yield movement


def _is_led(action: Term, exercise: Exercise, base: FactBase) -> bool:
    """Whether a prime mover performs a joint action of an exercise, or controls it."""
    return any(
        claim.role is Role.PRIME_MOVER and claim.of and claim.of.id in (action.id, action.opposite)
        for claim in agreed(base.claims_of(RoleClaim, exercise))
    )


def _tells(exercise: Exercise, one: Term, other: Term) -> bool:
    """Whether the name of an exercise tells one action from the other, as in "leg extension"."""
    telling = telling_stems(one.name) ^ telling_stems(other.name)
    return bool(telling & telling_stems(exercise.name))


def _axis(action: Term) -> _Axis:
    one, other = sorted((action.id, action.opposite or ""))
    return one, other


def _partner(
    one: _Movement, rings: dict[str, Ring[_Movement]], compared: set[frozenset[str]]
) -> _Movement | None:
    """Another exercise, one of the two beginning with the load lifted, the other with it lowered.

    Between two that begin alike, the direction would be the same whenever their names are similar.
    One with the same joint action, of which there are fewer, comes first.
    """
    same = rings[one.action.id].after(one.exercise.id)
    different = rings[one.action.opposite or ""].after(one.exercise.id)
    return next(
        (
            other
            for other in (*same, *different)
            if other.exercise.begins is not one.exercise.begins
            and frozenset((one.exercise.id, other.exercise.id)) not in compared
        ),
        None,
    )


def _compared(one: _Movement, other: _Movement, base: FactBase) -> FactGroup:
    right = (one.action, other.action)
    both = [base.terms[id_] for id_ in _axis(one.action)]
    return FactGroup(
        id=one.fact.id,
        facts=(one.fact, other.fact),
        slots={
            "exercise": one.exercise,
            "other": other.exercise,
            "joint": base.terms[one.action.joint or ""],
            "motion": one.motion,
            "motions": third_person(one.motion),
            "why": _explained(one, other),
        },
        key=(_both_actions(*right),),
        distractors=tuple(
            Distractor(
                text=_both_actions(*actions),
                reason="; ".join(
                    f"{movement.action.name} in the {movement.exercise.name}"
                    for action, movement in zip(actions, (one, other), strict=True)
                    if action is not movement.action
                ),
                proof=Proof.FUNCTIONAL,
                concept=f"actions/{actions[0].id}+{actions[1].id}",
                because=(one.fact, other.fact),
            )
            for actions in product(both, both)
            if actions != right
        ),
    )


def _explained(one: _Movement, other: _Movement) -> str:
    """The start, or the end, of each repetition in words, and its joint action."""
    verb = "begins" if one.motion == "leave" else "ends"
    names = one.exercise.name, other.exercise.name
    if one.action is other.action:
        return (
            f"The {names[0]} {verb} {_when(one)}, the {names[1]} {_when(other)}:"
            f" {one.action.name} in both."
        )
    return (
        f"The {names[0]} {verb} {_when(one)}: {one.action.name}. The {names[1]} {verb}"
        f" {_when(other)}: {other.action.name}."
    )


def _when(movement: _Movement) -> str:
    """The words of an exercise for a phase: "as you lower the bar"."""
    return movement.exercise.phases[movement.phase]


def _both_actions(first: Term, second: Term) -> str:
    """Two joint actions: "hip extension, then hip flexion"."""
    if first is second:
        return f"{first.name} in both"
    return f"{first.name}, then {second.name}"
