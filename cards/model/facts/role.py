"""The role of a muscle in an exercise, or in one of its joint actions."""

from collections.abc import Iterator, Sequence
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

_MOST_NAMED = 3
"""Joint actions that fit into a sentence: the chief ones."""


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
            "movement": "the one joint action, of several in the exercise, that the role is for",
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
        shared = super().slots(base)
        return shared | {
            "role": self.role,
            "definition": base.meaning(self.role),
            # In an exercise that is built on several joint actions.
            "movement": self.of if shared["action"] is None else None,
        }

    def asked_action(self, base: "FactBase") -> Term | str | None:
        """The joint actions that the exercise is built on, if the role holds for all of them."""
        main = base.main_actions(self.exercise)
        if self.of is not None:
            return self.of if main in ((), (self.of,)) else None
        if len(main) == 1:
            return main[0]
        # A muscle that holds something still does so against all of the movement.
        return built_on(main) if self.role is Role.STABILISER else None

    @property
    def subject(self) -> tuple[str | None, ...]:
        """The joint action, too, if the role is for one."""
        return (*super().subject, self.of.id if self.of else None)

    @property
    def stated_id(self) -> str:
        """The role as a part of an id."""
        return self.role.replace(" ", "-")

    @property
    def needs_action(self) -> bool:
        """A muscle may have another role for each joint action."""
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


def built_on(actions: Sequence[Term]) -> str | None:
    """Several joint actions in a sentence: "hip extension and knee extension"."""
    if not actions:
        return None
    *others, last = (action.name for action in actions[:_MOST_NAMED])
    return " and ".join(part for part in (", ".join(others), last) if part)
