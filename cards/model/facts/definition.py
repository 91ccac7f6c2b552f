"""Definitions of terms."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from cards.model.fact import About, Fact, SlotValue
from cards.model.nouns import Named, Term
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Definition(Fact):
    """The definition of a term."""

    term: Term
    text: str

    TYPES = MappingProxyType({"definition": "the meaning of a term"})
    SECTION = "terms"
    KEYS = MappingProxyType({"definition": ("text", "what it means")})
    SLOTS = MappingProxyType(
        {
            "term": "the term",
            "definition": "the meaning of the term, or of the role or contraction that is claimed",
            "source": "the source, as “According to …” names it",
        }
    )

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """The definition in the entry of a term."""
        text = entry.need(entry.text("definition"))
        cited = entry.cited()
        term = entry.need(entry.term)
        yield cls(id=f"glossary/{term.id}/definition", term=term, text=text, **cited)

    @property
    def about(self) -> About:
        """Neither an exercise nor a muscle."""
        return About()

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The term."""
        return (self.term,)

    @property
    def heading(self) -> str:
        """All definitions together."""
        return "glossary"

    @property
    def claim(self) -> str:
        """The term and its definition."""
        return f"{self.term.name}: {self.text}"

    def record(self, _base: "FactBase") -> dict[str, object]:
        """The definition as a sentence."""
        return {"statement": self.claim}

    def slots(self, _base: "FactBase") -> dict[str, SlotValue | None]:
        """The term and its definition."""
        return {"term": self.term, "definition": self.text, "source": self.source.name}

    @property
    def spot(self) -> tuple[object, ...]:
        """The term."""
        return (self.id,)

    @property
    def stated(self) -> object:
        """The definition."""
        return self.text

    @property
    def subject(self) -> tuple[str | None, ...]:
        """The term."""
        return (self.term.id, self.type)

    @property
    def stated_id(self) -> str:
        """The term, whatever its definition is."""
        return self.term.id

    @property
    def in_words(self) -> bool:
        """Another definition need not contradict it."""
        return True

    @property
    def askable(self) -> bool:
        """It states the definition."""
        return True
