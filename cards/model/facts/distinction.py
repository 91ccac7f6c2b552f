"""Distinctions between two terms or muscles that learners confuse."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from cards.model.facts.statement import Statement, said
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.entry import FactEntry


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Distinction(Statement):
    """The difference between two terms or muscles.

    Attributes:
        between: The ids or names of both.
    """

    between: tuple[str, str]

    TYPES = MappingProxyType({"distinction": "how two terms or muscles differ"})
    KEYS = MappingProxyType({"between": ("texts", "of a distinction: the two that differ")})
    NEEDS_SUBJECT = False

    @classmethod
    def read(cls, entry: "FactEntry") -> Iterator[Self]:
        """One distinction."""
        between = entry.need(entry.pair("between"))
        yield cls(between=between, **said(entry))

    @property
    def spot(self) -> tuple[object, ...]:
        """The two terms or muscles."""
        return (*super().spot, self.between)
