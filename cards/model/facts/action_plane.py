"""The plane in which a joint action takes place; it is written in the entry of its term."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from cards.model.fact import SlotValue
from cards.model.facts.term_statement import TermStatement
from cards.model.nouns import Named, Term
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class ActionPlane(TermStatement):
    """The plane of a joint action."""

    term: Term

    TYPES = MappingProxyType({"plane": "the plane in which a movement takes place"})
    SECTION = "terms"
    FAMILY = "plane"
    KEYS = MappingProxyType({"plane": ("term", "of a joint action: the plane")})
    SHARED_KEYS = MappingProxyType({})
    SLOTS = MappingProxyType({"term": "the term", **TermStatement.SLOTS})

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """The plane in the entry of a term."""
        plane = entry.need(entry.term_named("plane", cls.FAMILY))
        cited = entry.cited()
        term = entry.need(entry.term)
        yield cls(
            id=f"glossary/{term.id}/plane",
            says=f"{term.name[:1].upper()}{term.name[1:]} takes place in the {plane.name}.",
            term=term,
            value=plane,
            **cited,
        )

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The plane and the joint action."""
        return (self.value, self.term)

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The joint action, too."""
        return super().slots(base) | {"term": self.term}

    @property
    def subject(self) -> tuple[str | None, ...]:
        """The joint action."""
        return (self.term.id, self.type)

    @property
    def spot(self) -> tuple[object, ...]:
        """The joint action."""
        return (self.type, self.term.id)
