"""Joint actions that are asked only on request, as a candidate could appeal the answer."""

from types import MappingProxyType
from typing import TYPE_CHECKING

from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.facts.term_statement import JointAction

if TYPE_CHECKING:
    from collections.abc import Mapping

_WITH: "Mapping[str, frozenset[str]]" = MappingProxyType(
    {
        "scapular-upward-rotation": frozenset({"shoulder-flexion", "shoulder-abduction"}),
        "scapular-downward-rotation": frozenset({"shoulder-extension", "shoulder-adduction"}),
    }
)
"""The actions of the arm in which each rotation of the scapula takes part."""


def is_against_the_arm(fact: Fact, base: FactBase) -> bool:
    """Whether a rotation of the scapula is stated against the rhythm of scapula and arm.

    In a dip the arm flexes while the elbow is back: some authors let the scapula rotate downward
    there, others upward.
    """
    if not isinstance(fact, JointAction) or fact.exercise is None or fact.value.id not in _WITH:
        return False
    arm = {other.value.id for other in base.actions_of(fact.exercise) if other.phase is fact.phase}
    against = frozenset[str]().union(*(_WITH[id_] for id_ in _WITH if id_ != fact.value.id))
    return bool(arm & against) and not arm & _WITH[fact.value.id]
