"""Claims with the same id: an error within one origin, merged if one is built-in and one is not."""

from dataclasses import replace

from cards.model.facts import Definition, Fact, Involvement, Statement
from cards.model.vocabulary import Confidence
from cards.problems import DataError, Problem


def merge_user_claim(fact: Fact, first: Fact, found: dict[str, Fact]) -> None:
    """Merge a user claim with the built-in claim of the same id.

    If both state the same value, the sources are combined. If the values differ, both claims become
    contested. A different sentence or definition is added as an opinion.
    """
    user_id = f"{fact.id}@{fact.source.id}" if fact.citations else fact.id
    if user_id in found:
        raise repeated(fact, found[user_id])
    if _text(fact) != _text(first):
        found[user_id] = replace(fact, id=user_id, confidence=Confidence.OPINION)
    elif _value(first) == _value(fact):
        both = (*first.citations, *fact.citations)
        found[fact.id] = replace(first, citations=tuple(dict.fromkeys(both)))
    else:
        found[user_id] = replace(fact, id=user_id, confidence=Confidence.CONTESTED)
        found[fact.id] = replace(first, confidence=Confidence.CONTESTED)


def repeated(fact: Fact, first: Fact) -> DataError:
    """Create the error for two claims with the same id."""
    if isinstance(fact, Statement):
        hint = "Choose another name for one of them."
    elif _value(first) == _value(fact):
        hint = "Both state the same; add the source to the first one."
    elif fact.type in ("role", "contraction") and not fact.attributed:
        hint = "Where sources disagree, write 'confidence: contested' on both."
    else:
        hint = "If both are correct, add an 'id:' to one of them."
    message = f"Duplicate claim {fact.id}; the first is in {first.place}. {hint}"
    return DataError([Problem(place=fact.place, message=message)])


def _text(fact: Fact) -> str | None:
    """The text of a definition or a statement."""
    if isinstance(fact, Definition):
        return fact.text
    return fact.says if isinstance(fact, Statement) else None


def _value(fact: Fact) -> object:
    """The value of a claim about a muscle, to distinguish repetition and contradiction."""
    if isinstance(fact, Involvement):
        return (fact.role, fact.contraction, fact.action, fact.purpose, fact.unlike)
    return None
