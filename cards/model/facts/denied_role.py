"""A role that a source says a muscle does not have in an exercise."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from cards.model.facts.involvement import INVOLVEMENT_SLOTS, Involvement
from cards.model.vocabulary import Contraction, Role
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class DeniedRole(Involvement):
    """A role that a muscle does not have."""

    role: Role

    TYPES = MappingProxyType({"not": "a role that a muscle does not have in an exercise"})
    KEYS = MappingProxyType(
        {"not": ("role", "a role that a source says the muscle does not have here")}
    )
    SLOTS = INVOLVEMENT_SLOTS

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One claim."""
        role = entry.need(entry.role("not"))
        phase, name = entry.phase("phase"), entry.identifier("id")
        shared = cls.involved(entry, phase, name)
        yield cls(role=role, **shared)

    @property
    def value(self) -> str:
        """The role, denied."""
        return f"not {self.role}"

    @property
    def values(self) -> tuple[Role | Contraction, ...]:
        """The role; it is about the role, though it does not state it."""
        return (self.role,)

    def record(self, base: "FactBase") -> dict[str, object]:
        """The claim as a sentence."""
        return super().record(base) | {"statement": f"The {self.muscle.name}: not {self.role}."}

    @property
    def stated(self) -> object:
        """The role."""
        return self.role

    @property
    def askable(self) -> bool:
        """It only rules a role out."""
        return False
