"""Sampling: subjects in the shares of an exam; in each, first what is not known yet.

A session asks no fact and no wording twice while there are others, and few cards that resemble one
another. Its answers are not predictable: no template has one key too often or one pattern too often
on a study day, the longest option is right by chance only, and half of the statements are true.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from cards.model.summary import CardSummary
from quiz.schedule.clusters import Clusters
from quiz.schedule.drawing import Drawing
from quiz.schedule.pool import Pool, pool_of
from quiz.schedule.sets import mixed_in
from quiz.schedule.shares import (
    MOST_DEFINITIONS,
    apportion,
    missing,
    spread,
    supply,
    weights,
)
from quiz.schedule.waiting import waiting_of

if TYPE_CHECKING:
    from quiz.schedule.scheduler import History, Mix

RARE = 1 / 20
"""The most questions of rare kinds, as a part of all."""


def sample(
    pool: Pool | Iterable[CardSummary],
    count: int,
    *,
    mix: "Mix",
    history: "History",
    now: datetime,  # noqa: ARG001 - a scheduler's signature; this one looks at the order only
    random: Random,
) -> tuple[CardSummary, ...]:
    """Draw cards at random, in the shares of the mix."""
    every = pool if isinstance(pool, Pool) else pool_of(pool)
    clusters = Clusters(every, count)
    waiting = waiting_of(every, clusters)
    kinds = {group.kind for group in every.groups}
    rare = mix.rare if kinds - set(mix.rare) else ()
    drawing = Drawing(
        past=history() if waiting else {},
        random=random,
        rare=frozenset(rare),
        rare_remaining=int(count * RARE + random.random()) if rare else count,
        definitions_remaining=int(count * MOST_DEFINITIONS + random.random()),
        today=Counter(mix.today()) if waiting else Counter(),
        seen=frozenset(mix.seen()) if waiting else frozenset(),
        clusters=clusters,
    )
    supplies = {
        tests: supply({group.template: group.size for group in subject.groups})
        for tests, subject in every.subjects.items()
    }
    weight = weights(supplies, mix.shares)
    sets: list[tuple[CardSummary, ...]] = []
    while len(drawing.drawn) < count:
        room = drawing.room(waiting, count - len(drawing.drawn))
        if not any(room.values()):
            if not drawing.lift_a_limit(count):
                break
            continue
        subjects = Counter(card.tests for card in drawing.drawn)
        needed = missing(weight, subjects, count)
        given = apportion(count - len(drawing.drawn), needed, room, random)
        if mix.sets and not drawing.drawn:
            sets = drawing.draw_sets(mix.sets, every, waiting, given)
            for card in drawing.drawn:
                given[card.tests] -= 1
        levels = drawing.levels(waiting, given, mix.levels) if mix.levels else {}
        drawing.reserve_definitions(waiting, given)
        for tests in spread(given, random):
            of_level = levels.get(tests)
            drawing.draw_from(waiting[tests], of_level.pop() if of_level else None)
            drawing.reserved[tests] -= 1
    return mixed_in(drawing.drawn[sum(map(len, sets)) :], sets, random)
