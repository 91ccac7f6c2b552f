"""A question template as a value, and a library: what is known and the templates over it."""

from enum import StrEnum
from typing import TYPE_CHECKING

from cards.model.vocabulary import Level, Subject
from cards.problems import Place
from cards.value_class import value_class

if TYPE_CHECKING:
    from cards.model.base import FactBase


class Kind(StrEnum):
    """How a card is answered."""

    CHOICE = "choice"
    TRUE_FALSE = "true-false"
    TYPED = "typed"
    CLOZE = "cloze"
    SELECT_ALL = "select-all"
    MATCHING = "matching"
    ORDERING = "ordering"


@value_class(frozen=True, kw_only=True)
class Template:
    """A way of asking about facts of certain types.

    Attributes:
        over: The types of fact that it applies to; empty if it combines several facts.
        gather: The group rule for several facts; None if it asks about single facts.
        stems: Wordings of the same question or statement.
        on_map: The wording next to a map; None if its cards have no map that asks.
        key: The slot that is asked for.
        rule: The name of the distractor rule, if the kind shows options.
        of: The property whose values it asks about; None if its facts have none.
        where: The names of conditions on the facts.
        explanation: Why the key is right.
        tests: The subject that it tests; None if that depends on the fact.
        level: The cognitive level of its cards; None if it follows from the facts they combine.
        optional: Whether its cards are only asked when a topic, a pack or its id names them.
        optional_where: The condition on the facts whose cards are optional; None if it is none.
        cluster: The cluster of its cards, if they help to answer those of other templates.
        waive: Lint rules that its cards may violate, each with the reason.
    """

    id: str
    kind: Kind
    over: tuple[str, ...]
    stems: tuple[str, ...]
    on_map: str | None = None
    key: str = ""
    gather: str | None = None
    rule: str | None = None
    of: str | None = None
    where: tuple[str, ...] = ()
    explanation: str
    tests: Subject | None
    level: Level | None = None
    optional: bool = False
    optional_where: str | None = None
    cluster: str | None = None
    waive: tuple[tuple[str, str], ...] = ()
    place: Place


@value_class(frozen=True, kw_only=True)
class Library:
    """Facts, and the templates that generate cards from them."""

    base: "FactBase"
    templates: tuple[Template, ...]
