"""A question template as a value, and a library: what is known and the templates over it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cards.problems import Place

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


@dataclass(frozen=True, kw_only=True)
class Template:
    """A way of asking about facts of certain types.

    Attributes:
        over: The types of fact it runs over; empty where it gathers several facts.
        gather: How it gathers several facts; None where it asks about one at a time.
        stems: Wordings of one question; in a true-or-false card, of one assertion.
        key: The slot that is asked for.
        rule: The name of the rule that finds wrong options, for the kinds that show some.
        where: Names of the conditions a fact must meet.
        explanation: Why the key is right.
        tests: What it tests, for people who list templates.
        hops: How many facts one must put together to answer.
        waive: Item-writing rules that its cards may break, each with the reason.
    """

    id: str
    kind: Kind
    over: tuple[str, ...]
    stems: tuple[str, ...]
    key: str = ""
    gather: str | None = None
    hops: int = 1
    rule: str | None = None
    where: tuple[str, ...] = ()
    explanation: str
    tests: str
    waive: tuple[tuple[str, str], ...] = ()
    place: Place


@dataclass(frozen=True, kw_only=True)
class Library:
    """What is known, and the templates that make cards of it."""

    base: "FactBase"
    templates: tuple[Template, ...]
