"""Sampling: subjects in the shares of an exam; in each, first what is not known yet.

A session asks no fact and no wording twice while there are others, and few cards that resemble one
another. Its answers are not predictable: no template has one key too often or one pattern too often
on a study day, the longest option is right by chance only, and half of the statements are true.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from math import sqrt
from random import Random
from typing import TYPE_CHECKING

from cards.model.card_set import CardSet
from cards.model.kinds import ASSERTIONS, CHOICES
from cards.model.summary import CardSummary
from quiz.schedule.clusters import Clusters
from quiz.schedule.sets import QUESTIONS_PER_SET, fitting, mixed_in
from quiz.schedule.shares import (
    MOST_DEFINITIONS,
    MOST_OF_A_PATTERN,
    MOST_OF_A_TEMPLATE,
    apportion,
    is_definition,
    levels_by_subject,
    missing,
    sizes,
    spread,
    supply,
    weights,
)
from quiz.session.question import MOST_OPTIONS

if TYPE_CHECKING:
    from quiz.log.records import Past
    from quiz.schedule.scheduler import History, Mix

RARE = 1 / 20
"""The most questions of rare kinds, as a part of all."""

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


def sample(
    pool: Iterable[CardSummary],
    count: int,
    *,
    mix: "Mix",
    history: "History",
    now: datetime,  # noqa: ARG001 - a scheduler's signature; this one looks at the order only
    random: Random,
) -> tuple[CardSummary, ...]:
    """Draw cards at random, in the shares of the mix."""
    waiting = _by_subject(pool)
    by_subject = {tests: _sizes(templates) for tests, templates in waiting.items()}
    kinds = {cards[0].kind for templates in waiting.values() for cards in templates.values()}
    rare = mix.rare if kinds - set(mix.rare) else ()
    drawing = _Drawing(
        past=history() if waiting else {},
        sizes={
            (tests, template): size
            for tests, found in by_subject.items()
            for template, size in found.items()
        },
        random=random,
        rare=frozenset(rare),
        rare_remaining=int(count * RARE + random.random()) if rare else count,
        definitions_remaining=int(count * MOST_DEFINITIONS + random.random()),
        today=Counter(mix.today()) if waiting else Counter(),
        seen=frozenset(mix.seen()) if waiting else frozenset(),
        clusters=Clusters(
            (card for found in waiting.values() for cards in found.values() for card in cards),
            count,
        ),
    )
    weight = weights({tests: supply(size) for tests, size in by_subject.items()}, mix.shares)
    sets: list[tuple[CardSummary, ...]] = []
    while len(drawing.drawn) < count:
        room = drawing.room(waiting)
        if not any(room.values()):
            if not drawing.lift_a_limit(count):
                break
            continue
        subjects = Counter(card.tests for card in drawing.drawn)
        needed = missing(weight, subjects, count)
        given = apportion(count - len(drawing.drawn), needed, room, random)
        if mix.sets and not drawing.drawn:
            sets = drawing.draw_sets(mix.sets, waiting, given)
            for card in drawing.drawn:
                given[card.tests] -= 1
        levels = drawing.levels(waiting, given, mix.levels) if mix.levels else {}
        drawing.reserve_definitions(waiting, given)
        for tests in spread(given, random):
            of_level = levels.get(tests)
            drawing.draw_from(waiting[tests], of_level.pop() if of_level else None)
            drawing.reserved[tests] -= 1
    return mixed_in(drawing.drawn[sum(map(len, sets)) :], sets, random)


_Templates = dict[str, list[CardSummary]]
"""The cards of a subject that were not drawn yet, by template."""


def _by_subject(pool: Iterable[CardSummary]) -> dict[str, _Templates]:
    waiting: dict[str, _Templates] = {}
    for card in pool:
        waiting.setdefault(card.tests, {}).setdefault(card.template, []).append(card)
    return waiting


def _sizes(templates: _Templates) -> dict[str, float]:
    return sizes({name: {card.about for card in cards} for name, cards in templates.items()})


@dataclass
class _Drawing:
    """The cards drawn so far, and what they have in common with those still waiting.

    Attributes:
        past: The learner's answers on each fact.
        sizes: The number of facts of each template in a subject; shared ones count in parts.
        rare: Rare kinds of card.
        rare_remaining: How many cards of rare kinds may still be drawn.
        definitions_remaining: How many cards on what a term means may still be drawn.
        reserved: Questions on what a term means that only those subjects can have.
        today: How often each template was asked in each subject on this study day.
        seen: The ids of the cards that come last.
        clusters: The limits of cards that resemble one another.
        is_limited: Whether a template is asked a limited number of times in a subject on a day.
    """

    past: "Mapping[str, Past]"
    sizes: Mapping[tuple[str, str], float]
    random: Random
    rare: frozenset[str]
    rare_remaining: int
    definitions_remaining: int
    today: Counter[tuple[str, str]]
    clusters: Clusters
    seen: frozenset[str] = frozenset()
    is_limited: bool = True
    drawn: list[CardSummary] = field(default_factory=list)
    reserved: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    stems: Counter[int] = field(default_factory=Counter)
    rights: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    truths: Counter[str] = field(default_factory=Counter)
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    keys: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    choices: int = 0
    longest: int = 0

    def room(self, waiting: Mapping[str, _Templates]) -> dict[str, int]:
        """How many questions each subject can take.

        Its facts not asked yet; or else, once there are no limits left, its cards.
        """
        usable = {tests: self._usable(templates) for tests, templates in waiting.items()}
        new = {tests: self._new_facts(cards) for tests, cards in usable.items()}
        if any(new.values()) or self._has_limits:
            return new
        return {tests: len(cards) for tests, cards in usable.items()}

    @property
    def _has_limits(self) -> bool:
        is_limited = self.clusters.are_limited or self.is_limited
        return is_limited or self.definitions_remaining <= 0

    def _new_facts(self, cards: Iterable[CardSummary]) -> int:
        """How many of these cards can be asked, with no fact twice."""
        return self.clusters.room(card for card in cards if card.about not in self.facts)

    def levels(
        self,
        waiting: Mapping[str, _Templates],
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
        return levels_by_subject(given, room, targets, self.random)

    def lift_a_limit(self, count: int) -> bool:
        """Lift the next limit, once nothing else remains; whether there was one."""
        if self.clusters.are_limited:
            self.clusters.are_limited = False
        elif self.definitions_remaining <= 0:
            self.definitions_remaining = count
        elif self.is_limited:
            self.is_limited = False
        else:
            return False
        return True

    def _usable(self, templates: _Templates) -> list[CardSummary]:
        may_ask = (cards for cards in templates.values() if self._may_ask(cards))
        return [card for cards in may_ask for card in cards if self.clusters.allow(card)]

    def _may_repeat(self, card: CardSummary) -> bool:
        """Whether a card is within the limits; there, no fact is asked twice."""
        is_new = not self.facts[card.about]
        return self.clusters.allow(card) and (is_new or not self._has_limits)

    def _may_ask(self, cards: list[CardSummary]) -> bool:
        """Whether a template has cards left, and no limit excludes them."""
        if not cards:
            return False
        is_rare, is_on_a_term = cards[0].kind in self.rare, is_definition(cards[0].about)
        reserved = (+self.reserved).total() - max(self.reserved[cards[0].tests], 0)
        within_rare = self.rare_remaining > 0 or not is_rare
        pattern = (cards[0].tests, cards[0].template)
        if self.is_limited and self.today[pattern] >= MOST_OF_A_PATTERN:
            return False
        return within_rare and (self.definitions_remaining > reserved or not is_on_a_term)

    def reserve_definitions(
        self, waiting: Mapping[str, _Templates], given: Mapping[str, int]
    ) -> None:
        """Leave the questions on what a term means to the subjects that have no others."""
        self.reserved.clear()
        for tests, count in given.items():
            if all(is_definition(card.about) for card in self._usable(waiting[tests])):
                self.reserved[tests] = count

    def draw_from(self, templates: _Templates, level: str | None = None) -> None:
        """Draw the best card of a subject, if there is one left.

        Args:
            templates: Its cards by template.
            level: The cognitive level that is preferred; None for no preference.
        """
        missed_first = self._has_missed and self.random.random() < _MISSED_FIRST
        best: list[CardSummary] = []
        rank: _Rank | None = None
        for cards in self._in_random_order(templates):
            for card in filter(self._may_repeat, cards):
                found = self._rank(card, missed_first=missed_first, level=level)
                if rank is None or found < rank:
                    rank, best = found, [card]
                elif found == rank and card.template == best[0].template:
                    best.append(card)
            if rank is not None and not any(rank[:_DECISIVE]):
                break
        if best:
            self._take(self.random.choice(best), templates)

    def draw_sets(
        self,
        sets: Iterable[CardSet],
        waiting: Mapping[str, _Templates],
        given: Mapping[str, int],
    ) -> list[tuple[CardSummary, ...]]:
        """Draw sets, before any other cards.

        Args:
            sets: All sets.
            waiting: The cards that may be asked.
            given: How many questions each subject gets.
        """
        cards = {
            c.id: c for templates in waiting.values() for all_ in templates.values() for c in all_
        }
        known = {
            (tests, template): min(map(self._times_known, all_))
            for tests, templates in waiting.items()
            for template, all_ in templates.items()
        }

        def is_due(card: CardSummary) -> bool:
            fair = not any(self._rank(card, missed_first=False)[: _DECISIVE - 1])
            fair = fair and self._may_ask([card]) and self.clusters.allow(card)
            return fair and self._times_known(card) <= known[card.tests, card.template]

        remaining, drawn = Counter(given), list[tuple[CardSummary, ...]]()
        for _ in range(remaining.total() // QUESTIONS_PER_SET):
            found = fitting(sets, cards, remaining, is_due)
            if not found:
                break
            members = self.random.choice(found[self.random.choice(sorted(found))])
            for card in members:
                self._take(card, waiting[card.tests])
                remaining[card.tests] -= 1
                del cards[card.id]
            drawn.append(members)
        return drawn

    def _times_known(self, card: CardSummary) -> int:
        """How often the fact of a card was asked, if the last answer was right."""
        return past.times if (past := self.past.get(card.about)) and past.right else 0

    @cached_property
    def _has_missed(self) -> bool:
        return not all(past.right for past in self.past.values())

    def _in_random_order(self, templates: _Templates) -> list[list[CardSummary]]:
        """The templates that may be asked, in an order by chance.

        One with many facts tends to come first (above some number, only the root counts, so that it
        does not crowd out the others); one that was just asked tends to come last.
        """
        usable = [cards for cards in templates.values() if self._may_ask(cards)]

        def key(cards: list[CardSummary]) -> float:
            place = (cards[0].tests, cards[0].template)
            size = self.sizes[place]
            weight = size * min(1.0, sqrt(MOST_OF_A_TEMPLATE / size))
            weight /= 1 + _VARIETY * self.asked[place]
            return -float(self.random.random() ** (1 / weight))

        return sorted(usable, key=key)

    def _rank(self, card: CardSummary, *, missed_first: bool, level: str | None = None) -> _Rank:
        """The reasons against asking a card now, the weightiest first."""
        keys, same = self.keys[card.template], self.keys[card.template][card.right] + 1
        is_too_frequent = same > 1 and same > MOST_OF_A_KEY * (keys.total() + 1)
        tells = card.longest and self.longest * MOST_OPTIONS > self.choices
        is_unbalanced = card.kind in ASSERTIONS and self.truths[card.right] * 2 > self._judged
        return (
            self.stems[card.stem],
            self.facts[card.about],
            is_too_frequent or is_unbalanced,
            level is not None and card.level != level,
            card.id in self.seen,
            self._known(card.about, missed_first=missed_first),
            tells,
            self.places[_place(card)],
            self.rights[card.right],
        )

    @property
    def _judged(self) -> int:
        return self.truths.total()

    def _known(self, fact: str, *, missed_first: bool) -> int:
        """How well a fact is known: 0 and 1 for those missed and never asked, then by answers."""
        past = self.past.get(fact)
        if past is None:
            return int(missed_first)
        return 1 + past.times if past.right else int(not missed_first)

    def _take(self, card: CardSummary, templates: _Templates) -> None:
        cards = templates[card.template]
        if card.kind in ASSERTIONS:  # of a true and a false statement on a fact, one is asked
            cards[:] = [each for each in cards if each.about != card.about]
            self.truths[card.right] += 1
        else:
            cards.remove(card)
        if card.kind in CHOICES:
            self.choices += 1
            self.longest += card.longest
        self.rare_remaining -= card.kind in self.rare
        self.definitions_remaining -= is_definition(card.about)
        self.stems[card.stem] += 1
        self.facts[card.about] += 1
        self.rights[card.right] += 1
        self.places[_place(card)] += 1
        self.clusters.take(card)
        self.keys[card.template][card.right] += 1
        self.asked[card.tests, card.template] += 1
        self.today[card.tests, card.template] += 1
        self.drawn.append(card)


def _place(card: CardSummary) -> str:
    """The exercise or the muscle that a card is about; any other fact is its own place."""
    place = card.about.partition("/")[0]
    return card.about if place in _NO_PLACE else place
