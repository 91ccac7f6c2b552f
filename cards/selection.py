"""Selects the part of a card that one question shows.

A card on a group of facts contains the whole group: every pair, every right and every wrong answer.
A false statement contains all values that it may assert. The id of a card names the group, so it
does not change when facts are added. The part to show is selected when the card is asked: the
caller passes the parts in order of preference (random in a quiz, by id in a file) and gets the card
with only the selected ones.
"""

from collections.abc import Sequence
from typing import assert_never
from zlib import crc32

from cards.model.card import Card
from cards.model.kinds import ASSERTIONS, CARD_KINDS, MATCHED, KeyForm
from cards.value_class import replace

ENOUGH_PAIRS, MOST_PAIRS = 3, 4
MOST_RIGHT = 4
"""Right answers of a select-all; a longer list would have to be learned by heart."""

MOST_TO_ORDER = 6


def parts(card: Card) -> int:
    """The number of parts to select from: pairs, right answers, items, or asserted values."""
    if card.kind in ASSERTIONS:
        return len(card.distractors)
    return 0 if CARD_KINDS[card.kind].key is KeyForm.ONE else len(card.key)


def selected(card: Card, order: Sequence[int]) -> Card:
    """The card as one question shows it; the selected parts stay in the order of the card.

    Args:
        card: The whole card.
        order: The numbers of its parts, in order of preference.
    """
    form = CARD_KINDS[card.kind].key
    match form:
        case KeyForm.PAIRS:
            return _with_pairs(card, sorted(_pairs(card, order)))
        case KeyForm.ALL:
            return _with_keys(card, sorted(order[:MOST_RIGHT]))
        case KeyForm.ORDER:
            return _with_keys(card, sorted(order[:MOST_TO_ORDER]))
        case KeyForm.ONE:
            return asserting(card, order[0]) if card.kind in ASSERTIONS else card
        case _:
            assert_never(form)


def first_selection(card: Card) -> Card:
    """The card as a file shows it, with the same parts every time."""
    numbers = range(parts(card))
    if card.kind not in ASSERTIONS:
        return selected(card, numbers)
    # The nearest values of all cards are the same few, so they are not preferred.
    concepts = [distractor.concept for distractor in card.distractors]
    return selected(card, sorted(numbers, key=lambda n: crc32(f"{card.id} {concepts[n]}".encode())))


def is_askable(card: Card) -> bool:
    """Whether a matching can be shown: three pairs, and a spare that is wrong for all.

    With two pairs, it would be a choice between two.
    """
    return card.kind not in MATCHED or len(_pairs(card, range(len(card.key)))) >= ENOUGH_PAIRS


def asserting(card: Card, number: int) -> Card:
    """A true-or-false card with one of the values that it may assert."""
    each = len(card.stems) // len(card.distractors)
    return replace(
        card,
        stems=card.stems[number * each : (number + 1) * each],
        distractors=(card.distractors[number],),
    )


def _with_keys(card: Card, numbers: Sequence[int]) -> Card:
    """A card with some of its keys and their facts."""
    facts = card.facts
    if len(facts) >= len(card.key):  # one fact for each key, after those on the whole group
        whole = len(facts) - len(card.key)
        facts = (*facts[:whole], *(facts[whole + number] for number in numbers))
    return replace(
        card,
        fact=facts[0],
        also=facts[1:],
        key=tuple(card.key[n] for n in numbers),
        reasons=tuple(card.reasons[n] for n in numbers),
    )


def _with_pairs(card: Card, numbers: Sequence[int]) -> Card:
    """A matching with some of its pairs, and the spares that are wrong for all of them."""
    spares = sorted(_spares(card).intersection(*(card.ruled_out[n] for n in numbers)))
    places = {number: place for place, number in enumerate((*numbers, *spares))}
    return replace(
        _with_keys(card, numbers),
        left_side=tuple(card.left_side[n] for n in numbers),
        distractors=tuple(card.distractors[n - len(card.key)] for n in spares),
        ruled_out=tuple(
            frozenset(places[n] for n in card.ruled_out[number] if n in places)
            for number in numbers
        ),
    )


def _pairs(card: Card, order: Sequence[int]) -> tuple[int, ...]:
    """The preferred pairs, as many as a question shows.

    The order of the card follows the preferred one: whatever is preferred, an askable card shows
    enough pairs.
    """
    best: tuple[int, ...] = ()
    orders = (way[start:] for way in (order, range(len(card.key))) for start in range(len(way)))
    for numbers in orders:
        chosen = _compatible(card, numbers)
        if len(chosen) > len(best):
            best = chosen
        if len(best) >= ENOUGH_PAIRS:
            break
    return best


def _compatible(card: Card, order: Sequence[int]) -> tuple[int, ...]:
    """Pairs whose right-hand sides are each wrong for the others, with a spare wrong for all."""
    chosen: list[int] = []
    spares = _spares(card)
    for number in order:
        if len(chosen) == MOST_PAIRS:
            break
        wrong = card.ruled_out[number]
        apart = all(other in wrong and number in card.ruled_out[other] for other in chosen)
        if apart and spares & wrong:
            chosen.append(number)
            spares = spares & wrong
    return tuple(chosen)


def _spares(card: Card) -> frozenset[int]:
    return frozenset(range(len(card.key), len(card.key) + len(card.distractors)))
