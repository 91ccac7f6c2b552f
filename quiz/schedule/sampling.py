"""Sampling: what the questions test takes turns, and no fact is asked twice while others wait."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from cards.model.summary import CardSummary
from quiz.session.question import MOST_OPTIONS

if TYPE_CHECKING:
    from quiz.schedule.scheduler import History

_CHOICE, _TRUE_FALSE = "choice", "true-false"
_BEST = (0, False, 0)
"""Its fact was not asked, its length gives nothing away, and its answer was not right before."""


def sample(
    pool: Iterable[CardSummary],
    count: int,
    *,
    history: "History",  # noqa: ARG001 - a scheduler's signature; sampling has no memory
    now: datetime,  # noqa: ARG001 - as above
    random: Random,
) -> tuple[CardSummary, ...]:
    """Draw cards at random.

    What the questions test (role, contraction, definition …) takes turns, so that the type with
    most facts does not fill the quiz. Of a true and a false card on one fact only one is asked: the
    truth value that was asked less often so far.
    """
    waiting: dict[str, list[CardSummary]] = {}
    for card in pool:
        waiting.setdefault(card.tests, []).append(card)
    sorts = list(waiting)
    random.shuffle(sorts)
    for queue in waiting.values():
        random.shuffle(queue)
    drawn: list[CardSummary] = []
    facts: dict[str, int] = {}
    asserted: set[tuple[str, str]] = set()
    while len(drawn) < count and any(waiting.values()):
        for sort in sorts:
            drawing = _next(waiting[sort], facts, drawn)
            if drawing is None or len(drawn) == count:
                continue
            waiting[sort].remove(drawing)
            pair = (drawing.template, drawing.about)
            if drawing.kind == _TRUE_FALSE and pair in asserted:
                continue
            asserted.add(pair)
            facts[drawing.about] = facts.get(drawing.about, 0) + 1
            drawn.append(drawing)
    return tuple(drawn)


def _next(
    queue: list[CardSummary], facts: dict[str, int], drawn: list[CardSummary]
) -> CardSummary | None:
    """The first card on the fact that was asked least; of an assertion, the rarer truth value."""
    if not queue:
        return None
    # Answers must not be predictable: one that was right less often so far is preferred.
    right = Counter(card.right for card in drawn)
    choices = [card for card in drawn if card.kind == _CHOICE]
    telling = sum(card.longest for card in choices) * MOST_OPTIONS > len(choices)
    best, least = queue[0], None
    for card in queue:
        rank = (facts.get(card.about, 0), telling and card.longest, right[card.right])
        if least is None or rank < least:
            best, least = card, rank
            if rank == _BEST:
                break
    if best.kind != _TRUE_FALSE:
        return best
    truths = [card.right for card in drawn if card.kind == _TRUE_FALSE]
    rarer = "True" if truths.count("True") < truths.count("False") else "False"
    twins = [c for c in queue if c.template == best.template and c.about == best.about]
    if truths.count("True") == truths.count("False"):
        return best
    return next((card for card in twins if card.right == rarer), best)
