"""The properties that every scheduler has."""

from datetime import UTC, datetime
from random import Random

import pytest

from cards.model.summary import CardSummary, summary
from quiz.log.past import Past
from quiz.schedule.scheduler import Mix, Scheduler
from quiz.schedule.schedulers import DEFAULT, SCHEDULERS
from quiz.session.kinds import RARE_KINDS
from tests.support.exams import SHARES
from tests.support.library import builtin_cards, sample

POOL = [summary(card, number) for number, card in enumerate(sample(builtin_cards()))]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANSWERED = {card.about: Past(1, right=number % 2 == 0) for number, card in enumerate(POOL[::3])}
MIX = Mix(SHARES, RARE_KINDS)

every_scheduler = pytest.mark.parametrize("scheduler", SCHEDULERS.values(), ids=list(SCHEDULERS))


def chosen(scheduler: Scheduler, count: int, seed: int = 7) -> list[CardSummary]:
    return list(
        scheduler(POOL, count, mix=MIX, history=lambda: ANSWERED, now=NOW, random=Random(seed))
    )


@every_scheduler
@pytest.mark.parametrize("count", [0, 1, 20, len(POOL) // 2])
def test_a_scheduler_chooses_distinct_cards_of_the_pool_and_at_most_count(
    scheduler: Scheduler, count: int
) -> None:
    cards = chosen(scheduler, count)

    assert len(cards) <= count
    assert set(cards) <= set(POOL)
    assert len({card.id for card in cards}) == len(cards)


@every_scheduler
def test_a_scheduler_chooses_from_a_nonempty_pool(scheduler: Scheduler) -> None:
    assert len(chosen(scheduler, 20)) == 20


@every_scheduler
def test_an_empty_pool_gives_no_cards(scheduler: Scheduler) -> None:
    assert scheduler([], 20, mix=MIX, history=dict, now=NOW, random=Random(7)) == ()


@every_scheduler
def test_equal_arguments_give_equal_cards(scheduler: Scheduler) -> None:
    assert chosen(scheduler, 20) == chosen(scheduler, 20)


def test_the_default_is_in_the_table() -> None:
    assert DEFAULT in SCHEDULERS
