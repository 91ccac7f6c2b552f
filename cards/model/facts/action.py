"""The joint action that a muscle takes part in, in an exercise."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from cards.model.fact import JOINT_ACTION
from cards.model.facts.involvement import INVOLVEMENT_SLOTS, Involvement
from cards.model.nouns import Named, Term
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class ActionClaim(Involvement):
    """That a muscle takes part in a joint action."""

    action: Term

    TYPES = MappingProxyType({"action": "the joint action of a muscle, or of an exercise"})
    KEYS = MappingProxyType({"action": ("action", "the joint action that the muscle performs")})
    SLOTS = INVOLVEMENT_SLOTS

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One claim."""
        action = entry.need(entry.term_named("action", JOINT_ACTION))
        phase, name = entry.phase("phase"), entry.identifier("id")
        shared = cls.involved(entry, phase, name)
        yield cls(action=action, **shared)

    @property
    def value(self) -> str:
        """The joint action, in a sentence."""
        return f"takes part in {self.action.name}"

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The joint action, the muscle and the exercise."""
        return (self.action, *super().nouns)

    def record(self, base: "FactBase") -> dict[str, object]:
        """The claim with its joint action."""
        return super().record(base) | {"action": self.action.id}

    def asked_action(self, _base: "FactBase") -> Term | str | None:
        """The joint action that is claimed."""
        return self.action

    @property
    def stated_id(self) -> str:
        """The joint action."""
        return self.action.id

    @property
    def stated(self) -> object:
        """The joint action."""
        return self.action.id
