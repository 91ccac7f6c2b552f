"""Summaries of cards and facts for sampling, so that most cards are never loaded."""

from sys import intern
from typing import TYPE_CHECKING
from zlib import crc32

from cards.named_tuple import NamedTuple

if TYPE_CHECKING:
    from cards.model.card import Card
    from cards.model.fact import Fact

FEW = 3
"""Wrong options next to a key, when the longest one is determined."""


class CardSummary(NamedTuple):
    """The attributes of a card that sampling needs.

    Attributes:
        id: The card's.
        template: Id of its template.
        tests: The subject that it tests.
        kind: How it is answered.
        level: The cognitive level.
        opinion: Whether it asks what a person or a page says, which needs a request.
        optional: Whether it is only asked when a topic, a pack or its template names it.
        body: Id of the only body whose teaching it asks about; mostly None.
        right: The first of its right answers.
        longest: Whether the key is the longest option.
        wrong: How many wrong options are proven.
        about: Id of the fact that it is chiefly about.
        stem: A checksum of its first wording, which several cards may share.
        number: Its place among all cards.
        cluster: The cards that resemble or help to answer it; see `cluster_of`.
    """

    id: str
    template: str
    tests: str
    kind: str
    level: str
    opinion: bool
    optional: bool
    body: str | None
    right: str
    longest: bool
    wrong: int
    about: str
    stem: int
    number: int
    cluster: str = ""


class FactSummary(NamedTuple):
    """The attributes of a fact that sampling needs; None for a value it does not state."""

    fact: str
    role: str | None
    contraction: str | None
    phase: str | None
    opinion: bool


def summary(card: "Card", number: int = 0) -> CardSummary:
    """The outline of a card that has that place among all cards."""
    from cards.model.cluster import cluster_of  # with a warm cache, all summaries are stored
    from cards.model.kinds import CHOICES
    from cards.model.level import level_of

    longest = max((len(d.text) for d in card.distractors[:FEW]), default=0)
    return CardSummary(
        id=card.id,
        template=card.template.id,
        tests=card.tests.value,
        kind=card.kind.value,
        level=level_of(card).value,
        opinion=card.opinion,
        optional=card.optional,
        body=card.body,
        right=card.key[0],
        longest=card.kind in CHOICES and len(card.key[0]) >= longest,
        wrong=len(card.distractors),
        about=card.fact.id,
        stem=stem_checksum(card.stem),
        number=number,
        cluster=intern(cluster_of(card)),
    )


def stem_checksum(stem: str) -> int:
    """The checksum of a wording."""
    return crc32(stem.encode())


def fact_summary(fact: "Fact") -> FactSummary:
    """The summary of a fact."""
    about = fact.about
    return FactSummary(
        fact=fact.id,
        role=_text(about.role),
        contraction=_text(about.contraction),
        phase=_text(about.phase),
        opinion=fact.opinion,
    )


def fact_summaries(card: "Card") -> tuple[FactSummary, ...]:
    """The summaries of the facts of a card, the main fact first."""
    return tuple(fact_summary(fact) for fact in card.facts)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
