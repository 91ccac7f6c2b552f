"""How an exercise compares with another one in some quality."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from cards.model.fact import SlotValue
from cards.model.facts.statement import said
from cards.model.facts.term_statement import TermStatement
from cards.model.nouns import Exercise, Named
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Comparison(TermStatement):
    """A comparison; its value is "larger", "the same" and so on.

    Attributes:
        than: The exercise it compares with.
        quality: The quality in which they are compared.
    """

    than: Exercise
    quality: str

    TYPES = MappingProxyType({"comparison": "more or less of a quality than in another exercise"})
    FAMILY = "comparison"
    KEYS = MappingProxyType(
        {
            "than": ("exercise", "of a comparison: the other exercise"),
            "quality": ("text", "what is compared or ranked"),
            **TermStatement.KEYS,
        }
    )
    SLOTS = MappingProxyType(
        {
            "than": "the exercise compared with",
            "quality": "what is compared or ranked",
            **TermStatement.SLOTS,
        }
    )

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One comparison."""
        entry.together("than", "quality", "value")
        value = entry.need(entry.term_named("value", cls.FAMILY))
        than = entry.need(entry.exercise_named("than"))
        quality = entry.need(entry.text("quality"))
        yield cls(value=value, than=than, quality=quality, **said(entry))

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The other exercise, too."""
        return (*super().nouns, self.than)

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The other exercise and the quality."""
        return super().slots(base) | {"than": self.than, "quality": self.quality}

    @property
    def subject(self) -> tuple[str | None, ...]:
        """Its id, because it compares a quality that is stated in words."""
        return (self.id.partition("@")[0],)

    @property
    def spot(self) -> tuple[object, ...]:
        """The two exercises and the quality."""
        return (*super().spot, self.than.id, self.quality)
