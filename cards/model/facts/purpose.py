"""The purpose of a muscle in an exercise."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from cards.model.fact import SlotValue
from cards.model.facts.involvement import INVOLVEMENT_SLOTS, Involvement
from cards.model.vocabulary import Origin
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class PurposeClaim(Involvement):
    """A purpose, in words that complete "it works to …"."""

    purpose: str

    TYPES = MappingProxyType({"purpose": "what a muscle works for in an exercise"})
    KEYS = MappingProxyType(
        {"purpose": ("text", "what the muscle works for, as a verb without “to”")}
    )
    SLOTS = MappingProxyType({"purpose": "what the muscle works for", **INVOLVEMENT_SLOTS})

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One claim."""
        purpose = entry.need(entry.text("purpose"))
        phase, name = entry.phase("phase"), entry.identifier("id")
        shared = cls.involved(entry, phase, name)
        yield cls(purpose=purpose, **shared)

    @property
    def value(self) -> str:
        """The purpose."""
        return self.purpose

    def record(self, base: "FactBase") -> dict[str, object]:
        """The claim with its purpose."""
        return super().record(base) | {"purpose": self.purpose}

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The purpose."""
        return super().slots(base) | {"purpose": self.purpose}

    @property
    def opinion(self) -> bool:
        """Whether a single page states it, as others may see another purpose.

        Claims of users are not opinions.
        """
        is_alone = not self.taught and len(self.citations) == 1
        return super().opinion or (is_alone and self.origin is Origin.BUILTIN)

    @property
    def stated(self) -> object:
        """The purpose."""
        return self.purpose
