"""Wrong options for the value of a property: the values of other cases, and other cases.

A body's teaching is only compared with the same edition. A case for which any source states a value
is never a wrong option for that value.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from zlib import crc32

from cards.amounts import one_implies_the_other, too_close
from cards.distractors.neighbours import MOST_FOUND
from cards.model.base import FactBase
from cards.model.card import Distractor, Proof
from cards.model.facts.property_value import PropertyValue
from cards.model.nouns import Named
from cards.model.vocabulary import Confidence


def values_of_other_cases(fact: PropertyValue, base: FactBase) -> Iterator[Distractor]:
    """The values that its author denies; if they are too few, then those of other cases."""
    shown = [fact.value, *fact.accept, *_values_of(fact.case_name, fact, base)]
    for value, reason in fact.wrong:
        shown.append(value)
        yield Distractor(
            text=value,
            reason=reason,
            proof=Proof.ATTRIBUTED if fact.body else Proof.NOT,
            concept=f"value/{fact.id}/{value}",
        )
    if not fact.of.single or len(fact.wrong) >= _ENOUGH:
        return
    for other in islice(_comparable(fact, base), MOST_FOUND):
        if any(one_implies_the_other(other.value, value) for value in shown):
            continue
        shown.append(other.value)
        yield Distractor(
            text=other.value,
            reason=other.clause.rstrip("."),
            proof=Proof.ATTRIBUTED if fact.body else Proof.FUNCTIONAL,
            concept=f"value/{other.id}",
            because=(other,),
        )


_ENOUGH = 3
"""Denied values with which a question needs no values of other cases, which are less near."""


def cases_with_other_values(fact: PropertyValue, base: FactBase) -> Iterator[Distractor]:
    """The cases for which another value is stated."""
    if not fact.of.single:
        return
    shown = [fact.case_name]
    for other in islice(_comparable(fact, base), MOST_FOUND):
        values = (other.value, *other.accept, *_values_of(other.case_name, fact, base))
        is_shown = any(one_implies_the_other(other.case_name, name) for name in shown)
        if is_shown or any(one_implies_the_other(fact.value, value) for value in values):
            continue
        shown.append(other.case_name)
        noun = other.case
        yield Distractor(
            text=other.case_name,
            reason=other.clause.rstrip("."),
            proof=Proof.ATTRIBUTED if fact.body else Proof.FUNCTIONAL,
            concept=f"{noun.sort}/{noun.id}" if isinstance(noun, Named) else f"case/{other.id}",
            because=(other,),
        )


def _comparable(fact: PropertyValue, base: FactBase) -> list[PropertyValue]:
    """The values of other cases by the same body; those of its exercise come first.

    Of numbers in a table, the next ones are omitted: no examiner asks for a difference of 2%.
    """
    others = [
        other
        for other in base.values_of(fact.of)
        if other.case_name != fact.case_name
        and not too_close(other.value, fact.value)
        and not too_close(other.case_name, fact.case_name)
        and (other.body, other.edition) == (fact.body, fact.edition)
        and other.confidence is not Confidence.UNVERIFIED
        and (not fact.of.by_exercise or other.exercise is fact.exercise)
    ]
    return sorted(
        others, key=lambda o: (o.exercise is not fact.exercise, crc32(f"{fact.id} {o.id}".encode()))
    )


def _values_of(name: str, fact: PropertyValue, base: FactBase) -> Iterable[str]:
    """All values that any source states for a case."""
    for other in base.values_of(fact.of):
        if other.case_name == name and other.exercise is fact.exercise:
            yield from (other.value, *other.accept)
