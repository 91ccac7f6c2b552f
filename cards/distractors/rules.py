"""The distractor rules: each finds wrong options, with a proof and a reason.

A source's silence proves nothing: what is merely not listed never becomes an option. To add a rule,
write a function from a fact to its distractors, near ones first, in the module of its kind, and add
its line to `RULES`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from cards.distractors.anatomy import (
    asserted_joint,
    asserted_opposite,
    muscles_with_other_texts,
    muscles_without_the_value,
    other_actions,
    other_joints,
    other_nerves,
    other_texts,
)
from cards.distractors.attributed import other_purposes, other_suggestions
from cards.distractors.listed import muscles_not_listed, other_findings
from cards.distractors.muscles import (
    muscles_in_other_roles,
    muscles_outside_the_group,
    muscles_without_the_action,
)
from cards.distractors.neighbours import lowest_hash
from cards.distractors.properties import cases_with_other_values, values_of_other_cases
from cards.distractors.questions import stated_wrong_options
from cards.distractors.terms import (
    asserted_plane,
    other_definitions,
    other_terms,
    other_terms_of_value,
)
from cards.distractors.values import (
    asserted_role,
    other_contractions,
    other_roles,
    other_roles_in_action,
)
from cards.giveaways import FEWEST_DISTRACTORS
from cards.model.base import FactBase
from cards.model.card import Distractor
from cards.model.fact import Fact
from cards.model.facts.action import ActionClaim
from cards.model.facts.action_plane import ActionPlane
from cards.model.facts.alternative import Alternative
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.definition import Definition
from cards.model.facts.listed_muscle import ListedMuscle
from cards.model.facts.membership import Membership
from cards.model.facts.observation import Observation
from cards.model.facts.property_value import PropertyValue
from cards.model.facts.purpose import PurposeClaim
from cards.model.facts.question import ReadyQuestion
from cards.model.facts.role import RoleClaim
from cards.model.facts.table import FACT_TYPES
from cards.model.facts.term_statement import (
    Crossing,
    JointAction,
    Nerve,
    Plane,
    TermStatement,
)
from cards.model.facts.text_statement import TextStatement
from cards.model.vocabulary import Contraction, Role

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True)
class Rule(Generic[F]):
    """A rule that finds wrong options.

    Attributes:
        classes: The classes of facts that it applies to.
        slot: The slot that the options are values of.
        options: Returns the distractors for a fact, near ones first.
        about: A one-line description for authors: the options and their proof.
        asserts: Chooses the value that a false statement asserts, if the vocabulary is closed;
            with None, a near one is drawn when the card is asked (see `assertions`).
        fewest: The wrong options that a choice needs. Where they are all other values of a
            small vocabulary, the set of options is the same on every card and gives nothing away.
        refutes: Whether the reasons of its options are clauses that explain a false statement.
        as_written: Whether an author wrote the options for the question: none is omitted, and what
            gives the key away is reported by the lint rules.
    """

    classes: tuple[type[F], ...]
    slot: str
    options: Callable[[F, FactBase], Iterable[Distractor]]
    about: str
    asserts: Callable[[F, Sequence[Distractor]], Distractor | None] | None = None
    fewest: int = FEWEST_DISTRACTORS
    refutes: bool = False
    as_written: bool = False

    @property
    def over(self) -> tuple[str, ...]:
        """The names of the types of facts that it applies to."""
        names = (n for c in FACT_TYPES if issubclass(c, self.classes) for n in c.TYPES)
        return tuple(dict.fromkeys(names))

    def find(self, fact: Fact, base: FactBase) -> Iterable[Distractor]:
        """The distractors for a fact; empty if the rule does not apply to its class."""
        return self.options(fact, base) if isinstance(fact, self.classes) else ()


RULES: Mapping[str, Rule[Any]] = MappingProxyType(
    {
        "other-contractions": Rule(
            (ContractionClaim,),
            "contraction",
            other_contractions,
            "the other contractions; another one is stated for this muscle and phase",
            lowest_hash,
            len(Contraction) - 1,
        ),
        "other-roles": Rule(
            (RoleClaim,),
            "role",
            other_roles,
            "the other roles; another one is stated for this muscle in the exercise",
            asserted_role,
            len(Role) - 1,
        ),
        "other-roles-in-the-action": Rule(
            (RoleClaim,),
            "role",
            other_roles_in_action,
            "prime mover, synergist or antagonist; another one is stated in the joint action",
            fewest=len(Role) - 2,
        ),
        "muscles-in-other-roles": Rule(
            (RoleClaim,),
            "muscle",
            muscles_in_other_roles,
            "muscles stated to have another role here, or none that the action needs",
        ),
        "muscles-without-the-action": Rule(
            (ActionClaim,),
            "muscle",
            muscles_without_the_action,
            "muscles proven not to perform the joint action, those of the exercise first",
        ),
        "muscles-outside-the-group": Rule(
            (Membership,),
            "muscle",
            muscles_outside_the_group,
            "muscles of other groups; the group's own list is complete",
        ),
        "other-definitions": Rule(
            (Definition,),
            "definition",
            other_definitions,
            "what the other terms of the same family mean",
        ),
        "other-terms": Rule(
            (Definition,),
            "term",
            other_terms,
            "the other terms of the same family",
        ),
        "other-values": Rule(
            (TermStatement,),
            "value",
            other_terms_of_value,
            "the other values of a family in which each thing has only one",
        ),
        "other-planes": Rule(
            (Plane, ActionPlane),
            "value",
            other_terms_of_value,
            "the other planes, of which each thing is in one",
            asserted_plane,
        ),
        "other-suggestions": Rule(
            (Alternative,),
            "suggests",
            other_suggestions,
            "what the same source suggests for other muscles",
        ),
        "other-purposes": Rule(
            (PurposeClaim,),
            "purpose",
            other_purposes,
            "what the same source says muscles in other roles are for",
        ),
        "values-of-other-cases": Rule(
            (PropertyValue,),
            "value",
            values_of_other_cases,
            "values that are denied, and those of other cases, if a case has only one",
        ),
        "cases-with-other-values": Rule(
            (PropertyValue,),
            "case",
            cases_with_other_values,
            "cases with another value, if a case has only one",
        ),
        "stated-wrong-options": Rule(
            (ReadyQuestion,),
            "answer",
            stated_wrong_options,
            "the wrong options of a ready-made question, as its author wrote them",
            as_written=True,
        ),
        "other-actions": Rule(
            (JointAction,),
            "value",
            other_actions,
            "joint actions that the muscle cannot perform, or that the phase reverses",
            asserted_opposite,
            refutes=True,
        ),
        "other-joints": Rule(
            (Crossing,),
            "value",
            other_joints,
            "joints that the muscle does not cross; every joint it crosses is listed",
            asserted_joint,
            refutes=True,
        ),
        "other-nerves": Rule(
            (Nerve,),
            "value",
            other_nerves,
            "nerves of other muscles, never a branch beside its trunk",
        ),
        "other-texts": Rule(
            (TextStatement,),
            "text",
            other_texts,
            "where other muscles originate, insert or lie, in words that do not overlap",
        ),
        "muscles-with-other-texts": Rule(
            (TextStatement,),
            "muscle",
            muscles_with_other_texts,
            "muscles that originate, insert or lie somewhere else",
        ),
        "muscles-not-listed": Rule(
            (ListedMuscle,),
            "muscle",
            muscles_not_listed,
            "muscles on the other list of the body, and near ones if its whole row was read",
        ),
        "other-findings": Rule(
            (Observation,),
            "finding",
            other_findings,
            "the other findings of the assessment that consist of other movements",
        ),
        "muscles-without-the-value": Rule(
            (JointAction, Nerve),
            "muscle",
            muscles_without_the_value,
            "muscles proven not to perform the action or not supplied by the nerve",
        ),
    }
)
"""The rules that templates can use, by name."""
