"""Facts and cards as plain records for scripts; a key means the same in every record."""

from functools import lru_cache

from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.difficulty import difficulty
from cards.model.fact import Fact
from cards.model.level import hops, level_of

_PLACE = ("exercise", "phase", "muscle", "role", "contraction")
_SAID = (*_PLACE, "of", "action", "purpose", "finding", "statement")
"""Keys for what a fact says, in order; None if it says nothing."""

_ARTICLE = "golf-insider-uk"
"""Id of the source whose numbered statements the key `seed` lists."""


def fact_record(fact: Fact, base: FactBase) -> dict[str, object]:
    """One fact; the value of a key is None if no source states it.

    `type` says what the fact itself claims. The other values are those of agreed claims
    about the same muscle in the same phase, so that each record is complete.
    """
    return {
        "id": fact.id,
        "type": fact.type,
        **dict.fromkeys(_SAID),
        **fact.record(base),
        "confidence": fact.confidence,
        "sources": [citation.source.id for citation in fact.citations],
        "seed": article_statements(fact),
        "file": fact.place.file,
        "line": fact.place.line,
    }


def article_statements(fact: Fact) -> list[str]:
    """The numbers of the article's statements that a fact rests on."""
    cited = (citation for citation in fact.citations if citation.source.id == _ARTICLE)
    return sorted(number for citation in cited for number in citation.at)


def card_record(card: Card, base: FactBase) -> dict[str, object]:
    """One card, with all its proven wrong options."""
    facts = [fact_record(fact, base) for fact in card.facts]
    return {
        "id": card.id,
        "template": card.template.id,
        "kind": card.kind,
        "level": level_of(card),
        "hops": hops(card),
        "difficulty": difficulty(card),
        "optional": card.optional,
        "stem": card.stem,
        "wordings": list(card.stems),
        "key": list(card.key),
        "left": list(card.left_side),
        "distractors": [
            {"text": d.text, "reason": d.reason, "proof": d.proof, "concept": d.concept}
            for d in card.distractors
        ],
        "explanation": card.explanation,
        "facts": [each.id for each in card.facts],
        "sources": _sources(card),
        "confidence": card.confidence,
        **{name: _shared(name, facts) for name in _PLACE},
        "tags": tags(card),
    }


def _shared(name: str, facts: list[dict[str, object]]) -> object:
    """The value that all facts of a card share; None if they differ."""
    first = facts[0][name]
    return first if all(fact[name] == first for fact in facts) else None


def _sources(card: Card) -> list[str]:
    cited = (citation.source.id for fact in card.facts for citation in fact.citations)
    return list(dict.fromkeys(cited))


def tags(card: Card) -> list[str]:
    """The tags of a card in Anki and in lists, `kind::value`."""
    found = dict.fromkeys([tag for fact in card.facts for tag in _tags_of(fact)])
    of_card = (
        ("subject", card.tests),
        ("kind", card.kind),
        ("level", level_of(card)),
        ("difficulty", str(difficulty(card))),
    )
    return [*found, *(_tag(name, value) for name, value in of_card)]


@lru_cache(maxsize=16384)
def _tags_of(fact: Fact) -> tuple[str, ...]:
    about = fact.about
    of_fact = (
        ("exercise", about.exercise.id if about.exercise else None),
        ("muscle", about.muscle.id if about.muscle else None),
        ("role", about.role),
        ("contraction", about.contraction),
        ("phase", about.phase),
    )
    return tuple(_tag(name, value) for name, value in of_fact if value)


def _tag(name: str, value: str) -> str:
    return f"{name}::{value.replace(' ', '-')}"
