"""The exercise that an author suggests instead of another one."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from cards.model.fact import SlotValue
from cards.model.facts.statement import STATEMENT_SLOTS, Statement, said
from cards.model.nouns import Muscle, Named
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Alternative(Statement):
    """A suggestion.

    Attributes:
        suggests: The exercise that is suggested, by name.
        serves: The muscle that it is meant for.
    """

    suggests: str
    serves: Muscle

    TYPES = MappingProxyType({"alternative": "an exercise suggested instead"})
    KEYS = MappingProxyType(
        {
            "suggests": ("text", "of an alternative: the exercise"),
            "for": ("muscle", "of an alternative: the muscle it is meant for"),
        }
    )
    SLOTS = MappingProxyType(
        {
            "suggests": "the exercise that is suggested",
            "serves": "the muscle that a suggested exercise is meant for",
            **STATEMENT_SLOTS,
        }
    )

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One suggestion."""
        entry.together("suggests", "for")
        suggests = entry.need(entry.text("suggests"))
        serves = entry.need(entry.muscle_named("for"))
        yield cls(suggests=suggests, serves=serves, **said(entry))

    @property
    def nouns(self) -> tuple[Named, ...]:
        """The muscle of the sentence, the one that is served, and the exercise."""
        about = (self.muscle, self.serves, self.exercise)
        return tuple(noun for noun in about if noun is not None)

    @property
    def names(self) -> tuple[str, ...]:
        """The suggested exercise, too."""
        return (*super().names, self.suggests)

    def slots(self, base: "FactBase") -> dict[str, SlotValue | None]:
        """The suggestion and the muscle it is meant for."""
        return super().slots(base) | {"suggests": self.suggests, "serves": self.serves}
