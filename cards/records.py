"""Facts and cards as plain records, the way scripts read them; one key, one meaning."""

from cards.base import FactBase, known
from cards.card import Card
from cards.facts import Definition, Fact, Involvement, Membership, Statement

_SEED_LETTER, _SEED_LENGTH = "S", 4


def fact_record(fact: Fact, base: FactBase) -> dict[str, object]:
    """One fact. What no source states is None.

    `type` says what the fact itself claims. Beside it stands what agreed claims say about the same
    muscle at the same place, so that a line can be read alone.
    """
    record: dict[str, object] = dict.fromkeys(
        ("exercise", "phase", "muscle", "role", "contraction", "action", "purpose", "statement")
    )
    if isinstance(fact, Involvement):
        around = known(base, fact.exercise, fact.muscle, fact.phase)
        action = fact.action or around.action
        purpose = fact.purpose or "; ".join(around.purposes) or None
        record |= {
            "exercise": fact.exercise.id,
            "phase": fact.phase,
            "muscle": fact.muscle.id,
            "role": fact.role or around.role,
            "contraction": fact.contraction or around.contraction,
            "action": action.id if action else None,
            "purpose": purpose,
        }
        if fact.unlike:
            record["statement"] = f"The {fact.muscle.name}: not {fact.unlike}."
    elif isinstance(fact, Statement):
        record |= {
            "exercise": fact.exercise.id if fact.exercise else None,
            "phase": fact.phase,
            "muscle": fact.muscle.id if fact.muscle else None,
            "action": fact.value.id if fact.type == "action" and fact.value else None,
            "statement": fact.says,
        }
    elif isinstance(fact, Definition):
        record["statement"] = f"{fact.term.name}: {fact.text}"
    elif isinstance(fact, Membership):
        record |= {
            "muscle": fact.muscle.id,
            "statement": f"The {fact.muscle.name} is one of the {fact.group.name}.",
        }
    return {
        "id": fact.id,
        "type": fact.type,
        **record,
        "confidence": fact.confidence,
        "sources": [citation.source.id for citation in fact.citations],
        "seed": seed_numbers(fact),
        "file": fact.place.file,
        "line": fact.place.line,
    }


def seed_numbers(fact: Fact) -> list[str]:
    """The numbers of the seed article's claims that a fact holds."""
    places = (word for citation in fact.citations for word in citation.at)
    return sorted(
        word
        for word in places
        if len(word) == _SEED_LENGTH and word[0] == _SEED_LETTER and word[1:].isdigit()
    )


def card_record(card: Card, base: FactBase) -> dict[str, object]:
    """One card, with all its proven wrong options."""
    fact = fact_record(card.fact, base)
    return {
        "id": card.id,
        "template": card.template.id,
        "kind": card.kind,
        "stem": card.stem,
        "wordings": list(card.stems),
        "key": list(card.key),
        "distractors": [
            {"text": d.text, "reason": d.reason, "proof": d.proof, "concept": d.concept}
            for d in card.distractors
        ],
        "explanation": card.explanation,
        "facts": [card.fact.id],
        "sources": fact["sources"],
        "confidence": card.fact.confidence,
        **{key: fact[key] for key in ("exercise", "phase", "muscle", "role", "contraction")},
        "tags": tags(card),
    }


def tags(card: Card) -> list[str]:
    """What a card can be found by in Anki and in lists, `kind::value`."""
    fact = card.fact
    values = {
        "exercise": getattr(getattr(fact, "exercise", None), "id", None),
        "muscle": getattr(getattr(fact, "muscle", None), "id", None),
        "role": getattr(fact, "role", None),
        "contraction": getattr(fact, "contraction", None),
        "phase": getattr(fact, "phase", None),
        "tests": card.template.tests,
        "kind": card.kind,
    }
    return [f"{name}::{str(value).replace(' ', '-')}" for name, value in values.items() if value]
