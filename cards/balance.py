"""Balances the cards of a template, so that counting options does not give the key away.

The proofs decide which options are possible, so some muscle is never the key and always proven
wrong, and another one is the key in each question that shows it. A learner who remembers a few
questions would find the key without any anatomy. So each card shows those of its proven options
that are the key of other cards about as often, and a card without such options is optional: a quiz
asks it only when its template or subject is named.

Cards are balanced in blocks: the built-in cards of a template first, whatever a user adds; then the
user's cards, given the built-in ones, in blocks of some exercises. An edit disturbs one block of
each template. A fact that a user adds is always asked, even if its cards are not balanced.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar
from zlib import crc32

from cards.groups.rules import GROUP_RULES
from cards.model.card import Card
from cards.model.kinds import ASSERTIONS, CHOICES
from cards.model.shown import MOST_CHOSEN as SHOWN
from cards.model.shown import Shown, all_of
from cards.model.template import Template
from cards.model.vocabulary import Origin

FEWEST_CARDS = 50
"""Of each template this many cards always remain: there is too little to remember."""

_MOST_ROUNDS = 8
"""Rounds of choosing options and setting cards aside; most templates need three."""

_PASSES = 4
"""How often the options of each card are chosen again, given those of the others."""

_DISTANCE = 0.02
"""The cost of the next farther option; one card more out of balance costs about one."""

_ALIKE = 3
"""The worth of an option that is the key of another card with the same wording."""

_MOST_NEVER_RIGHT = 1
"""Options of a card that are never right; the others are the key of other cards."""

_RARELY_WRONG = 0.5
"""How often a text may be the key, in parts of how often it is wrong; 1 / `SHOWN` is balanced."""

_SUBJECTS_IN_BLOCK = 32
"""Exercises in a block of a user's cards, on average."""

BUILTIN = ""
"""The subject of cards on built-in facts only."""


@dataclass(frozen=True)
class OptionTally:
    """How often each text is a right or a wrong option in some cards of a template.

    Attributes:
        keys: How often each text is the key.
        keys_of: The same for the cards of each wording.
        wrong: How often each text is shown as a wrong option.
        together: How often a key is shown with a wrong option.
    """

    keys: Counter[str] = field(default_factory=Counter)
    keys_of: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)
    together: Counter[tuple[str, str]] = field(default_factory=Counter)

    def copy(self) -> "OptionTally":
        """The same counts, to add to."""
        by_wording = {wording: Counter(keys) for wording, keys in self.keys_of.items()}
        wrong, together = Counter(self.wrong), Counter(self.together)
        return OptionTally(Counter(self.keys), by_wording, wrong, together)


class Balance(NamedTuple):
    """The cards of a block, balanced.

    Attributes:
        shown: The shown options of each card, by its id.
        tally: How often each text is then shown.
    """

    shown: Mapping[str, Shown]
    tally: OptionTally


def balanced(cards: Iterable[Card]) -> Iterator[Card]:
    """The cards in the same order, with balanced options; those that have none are optional."""
    cards = tuple(cards)
    by_template: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        if is_balanced(card.template):
            by_template[card.template.id].append(card)
    shown: dict[str, Shown] = {}
    for found in by_template.values():
        builtin, *others = blocks((card, subject_of(card)) for card in found)
        first = balance_builtin(builtin)
        shown |= first.shown
        for block in others:
            shown |= balance_user(block, first.tally)
    return (shown[card.id].of(card) if card.id in shown else card for card in cards)


# -- blocks ----------------------------------------------------------------------------------------


def is_balanced(template: Template) -> bool:
    """Whether the cards of a template are balanced.

    Not if the options of each card are one set, in which the key is right relative to the others.
    """
    if template.kind not in CHOICES | ASSERTIONS:
        return False
    return template.gather is None or not GROUP_RULES[template.gather].relative


def subject_of(card: Card) -> str:
    """Id of the exercise of a user's card, or of its fact; `BUILTIN` for a built-in card."""
    if all(fact.origin is Origin.BUILTIN for fact in card.facts):
        return BUILTIN
    exercises = (fact.about.exercise for fact in card.facts)
    return next((each.id for each in exercises if each is not None), card.fact.id)


_Card = TypeVar("_Card")


