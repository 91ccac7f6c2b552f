"""Which cards a quiz asks: every sort of question in turn, and no fact twice while others wait."""

from collections import Counter
from collections.abc import Iterable
from random import Random

from cards.card import Card
from cards.template import Kind
from quiz.question import MOST_OPTIONS


def choose(cards: Iterable[Card], count: int, random: Random) -> tuple[Card, ...]:
    """Draw cards for a quiz.

    Sorts of question (role, contraction, definition …) take turns, so that the sort with most facts
    does not fill the quiz. Of a true and a false card on one fact only one is asked, the kind that
    was asked less often so far.

    Args:
        cards: What may be asked.
        count: How many are wanted; fewer come back where fewer exist.
        random: Where chance comes from.
    """
    waiting: dict[str, list[Card]] = {}
    for card in cards:
        waiting.setdefault(card.template.tests, []).append(card)
    sorts = list(waiting)
    random.shuffle(sorts)
    for queue in waiting.values():
        random.shuffle(queue)
    drawn: list[Card] = []
    facts: dict[str, int] = {}
    asserted: set[tuple[str, str]] = set()
    while len(drawn) < count and any(waiting.values()):
        for sort in sorts:
            drawing = _next(waiting[sort], facts, drawn)
            if drawing is None or len(drawn) == count:
                continue
            waiting[sort].remove(drawing)
            pair = (drawing.template.id, drawing.fact.id)
            if drawing.kind is Kind.TRUE_FALSE and pair in asserted:
                continue
            asserted.add(pair)
            facts[drawing.fact.id] = facts.get(drawing.fact.id, 0) + 1
            drawn.append(drawing)
    return tuple(drawn)


def _next(queue: list[Card], facts: dict[str, int], drawn: list[Card]) -> Card | None:
    """The first card on the fact that was asked least; of an assertion, the rarer truth."""
    if not queue:
        return None
    # What is right must not be foreseen: an answer that was right less often so far comes first.
    right = Counter(card.key[0] for card in drawn)
    choices = [card for card in drawn if card.kind is Kind.CHOICE]
    telling = sum(map(_key_is_longest, choices)) * MOST_OPTIONS > len(choices)
    best = min(
        queue,
        key=lambda card: (
            facts.get(card.fact.id, 0),
            telling and _key_is_longest(card),
            right[card.key[0]],
        ),
    )
    if best.kind is not Kind.TRUE_FALSE:
        return best
    truths = [card.key[0] for card in drawn if card.kind is Kind.TRUE_FALSE]
    rarer = "True" if truths.count("True") < truths.count("False") else "False"
    twins = [c for c in queue if c.template is best.template and c.fact is best.fact]
    if truths.count("True") == truths.count("False"):
        return best
    return next((card for card in twins if card.key[0] == rarer), best)


def _key_is_longest(card: Card) -> bool:
    """Whether somebody who always takes the longest option would be right."""
    longest = max((len(d.text) for d in card.distractors[: MOST_OPTIONS - 1]), default=0)
    return card.kind is Kind.CHOICE and len(card.key[0]) >= longest
