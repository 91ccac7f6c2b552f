"""The core of what an exam needs, as a deck: one card for each fact, in the order of teaching."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, inf
from types import MappingProxyType
from typing import NamedTuple

from cards.english import words
from cards.model.card import Card
from cards.model.fact import Fact
from cards.model.facts.definition import Definition
from cards.model.level import level_of
from cards.model.template import Kind
from cards.model.vocabulary import Level, Origin, Subject
from cards.tiers.facts import FactTier
from cards.tiers.tier import Tier

STAGES: Mapping[Subject, int] = MappingProxyType(
    {
        Subject.JOINTS: 0,
        Subject.PLANES: 0,
        Subject.MUSCLE_ACTIONS: 1,
        Subject.LOCATION: 1,
        Subject.NERVES: 1,
        Subject.ROLES: 2,
        Subject.EXERCISE_KINDS: 2,
        Subject.TECHNIQUE: 3,
        Subject.SPOTTING: 3,
        Subject.ASSESSMENT: 3,
        Subject.LOAD: 4,
        Subject.SELECTION: 4,
        Subject.PRINCIPLES: 4,
        Subject.BIOMECHANICS: 5,
        Subject.NEUROMUSCULAR: 5,
        Subject.CONTRACTION: 5,
    }
)
"""When each subject is taught: terms, muscles, roles, technique, load, and the exceptions last."""

_WORDS_FIRST = frozenset(
    {Subject.MUSCLE_ACTIONS, Subject.LOCATION, Subject.ROLES, Subject.CONTRACTION}
)
"""The subjects whose terms come with the first ones: all later questions use them."""

_MOST_ALIKE = 2
"""The most open questions with one wording: more would train only the choices."""

SUITED = frozenset({Kind.CHOICE, Kind.TYPED, Kind.CLOZE})
"""The kinds that suit spaced repetition. The others are answered by a guess, or by the position."""

SECONDS_A_CARD = 112.0
"""The study time of a new card until the exam: 35 s at first, and 3.3 repetitions of 23 s.

The times are those that `study` assumes of a learner whom it does not know.
"""


def core_cards(
    cards: Iterable[Card], tiers: Mapping[str, FactTier], lowest: Tier = Tier.REST
) -> list[Card]:
    """One card for each fact, or two for a term, in the order of teaching.

    Kinds that do not suit repetition are left to the terminal, except for the user's facts.

    Args:
        cards: The cards to select from.
        tiers: The tier of each fact.
        lowest: The lowest tier to include.
    """
    by_fact: dict[str, list[Card]] = {}
    for card in cards:
        tier = tiers.get(card.fact.id)
        is_included = lowest is Tier.REST if tier is None else tier.tier <= lowest
        if is_included and (card.kind in SUITED or card.fact.origin is Origin.USER):
            by_fact.setdefault(card.fact.id, []).append(card)
    notes = [_Note(*_for_fact(found), _place(found[0].fact, tiers)) for found in by_fact.values()]
    return list(_with_second_cards(_without_repeats(_taught(notes))))


def _without_repeats(notes: Iterable["_Note"]) -> Iterator["_Note"]:
    """The notes without the open questions whose wording was asked often enough."""
    asked: Counter[str] = Counter()
    for note in notes:
        if is_open(note.first):
            asked[note.first.stem] += 1
            if asked[note.first.stem] > _MOST_ALIKE:
                continue
        yield note


def _with_second_cards(notes: Iterable["_Note"]) -> Iterator[Card]:
    """The first card of each note; a second one comes later, so that neither answers the other."""
    waiting: deque[tuple[int, Card]] = deque()
    for number, note in enumerate(notes):
        while waiting and number - waiting[0][0] > APART:
            yield waiting.popleft()[1]
        yield note.first
        if note.second is not None:
            waiting.append((number, note.second))
    yield from (card for _, card in waiting)


APART = 20
"""Facts between the two cards of one fact, about a day's; fewer at the end of the deck."""


class _Note(NamedTuple):
    """The cards on a fact.

    Attributes:
        first: The card that everyone gets.
        second: The card in the other direction, if both are examined.
        place: The place of the fact among those of its subject.
    """

    first: Card
    second: Card | None
    place: tuple[int, int]


def _for_fact(cards: Sequence[Card]) -> tuple[Card, Card | None]:
    """The card that suits a fact best, and the one in the other direction of a term."""
    first = min(cards, key=_suitability)
    if first.template.id != TERM:
        return first, None
    return first, next((card for card in cards if card.template.id == DEFINITION), None)


