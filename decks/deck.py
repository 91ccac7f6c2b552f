"""A deck: selected cards, in the order in which they are studied."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from cards.model.card import Card
from cards.model.fact import Fact
from cards.model.summary import CardSummary, FactSummary, fact_summaries, fact_summary, summary
from cards.value_class import replace, value_class

if TYPE_CHECKING:
    from cards.exams.scope import ExamScope
    from cards.model.base import FactBase
    from cards.topics import Choice, Topic


@value_class(frozen=True, kw_only=True)
class DeckLabel:
    """The title, the author and the version of a deck; each is empty if it is not given.

    Attributes:
        version: Of the deck, such as `2` or `2026-autumn`.
    """

    title: str = ""
    author: str = ""
    version: str = ""


@value_class(frozen=True, kw_only=True)
class Deck:
    """Named cards.

    Attributes:
        name: The name in Anki, with `::` between levels.
        base: The facts that the cards were generated from.
        exam: Id of the exam that the cards are for; empty if they are for none.
        tiers: The tier of each fact that this exam asks, by the fact's id.
        label: Its title, author and version.
    """

    name: str
    cards: tuple[Card, ...]
    base: "FactBase"
    exam: str = ""
    tiers: Mapping[str, int] = MappingProxyType({})
    label: DeckLabel = DeckLabel()


@value_class(frozen=True, kw_only=True)
class CardFilter:
    """Criteria for cards and facts; an empty criterion matches everything.

    Attributes:
        of_fact: The topics of each fact, by its id; only read if `topics` is not empty.
        by_type: The packs that select facts by their type; only read if `topics` is not empty.
        attributed: Whether to include what a person or a page says, which sources dispute.
        optional: Whether to include the cards of optional templates that nothing names.
        exam: The exam that asks the cards; a subject that it does not ask needs a topic, a template
            or `optional`.
    """

    topics: "Choice" = ()
    of_fact: "Mapping[str, frozenset[Topic]]" = MappingProxyType({})
    by_type: "Collection[Topic]" = ()
    kinds: Collection[str] = ()
    templates: Collection[str] = ()
    roles: Collection[str] = ()
    contractions: Collection[str] = ()
    phases: Collection[str] = ()
    levels: Collection[str] = ()
    attributed: bool = False
    optional: bool = False
    exam: "ExamScope | None" = None

    @property
    def values(self) -> Mapping[str, Collection[str]]:
        """The accepted values of each field of a summary of a card that is restricted."""
        fields = {"kind": self.kinds, "level": self.levels, "template": self.templates}
        return {name: accepted for name, accepted in fields.items() if accepted}

    @property
    def needs_facts(self) -> bool:
        """Whether a card must be on a fact that matches."""
        return bool(self.roles or self.contractions or self.phases or self.topics)

    def _matches_values(self, fact: FactSummary) -> bool:
        """Whether a fact matches, regardless of its topics and of its cards."""
        values = (
            (self.roles, fact.role),
            (self.contractions, fact.contraction),
            (self.phases, fact.phase),
        )
        return (self.attributed or not fact.opinion) and all(
            not accepted or value in accepted for accepted, value in values
        )

    def matches_fact(self, fact: Fact) -> bool:
        """Whether a fact matches the criteria that apply to facts."""
        return self._matches_values(fact_summary(fact)) and self._on_topic((fact.id,))

    def matches(self, card: Card) -> bool:
        """Whether a card matches."""
        return self.matches_summary(summary(card), fact_summaries(card))

    def matches_summary(self, card: CardSummary, facts: tuple[FactSummary, ...]) -> bool:
        """Whether a card matches, by the summaries of it and of its facts."""
        return self._matches_card(card) and self._matches_any_fact(card, facts)

    def select(
        self, cards: Sequence[CardSummary], facts: "Callable[[], Sequence[tuple[FactSummary, ...]]]"
    ) -> list[CardSummary]:
        """The cards that match; if only cards of optional templates do, these.

        Args:
            cards: The cards to select from.
            facts: Loads the fact summaries of each card; only called if they are needed.
        """
        selected = [card for card in cards if self._matches_card(card)]
        if self.needs_facts:
            of_card = {card.id: summaries for card, summaries in zip(cards, facts(), strict=True)}
            selected = [c for c in selected if self._matches_any_fact(c, of_card[c.id])]
        if selected or self.optional:
            return selected
        return replace(self, optional=True).select(cards, facts)

    def _matches_card(self, card: CardSummary) -> bool:
        """Whether a card matches, regardless of its facts."""
        return (
            (self.attributed or not card.opinion)
            and (bool(self.topics) or self._asks_always(card))
            and self.matches_exam(card)
            and (not self.kinds or card.kind in self.kinds)
            and (not self.levels or card.level in self.levels)
            and (not self.templates or card.template in self.templates)
        )

    def _matches_any_fact(self, card: CardSummary, facts: tuple[FactSummary, ...]) -> bool:
        """Whether at least one of a card's facts matches."""
        named = [fact.fact for fact in facts]
        return (
            any(map(self._matches_values, facts))
            and self._on_topic(named, card)
            and (self._asks_always(card) or self._names(card, named))
        )

    def _asks_always(self, card: CardSummary) -> bool:
        """Whether a card needs no topic that names it."""
        return not card.optional or self.optional or card.template in self.templates

    def matches_exam(self, card: "CardSummary | Card") -> bool:
        """Whether the exam asks a card; a subject without a share needs a topic that names it."""
        exam = self.exam
        if exam is None:
            return True
        template = card.template if isinstance(card.template, str) else card.template.id
        is_named = bool(self.topics) or self.optional or template in self.templates
        return exam.allows(card) and (is_named or exam.weighs(card))

    def _names(self, card: CardSummary, facts: Iterable[str]) -> bool:
        """Whether the topics name what an optional template asks of one of the facts."""
        from cards.topics import asks_optional, topics_of_card

        of_card = topics_of_card(card)
        return any(
            asks_optional(self.of_fact[fact], self.topics, of_card, self.by_type) for fact in facts
        )

    def _on_topic(self, facts: Iterable[str], card: CardSummary | None = None) -> bool:
        if not self.topics:
            return True
        from cards.topics import about, topics_of_card

        of_card = () if card is None else topics_of_card(card)
        return any(about(self.of_fact[fact], self.topics, of_card) for fact in facts)


def make_deck(name: str, cards: Iterable[Card], criteria: CardFilter, base: "FactBase") -> Deck:
    """Select the matching cards and spread those on the same fact apart."""
    selected = [card for card in cards if criteria.matches(card)]
    return Deck(name=name, cards=spread(selected), base=base)


def spread(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Order cards in rounds with one card per fact, so that neighbours do not answer each other."""
    waiting: dict[str, list[Card]] = {}
    for card in cards:
        waiting.setdefault(card.fact.id, []).append(card)
    rounds = max((len(group) for group in waiting.values()), default=0)
    # Consecutive facts start at different cards, so that a round is not all of one template.
    in_rounds = (
        group[(number + start) % len(group)]
        for number in range(rounds)
        for start, group in enumerate(waiting.values())
        if number < len(group)
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
    """The last position where neither neighbour is on the fact, or the end if there is none."""
    facts = ["", *(card.fact.id for card in order), ""]
    places = (n for n in range(len(order), -1, -1) if fact not in facts[n : n + 2])
    return next(places, len(order))
