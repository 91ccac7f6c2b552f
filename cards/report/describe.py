"""Facts and cards in words, for people who read them and not for questions."""

from collections.abc import Iterator
from typing import assert_never

from cards.model.card import Card
from cards.model.difficulty import DIFFICULTIES, difficulty
from cards.model.fact import Fact
from cards.model.kinds import CARD_KINDS, KeyForm
from cards.model.level import level_of


def describe_fact(fact: Fact) -> Iterator[tuple[str, str]]:
    """Everything about a fact, as labels and texts."""
    yield "Fact", fact.id
    yield "About", fact.heading
    yield "Claim", fact.claim
    yield from fact.details
    yield "Confidence", fact.confidence
    for citation in fact.citations:
        source = citation.source
        at = f", {' '.join(citation.at)}" if citation.at else ""
        rank = f" ({source.rank})" if source.rank is not None else ""
        yield "Source", f"{source.name}: {source.title}{at}{rank}"
    if fact.quote:
        yield "Quote", f"“{fact.quote}”"
    if fact.note:
        yield "Note", fact.note
    yield "Written in", str(fact.place).rsplit(":", 1)[0]


def describe_card(card: Card) -> Iterator[tuple[str, str]]:
    """Everything about a card, as labels and texts."""
    yield "Card", card.id
    yield "Kind", f"{card.kind}, tests {card.tests.label}"
    yield "Level", level_of(card)
    hard = f"{difficulty(card)} of {DIFFICULTIES[-1]}, estimated before anyone has answered"
    yield "Difficulty", hard
    for stem in card.stems:
        yield "Question", stem
    yield from _answer(card)
    for distractor in card.distractors:
        yield "Wrong", f"{distractor.text} – {distractor.reason} [{distractor.proof}]"
    yield "Explanation", card.explanation
    for rule in card.rules:
        yield "Derived by", f"{rule.name}: {rule.title}"
    if card.grounds:
        yield "Follows from", ", ".join(fact.id for fact in card.grounds)
    place = card.template.place
    yield "Template", f"{card.template.id}, {place.file}:{place.line}"
    for fact in card.facts:
        yield from describe_fact(fact)


def _answer(card: Card) -> Iterator[tuple[str, str]]:
    form = CARD_KINDS[card.kind].key
    match form:
        case KeyForm.ONE:
            yield "Answer", " / ".join(card.key)
        case KeyForm.PAIRS:
            for left_side, key in zip(card.left_side, card.key, strict=True):
                yield "Pair", f"{left_side} – {key}"
        case KeyForm.ALL | KeyForm.ORDER:
            yield "Answer", card.answer
        case _:
            assert_never(form)
