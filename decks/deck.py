"""A deck: the cards somebody chose, in the order they are to be met."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cards.model.card import Card
from cards.model.facts import Fact
from cards.model.summary import CardSummary, FactSummary, fact_summaries, fact_summary, summary

if TYPE_CHECKING:
    from cards.model.base import FactBase
    from cards.topics import Choice, Topic


@dataclass(frozen=True, kw_only=True)
class Deck:
    """Cards under one name.

    Attributes:
        name: As it is shown in Anki, `::` between levels.
        base: The facts the cards were made from.
    """

    name: str
    cards: tuple[Card, ...]
    base: "FactBase"


@dataclass(frozen=True, kw_only=True)
class CardFilter:
    """Which cards somebody wants; empty means all.

    Attributes:
        of_fact: What each fact is about, by its id; needed where topics are named.
        attributed: Also what is contested or one author's opinion; its questions say whose.
    """

    topics: "Choice" = ()
    of_fact: "Mapping[str, frozenset[Topic]]" = field(default_factory=dict)
    kinds: Collection[str] = ()
    templates: Collection[str] = ()
    roles: Collection[str] = ()
    contractions: Collection[str] = ()
    phases: Collection[str] = ()
    levels: Collection[int] = ()
    attributed: bool = False

    def takes_fact(self, fact: FactSummary) -> bool:
        """Whether a fact is wanted, whatever card it makes."""
        values = (
            (self.roles, fact.role),
            (self.contractions, fact.contraction),
            (self.phases, fact.phase),
        )
        return (self.attributed or not fact.attributed) and all(
            not wanted or value in wanted for wanted, value in values
        )

    def about(self, fact: Fact) -> bool:
        """Whether a fact is wanted, for those who list facts and not cards."""
        return self.takes_fact(fact_summary(fact)) and self._on_topic((fact.id,), None)

    def takes(self, card: Card) -> bool:
        """Whether a card is wanted."""
        return self._takes_form(summary(card)) and self._takes_any(
            summary(card), fact_summaries(card)
        )

    def chosen(
        self, cards: Sequence[CardSummary], facts: "Callable[[], Sequence[tuple[FactSummary, ...]]]"
    ) -> list[CardSummary]:
        """The wanted ones of many cards.

        Args:
            cards: Their outlines.
            facts: Reads what each of them is about, which is only done where it matters.
        """
        found = [card for card in cards if self._takes_form(card)]
        if not (self.roles or self.contractions or self.phases or self.topics):
            return found
        about = {
            card.id: fact_summaries for card, fact_summaries in zip(cards, facts(), strict=True)
        }
        return [card for card in found if self._takes_any(card, about[card.id])]

    def _takes_form(self, card: CardSummary) -> bool:
        """Whether a card is wanted, whatever its facts."""
        return (
            (self.attributed or not card.attributed)
            and (not self.kinds or card.kind in self.kinds)
            and (not self.levels or card.level in self.levels)
            and (not self.templates or card.template in self.templates)
        )

    def _takes_any(self, card: CardSummary, facts: tuple[FactSummary, ...]) -> bool:
        """Whether one of a card's facts is wanted."""
        return any(map(self.takes_fact, facts)) and self._on_topic(
            [fact.fact for fact in facts], card.template
        )

    def _on_topic(self, facts: Iterable[str], template: str | None) -> bool:
        if not self.topics:
            return True
        from cards.topics import about

        return any(about(self.of_fact[fact], self.topics, template) for fact in facts)


def make_deck(name: str, cards: Iterable[Card], wanted: CardFilter, base: "FactBase") -> Deck:
    """The wanted cards, with those on one fact spread apart."""
    kept = [card for card in cards if wanted.takes(card)]
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
