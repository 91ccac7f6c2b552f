"""What choosing needs to know of a card, so that most cards are never read whole."""

from typing import NamedTuple

from cards.model.card import Card
from cards.model.difficulty import level
from cards.model.fact import Fact
from cards.model.kinds import CHOICES

FEW = 3
"""Wrong options that stand beside a key, for telling whether it is the longest."""


class CardSummary(NamedTuple):
    """A card as far as drawing goes.

    Attributes:
        id: The card's.
        template: Id of its template.
        tests: What the template tests.
        kind: How it is answered.
        level: The estimated difficulty.
        attributed: Whether its question must say whose claim it is.
        right: The first of its right answers.
        longest: Whether somebody who always takes the longest option would be right.
        about: Id of the fact that it is chiefly about.
        number: Its place among all cards.
    """

    id: str
    template: str
    tests: str
    kind: str
    level: int
    attributed: bool
    right: str
    longest: bool
    about: str
    number: int


class FactSummary(NamedTuple):
    """A fact as far as choosing goes: its id, and its values, None where it states none."""

    fact: str
    role: str | None
    contraction: str | None
    phase: str | None
    attributed: bool


def summary(card: Card, number: int = 0) -> CardSummary:
    """The outline of a card that has that place among all cards."""
    longest = max((len(d.text) for d in card.distractors[:FEW]), default=0)
    return CardSummary(
        id=card.id,
        template=card.template.id,
        tests=card.template.tests,
        kind=card.kind.value,
        level=level(card),
        attributed=card.confidence.attributed,
        right=card.key[0],
        longest=card.kind in CHOICES and len(card.key[0]) >= longest,
        about=card.fact.id,
        number=number,
    )


def fact_summary(fact: Fact) -> FactSummary:
    """A fact as far as choosing goes."""
    about = fact.about
    return FactSummary(
        fact=fact.id,
        role=_text(about.role),
        contraction=_text(about.contraction),
        phase=_text(about.phase),
        attributed=fact.attributed,
    )


def fact_summaries(card: Card) -> tuple[FactSummary, ...]:
    """The facts of a card as far as choosing goes, the leading one first."""
    return tuple(fact_summary(fact) for fact in card.facts)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
