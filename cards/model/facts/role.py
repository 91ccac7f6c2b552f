"""The role of a muscle in an exercise, or in one of its joint actions."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from cards.model.fact import JOINT_ACTION, About, Fact, SlotValue
from cards.model.facts.involvement import INVOLVEMENT_SLOTS, Involvement, disagreement_hint
from cards.model.nouns import Named, Term
from cards.model.vocabulary import Contraction, Role

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class RoleClaim(Involvement):
    """The role of a muscle.

    Attributes:
        of: The joint action for which the muscle has the role.
        open: Roles that the claim does not rule out, though it states another.
    """

    role: Role
    of: Term | None = None
    open: frozenset[Role] = frozenset()

    TYPES = MappingProxyType({"role": "the role of a muscle in an exercise"})
    KEYS = MappingProxyType(
        {
            "role": ("role", "prime mover, synergist, stabiliser or antagonist"),
            "of": ("action", "with a role: the joint action that it is a role in"),
            "open": ("texts", "values that the claim does not rule out"),
        }
    )
    SLOTS = MappingProxyType(
        {
            "role": "the role",
            "definition": "the meaning of the term, or of the role or contraction that is claimed",
            **INVOLVEMENT_SLOTS,
        }
    )

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One claim."""
        role = entry.need(entry.role("role"))
        of, open_ = entry.term_named("of", JOINT_ACTION), entry.roles("open")
        phase, name = entry.phase("phase"), entry.identifier("id")
        shared = cls.involved(entry, phase, name)
        yield cls(role=role, of=of, open=frozenset(open_), **shared)

    @property
    def value(self) -> str:
        """The role as text."""
        return self.role

    @property
    def values(self) -> tuple[Role | Contraction, ...]:
        """The role, and no contraction."""
        return (self.role,)

    @property
    def about(self) -> About:
        """The exercise, the muscle, the phase and the role."""
        return About(exercise=self.exercise, muscle=self.muscle, phase=self.phase, role=self.role)

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The joint action, the muscle and the exercise."""
        return (self.of, *super().nouns) if self.of is not None else super().nouns

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """The roles that the claim leaves open."""
        return (("Leaves open", ", ".join(sorted(self.open))),) if self.open else ()

    def record(self, base: "FactBase") -> dict[str, object]:
        """The claim with its role."""
        return super().record(base) | {"role": self.role}

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The role, its meaning, and the joint action it is asked for."""
        return super().slots(base) | {"role": self.role, "definition": base.meaning(self.role)}

    def asked_action(self, base: "FactBase") -> Term | None:
        """The joint action that the muscle has the role in, where it can be asked for.

        A claim that names none is about the exercise, even one with a single joint action. Many
        sources list "secondary muscles" of an exercise: if no muscle is stated to be the prime
        mover of the joint action, such a list does not say that they only assist in it.
        """
        if self.role is not Role.SYNERGIST:
            return self.of
        claims = base.claims_of(RoleClaim, self.exercise)
        movers = (c for c in claims if c.role is Role.PRIME_MOVER and not c.attributed)
        return self.of if any(mover.of is self.of for mover in movers) else None

    @property
    def stated_id(self) -> str:
        """The role as a part of an id."""
        return self.role.replace(" ", "-")

    @property
    def names_action(self) -> bool:
        """A muscle may have another role in each joint action."""
        return True

    @property
    def spot(self) -> tuple[object, ...]:
        """The exercise, the muscle, the type, the phase and the joint action."""
        return (*super().spot, self.of.id if self.of else None)

    @property
    def stated(self) -> object:
        """The role, whichever joint action it is for."""
        return self.role

    def repetition_hint(self, first: Fact) -> str:
        """Sources may disagree on a role."""
        return disagreement_hint(self, first) or super().repetition_hint(first)

    def is_recallable(self, slot: str) -> bool:
        """A role is, unless others are left open."""
        return slot != "role" or not self.open
