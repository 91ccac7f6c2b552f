"""Sets in a session: which cards can be asked in a row, and where."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random

from cards.model.card_set import FEWEST_IN_SET, CardSet
from cards.model.summary import CardSummary

QUESTIONS_PER_SET = 10
"""A session has at most one set in this many questions."""

QUESTIONS_AFTER = 2
"""Questions after a set: two contrasts take the place of the last questions."""


def fitting(
    sets: Iterable[CardSet],
    cards: Mapping[str, CardSummary],
    given: Mapping[str, int],
    is_due: Callable[[CardSummary], bool],
) -> dict[str, list[tuple[CardSummary, ...]]]:
    """The sets that can be asked, by kind; of some, only the first cards.

    Args:
        sets: All sets.
        cards: The cards that may be asked, by id.
        given: How many questions each subject still gets.
        is_due: Whether a card is as good as any other to ask now.
    """
    found: dict[str, list[tuple[CardSummary, ...]]] = {}
    for each in sets:
        members: list[CardSummary] = []
        for id_ in each.cards:
            card = cards.get(id_)
            if card is None or not is_due(card):
                break
            if sum(member.tests == card.tests for member in members) >= given.get(card.tests, 0):
                break
            members.append(card)
        if len(members) >= FEWEST_IN_SET:
            found.setdefault(each.kind, []).append(tuple(members))
    return found


def mixed_in(
    cards: Sequence[CardSummary], sets: Sequence[Sequence[CardSummary]], random: Random
) -> tuple[CardSummary, ...]:
    """The cards with sets at places by chance; no set follows another one at once."""
    places = range(max(len(cards) - QUESTIONS_AFTER + 1, len(sets)))
    at = dict(zip(sorted(random.sample(places, len(sets))), sets, strict=True))
    mixed: list[CardSummary] = []
    for place in range(max(len(cards), len(places))):
        mixed += at.get(place, ())
        mixed += cards[place : place + 1]
    return tuple(mixed)
