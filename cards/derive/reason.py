"""Reasons as values, and the limits of the rules that derive them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cards.derive.rules import DerivationRule
from cards.english import capitalised
from cards.model.fact import Fact

LONGEST = 150
"""Characters of a reason that fit into two lines of 80 columns, which break between words."""


class Limit(StrEnum):
    """The reason why a rule does not explain a role or a contraction."""

    SWITCHED_OFF = "the rule is switched off"
    STABILISER = "the role of a stabiliser does not follow from a joint action"
    PHASE = "the rule does not apply in the phase that is claimed"
    EXERCISE = "the joint action of the exercise is not stated"
    MUSCLE = "no joint action of the muscle is stated"
    NO_MATCH = "none of the muscle's joint actions is one of the exercise, or its opposite"
    TWO_JOINTS = "the muscle crosses two joints that move, and acts against one of the movements"
    SEVERAL_JOINTS = "the muscle acts on several joints, or on one that moves"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """The reason of a fact, derived from other facts.

    Attributes:
        clauses: The clauses of one sentence, the one on the fact itself last.
        facts: The facts that it combines.
        rule: The rule that it follows; None if it only puts facts together.
    """

    clauses: tuple[str, ...]
    facts: tuple[Fact, ...]
    rule: DerivationRule | None = None

    @property
    def sentence(self) -> str:
        """The reason, without its full stop.

        "Standing up is hip and knee extension; the gluteus maximus extends the hip".
        """
        return capitalised("; ".join(self.clauses))

    @property
    def short(self) -> str:
        """The last clause: "the gluteus maximus extends the hip"."""
        return self.clauses[-1]


def reason(
    clauses: Iterable[str], facts: Iterable[Fact], rule: DerivationRule | None = None
) -> Reason:
    """A reason that names each fact once."""
    return Reason(clauses=tuple(clauses), facts=tuple(dict.fromkeys(facts)), rule=rule)
