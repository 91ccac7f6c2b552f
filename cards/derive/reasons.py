"""The table of the writers of reasons: for each class of fact, what explains it.

To explain another class of fact, write a function from a fact and the base to a reason, and add its
line to `WRITERS`. A reason is made of facts only; what is not stated gives none.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from cards.derive.anatomy import (
    all_actions,
    all_joints,
    all_nerves,
    fellow_members,
    its_actions,
    other_end,
)
from cards.derive.compensations import why_listed
from cards.derive.contractions import why_contraction
from cards.derive.exercises import joints_that_move, plane_of_movement, whole_movement
from cards.derive.holding import what_it_holds
from cards.derive.muscle_actions import clause, performed
from cards.derive.reason import Limit, Reason, reason
from cards.derive.roles import of_two_joints, why_role
from cards.derive.terms import meaning_of_value, what_distinguishes
from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.facts.action import ActionClaim
from cards.model.facts.action_plane import ActionPlane
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.definition import Definition
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.membership import Membership
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import (
    Crossing,
    JointAction,
    Mechanic,
    Nerve,
    Pattern,
    Plane,
    TermLocation,
)
from cards.model.facts.text_statement import InsertionText, LocationText, OriginText
from cards.model.vocabulary import Contraction


def _of_role(claim: RoleClaim, base: FactBase) -> Reason | None:
    found = why_role(claim, base)
    if isinstance(found, Reason):
        return found
    if found is Limit.STABILISER:
        held = what_it_holds(claim, base)
        return held if isinstance(held, Reason) else None
    if found is Limit.TWO_JOINTS:
        return of_two_joints(claim, base)
    if found is Limit.EXERCISE and claim.of is not None:
        done = performed(claim.muscle, claim.of, base)
        return reason((clause([done]),), done.facts) if done else None
    return None


def _of_contraction(claim: ContractionClaim, base: FactBase) -> Reason | None:
    isometric = claim.contraction is Contraction.ISOMETRIC
    found = what_it_holds(claim, base) if isometric else why_contraction(claim, base)
    return found if isinstance(found, Reason) else None


def _of_action(claim: ActionClaim, base: FactBase) -> Reason | None:
    done = performed(claim.muscle, claim.action, base)
    return reason((clause([done]),), done.facts) if done else None


def _of_joint_action(fact: JointAction, base: FactBase) -> Reason | None:
    return whole_movement(fact, base) if fact.exercise else all_actions(fact, base)


Writer = Callable[[Any, FactBase], Reason | None]

WRITERS: Mapping[type[Fact], Writer] = MappingProxyType(
    {
        RoleClaim: _of_role,
        ContractionClaim: _of_contraction,
        ActionClaim: _of_action,
        JointAction: _of_joint_action,
        Crossing: all_joints,
        Nerve: all_nerves,
        OriginText: other_end,
        InsertionText: other_end,
        LocationText: its_actions,
        TermLocation: its_actions,
        Membership: fellow_members,
        ListedMuscle: why_listed,
        Definition: what_distinguishes,
        Plane: plane_of_movement,
        ActionPlane: meaning_of_value,
        Pattern: meaning_of_value,
        Mechanic: joints_that_move,
    }
)
"""The writer for each class of fact that has one."""


def why(fact: Fact, base: FactBase) -> Reason | None:
    """The reason of a fact, derived from agreed facts; None if there is none.

    A claim that is contested has none: the facts may support the other side.
    """
    write = WRITERS.get(type(fact))
    return None if write is None or fact.attributed else write(fact, base)
