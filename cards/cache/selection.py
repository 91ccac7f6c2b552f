"""The index by which cards are selected: topics and values of facts, as columns of the cache file.

A few long lists and arrays load much faster than many short tuples, and a selection of one topic
looks only at its cards.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from cards.cache.number_lists import NumberLists
from cards.cache.parts import PartsFile
from cards.model.summary import FactSummary
from cards.topics import Topic, Topics

if TYPE_CHECKING:
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

    def stored(self) -> "StoredIndex":
        """All of it, to take over what has not changed."""

        def lists(part: str) -> list[Sequence[int]]:
            return list(NumberLists(self._parts.part(part)))

        return StoredIndex(
            every=list(map(Topic._make, self._parts.part("names")[2])),
            ids=self.ids,
            facts=self._facts[1:],
            topics_of_facts=lists("topics of facts"),
            facts_of_cards=lists("facts of cards"),
            cards_on=lists("cards on topics"),
            facts_on=lists("facts on topics"),
        )

    def _on(self, choice: "Choice", part: str) -> Sequence[int]:
        topics, lists = self._parts.part("names")[2], NumberLists(self._parts.part(part))
        place_of = {topic: place for place, topic in enumerate(topics)}
        by_kind: dict[str, set[int]] = {}
        for name in choice:
            found = by_kind.setdefault(name[0].kind, set())
            for topic in name:
                found.update(lists[place_of[topic]] if topic in place_of else ())
        return sorted(set.intersection(*by_kind.values()))


class StoredIndex(NamedTuple):
    """An index as it is stored, by numbers of topics, facts and cards.

    Attributes:
        every: All topics.
        ids: The ids of all facts.
        facts: The columns of their summaries, apart from the ids.
        topics_of_facts: The topics of each fact.
        facts_of_cards: The facts of each card.
        cards_on: The cards on each topic.
        facts_on: The facts on each topic.
    """

    every: Sequence[Topic] = ()
    ids: Sequence[str] = ()
    facts: Sequence[Sequence[Any]] = ((),) * (len(FactSummary._fields) - 1)
    topics_of_facts: Sequence[Sequence[int]] = ()
    facts_of_cards: Sequence[Sequence[int]] = ()
    cards_on: Sequence[Sequence[int]] = ()
    facts_on: Sequence[Sequence[int]] = ()


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
