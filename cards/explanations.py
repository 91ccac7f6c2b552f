"""The explanation of a card: the reason of its fact, if one is derived, else that of the template.

An explanation says something that the question does not, and fits into two lines of a terminal.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cards.derive.reason import LONGEST, Reason
from cards.derive.reasons import why
from cards.english import capitalised, words
from cards.model.base import FactBase
from cards.model.fact import Fact
from cards.model.nouns import Source

_LONGEST_VALUE = 40
"""Characters of a value that fits in front of a reason."""


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """An explanation.

    Attributes:
        text: One or more sentences.
        grounds: The facts that it is derived from.
        derived_by: The rules by which it is derived.
    """

    text: str
    grounds: tuple[Fact, ...] = ()
    derived_by: tuple[Source, ...] = ()


def derived(reason: Reason, base: FactBase, value: str = "") -> Explanation:
    """A reason after the value that it explains; only its last clause if it is long."""
    rules = (base.sources[reason.rule.id],) if reason.rule else ()
    lead = f"{capitalised(value)}. " if value else ""
    text = f"{lead}{reason.sentence}."
    if len(text) > LONGEST:
        text = f"{lead}{capitalised(reason.short)}."
    return Explanation(text=text, grounds=reason.facts, derived_by=rules)


def with_reason(text: str, fact: Fact, base: FactBase) -> str:
    """An explanation with the reason of a fact in short, if it is derived and fits."""
    found = why(fact, base)
    longer = f"{text} {capitalised(found.short)}." if found is not None else text
    return longer if len(longer) <= LONGEST else text


def of_false_statement(reason: Reason, base: FactBase, right: str) -> Explanation | None:
    """The reason why a statement is false; it contains the right value, or follows it."""
    if right.lower() in reason.sentence.lower():
        return derived(reason, base)
    return derived(reason, base, right) if len(right) <= _LONGEST_VALUE else None


def chosen(explanations: Iterable[Explanation], shown: str) -> Explanation | None:
    """The first explanation that fits and does not repeat what is shown; else the nearest to it."""
    nearest: tuple[tuple[bool, bool], Explanation] | None = None
    for each in explanations:
        flaws = repeats(each.text, shown), len(each.text) > LONGEST
        if not any(flaws):
            return each
        if nearest is None or flaws < nearest[0]:
            nearest = flaws, each
    return None if nearest is None else nearest[1]


def repeats(text: str, shown: str) -> bool:
    """Whether a text only repeats words that are shown already."""
    return set(words(text)) <= set(words(shown)) | _LITTLE


_LITTLE = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "by", "do", "does", "has", "have", "in", "is"),
        *("it", "its", "of", "on", "or", "that", "the", "to"),
    }
)
"""Words that add nothing."""
