"""How the facts decide an answer: it is stated, excluded with a proof, or open."""

from enum import Enum
from typing import NamedTuple

from cards.model.card import Proof


class Decision(Enum):
    """How far the facts decide whether an answer is right."""

    STATED = "stated"
    OPEN = "open"  # neither stated nor excluded
    EXCLUDED = "excluded"


class Finding(NamedTuple):
    """How the facts decide an answer.

    Attributes:
        reason: Why it is wrong, as the predicate of a sentence; empty unless it is excluded.
    """

    decision: Decision
    proof: Proof | None = None
    reason: str = ""


STATED = Finding(Decision.STATED)
OPEN = Finding(Decision.OPEN)


def excluded(proof: Proof, reason: str) -> Finding:
    """The finding that an answer is wrong."""
    return Finding(Decision.EXCLUDED, proof, reason)
