"""Statements whose value is a term: planes, patterns, joint actions, joints, nerves and others.

Most are written as traits, which need no sentence. To add one, write a class here with its
family of terms and the words of its trait, and add its line to `FACT_TYPES`.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Self

from cards.english import with_article
from cards.model.fact import JOINT_ACTION, Keys, SlotValue, phase_name
from cards.model.facts.statement import STATEMENT_SLOTS, Statement, said
from cards.model.facts.trait import Trait, trait_parts
from cards.model.nouns import Named, Term
from cards.model.vocabulary import Phase
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class TermStatement(Statement):
    """A statement that states a term.

    Attributes:
        value: The term.
    """

    value: Term

    KEYS: ClassVar[Keys] = MappingProxyType(
        {
            "value": (
                "term",
                "the term it states: a location, a comparison, a joint action, a type",
            )
        }
    )
    SLOTS: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "value": "the value that is stated: a term of a family",
            "definition": "the meaning of the term, or of the role or contraction that is claimed",
            **STATEMENT_SLOTS,
        }
    )

    FAMILY: ClassVar[str | None]
    """The family of its terms; None if any term will do."""

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One statement, or one for each term that a trait lists."""
        trait = entry.trait
        if trait is None:
            value = entry.need(entry.term_named("value", cls.FAMILY))
            yield cls(value=value, **said(entry))
            return
        values = entry.terms_named(trait.key, cls.FAMILY)
        phase = entry.phase("phase")
        entry.cited()
        for value in values:
            shared = trait_parts(
                entry, trait, next(iter(cls.TYPES)), phase, cls.shown(value), value.id
            )
            yield cls(value=value, **shared)

    @classmethod
    def shown(cls, value: Term) -> str:
        """The term as the sentence of a trait has it."""
        return value.name

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The term, and the nouns it is stated about."""
        return (self.value, *super().nouns)

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The term and its definition."""
        return super().slots(base) | {
            "value": self.value,
            "definition": base.meaning(self.value.id),
        }

    @property
    def subject(self) -> tuple[str | None, ...]:
        """The exercise or muscle, the phase and the type."""
        noun = self.exercise or self.muscle
        return (noun.id, self.phase, self.type) if noun is not None else super().subject

    @property
    def stated_id(self) -> str:
        """The term."""
        return self.value.id

    @property
    def askable(self) -> bool:
        """It states a term."""
        return True


class Pattern(TermStatement):
    """The movement pattern that an exercise belongs to."""

    TYPES = MappingProxyType({"pattern": "the movement pattern of an exercise"})
    FAMILY = "movement-pattern"
    TRAITS = (
        Trait(
            "pattern",
            "exercise",
            "a movement pattern",
            "is classified as {}",
            "are classified as {}",
        ),
    )

    @classmethod
    def shown(cls, value: Term) -> str:
        """A pattern with its article, unless it only names what is resisted: "anti-rotation"."""
        return value.name if value.name.startswith("anti-") else with_article(value.name)


class Mechanic(TermStatement):
    """Whether an exercise is compound or isolates a muscle."""

    TYPES = MappingProxyType({"mechanic": "a compound or an isolation exercise"})
    FAMILY = "exercise-type"
    TRAITS = (Trait("type", "exercise", "compound or isolation", "is {}", "is {}"),)

    @classmethod
    def shown(cls, value: Term) -> str:
        """A type with its article."""
        return with_article(value.name)


class Equipment(TermStatement):
    """The equipment that an exercise can be done with."""

    TYPES = MappingProxyType({"equipment": "what the exercise can be done with"})
    FAMILY = "equipment"
    TRAITS = (
        Trait(
            "equipment",
            "exercise",
            "what the exercise can be done with",
            "can be done with {}",
            "can be done with {}",
        ),
    )

    @classmethod
    def shown(cls, value: Term) -> str:
        """One piece of equipment with its article."""
        return value.name if value.plural else with_article(value.name)


