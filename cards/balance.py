"""Balances the cards of a template, so that counting options does not give the key away.

The proofs decide which options are possible, so some muscle is never the key and always proven
wrong, and another one is the key in each question that shows it. A learner who remembers a few
questions would find the key without any anatomy. So each card shows those of its proven options
that are the key of other cards about as often, and a card without such options is optional: a quiz
asks it only when its template or subject is named.

A fact that a user adds is always asked, even if its cards are not balanced.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from zlib import crc32

from cards.groups.rules import GROUP_RULES
from cards.model.card import Card, Distractor
from cards.model.kinds import ASSERTIONS, CHOICES
from cards.model.vocabulary import Origin

SHOWN = 3
"""Wrong options of a balanced card; a question shows all of them."""

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


def balanced(cards: Iterable[Card]) -> Iterator[Card]:
    """The cards in the same order, with balanced options; those that have none are optional."""
    cards = tuple(cards)
    by_template: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        if card.kind in CHOICES | ASSERTIONS and not _is_relative(card):
            by_template[card.template.id].append(card)
    changed: dict[str, Card] = {}
    for found in by_template.values():
        balance = _statements if found[0].kind in ASSERTIONS else _choices
        changed |= {card.id: card for card in balance(found)}
    return (changed.get(card.id, card) for card in cards)


# -- statements ------------------------------------------------------------------------------------


def _statements(cards: Sequence[Card]) -> Iterator[Card]:
    """Statements that assert each value as often truly as falsely.

    Where a false statement may assert several values, each question asserts another one.
    """
    if any(len(card.distractors) > 1 for card in cards):
        return
    asked: dict[str, dict[str, list[Card]]] = defaultdict(lambda: defaultdict(list))
    for card in cards:
        if not card.optional:
            asked[_asserted_value(card)][card.key[0]].append(card)
    for by_truth in asked.values():
        most = min(map(len, by_truth.values())) if len(by_truth) > 1 else 1
        for found in by_truth.values():
            yield from map(_set_aside, _in_fixed_order(found)[most:])


def _asserted_value(card: Card) -> str:
    """The id of the value in a statement."""
    is_true = card.key[0] == "True"
    return card.id.rpartition("=")[2] if is_true else card.distractors[0].concept.rpartition("/")[2]


# -- choices ---------------------------------------------------------------------------------------


def _choices(cards: Sequence[Card]) -> Iterator[Card]:
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
    for card in ordered:
        chosen = options.of(card)
        shown = replace(card, distractors=chosen) if chosen != card.distractors else card
        yield shown if card.id in remaining or card.optional else _set_aside(shown)


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
    """The options of the cards of a template, chosen card by card, each given all the others.

    Two options are balanced if each is the key as often as the other, in the questions that show
    both.
    """

    def __init__(self, cards: Sequence[Card]) -> None:
        """Choose the options of all cards."""
        self._cards = cards
        self._wording = {card.id: _wording(card) for card in cards}
        self._keys = Counter(card.key[0] for card in cards)
        self._keys_of = defaultdict[str, Counter[str]](Counter)
        for card in cards:
            self._keys_of[self._wording[card.id]][card.key[0]] += 1
        self._wrong = Counter[str]()
        self._together = Counter[tuple[str, str]]()
        self._chosen: Mapping[str, tuple[Distractor, ...]] = {}
        chosen: dict[str, tuple[Distractor, ...]] = {}
        for number in range(_PASSES):
            # Where all options are shown, there is nothing to choose again.
            for card in (c for c in cards if not number or len(c.distractors) > SHOWN):
                self._count(card, chosen.get(card.id, ()), -1)
                chosen[card.id] = self._choose(card)
                self._count(card, chosen[card.id], 1)
        self._chosen = chosen

    def of(self, card: Card) -> tuple[Distractor, ...]:
        """The options of a card; it need not be one of those that are balanced."""
        return self._chosen.get(card.id) or self._choose(card)

    def unbalanced(self) -> frozenset[str]:
        """Ids of the cards to set aside; removing them may unbalance others."""
        groups = (self._with_options_never_right(), self._alone(), self._rarely_wrong())
        found = (card for cards in groups for card in cards)
        return frozenset(card.id for card in found if _is_builtin(card))

    def _with_options_never_right(self) -> Iterator[Card]:
        """The cards with too many options that are never right.

        A denied value of a property that only one card shows teaches no more than that card.
        """
        for card in self._cards:
            shown = (option.text for option in self._chosen[card.id])
            fewest = 1 if card.template.of is None else 2
            never = sum(not self._keys[text] and self._wrong[text] >= fewest for text in shown)
            if never > _MOST_NEVER_RIGHT:
                yield card

    def _alone(self) -> Iterator[Card]:
        """The cards of a wording with the same key and no other key of it as an option, but one."""
        alone: dict[tuple[str, str], list[Card]] = defaultdict(list)
        for card in self._cards:
            wording = self._wording[card.id]
            if not any(o.text in self._keys_of[wording] for o in self._chosen[card.id]):
                alone[wording, card.key[0]].append(card)
        for cards in alone.values():
            yield from _in_fixed_order(cards)[1:]

    def _rarely_wrong(self) -> Iterator[Card]:
        """The cards by which a key is right too often for how often it is wrong."""
        by_key: dict[str, list[Card]] = defaultdict(list)
        for card in self._cards:
            by_key[card.key[0]].append(card)
        for key, cards in by_key.items():
            most = max(1, round(self._wrong[key] * _RARELY_WRONG))
            yield from _in_fixed_order(cards)[most:]

    def _count(self, card: Card, options: Iterable[Distractor], by: int) -> None:
        for option in options:
            self._wrong[option.text] += by
            self._together[card.key[0], option.text] += by

    def _choose(self, card: Card) -> tuple[Distractor, ...]:
        """The options of a card that disturb the balance least, near ones first."""
        if len(card.distractors) <= SHOWN:
            return card.distractors
        keys = self._keys_of.get(self._wording.get(card.id, ""), ())

        def cost(each: tuple[int, Distractor]) -> tuple[float, int]:
            place, option = each
            alike = _ALIKE * (option.text in keys)
            return self._cost(card.key[0], option.text) + _DISTANCE * place - alike, place

        ranked = sorted(enumerate(card.distractors), key=cost)
        return tuple(option for _, option in sorted(ranked[:SHOWN], key=lambda each: each[0]))

    def _cost(self, key: str, option: str) -> float:
        """How much further from balance another card with these two is."""
        balanced_count = SHOWN * self._keys[option]
        too_often = (2 * (self._wrong[option] - balanced_count) + 1) / (balanced_count + 1)
        return too_often + 2 * (self._together[key, option] - self._together[option, key]) + 1


# -- cards -----------------------------------------------------------------------------------------


def _is_relative(card: Card) -> bool:
    """Whether its options are one set, in which the key is right relative to the others."""
    rule = card.template.gather
    return rule is not None and GROUP_RULES[rule].relative


def _set_aside(card: Card) -> Card:
    return replace(card, optional=True) if _is_builtin(card) else card


def _is_builtin(card: Card) -> bool:
    return all(fact.origin is Origin.BUILTIN for fact in card.facts)


def _in_fixed_order(cards: Iterable[Card]) -> list[Card]:
    """The cards in an order that another card does not change."""
    return sorted(cards, key=lambda card: crc32(card.id.encode()))
