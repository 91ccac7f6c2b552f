"""A deck: the cards somebody chose, in the order they are to be met."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cards.base import FactBase
from cards.card import Card
from cards.difficulty import level
from cards.facts import Fact

if TYPE_CHECKING:
    from cards.topics import Choice


@dataclass(frozen=True, kw_only=True)
class Deck:
    """Cards under one name.

    Attributes:
        name: As it is shown in Anki, `::` between levels.
        base: The facts the cards were made from.
    """

    name: str
    cards: tuple[Card, ...]
    base: FactBase


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which cards somebody wants; empty means all.

    Attributes:
        attributed: Also what is contested or one author's opinion; its questions say whose.
    """

    topics: "Choice" = ()
    kinds: Collection[str] = ()
    templates: Collection[str] = ()
    roles: Collection[str] = ()
    contractions: Collection[str] = ()
    phases: Collection[str] = ()
    levels: Collection[int] = ()
    attributed: bool = False

    def takes_fact(self, fact: Fact) -> bool:
        """Whether a fact is wanted, whatever card it makes."""
        values = (
            (self.roles, getattr(fact, "role", None)),
            (self.contractions, getattr(fact, "contraction", None)),
            (self.phases, getattr(fact, "phase", None)),
        )
        return (self.attributed or not fact.attributed) and all(
            not wanted or value in wanted for wanted, value in values
        )

    def about(self, fact: Fact, base: FactBase) -> bool:
        """Whether a fact is wanted, for those who list facts and not cards."""
        from cards.topics import about

        return self.takes_fact(fact) and about(fact, self.topics, base)

    def takes(self, card: Card, base: FactBase) -> bool:
        """Whether a card is wanted."""
        return (
            any(self.takes_fact(fact) for fact in card.facts)
            and (self.attributed or not card.confidence.attributed)
            and (not self.kinds or card.kind in self.kinds)
            and (not self.levels or level(card) in self.levels)
            and (not self.templates or card.template.id in self.templates)
            and (not self.topics or self._on_topic(card, base))
        )

    def _on_topic(self, card: Card, base: FactBase) -> bool:
        from cards.topics import chosen

        return chosen(card, self.topics, base)


def make_deck(name: str, cards: Iterable[Card], wanted: Wanted, base: FactBase) -> Deck:
    """The wanted cards, with those on one fact spread apart."""
    kept = [card for card in cards if wanted.takes(card, base)]
    return Deck(name=name, cards=spread(kept), base=base)


def spread(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards in rounds, each fact once a round, so that neighbours do not answer each other."""
    waiting: dict[str, list[Card]] = {}
    for card in cards:
        waiting.setdefault(card.fact.id, []).append(card)
    rounds = max((len(group) for group in waiting.values()), default=0)
    # A fact begins its rounds with another of its cards than the fact before it, so that a round
    # does not hold one template only.
    in_rounds = (
        group[(turn + start) % len(group)]
        for turn in range(rounds)
        for start, group in enumerate(waiting.values())
        if turn < len(group)
    )
    order: list[Card] = []
    clashing: list[Card] = []
    for card in in_rounds:
        is_clash = order and order[-1].fact.id == card.fact.id
        (clashing if is_clash else order).append(card)
    for card in clashing:
        order.insert(_gap(order, card.fact.id), card)
    return tuple(order)


def _gap(order: list[Card], fact: str) -> int:
    """The last place where neither neighbour is on the fact; the end where there is none."""
    facts = ["", *(card.fact.id for card in order), ""]
    places = (n for n in range(len(order), -1, -1) if fact not in facts[n : n + 2])
    return next(places, len(order))