def blocks(cards: Iterable[tuple[_Card, str]]) -> list[list[_Card]]:
    """The cards of each block: the built-in ones, then those of the user.

    Args:
        cards: Each card of one template, or what stands for it, and its subject.
    """
    by_subject: dict[str, list[_Card]] = {}
    for card, subject in cards:
        by_subject.setdefault(subject, []).append(card)
    found = [by_subject.pop(BUILTIN, [])]
    begins = True
    for number, subject in sorted((crc32(each.encode()), each) for each in by_subject):
        # A subject itself decides whether a block begins with it, so one more moves no other.
        if begins or number % _SUBJECTS_IN_BLOCK == 0:
            found.append([])
        found[-1] += by_subject[subject]
        begins = False
    return found


def balance_builtin(cards: Sequence[Card]) -> Balance:
    """Balance the built-in cards of a template."""
    if cards and cards[0].kind in ASSERTIONS:
        return Balance(_statements(cards), OptionTally())
    return _choices(cards)


def balance_user(cards: Sequence[Card], builtin: OptionTally) -> Mapping[str, Shown]:
    """Balance a block of a user's cards, given the built-in ones."""
    if cards and cards[0].kind in ASSERTIONS:
        return {card.id: all_of(card) for card in cards}
    ordered = sorted(cards, key=lambda card: card.id)
    options = _Options([card for card in ordered if not card.optional], builtin)
    return {card.id: Shown(card.optional, options.of(card)) for card in ordered}


# -- statements ------------------------------------------------------------------------------------


def _statements(cards: Sequence[Card]) -> Mapping[str, Shown]:
    """Statements that assert each value as often truly as falsely.

    Where a false statement may assert several values, each question asserts another one.
    """
    shown = {card.id: all_of(card) for card in cards}
    if any(len(card.distractors) > 1 for card in cards):
        return shown
    asked: dict[str, dict[str, list[Card]]] = defaultdict(lambda: defaultdict(list))
    for card in cards:
        if not card.optional:
            asked[_asserted_value(card)][card.key[0]].append(card)
    for by_truth in asked.values():
        most = min(map(len, by_truth.values())) if len(by_truth) > 1 else 1
        for found in by_truth.values():
            shown |= {card.id: Shown(optional=True) for card in _in_fixed_order(found)[most:]}
    return shown


def _asserted_value(card: Card) -> str:
    """The id of the value in a statement."""
    is_true = card.key[0] == "True"
    return card.id.rpartition("=")[2] if is_true else card.distractors[0].concept.rpartition("/")[2]


# -- choices ---------------------------------------------------------------------------------------


def _choices(cards: Sequence[Card]) -> Balance:
    """Choices with options that are balanced over the template."""
    ordered = sorted(cards, key=lambda card: card.id)
    asked = [card for card in ordered if not card.optional]
    # Where one question has room for all keys, all of them are shown every time.
    may_omit = len(asked) >= FEWEST_CARDS and len({card.key[0] for card in asked}) > SHOWN + 1
    if may_omit or _depends_on_wording(asked):
        asked = _with_varied_keys(asked)
    options = _Options(asked)
    for _ in range(_MOST_ROUNDS if may_omit else 0):
        unbalanced = options.unbalanced()
        spare = _in_fixed_order(card for card in asked if card.id in unbalanced)
        set_aside = {card.id for card in spare[: max(0, len(asked) - FEWEST_CARDS)]}
        if not set_aside:
            break
        asked = [card for card in asked if card.id not in set_aside]
        options = _Options(asked)
    remaining = {card.id for card in asked}
    shown = {card.id: Shown(card.id not in remaining, options.of(card)) for card in ordered}
    return Balance(shown, options.tally)


def _depends_on_wording(cards: Sequence[Card]) -> bool:
    """Whether the wording of enough cards to remember names something that may tell the key.

    The quadriceps is a prime mover of each knee extension, whatever the exercise.
    """
    wordings = Counter(map(_wording, cards))
    return len(cards) >= FEWEST_CARDS and 1 < len(wordings) < len(cards)


def _with_varied_keys(cards: Sequence[Card]) -> list[Card]:
    """The cards without those that would make one key of a wording more frequent than all others.

    "Which of these is a prime mover of knee extension" has one answer, whatever the exercise.
    """
    by_wording: dict[str, dict[str, list[Card]]] = defaultdict(lambda: defaultdict(list))
    for card in cards:
        by_wording[_wording(card)][card.key[0]].append(card)
    varied: list[Card] = []
    for by_key in by_wording.values():
        total = sum(map(len, by_key.values()))
        for found in by_key.values():
            varied += _in_fixed_order(found)[: max(1, total - len(found))]
    return sorted(varied, key=lambda card: card.id)


def _wording(card: Card) -> str:
    """The stem without the names of the exercise and the muscle."""
    text = card.stem
    for noun in (card.fact.about.exercise, card.fact.about.muscle):
        text = text.replace(noun.name, "") if noun is not None else text
    return text


