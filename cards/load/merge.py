"""Claims with the same id: an error within one origin, merged if one is built-in and one is not."""

from dataclasses import replace

from cards.model.fact import Fact
from cards.model.vocabulary import Confidence
from cards.problems import DataError, Problem


def merge_user_claim(fact: Fact, first: Fact, found: dict[str, Fact]) -> None:
    """Merge a user claim with the built-in claim of the same id.

    If both state the same value, the sources are combined. If the values differ, both claims become
    contested, unless the user's rests on tertiary pages only. Such a claim is added as an opinion,
    and so is a different sentence or definition.
    """
    user_id = f"{fact.id}@{fact.source.id}" if fact.citations else fact.id
    if user_id in found:
        raise repeated(fact, found[user_id])
    if fact.stated != first.stated and (fact.in_words or _is_outranked(fact, first)):
        found[user_id] = replace(fact, id=user_id, confidence=Confidence.OPINION)
    elif fact.stated == first.stated:
        both = (*first.citations, *fact.citations)
        found[fact.id] = replace(first, citations=tuple(dict.fromkeys(both)))
    else:
        found[user_id] = replace(fact, id=user_id, confidence=Confidence.CONTESTED)
        found[fact.id] = replace(first, confidence=Confidence.CONTESTED)


def _is_outranked(fact: Fact, first: Fact) -> bool:
    """Whether tertiary pages would contest what a better source states."""
    return fact.on_pages_alone and not first.on_pages_alone


def repeated(fact: Fact, first: Fact) -> DataError:
    """Create the error for two claims with the same id."""
    hint = fact.repetition_hint(first)
    message = f"Duplicate claim {fact.id}; the first is in {first.place}. {hint}"
    return DataError([Problem(place=fact.place, message=message)])
