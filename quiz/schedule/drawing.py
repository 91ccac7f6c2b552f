"""The questions drawn for a session so far, and which card is drawn next."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from math import sqrt
from random import Random
from typing import TYPE_CHECKING

from cards.model.card_set import CardSet
from cards.model.kinds import ASSERTIONS, CHOICES
from cards.model.summary import CardSummary
from quiz.schedule.clusters import Clusters
from quiz.schedule.pool import Pool, PoolGroup, PoolRow
from quiz.schedule.sets import QUESTIONS_PER_SET, fitting
from quiz.schedule.shares import (
    MOST_OF_A_PATTERN,
    MOST_OF_A_TEMPLATE,
    is_definition,
    levels_by_subject,
)
from quiz.schedule.waiting import WaitingGroup, WaitingSubject
from quiz.session.question import MOST_OPTIONS

if TYPE_CHECKING:
    from quiz.log.past import Past

MOST_OF_A_KEY = 0.45
"""The most questions of a template with the same right answer, as a part of all of them."""

_MISSED_FIRST = 1 / 3
"""How often a fact that was missed comes before one that was never asked."""

_VARIETY = 6
"""How much less a template is drawn for each of its questions in the session."""

_NO_PLACE = frozenset({"glossary", "general"})
"""The first parts of the ids of facts that are about no exercise and no muscle."""

_Rank = tuple[int, ...]
_DECISIVE = 6
"""The first parts of a rank; a template that has a card without any of these faults is taken."""


class Drawing:
    """The cards drawn so far, and what they have in common with those still waiting.

    Attributes:
        drawn: The cards drawn so far.
        reserved: Questions on what a term means that only those subjects can have.
    """

    def __init__(
        self,
        *,
        past: "Mapping[str, Past]",
        random: Random,
        rare: frozenset[str],
        rare_remaining: int,
        definitions_remaining: int,
        today: Counter[tuple[str, str]],
        seen: frozenset[str],
        clusters: Clusters,
    ) -> None:
        """Begin.

        Args:
            past: The learner's answers on each fact.
            random: The source of randomness.
            rare: Rare kinds of card.
            rare_remaining: How many cards of rare kinds may still be drawn.
            definitions_remaining: How many cards on what a term means may still be drawn.
            today: How often each template was asked in each subject on this study day.
            seen: The ids of the cards that come last.
            clusters: The limits of cards that resemble one another.
        """
        self._past, self._random, self._seen = past, random, seen
        self._rare, self._rare_remaining = rare, rare_remaining
        self._definitions_remaining = definitions_remaining
        self._today, self._clusters = today, clusters
        self._is_limited = True  # a template is asked a limited number of times a day
        self.drawn: list[CardSummary] = []
        self.reserved: Counter[str] = Counter()
        self._facts: Counter[str] = Counter()
        self._stems: Counter[int] = Counter()
        self._rights: Counter[str] = Counter()
        self._places: Counter[str] = Counter()
        self._truths: Counter[str] = Counter()
        self._asked: Counter[tuple[str, str]] = Counter()
        self._keys: dict[str, Counter[str]] = defaultdict(Counter)
        self._choices = self._longest = 0

    def room(self, waiting: Mapping[str, WaitingSubject], needed: int) -> dict[str, int]:
        """How many questions each subject can take, up to one more than needed.

        Its facts not asked yet; or else, once there are no limits left, its cards.

        Args:
            waiting: The cards that may be asked.
            needed: The number of questions that all subjects together get.
        """
        new = {tests: self._room(subject, needed + 1) for tests, subject in waiting.items()}
        if any(new.values()) or self._has_limits:
            return new
        return {tests: len(self._usable(subject)) for tests, subject in waiting.items()}

    def _room(self, subject: WaitingSubject, most: int) -> int:
        """How many facts of a subject can be asked, up to a number."""
        usable = [each for each in subject.groups.values() if self._may_ask(each)]
        known = None if self.drawn else subject.room_by_numbers(usable, most)
        return min(most, self._new_facts(self._allowed(subject))) if known is None else known

    def _allowed(self, subject: WaitingSubject) -> Iterator[PoolRow]:
        """The cards of a subject within the limits, also those that were drawn."""
        usable = [each for each in subject.groups.values() if self._may_ask(each)]
        return filter(self._clusters.allow, subject.rows(usable))

    @property
    def _has_limits(self) -> bool:
        is_limited = self._clusters.are_limited or self._is_limited
        return is_limited or self._definitions_remaining <= 0

    def _new_facts(self, cards: Iterable[CardSummary | PoolRow]) -> int:
        """How many of these cards can be asked, with no fact twice."""
        return self._clusters.room(card for card in cards if card.about not in self._facts)

    def levels(
        self,
        waiting: Mapping[str, WaitingSubject],
        given: Mapping[str, int],
        shares: Mapping[str, float],
    ) -> dict[str, list[str]]:
        """The cognitive levels of the questions that each subject gets.

        Args:
            waiting: The cards that may be asked.
            given: How many questions each subject gets.
            shares: The share of each level in the session.
        """
        room: dict[str, dict[str, int]] = {}
        for tests in given:
            usable = self._usable(waiting[tests])
            found = {level: [c for c in usable if c.level == level] for level in shares}
            room[tests] = {
                level: count for level in shares if (count := self._new_facts(found[level]))
            }
        count, whole = len(self.drawn) + sum(given.values()), sum(shares.values())
        had = Counter(card.level for card in self.drawn)
        targets = {level: count * share / whole - had[level] for level, share in shares.items()}
        return levels_by_subject(given, room, targets, self._random)

    def lift_a_limit(self, count: int) -> bool:
        """Lift the next limit, once nothing else remains; whether there was one."""
        if self._clusters.are_limited:
            self._clusters.are_limited = False
        elif self._definitions_remaining <= 0:
            self._definitions_remaining = count
        elif self._is_limited:
            self._is_limited = False
        else:
            return False
        return True

    def _usable(self, subject: WaitingSubject) -> list[CardSummary]:
        may_ask = filter(self._may_ask, subject.groups.values())
        return [card for each in may_ask for card in each.cards if self._clusters.allow(card)]

    def _may_repeat(self, card: CardSummary) -> bool:
        """Whether a card is within the limits; there, no fact is asked twice."""
        is_new = not self._facts[card.about]
        return self._clusters.allow(card) and (is_new or not self._has_limits)

    def _may_ask(self, waiting: WaitingGroup) -> bool:
        """Whether a template has cards left, and no limit excludes them."""
        about = waiting.about
        return about is not None and self._is_within_limits(waiting.group, about)

    def _is_within_limits(self, group: PoolGroup | CardSummary, about: str) -> bool:
        """Whether no limit excludes a template, or a card, on a fact."""
        pattern = (group.tests, group.template)
        if self._is_limited and self._today[pattern] >= MOST_OF_A_PATTERN:
            return False
        if group.kind in self._rare and self._rare_remaining <= 0:
            return False
        if not is_definition(about):
            return True
        reserved = (+self.reserved).total() - max(self.reserved[group.tests], 0)
        return self._definitions_remaining > reserved

    def reserve_definitions(
        self, waiting: Mapping[str, WaitingSubject], given: Mapping[str, int]
    ) -> None:
        """Leave the questions on what a term means to the subjects that have no others."""
        self.reserved.clear()
        for tests, count in given.items():
            if not self._has_others(waiting[tests]):
                self.reserved[tests] = count

    def _has_others(self, subject: WaitingSubject) -> bool:
        """Whether a subject has a question that is not on what a term means."""
        usable = filter(self._may_ask, subject.groups.values())
        return any(map(self._surely_has_others, usable)) or any(
            not is_definition(card.about) and (not self._facts[card.about] or not self._has_limits)
            for card in self._allowed(subject)
        )

    def _surely_has_others(self, waiting: WaitingGroup) -> bool:
        """Whether that is certain of a group without loading it.

        Each question takes at most one of its clusters.
        """
        group = waiting.group
        is_whole = not self._asked[group.tests, group.template]
        is_on_terms = is_definition(group.about)
        return is_whole and not is_on_terms and group.clusters > len(self.drawn)

    def draw_from(self, subject: WaitingSubject, level: str | None = None) -> None:
        """Draw the best card of a subject, if there is one left.

        Args:
            subject: Its cards.
            level: The cognitive level that is preferred; None for no preference.
        """
        missed_first = self._has_missed and self._random.random() < _MISSED_FIRST
        best: list[CardSummary] = []
        rank: _Rank | None = None
        for each in self._in_random_order(subject):
            for block in each.blocks(self._random):
                for card in filter(self._may_repeat, block):
                    found = self._rank(card, missed_first=missed_first, level=level)
                    if rank is None or found < rank:
                        rank, best = found, [card]
                    elif found == rank and card.template == best[0].template:
                        best.append(card)
                if rank is not None and not any(rank[:_DECISIVE]):
                    break
            if rank is not None and not any(rank[:_DECISIVE]):
                break
        if best:
            self._take(self._random.choice(best), subject)

    def draw_sets(
        self,
        sets: Collection[CardSet],
        pool: Pool,
        waiting: Mapping[str, WaitingSubject],
        given: Mapping[str, int],
    ) -> list[tuple[CardSummary, ...]]:
        """Draw sets, before any other cards.

        Args:
            sets: All sets.
            pool: All cards that may be asked.
            waiting: Those of them that were not drawn.
            given: How many questions each subject gets.
        """
        remaining, drawn = Counter(given), list[tuple[CardSummary, ...]]()
        most = remaining.total() // QUESTIONS_PER_SET
        if not most:
            return drawn
        members, facts = pool.named({id_ for each in sets for id_ in each.cards})
        self._clusters.limit(members, facts)
        cards = {card.id: card for card in members}
        groups = {(card.tests, card.template) for card in cards.values()}
        known = {place: self._least_known(waiting[place[0]].groups[place[1]]) for place in groups}

        def is_due(card: CardSummary) -> bool:
            fair = not any(self._rank(card, missed_first=False)[: _DECISIVE - 1])
            fair = fair and self._is_within_limits(card, card.about)
            fair = fair and self._clusters.allow(card)
            return fair and self._times_known(card) <= known[card.tests, card.template]

        for _ in range(most):
            found = fitting(sets, cards, remaining, is_due)
            if not found:
                break
            chosen = self._random.choice(found[self._random.choice(sorted(found))])
            for card in chosen:
                self._take(card, waiting[card.tests])
                remaining[card.tests] -= 1
                del cards[card.id]
            drawn.append(chosen)
        return drawn

    def _least_known(self, waiting: WaitingGroup) -> int:
        """How often the least known fact of a group was answered."""
        if len(self._past) < waiting.group.facts:  # not all of them were asked
            return 0
        return min(map(self._times_known, waiting.cards))

    def _times_known(self, card: CardSummary) -> int:
        """How often the fact of a card was asked, if the last answer was right."""
        return past.times if (past := self._past.get(card.about)) and past.right else 0

    @cached_property
    def _has_missed(self) -> bool:
        return not all(past.right for past in self._past.values())

    def _in_random_order(self, subject: WaitingSubject) -> list[WaitingGroup]:
        """The templates that may be asked, in an order by chance.

        One with many facts tends to come first (above some number, only the root counts, so that it
        does not crowd out the others); one that was just asked tends to come last.
        """
        usable = [each for each in subject.groups.values() if self._may_ask(each)]

        def key(each: WaitingGroup) -> float:
            size = each.group.size
            weight = size * min(1.0, sqrt(MOST_OF_A_TEMPLATE / size))
            weight /= 1 + _VARIETY * self._asked[each.group.tests, each.group.template]
            return -float(self._random.random() ** (1 / weight))

        return sorted(usable, key=key)

    def _rank(self, card: CardSummary, *, missed_first: bool, level: str | None = None) -> _Rank:
        """The reasons against asking a card now, the weightiest first."""
        keys, same = self._keys[card.template], self._keys[card.template][card.right] + 1
        is_too_frequent = same > 1 and same > MOST_OF_A_KEY * (keys.total() + 1)
        tells = card.longest and self._longest * MOST_OPTIONS > self._choices
        is_unbalanced = card.kind in ASSERTIONS and self._truths[card.right] * 2 > self._judged
        return (
            self._stems[card.stem],
            self._facts[card.about],
            is_too_frequent or is_unbalanced,
            level is not None and card.level != level,
            card.id in self._seen,
            self._known(card.about, missed_first=missed_first),
            tells,
            self._places[_place(card)],
            self._rights[card.right],
        )

    @property
    def _judged(self) -> int:
        return self._truths.total()

    def _known(self, fact: str, *, missed_first: bool) -> int:
        """How well a fact is known: 0 and 1 for those missed and never asked, then by answers."""
        past = self._past.get(fact)
        if past is None:
            return int(missed_first)
        return 1 + past.times if past.right else int(not missed_first)

    def _take(self, card: CardSummary, subject: WaitingSubject) -> None:
        group = subject.groups[card.template]
        if card.kind in ASSERTIONS:  # of a true and a false statement on a fact, one is asked
            group.remove_about(card.about)
            self._truths[card.right] += 1
        else:
            group.remove(card)
        if card.kind in CHOICES:
            self._choices += 1
            self._longest += card.longest
        self._rare_remaining -= card.kind in self._rare
        self._definitions_remaining -= is_definition(card.about)
        self._stems[card.stem] += 1
        self._facts[card.about] += 1
        self._rights[card.right] += 1
        self._places[_place(card)] += 1
        self._clusters.take(card)
        self._keys[card.template][card.right] += 1
        self._asked[card.tests, card.template] += 1
        self._today[card.tests, card.template] += 1
        self.drawn.append(card)


def _place(card: CardSummary) -> str:
    """The exercise or the muscle that a card is about; any other fact is its own place."""
    place = card.about.partition("/")[0]
    return card.about if place in _NO_PLACE else place