class _Options:
    """The options of the cards of a block, chosen card by card, each given all the others.

    Two options are balanced if each is the key as often as the other, in the questions that show
    both.

    Attributes:
        tally: How often each text is shown, the cards among which they are included.
    """

    def __init__(self, cards: Sequence[Card], among: OptionTally | None = None) -> None:
        """Choose the options of all cards, among other cards whose options are chosen."""
        self._cards = cards
        self._wording = {card.id: _wording(card) for card in cards}
        self.tally = tally = among.copy() if among is not None else OptionTally()
        for card in cards:
            tally.keys[card.key[0]] += 1
            tally.keys_of.setdefault(self._wording[card.id], Counter())[card.key[0]] += 1
        self._chosen: dict[str, tuple[int, ...]] = {}
        for number in range(_PASSES):
            # Where all options are shown, there is nothing to choose again.
            for card in (c for c in cards if not number or len(c.distractors) > SHOWN):
                self._count(card, -1)
                self._chosen[card.id] = self._choose(card)
                self._count(card, 1)

    def of(self, card: Card) -> tuple[int, ...] | None:
        """The options of a card, which need not be one of the block; None if it shows all."""
        if len(card.distractors) <= SHOWN:
            return None
        return self._chosen.get(card.id) or self._choose(card)

    def unbalanced(self) -> frozenset[str]:
        """Ids of the cards to set aside; removing them may unbalance others."""
        groups = (self._with_options_never_right(), self._alone(), self._rarely_wrong())
        return frozenset(card.id for cards in groups for card in cards)

    def _with_options_never_right(self) -> Iterator[Card]:
        """The cards with too many options that are never right.

        A denied value of a property that only one card shows teaches no more than that card.
        """
        keys, wrong = self.tally.keys, self.tally.wrong
        for card in self._cards:
            fewest = 1 if card.template.of is None else 2
            never = sum(not keys[text] and wrong[text] >= fewest for text in self._texts(card))
            if never > _MOST_NEVER_RIGHT:
                yield card

    def _alone(self) -> Iterator[Card]:
        """The cards of a wording with the same key and no other key of it as an option, but one."""
        alone: dict[tuple[str, str], list[Card]] = defaultdict(list)
        for card in self._cards:
            wording = self._wording[card.id]
            if not any(text in self.tally.keys_of[wording] for text in self._texts(card)):
                alone[wording, card.key[0]].append(card)
        for cards in alone.values():
            yield from _in_fixed_order(cards)[1:]

    def _rarely_wrong(self) -> Iterator[Card]:
        """The cards by which a key is right too often for how often it is wrong."""
        by_key: dict[str, list[Card]] = defaultdict(list)
        for card in self._cards:
            by_key[card.key[0]].append(card)
        for key, cards in by_key.items():
            most = max(1, round(self.tally.wrong[key] * _RARELY_WRONG))
            yield from _in_fixed_order(cards)[most:]

    def _texts(self, card: Card) -> Iterator[str]:
        """The wrong options of a card that are shown."""
        return (card.distractors[number].text for number in self._chosen.get(card.id, ()))

    def _count(self, card: Card, by: int) -> None:
        for text in self._texts(card):
            self.tally.wrong[text] += by
            self.tally.together[card.key[0], text] += by

    def _choose(self, card: Card) -> tuple[int, ...]:
        """The options of a card that disturb the balance least, near ones first."""
        options = card.distractors
        if len(options) <= SHOWN:
            return tuple(range(len(options)))
        tally, key = self.tally, card.key[0]
        # Not by item: a counter computes each item that it lacks in Python.
        right, wrong, together = tally.keys.get, tally.wrong.get, tally.together.get
        alike = tally.keys_of.get(self._wording.get(card.id, ""), ())
        ranked = []
        for place, option in enumerate(options):
            text = option.text
            # How much further from balance another card with these two is.
            expected = SHOWN * right(text, 0)
            too_often = (2 * (wrong(text, 0) - expected) + 1) / (expected + 1)
            cost = too_often + 2 * (together((key, text), 0) - together((text, key), 0)) + 1
            ranked.append((cost + _DISTANCE * place - _ALIKE * (text in alike), place))
        return tuple(sorted(place for _, place in sorted(ranked)[:SHOWN]))


def _in_fixed_order(cards: Iterable[Card]) -> list[Card]:
    """The cards in an order that another card does not change."""
    return sorted(cards, key=lambda card: crc32(card.id.encode()))