class Plane(TermStatement):
    """The plane that an exercise takes place in."""

    TYPES = MappingProxyType({"plane": "the plane in which a movement takes place"})
    FAMILY = "plane"
    TRAITS = (
        Trait(
            "plane",
            "exercise",
            "the plane of the movement",
            "takes place in the {}",
            "take place in the {}",
        ),
    )


class JointAction(TermStatement):
    """A joint action of an exercise, or of a muscle in any exercise."""

    TYPES = MappingProxyType(
        {"action": "a joint action that a muscle performs or an exercise involves"}
    )
    FAMILY = JOINT_ACTION
    SLOTS = MappingProxyType(
        {
            "phase": "the phase: “lifting phase”",
            "action": "the joint action that is claimed, or that the exercise is built on",
            **TermStatement.SLOTS,
        }
    )
    TRAITS = (
        Trait(
            "action",
            "exercise",
            "a joint action, with `phase` if it belongs to one",
            "involves {}",
            "involve {}",
        ),
        Trait(
            "action",
            "muscle",
            "a joint action that the muscle performs",
            "performs {}",
            "perform {}",
        ),
    )

    def named_phase(self, *, only_action: bool) -> Phase | None:
        """The joint actions differ between phases, unless there is only one."""
        return None if only_action else self.phase

    def record(self, base: "FactBase") -> dict[str, object]:
        """The statement with its joint action."""
        return super().record(base) | {"action": self.value.id}

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The joint action and the phase."""
        return super().slots(base) | {"action": self.value, "phase": phase_name(self.phase)}


class Assistance(TermStatement):
    """A joint action in which a muscle only helps."""

    TYPES = MappingProxyType({"assistance": "a joint action in which a muscle assists"})
    FAMILY = JOINT_ACTION
    TRAITS = (
        Trait(
            "assists",
            "muscle",
            "a joint action in which it assists; neither asked nor offered",
            "assists in {}",
            "assist in {}",
        ),
    )

    @property
    def askable(self) -> bool:
        """It only keeps an answer from being called wrong."""
        return False


class Crossing(TermStatement):
    """A joint that a muscle crosses."""

    TYPES = MappingProxyType({"crossing": "a joint that a muscle crosses"})
    FAMILY = "joint"
    TRAITS = (
        Trait(
            "crosses",
            "muscle",
            "every joint of the limbs that it crosses",
            "crosses the {}",
            "cross the {}",
        ),
    )


class Reach(TermStatement):
    """A joint that a muscle acts on without crossing it."""

    TYPES = MappingProxyType({"reach": "a joint that a muscle acts on through connective tissue"})
    FAMILY = "joint"
    TRAITS = (
        Trait(
            "reaches",
            "muscle",
            "a joint that it acts on through connective tissue",
            "acts on the {} through connective tissue, without crossing it itself",
            "act on the {} through connective tissue, without crossing it themselves",
        ),
    )

    @property
    def askable(self) -> bool:
        """It only keeps an answer from being called wrong."""
        return False


class Nerve(TermStatement):
    """A nerve that supplies a muscle."""

    TYPES = MappingProxyType({"nerve": "the nerve that supplies a muscle"})
    FAMILY = "nerve"
    TRAITS = (
        Trait(
            "nerve",
            "muscle",
            "the nerve that supplies it",
            "is supplied by the {}",
            "are supplied by the {}",
        ),
    )


class Denial(TermStatement):
    """A term that, as a source says, does not apply to a muscle."""

    TYPES = MappingProxyType({"denial": "something that a source denies of a muscle"})
    FAMILY = None
    TRAITS = (
        Trait(
            "not",
            "muscle",
            "something that a source denies",
            "has nothing to do with {}",
            "have nothing to do with {}",
        ),
    )


class TermLocation(TermStatement):
    """The part of the body where a muscle is, as a term."""

    TYPES = MappingProxyType({"location": "where a muscle lies"})
    FAMILY = "location"
