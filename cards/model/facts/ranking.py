"""Orders of exercises, muscles or other items."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from cards.model.fact import SlotValue
from cards.model.facts.statement import STATEMENT_SLOTS, Statement, said
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Ranking(Statement):
    """An order of items.

    Attributes:
        order: The items, highest first.
        quality: The quality that they are ordered by.
    """

    order: tuple[str, ...]
    quality: str

    TYPES = MappingProxyType({"ranking": "an order of exercises, muscles or other terms"})
    KEYS = MappingProxyType(
        {
            "order": ("texts", "of a ranking: a list, highest first"),
            "quality": ("text", "what is compared or ranked"),
        }
    )
    SLOTS = MappingProxyType({"quality": "what is compared or ranked", **STATEMENT_SLOTS})

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One order."""
        entry.together("order", "quality")
        order, quality = entry.need(entry.order("order")), entry.need(entry.text("quality"))
        yield cls(order=order, quality=quality, **said(entry))

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The quality."""
        return super().slots(base) | {"quality": self.quality}

    @property
    def askable(self) -> bool:
        """It states an order."""
        return True
