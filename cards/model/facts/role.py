"""The role of a muscle in an exercise, or in one of its joint actions.

These are two claims: the biceps brachii helps in a row, and it is a prime mover of elbow flexion.
"""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from cards.model.fact import About, Fact, SlotValue
from cards.model.facts.involvement import INVOLVEMENT_SLOTS, Involvement, disagreement_hint
from cards.model.nouns import Named, Term
from cards.model.vocabulary import Contraction, Role
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class RoleClaim(Involvement):
    """The role of a muscle.

    Attributes:
        of: The joint action that it is a role in; None if it is a role in the exercise.
        open: Roles that the claim does not rule out, though it states another.
    """

    role: Role
    of: Term | None = None
    open: frozenset[Role] = frozenset()

    TYPES = MappingProxyType(
        {"role": "the role of a muscle in an exercise, or in one of its joint actions"}
    )
    KEYS = MappingProxyType(
        {
            "role": ("role", "prime mover, synergist, stabiliser or antagonist"),
            "of": (
                "scope",
                "with a role: the joint action that it is a role in; otherwise, the exercise",
            ),
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
        """A role in the exercise, or one in each joint action that it is a role of."""
        role = entry.need(entry.role("role"))
        scopes, open_ = entry.scopes("of"), entry.roles("open")
        phase = entry.phase("phase")
        if "id" in entry:
            entry.wrong("A role has no 'id': 'of' tells the roles of a muscle apart.", "id")
        entry.cited()
        for of in scopes or (None,):
            shared = cls.involved(entry, phase, of.id if of else None)
            yield cls(role=role, of=of, open=frozenset(open_), **shared)

    @property
    def value(self) -> str:
        """The role as text."""
        return self.role

    @property
    def claim(self) -> str:
        """The muscle, the phase and the role, with the joint action that it is a role in."""
        return f"{super().claim} of {self.of.name}" if self.of is not None else super().claim

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
        """The claim with its role, and the joint action that it is a role in."""
        return super().record(base) | {"role": self.role, "of": self.of.id if self.of else None}

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The role, its meaning, and the joint action it is asked for."""
        return super().slots(base) | {"role": self.role, "definition": base.meaning(self.role)}

    def asked_action(self, base: "FactBase") -> Term | None:
        """The joint action that it is a role in, where it can be asked for.

        A synergist of a joint action assists a prime mover of it. If none is stated, the source may
        mean that the muscle helps in the exercise.
        """
        if self.role is not Role.SYNERGIST or self.of is None:
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
    def subject(self) -> tuple[str | None, ...]:
        """The exercise, the phase, the muscle, the type and the joint action."""
        return (*super().subject, self.of.id if self.of else None)

    @property
    def spot(self) -> tuple[object, ...]:
        """The exercise, the muscle, the type, the phase and the joint action."""
        return (*super().spot, self.of.id if self.of else None)

    @property
    def stated(self) -> object:
        """The role, whichever joint action it is for."""
        return self.role

    def repetition_hint(self, first: Fact) -> str:
        """Sources may disagree on a role; a role in another joint action is another claim."""
        if self.stated == first.stated:
            return super().repetition_hint(first)
        other = "If one of them is a role in a joint action, name that in 'of'."
        return disagreement_hint(self, first) or other

    def is_recallable(self, slot: str) -> bool:
        """A role is, unless others are left open."""
        return slot != "role" or not self.open
