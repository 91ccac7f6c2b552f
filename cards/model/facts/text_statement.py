"""Statements whose value is free text: where a muscle originates, inserts and lies."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Self

from cards.english import words
from cards.model.fact import Keys, SlotValue
from cards.model.facts.statement import STATEMENT_SLOTS, Statement
from cards.model.facts.trait import Trait, trait_parts
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class TextStatement(Statement):
    """A statement that states a place of the body in words."""

    text: str

    SECTION = "traits"
    KEYS: ClassVar[Keys] = MappingProxyType({})
    SHARED_KEYS = MappingProxyType({})
    SLOTS = MappingProxyType(
        {"text": "free text: an origin, an insertion, a location", **STATEMENT_SLOTS}
    )

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One statement."""
        trait = entry.need(entry.trait)
        text, phase = entry.text(trait.key), entry.phase("phase")
        shared = trait_parts(entry, trait, next(iter(cls.TYPES)), phase, text or "", None)
        yield cls(text=entry.need(text), **shared)

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The text."""
        return super().slots(base) | {"text": self.text}

    @property
    def stated(self) -> object:
        """The words of the text without little ones, which other authors choose differently."""
        return tuple(word for word in words(self.text) if word not in _LITTLE)

    @property
    def askable(self) -> bool:
        """It states a place."""
        return True


class OriginText(TextStatement):
    """Where a muscle originates."""

    TYPES = MappingProxyType({"origin": "where a muscle originates"})
    TRAITS = (
        Trait(
            "origin",
            "muscle",
            "where it originates, in words",
            "originates from {}",
            "originate from {}",
        ),
    )


class InsertionText(TextStatement):
    """Where a muscle inserts."""

    TYPES = MappingProxyType({"insertion": "where a muscle inserts"})
    TRAITS = (
        Trait(
            "insertion",
            "muscle",
            "where it inserts, in words",
            "inserts on {}",
            "insert on {}",
        ),
    )


class LocationText(TextStatement):
    """Where a muscle lies."""

    TYPES = MappingProxyType({"location": "where a muscle lies"})
    TRAITS = (
        Trait(
            "location", "muscle", "its location, as words that follow “lies”", "lies {}", "lie {}"
        ),
    )


_LITTLE = frozenset(("a", "an", "of", "the"))
