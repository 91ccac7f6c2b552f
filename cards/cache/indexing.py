"""Makes the index of `selection`; what has not changed is taken from that of an earlier file."""

from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from cards.cache.columns import CardColumns
from cards.cache.entry import CardEntry
from cards.cache.number_lists import packed
from cards.cache.rows import Rows
from cards.cache.selection import StoredIndex
from cards.model.summary import fact_summary
from cards.topics import Topic, Topics, topics_of_card

if TYPE_CHECKING:
    from cards.model.fact import Fact

_GONE = -1


def index_parts(
    topics: Topics,
    facts: "Rows[Fact]",
    cards: Rows[CardEntry],
    columns: CardColumns,
    earlier: StoredIndex,
) -> dict[str, Any]:
    """The parts of a cache file that a `CardIndex` reads.

    Args:
        topics: All names, and the topics of each new fact.
        facts: All facts.
        cards: All cards.
        columns: Their columns.
        earlier: The index of the earlier file.
    """
    index = _Index(topics, facts, cards, earlier)
    summaries, numbers = facts.mapped(fact_summary), index.numbers
    return {
        "names": (
            {name: tuple([numbers[t] for t in found]) for name, found in topics.index.items()},
            topics.names,
            list(map(tuple, numbers)),
            list(map(topics.labels.get, numbers)),
            sorted(map(numbers.__getitem__, topics.by_type)),
        ),
        "ids of facts": index.ids,
        "facts": [
            summaries.column(column, itemgetter(place))
            for place, column in enumerate(earlier.facts, 1)
        ],
        "topics of facts": packed(index.topics_of_facts),
        "facts of cards": packed(index.facts_of_cards),
        "cards on topics": packed(index.cards_on(columns)),
        "facts on topics": packed(index.facts_on()),
    }


class _Index:
    """The topics, facts and cards of a library, by number.

    Attributes:
        ids: The ids of all facts.
        numbers: The number of each topic.
        topics_of_facts: The topics of each fact.
        facts_of_cards: The facts of each card.
    """

    def __init__(
        self, topics: Topics, facts: "Rows[Fact]", cards: Rows[CardEntry], earlier: StoredIndex
    ) -> None:
        self._cards, self._facts, self._earlier = cards, facts, earlier
        self.ids = facts.column(earlier.ids, attrgetter("id"))
        self.numbers = {topic: n for n, topic in enumerate(_every(topics, facts, earlier))}
        moved = [self.numbers.get(topic, _GONE) for topic in earlier.every]
        self._topics_before = _renumbered(earlier.topics_of_facts, moved)
        self.topics_of_facts = facts.column(
            self._topics_before,
            lambda fact: [self.numbers[topic] for topic in topics.of_fact[fact.id]],
        )
        places = {id_: place for place, id_ in enumerate(self.ids)}
        self._fact_moves = [places.get(id_, _GONE) for id_ in earlier.ids]
        self.facts_of_cards = cards.column(
            _renumbered(earlier.facts_of_cards, self._fact_moves),
            lambda card: [places[fact.fact] for fact in card.facts],
        )

    def facts_on(self) -> list[list[int]]:
        """The facts on each topic."""
        found: list[list[int]] = [[] for _ in self.numbers]
        for place, topics in enumerate(self.topics_of_facts):
            for topic in topics:
                found[topic].append(place)
        return found

    def cards_on(self, columns: CardColumns) -> list[list[int]]:
        """The cards on each topic."""
        moves, indexed = list(self._cards.moves), [number for number, _ in self._cards.new]
        for number in self._with_other_topics():
            if moves[number] != _GONE:
                indexed.append(moves[number])
                moves[number] = _GONE
        before = dict(zip(self._earlier.every, self._earlier.cards_on, strict=True))
        found = [
            [now for number in before.get(topic, ()) if (now := moves[number]) != _GONE]
            for topic in self.numbers
        ]
        for number in indexed:
            summary = columns.summary(number)
            of_card = {
                t for place in self.facts_of_cards[number] for t in self.topics_of_facts[place]
            }
            for topic in of_card.union(map(self.numbers.__getitem__, topics_of_card(summary))):
                found[topic].append(number)
        return [sorted(numbers) for numbers in found]

    def _with_other_topics(self) -> Iterator[int]:
        """The earlier cards on a fact of which the topics have changed."""
        changed = {
            place
            for place, now in enumerate(self._fact_moves)
            if now != _GONE and {*self._topics_before[place]} != {*self.topics_of_facts[now]}
        }
        for number, places in enumerate(self._earlier.facts_of_cards if changed else ()):
            if not changed.isdisjoint(places):
                yield number


def _every(topics: Topics, facts: "Rows[Fact]", earlier: StoredIndex) -> list[Topic]:
    """All topics: those with a name, and those of facts."""
    found = dict.fromkeys(topic for of_name in topics.index.values() for topic in of_name)
    # A phase is a topic without a name.
    of_facts = zip(earlier.every, earlier.facts_on, strict=True)
    found |= dict.fromkeys(topic for topic, numbers in of_facts if len(numbers))
    found |= dict.fromkeys(chain.from_iterable(sorted(topics.of_fact[f.id]) for _, f in facts.new))
    return list(found)


def _renumbered(lists: Sequence[Sequence[int]], numbers: Sequence[int]) -> Sequence[Sequence[int]]:
    """Lists of numbers, with other numbers in their place."""
    if numbers == list(range(len(numbers))):
        return lists
    return [[numbers[number] for number in each] for each in lists]
