"""Facts and cards in words, for people who read them and not for questions."""

from collections.abc import Iterator
from typing import assert_never

from cards.model.card import Card
from cards.model.difficulty import LEVELS, level
from cards.model.facts import Definition, Fact, Involvement, Membership, Statement
from cards.model.kinds import CARD_KINDS, KeyForm
from cards.model.vocabulary import Phase


def subject(fact: Fact) -> str:
    """What a fact is about, as the heading of a list."""
    if isinstance(fact, Involvement):
        return fact.exercise.name
    if isinstance(fact, Statement):
        noun = fact.exercise or fact.muscle
        return noun.name if noun else fact.about or "general"
    if isinstance(fact, Membership):
        return fact.group.name
    return "glossary"


def claim(fact: Fact) -> str:
    """What a fact says, in one line."""
    if isinstance(fact, Involvement):
        where = f"{_phase(fact.phase)}: " if fact.phase else ""
        value = fact.role or fact.contraction or fact.purpose
        if fact.action:
            value = f"takes part in {fact.action.name}"
        if fact.unlike:
            value = f"not {fact.unlike}"
        return f"{fact.muscle.name} · {where}{value}"
    if isinstance(fact, Statement):
        return fact.says
    if isinstance(fact, Definition):
        return f"{fact.term.name}: {fact.text}"
    if isinstance(fact, Membership):
        return f"{fact.muscle.name} is one of them"
    raise TypeError(type(fact))


def whole(fact: Fact) -> Iterator[tuple[str, str]]:
    """Everything about a fact, as labels and texts."""
    yield "Fact", fact.id
    yield "About", subject(fact)
    yield "Claim", claim(fact)
    if isinstance(fact, Involvement) and fact.open:
        yield "Leaves open", ", ".join(sorted(fact.open))
    yield "Confidence", fact.confidence
    for citation in fact.citations:
        source = citation.source
        at = f", {' '.join(citation.at)}" if citation.at else ""
        yield "Source", f"{source.name}: {source.title}{at}"
    if fact.quote:
        yield "Quote", f"“{fact.quote}”"
    if fact.note:
        yield "Note", fact.note
    yield "Written in", str(fact.place).rsplit(":", 1)[0]


def card_whole(card: Card) -> Iterator[tuple[str, str]]:
    """Everything about a card, as labels and texts."""
    yield "Card", card.id
    yield "Kind", f"{card.kind}, tests {card.template.tests}"
    hard = f"{level(card)} of {LEVELS[-1]}, estimated before anybody has answered"
    yield "Difficulty", hard
    for stem in card.stems:
        yield "Question", stem
    yield from _answer(card)
    for distractor in card.distractors:
        yield "Wrong", f"{distractor.text} – {distractor.reason} [{distractor.proof}]"
    yield "Explanation", card.explanation
    place = card.template.place
    yield "Template", f"{card.template.id}, {place.file}:{place.line}"
    for fact in card.facts:
        yield from whole(fact)


def _answer(card: Card) -> Iterator[tuple[str, str]]:
    form = CARD_KINDS[card.kind].key
    match form:
        case KeyForm.ONE:
            yield "Answer", " / ".join(card.key)
        case KeyForm.PAIRS:
            for left_side, key in zip(card.left, card.key, strict=True):
                yield "Pair", f"{left_side} – {key}"
        case KeyForm.ALL | KeyForm.ORDER:
            yield "Answer", card.answer
        case _:
            assert_never(form)


def _phase(phase: Phase) -> str:
    return phase.value if phase is Phase.THROUGHOUT else f"{phase} phase"
