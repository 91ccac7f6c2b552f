"""The index by which cards are selected: topics and values of facts, as columns of the cache file.

A few long lists and arrays load much faster than many short tuples, and a selection of one topic
looks only at its cards.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cards.cache.number_lists import NumberLists, packed
from cards.cache.parts import PartsFile
from cards.model.summary import CardSummary, FactSummary, fact_summary
from cards.topics import Topic, Topics, topics_of_card

if TYPE_CHECKING:
    from cards.model.fact import Fact
    from cards.topics import Choice


class CardIndex:
    """The cards on each topic, and the topics and values of their facts."""

    def __init__(self, parts: PartsFile) -> None:
        """Read from a cache file; each part is loaded on first use.

        Raises:
            Damaged: On first use, a part is not what was written.
        """
        self._parts = parts

    @cached_property
    def topics(self) -> Topics:
        """All names, and the topics of each fact."""
        index, names, topics, labels, by_type = self._parts.part("names")
        every = list(map(Topic._make, topics))
        return Topics(
            index={name: tuple([every[n] for n in found]) for name, found in index.items()},
            names=names,
            labels={t: label for t, label in zip(every, labels, strict=True) if label},
            of_fact=_FactTopics(self.ids, NumberLists(self._parts.part("topics of facts")), every),
            by_type=frozenset(every[n] for n in by_type),
        )

    @cached_property
    def ids(self) -> Sequence[str]:
        """The ids of all facts."""
        found: Sequence[str] = self._parts.part("ids of facts")
        return found

    @cached_property
    def _facts(self) -> Sequence[Sequence[Any]]:
        """The columns of the summaries of all facts."""
        found: Sequence[Sequence[Any]] = self._parts.part("facts")
        return self.ids, *found

    @cached_property
    def _facts_of_cards(self) -> NumberLists:
        return NumberLists(self._parts.part("facts of cards"))

    def facts_of(self, card: int) -> tuple[FactSummary, ...]:
        """The summaries of the facts of the card with a number."""
        places = self._facts_of_cards[card]
        return tuple([FactSummary._make([each[p] for each in self._facts]) for p in places])

    def facts_of_all(self) -> Iterator[tuple[FactSummary, ...]]:
        """The summaries of the facts of each card."""
        known = list(map(FactSummary._make, zip(*self._facts, strict=True)))
        for card in range(len(self._facts_of_cards)):
            yield tuple([known[place] for place in self._facts_of_cards[card]])

    def cards_on(self, choice: "Choice") -> Sequence[int]:
        """The numbers of the cards with a topic of each kind in a choice, on one fact or several.

        Args:
            choice: The topics of each name that was typed.
        """
        return self._on(choice, "cards on topics")

    def facts_on(self, choice: "Choice") -> Sequence[int]:
        """The places of the facts with a topic of each kind in a choice."""
        return self._on(choice, "facts on topics")

    def _on(self, choice: "Choice", part: str) -> Sequence[int]:
        topics, lists = self._parts.part("names")[2], NumberLists(self._parts.part(part))
        place_of = {topic: place for place, topic in enumerate(topics)}
        by_kind: dict[str, set[int]] = {}
        for name in choice:
            found = by_kind.setdefault(name[0].kind, set())
            for topic in name:
                found.update(lists[place_of[topic]] if topic in place_of else ())
        return sorted(set.intersection(*by_kind.values()))


def index_parts(
    topics: Topics,
    facts: Sequence["Fact"],
    cards: Iterable[tuple[CardSummary, Sequence[FactSummary]]],
) -> dict[str, Any]:
    """The parts of a cache file that a `CardIndex` reads.

    Args:
        topics: All names, and the topics of each fact.
        facts: All facts.
        cards: The summary of each card, and those of its facts.
    """
    every = dict.fromkeys(topic for found in topics.index.values() for topic in found)
    # A phase is a topic without a name.
    every |= dict.fromkeys(topic for fact in facts for topic in sorted(topics.of_fact[fact.id]))
    numbers = {topic: number for number, topic in enumerate(every)}
    places = {fact.id: place for place, fact in enumerate(facts)}
    of_facts = [[numbers[topic] for topic in topics.of_fact[fact.id]] for fact in facts]
    cards_on: list[list[int]] = [[] for _ in numbers]
    facts_on: list[list[int]] = [[] for _ in numbers]
    for place, found in enumerate(of_facts):
        for topic in found:
            facts_on[topic].append(place)
    of_cards = []
    for number, (card, about) in enumerate(cards):
        of_card = [places[fact.fact] for fact in about]
        of_cards.append(of_card)
        on_card = {topic for place in of_card for topic in of_facts[place]}
        on_card.update(numbers[topic] for topic in topics_of_card(card))
        for topic in on_card:
            cards_on[topic].append(number)
    columns = zip(*map(fact_summary, facts), strict=True)
    return {
        "names": (
            {name: tuple(numbers[t] for t in found) for name, found in topics.index.items()},
            topics.names,
            list(map(tuple, every)),
            [topics.labels.get(topic) for topic in every],
            sorted(numbers[topic] for topic in topics.by_type),
        ),
        "ids of facts": list(places),
        "facts": list(columns)[1:] or [()] * (len(FactSummary._fields) - 1),
        "topics of facts": packed(of_facts),
        "facts of cards": packed(of_cards),
        "cards on topics": packed(cards_on),
        "facts on topics": packed(facts_on),
    }


class _FactTopics(Mapping[str, frozenset[Topic]]):
    """The topics of each fact by its id, collected when they are looked up."""

    def __init__(self, ids: Sequence[str], lists: NumberLists, every: Sequence[Topic]) -> None:
        self._ids, self._lists, self._every = ids, lists, every

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {id_: place for place, id_ in enumerate(self._ids)}

    def __getitem__(self, id_: str) -> frozenset[Topic]:
        return frozenset([self._every[number] for number in self._lists[self._places[id_]]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
