"""Claims that meet under one id: a mistake in one set of files, two voices in ours and a user's."""

from dataclasses import replace

from cards.model.facts import Definition, Fact, Involvement, Statement
from cards.model.vocabulary import Confidence
from cards.problems import DataError, Problem


def merge_user_claim(fact: Fact, first: Fact, found: dict[str, Fact]) -> None:
    """Take in what a user's file says where one of our claims stands.

    The same value puts the user's source behind our claim. Another one leaves both contested; a
    sentence or a definition of the user's own stands beside ours, as theirs.
    """
    theirs = f"{fact.id}@{fact.source.id}" if fact.citations else fact.id
    if theirs in found:
        raise repeated(fact, found[theirs])
    if _text(fact) != _text(first):
        found[theirs] = replace(fact, id=theirs, confidence=Confidence.OPINION)
    elif _value(first) == _value(fact):
        both = (*first.citations, *fact.citations)
        found[fact.id] = replace(first, citations=tuple(dict.fromkeys(both)))
    else:
        found[theirs] = replace(fact, id=theirs, confidence=Confidence.CONTESTED)
        found[fact.id] = replace(first, confidence=Confidence.CONTESTED)


def repeated(fact: Fact, first: Fact) -> DataError:
    """The complaint that two claims have one id."""
    if isinstance(fact, Statement):
        hint = "Give one of them another name."
    elif _value(first) == _value(fact):
        hint = "It says the same; add the source to the first one."
    elif fact.type in ("role", "contraction") and not fact.attributed:
        hint = "Where sources disagree, write 'confidence: contested' on both."
    else:
        hint = "If both hold, tell them apart by an 'id:'."
    message = f"A claim on {fact.id} stands already in {first.place}. {hint}"
    return DataError([Problem(place=fact.place, message=message)])


def _text(fact: Fact) -> str | None:
    """The words of a claim that is told in words."""
    if isinstance(fact, Definition):
        return fact.text
    return fact.says if isinstance(fact, Statement) else None


def _value(fact: Fact) -> object:
    """What a claim about a muscle states, to tell a repetition from a contradiction."""
    if isinstance(fact, Involvement):
        return (fact.role, fact.contraction, fact.action, fact.purpose, fact.unlike)
    return None
