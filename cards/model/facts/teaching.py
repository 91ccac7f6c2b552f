"""The base of facts that may hold only as one certifying body teaches them."""

from typing import TYPE_CHECKING

from cards.model.bodies import body_name
from cards.model.fact import Fact
from cards.named_tuple import NamedTuple
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.entry import FactEntry


PAGES_THAT_CONFIRM = 2
"""The tertiary pages that are needed for what a body teaches, if its own text was not read."""


class Taught(NamedTuple):
    """The teacher of a fact.

    Attributes:
        body: Id of the certifying body; None if it is not one body's teaching.
        edition: The edition of the body's text.
    """

    body: str | None
    edition: str | None


@value_class(frozen=True, kw_only=True, eq=False, repr=False)
class Teaching(Fact):
    """A claim that holds in general, or as a body teaches it.

    Attributes:
        body: Id of the certifying body whose teaching it is; None if it is not one body's.
        edition: The edition of the body's text.
    """

    body: str | None = None
    edition: str | None = None

    @property
    def taught(self) -> bool:
        """Whether a textbook or a body states it."""
        return self.body is not None or super().taught

    @property
    def names_source(self) -> bool:
        """Whether a question must say whose teaching it is."""
        return self.body is not None or super().names_source

    @property
    def attribution(self) -> str:
        """The body, or the source."""
        return body_name(self.body, self.edition) if self.body else super().attribution

    @property
    def bodies(self) -> frozenset[str]:
        """The body that teaches it."""
        return super().bodies if self.body is None else frozenset({self.body})

    @property
    def is_teaching(self) -> bool:
        """Whether it holds only in the teaching of its body."""
        return self.body is not None


def read_taught(entry: "FactEntry") -> Taught:
    """The body and the edition of an entry."""
    taught = Taught(entry.body("body"), entry.text("edition"))
    if taught.edition and not taught.body:
        entry.wrong("'edition' requires 'body'.", "edition")
    return taught
