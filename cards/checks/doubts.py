"""Plausibility checks: combinations of facts that are rarely correct.

They do not prevent facts from being read. `facts check` reports them, and a reason in the YAML
(`waive: {name: reason}`, in the claim, its exercise or its muscle) waives them. To add one, write a
function from a fact base to its findings, add it to `DOUBTS`, and add a test case.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cards.derive.contradictions import (
    antagonists_that_help,
    movers_that_oppose,
    stabilisers_that_could_move,
)
from cards.derive.limits import beyond_their_rules
from cards.derive.rules import SAME_MUSCLE
from cards.model.anatomy import LIMB_JOINTS
from cards.model.base import FactBase, agreed
from cards.model.fact import Fact
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Exercise, Group
from cards.model.vocabulary import Contraction, Phase, Role
from cards.problems import Problem

Found = tuple[Fact | Exercise, str]
"""The implausible fact or exercise, and the reason."""

_MOVERS = (Role.PRIME_MOVER, Role.SYNERGIST)
_MOVING = (Phase.LIFTING, Phase.LOWERING)
_BY_RULE = {Phase.LIFTING: Contraction.CONCENTRIC, Phase.LOWERING: Contraction.ECCENTRIC}


def _stabiliser_moves(base: FactBase) -> Iterator[Found]:
    """A stabiliser shortens or lengthens."""
    for claim in agreed(base.of_type(ContractionClaim)):
        if claim.contraction is Contraction.ISOMETRIC:
            continue
        claims = base.claims_of(RoleClaim, claim.exercise, claim.muscle)
        roles = {c.role for c in agreed(claims)}
        if roles == {Role.STABILISER}:
            yield (
                claim,
                (
                    f"The {claim.muscle.name} is a stabiliser in the {claim.exercise.name}, yet "
                    f"its contraction is {claim.contraction}; a stabiliser works isometrically."
                ),
            )


def _isometric_in_a_movement(base: FactBase) -> Iterator[Found]:
    """A muscle contracts isometrically although its joint action takes place."""
    for claim in agreed(base.of_type(ContractionClaim)):
        if claim.contraction is not Contraction.ISOMETRIC or claim.phase not in _MOVING:
            continue
        moved = base.actions_in(claim.exercise, claim.phase)
        performed = {
            action
            for action in base.anatomy.actions_of(claim.muscle)
            if action in moved or base.opposite(action) in moved
        }
        if performed:
            yield (
                claim,
                (
                    f"The contraction of the {claim.muscle.name} is isometric here, yet the phase "
                    f"has {_listed(moved, base)}, which the muscle performs or brakes."
                ),
            )


def _mover_without_the_action(base: FactBase) -> Iterator[Found]:
    """A mover has a role in joint actions that are not among its actions."""
    for claim in agreed(base.of_type(RoleClaim)):
        actions = base.anatomy.actions_of(claim.muscle, assisting=True)
        asked = [claim.of] if claim.of else base.main_actions(claim.exercise)
        if claim.role not in _MOVERS or not actions or not asked:
            continue
        opposes = claim.of is not None and claim.of.opposite in actions
        if not opposes and actions.isdisjoint(action.id for action in asked):
            mend = "Correct 'of'" if claim.of else "Correct 'role', state the joint action in 'of'"
            yield (
                claim,
                (
                    f"The {claim.muscle.name} is {claim.role} of "
                    f"{_listed([action.id for action in asked], base)} here, and its actions are "
                    f"{_listed(actions, base)}. {mend}, or add the action to the muscle."
                ),
            )


def _crosses_no_joint(base: FactBase) -> Iterator[Found]:
    """A mover crosses none of the joints that the exercise moves."""
    for claim in agreed(base.of_type(RoleClaim)):
        if claim.role not in (*_MOVERS, Role.ANTAGONIST):
            continue
        crossed = base.anatomy.joints_of(claim.muscle)
        moved = base.joints_moved(claim.exercise)
        if crossed and moved and moved.issubset(LIMB_JOINTS) and not crossed & moved:
            yield (
                claim,
                (
                    f"The {claim.muscle.name} crosses the {_listed(crossed, base)}, and the "
                    f"{claim.exercise.name} moves the {_listed(moved, base)}. 'stabiliser' would "
                    "fit; or add the joint action to the exercise."
                ),
            )


def _group_with_member(base: FactBase) -> Iterator[Found]:
    """A group and one of its members have a claim of one kind in one exercise."""
    for exercise in base.exercises.values():
        claims = agreed(base.claims_of(RoleClaim, exercise))
        for claim in claims:
            if not isinstance(claim.muscle, Group):
                continue
            for other in claims:
                inside = other.muscle.id in (claim.muscle.members or ())
                if inside and other.of is claim.of:
                    yield (
                        other,
                        (
                            f"The {other.muscle.name} belongs to the {claim.muscle.name}, whose "
                            f"role here is {claim.role} ({claim.place})."
                        ),
                    )


def _derived_beyond_the_rule(base: FactBase) -> Iterator[Found]:
    """A contraction is derived where the rule does not apply."""
    for claim in base.involvements:
        if SAME_MUSCLE.id not in {citation.source.id for citation in claim.citations}:
            continue
        name = claim.muscle.name
        if claim.phase is None or claim.about.contraction is not _BY_RULE.get(claim.phase):
            yield claim, "The rule gives 'concentric' while lifting and 'eccentric' while lowering."
        elif base.anatomy.is_two_joint(claim.muscle):
            yield (
                claim,
                f"The {name} crosses two joints, so its length does not follow from one of them.",
            )
        roles = {c.role for c in base.claims_of(RoleClaim, claim.exercise, claim.muscle)}
        if not roles & set(_MOVERS):
            yield claim, f"The {name} is not a mover here, but the rule only applies to movers."


def _no_prime_mover(base: FactBase) -> Iterator[Found]:
    """An exercise has claims, but no prime mover."""
    for exercise in base.exercises.values():
        claims = base.claims(exercise)
        if claims and not any(c.about.role is Role.PRIME_MOVER for c in claims):
            yield exercise, f"No claim names the prime mover of the {exercise.name}."


@dataclass(frozen=True)
class Doubt:
    """A plausibility check.

    Attributes:
        find: Returns the implausible facts.
        about: A one-line description for authors.
        forbidden: Whether `facts check` fails unless it is waived; others are only reported.
    """

    find: Callable[[FactBase], Iterable[Found]]
    about: str
    forbidden: bool = True


DOUBTS: Mapping[str, Doubt] = MappingProxyType(
    {
        "stabiliser-moves": Doubt(_stabiliser_moves, "a stabiliser is said to shorten or lengthen"),
        "isometric-in-a-movement": Doubt(
            _isometric_in_a_movement,
            "a muscle is isometric while its own joint action takes place",
        ),
        "mover-without-the-action": Doubt(
            _mover_without_the_action,
            "a mover's joint action is not among the muscle's own actions",
        ),
        "mover-opposes": Doubt(
            movers_that_oppose, "a mover performs only the opposite of its joint action"
        ),
        "antagonist-helps": Doubt(
            antagonists_that_help, "an antagonist performs the joint action that it opposes"
        ),
        "stabiliser-could-move": Doubt(
            stabilisers_that_could_move,
            "a stabiliser performs a joint action of the exercise; reported only",
            forbidden=False,
        ),
        "crosses-no-joint": Doubt(
            _crosses_no_joint, "a mover crosses none of the joints that the exercise moves"
        ),
        "group-with-member": Doubt(
            _group_with_member, "a group and one of its members have the same kind of claim"
        ),
        "derived-beyond-the-rule": Doubt(
            _derived_beyond_the_rule, "a contraction is derived where the rule does not apply"
        ),
        "beyond-its-rule": Doubt(
            beyond_their_rules, "a rule does not give the role, joint action or plane that cites it"
        ),
        "no-prime-mover": Doubt(
            _no_prime_mover,
            "no claim names the exercise's prime mover; reported only",
            forbidden=False,
        ),
    }
)
"""The checks, by the names used in `waive:`."""


def doubts(base: FactBase, *, forbidden: bool) -> Iterator[tuple[str, Problem]]:
    """The findings that are not waived, each with the name of its check."""
    for name, doubt in DOUBTS.items():
        if doubt.forbidden is not forbidden:
            continue
        for found, message in doubt.find(base):
            if name not in dict(found.waivers):
                yield name, Problem(place=found.place, message=message)


def _listed(ids: Iterable[str], base: FactBase) -> str:
    return ", ".join(sorted(base.terms[id_].name if id_ in base.terms else id_ for id_ in ids))
