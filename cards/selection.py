"""The part of a card that one question shows, where the card holds more.

A card on a group of facts holds all of the group: every pair, every right answer, every wrong one;
a false statement that may assert several values holds them all. Its id names the group, so it stays
the same card when facts are added. Which part is shown is chosen when the card is asked: the caller
gives an order of preference (a quiz a random one, a file the order of the ids), and gets the card
with only the chosen part.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never
from zlib import crc32

from cards.model.card import Card
from cards.model.kinds import ASSERTIONS, CARD_KINDS, MATCHED, KeyForm

ENOUGH_PAIRS, MOST_PAIRS = 3, 4
MOST_RIGHT = 4
"""Right answers of a select-all; more are a list to learn by heart."""

MOST_TO_ORDER = 6


def parts(card: Card) -> int:
    """How many parts there are to choose from: pairs, right answers, items, or asserted values."""
    if card.kind in ASSERTIONS:
        return len(card.distractors)
    return 0 if CARD_KINDS[card.kind].key is KeyForm.ONE else len(card.key)


def selected(card: Card, order: Sequence[int]) -> Card:
    """The card as one question shows it; the chosen parts keep the order they have in the card.

    Args:
        card: The whole card.
        order: The numbers of its parts, the preferred ones first.
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
    """The card as a file shows it that cannot choose anew each time."""
    numbers = range(parts(card))
    if card.kind not in ASSERTIONS:
        return selected(card, numbers)
    # The nearest value of every card would always be the same few.
    concepts = [distractor.concept for distractor in card.distractors]
    return selected(card, sorted(numbers, key=lambda n: crc32(f"{card.id} {concepts[n]}".encode())))


def is_askable(card: Card) -> bool:
    """Whether some part of a matching can be shown: two pairs, and a spare that fits neither."""
    return card.kind not in MATCHED or len(_pairs(card, range(len(card.key)))) > 1


def asserting(card: Card, number: int) -> Card:
    """A true-or-false card with one of the values that it may assert."""
    each = len(card.stems) // len(card.distractors)
    return replace(
        card,
        stems=card.stems[number * each : (number + 1) * each],
        distractors=(card.distractors[number],),
    )


def _with_keys(card: Card, numbers: Sequence[int]) -> Card:
    """A card with some of its keys, and the facts that these rest on."""
    facts = card.facts
    if len(facts) >= len(card.key):  # one fact for each key, after those on the whole
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
    """A matching with some of its pairs, and all spares that are wrong for each of them."""
    spares = sorted(_spares(card).intersection(*(card.ruled_out[n] for n in numbers)))
    places = {number: place for place, number in enumerate((*numbers, *spares))}
    return replace(
        _with_keys(card, numbers),
        left=tuple(card.left[n] for n in numbers),
        distractors=tuple(card.distractors[n - len(card.key)] for n in spares),
        ruled_out=tuple(
            frozenset(places[n] for n in card.ruled_out[number] if n in places)
            for number in numbers
        ),
    )


def _pairs(card: Card, order: Sequence[int]) -> tuple[int, ...]:
    """As many preferred pairs as a question shows; fewer only where no more go together."""
    best: tuple[int, ...] = ()
    for start in range(len(order)):
        chosen = _going_together(card, order[start:])
        if len(chosen) > len(best):
            best = chosen
        if len(best) >= ENOUGH_PAIRS:
            break
    return best


def _going_together(card: Card, order: Sequence[int]) -> tuple[int, ...]:
    """Pairs of which each right-hand side is wrong for the others, with a spare wrong for all."""
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
