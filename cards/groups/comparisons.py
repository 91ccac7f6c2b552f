"""The roles of one muscle in two exercises, both of them staples."""

from collections.abc import Iterator
from itertools import product

from cards.distractors.neighbours import Ring
from cards.english import predicate
from cards.explanations import with_reason
from cards.groups.group import FEWEST, FactGroup, slug
from cards.groups.sole_roles import SoleRole, sole_role
from cards.groups.staples import staples
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.nouns import Muscle
from cards.model.vocabulary import Role

_CONTRASTED = (
    {Role.PRIME_MOVER, Role.ANTAGONIST},
    {Role.PRIME_MOVER, Role.STABILISER},
    {Role.SYNERGIST, Role.ANTAGONIST},
)
"""Pairs of roles that are offered together; authors draw the line between others differently."""

_ONE_IN = {Role.ANTAGONIST: 1, Role.STABILISER: 2, Role.SYNERGIST: 2, Role.PRIME_MOVER: 4}
"""The share of exercises that are asked about: the role that is rare is asked about most."""

_ORDER = 4
"""The bit of the number of a role that decides which exercise is named first."""


def roles_in_two_exercises(base: FactBase) -> Iterator[FactGroup]:
    """The roles of a muscle in two exercises, which may be the same.

    Each of two roles is offered for each exercise, so that both exercises have to be known. The
    rare role comes first in half of the questions, so that the order does not give it away.
    """
    named = {staple.exercise.id for staple in staples(base) if not staple.is_drill}
    for muscle in base.muscles.values():
        sole = [
            each
            for exercise in base.exercises_of(muscle)
            if exercise.id in named and (each := sole_role(muscle, exercise, base))
        ]
        if len({each.role for each in sole}) < FEWEST:
            continue
        rings = {role: Ring([(s.exercise.id, s) for s in sole if s.role is role]) for role in Role}
        compared: set[frozenset[str]] = set()
        for one in sole:
            if one.number % _ONE_IN[one.role]:
                continue
            for other, role in _partners(one, rings):
                pair = frozenset((one.exercise.id, other.exercise.id))
                if pair not in compared:
                    compared.add(pair)
                    yield _compared(one, other, role, base)
                    break


def _partners(one: SoleRole, rings: dict[Role, Ring[SoleRole]]) -> Iterator[tuple[SoleRole, Role]]:
    """Exercises to compare with, each with the other role that is offered.

    For half of the exercises, those in which the muscle has the same role come first.
    """
    start = one.number // _ONE_IN[one.role]
    excluded = [
        role for role in one.without if {one.role, role} in _CONTRASTED and rings[role].items
    ]
    excluded.sort()
    others = [excluded[(start + n) % len(excluded)] for n in range(len(excluded))]
    different = [(o, o.role) for role in others for o in rings[role].after(one.exercise.id)]
    same = [(o, role) for role in others for o in rings[one.role].after(one.exercise.id)]
    for other, role in (*same, *different) if start & 1 else (*different, *same):
        excludes = role if other.role is one.role else one.role
        if other is not one and excludes in other.without:
            yield other, role


def _compared(one: SoleRole, other: SoleRole, role: Role, base: FactBase) -> FactGroup:
    muscle = one.claim.muscle
    first, second = (other, one) if one.number >> _ORDER & 1 else (one, other)
    right = (first.role, second.role)
    return FactGroup(
        id=f"{muscle.id}/{one.exercise.id}",
        facts=(first.claim, second.claim),
        slots={
            "muscle": muscle,
            "exercise": first.exercise,
            "other": second.exercise,
            "why": _explained(first, second, base),
        },
        key=(_both_roles(*right, muscle),),
        distractors=tuple(
            Distractor(
                text=_both_roles(*roles, muscle),
                reason=_refuted(roles, first, second),
                proof=Proof.FUNCTIONAL,
                concept=f"roles/{slug(roles[0])}+{slug(roles[1])}",
                because=(first.claim, second.claim),
            )
            for roles in product((one.role, role), (one.role, role))
            if roles != right
        ),
    )


def _explained(one: SoleRole, other: SoleRole, base: FactBase) -> str:
    """Both roles, with the reason of one if a rule explains it."""
    muscle = one.claim.muscle
    name = f"the {muscle.name} {'are' if muscle.plural else 'is'}"
    first, second = (predicate(each.role, plural=muscle.plural) for each in (one, other))
    exercises = one.exercise.name, other.exercise.name
    if first == second:
        text = f"In both the {' and the '.join(exercises)} {name} {first}."
    else:
        text = f"In the {exercises[0]} {name} {first}, in the {exercises[1]} {second}."
    explained = (with_reason(text, each.claim, base) for each in (one, other))
    return next((longer for longer in explained if longer != text), text)


def _both_roles(first: Role, second: Role, muscle: Muscle) -> str:
    """Two roles: "prime movers, then antagonists"."""
    roles = [f"{role}s" if muscle.plural else str(role) for role in (first, second)]
    return f"{roles[0]} in both" if first is second else f"{roles[0]}, then {roles[1]}"


def _refuted(roles: tuple[Role, Role], one: SoleRole, other: SoleRole) -> str:
    """Where the muscle has another role than the option says."""
    return "; ".join(
        f"{predicate(sole.role, plural=sole.claim.muscle.plural)} in the {sole.exercise.name}"
        for role, sole in zip(roles, (one, other), strict=True)
        if role is not sole.role
    )