TERM, DEFINITION = "term", "definition"
"""The templates that ask for the term and for its meaning: exams ask both."""


def _suitability(card: Card) -> tuple[bool, bool, int, int, str]:
    """The lower, the better a card suits a deck: one answer, applied rather than recalled."""
    return (
        card.kind not in SUITED,
        is_open(card),
        _LEVELS.index(level_of(card)),
        list(Kind).index(card.kind),
        "" if card.template.id == TERM else card.id,
    )


_LEVELS = (Level.APPLICATION, Level.ANALYSIS, Level.RECALL)


def is_open(card: Card) -> bool:
    """Whether other answers than the options may be right as well.

    "In which of these exercises are the hamstrings prime movers?" cannot be answered without them.
    """
    if card.kind is not Kind.CHOICE:
        return False
    asks_for_exercise = any(d.concept.startswith("exercise/") for d in card.distractors)
    return asks_for_exercise or "these" in words(card.stem)


def _place(fact: Fact, tiers: Mapping[str, FactTier]) -> tuple[int, int]:
    tier = tiers.get(fact.id)
    return (Tier.REST, 0) if tier is None else (tier.tier, tier.place)


def _taught(notes: Iterable[_Note]) -> Iterator[_Note]:
    """Notes by tier and stage; in a stage the subjects alternate, the important facts first."""
    stages: dict[tuple[int, int, bool], dict[Subject, list[_Note]]] = {}
    for note in notes:
        subject = note.first.tests
        stage = stages.setdefault((note.place[0], *stage_of(note.first)), {})
        stage.setdefault(subject, []).append(note)
    for _, subjects in sorted(stages.items()):
        for found in subjects.values():
            found.sort(key=lambda note: (note.place, note.first.id))
        yield from _in_proportion(list(subjects.values()))


def stage_of(card: Card) -> tuple[int, bool]:
    """When a card is taught: the number of its stage, and whether it is not on a term."""
    is_term = isinstance(card.fact, Definition)
    first = is_term and card.tests in _WORDS_FIRST
    return 0 if first else STAGES[card.tests], not is_term


def _in_proportion(lists: Sequence[Sequence[_Note]]) -> Iterator[_Note]:
    """The items of lists of different lengths, evenly mixed."""
    placed = [
        ((number + 0.5) / len(items), which, number)
        for which, items in enumerate(lists)
        for number in range(len(items))
    ]
    return (lists[which][number] for _, which, number in sorted(placed))


def fitted(cards: Sequence[Card], size: int, shares: Mapping[str, float]) -> list[Card]:
    """The most important cards of a core for which there is time, in the order of teaching.

    Args:
        cards: The core, in the order of teaching.
        size: How many cards there is time for.
        shares: The share of each subject in the exam; only the ratios matter.
    """
    if len(cards) <= size:
        return list(cards)
    waiting: dict[Subject, list[int]] = {}
    for number, card in enumerate(cards):
        waiting.setdefault(card.tests, []).append(number)
    chosen: set[int] = set()
    taken = dict.fromkeys(waiting, 0)
    while len(chosen) < size:
        open_ = [subject for subject, found in waiting.items() if taken[subject] < len(found)]
        subject = min(open_, key=lambda each: (_claim(taken[each], shares.get(each, 0.0)), each))
        chosen.add(waiting[subject][taken[subject]])
        taken[subject] += 1
    return [card for number, card in enumerate(cards) if number in chosen]


def _claim(taken: int, share: float) -> float:
    """The lower, the sooner a subject gets its next card, by the method of Sainte-Laguë."""
    return (taken + 0.5) / share if share > 0 else inf


def days(cards: int, minutes: int) -> int:
    """The days in which new cards can be learned, with their repetitions.

    Args:
        cards: The number of cards.
        minutes: The study time of a day.
    """
    return ceil(cards / new_a_day(minutes))


def new_a_day(minutes: int) -> int:
    """How many new cards a day of study has time for."""
    return max(1, round(minutes * 60 / SECONDS_A_CARD))


def in_words(days_: int) -> str:
    """A number of days; in weeks if there are several."""
    if days_ < _FORTNIGHT:
        return "1 day" if days_ == 1 else f"{days_} days"
    return f"{round(days_ / 7)} weeks"


_FORTNIGHT = 14
