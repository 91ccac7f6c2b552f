"""Sampling: every kind of fact in turn, and no fact twice before the others were asked."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from cards.model.kinds import ASSERTIONS, CHOICES
from cards.model.summary import CardSummary
from quiz.session.question import MOST_OPTIONS

if TYPE_CHECKING:
    from quiz.schedule.scheduler import History

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

    Roles, contractions, definitions and the other values of `tests` take turns, so that the one
    with most facts does not fill the quiz. Of a true and a false card on one fact only one is
    asked: the truth value that was asked less often so far.
    """
    waiting: dict[str, list[CardSummary]] = {}
    for card in pool:
        waiting.setdefault(card.tests, []).append(card)
    turns = list(waiting)
    random.shuffle(turns)
    for queue in waiting.values():
        random.shuffle(queue)
    drawn: list[CardSummary] = []
    facts: dict[str, int] = {}
    asserted: set[tuple[str, str]] = set()
    while len(drawn) < count and any(waiting.values()):
        for tests in turns:
            picked = _next(waiting[tests], facts, drawn)
            if picked is None or len(drawn) == count:
                continue
            waiting[tests].remove(picked)
            pair = (picked.template, picked.about)
            if picked.kind in ASSERTIONS and pair in asserted:
                continue
            asserted.add(pair)
            facts[picked.about] = facts.get(picked.about, 0) + 1
            drawn.append(picked)
    return tuple(drawn)


def _next(
    queue: list[CardSummary], facts: dict[str, int], drawn: list[CardSummary]
) -> CardSummary | None:
    """The first card on the fact that was asked least; of an assertion, the rarer truth value."""
    if not queue:
        return None
    # Answers must not be predictable: one that was right less often so far is preferred.
    right = Counter(card.right for card in drawn)
    choices = [card for card in drawn if card.kind in CHOICES]
    lengths_tell = sum(card.longest for card in choices) * MOST_OPTIONS > len(choices)
    best, least = queue[0], None
    for card in queue:
        rank = (facts.get(card.about, 0), lengths_tell and card.longest, right[card.right])
        if least is None or rank < least:
            best, least = card, rank
            if rank == _BEST:
                break
    if best.kind not in ASSERTIONS:
        return best
    truths = [card.right for card in drawn if card.kind in ASSERTIONS]
    rarer = "True" if truths.count("True") < truths.count("False") else "False"
    twins = [c for c in queue if c.template == best.template and c.about == best.about]
    if truths.count("True") == truths.count("False"):
        return best
    return next((card for card in twins if card.right == rarer), best)
