"""The properties that every scheduler has."""

from datetime import UTC, datetime
from random import Random

import pytest

from cards.model.summary import CardSummary, summary
from quiz.log.history import by_card
from quiz.log.records import Log, Review
from quiz.schedule.scheduler import Scheduler
from quiz.schedule.schedulers import DEFAULT, SCHEDULERS
from tests.support.library import builtin_cards, sample
from tests.support.log import review

POOL = [summary(card, number) for number, card in enumerate(sample(builtin_cards()))]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANSWERED = {card.id: [review(number, card=card.id)] for number, card in enumerate(POOL[::3])}

every_scheduler = pytest.mark.parametrize("scheduler", SCHEDULERS.values(), ids=list(SCHEDULERS))


def chosen(scheduler: Scheduler, count: int, seed: int = 7) -> list[CardSummary]:
    return list(scheduler(POOL, count, history=lambda: ANSWERED, now=NOW, random=Random(seed)))


@every_scheduler
@pytest.mark.parametrize("count", [0, 1, 20, len(POOL) + 1])
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
    assert scheduler([], 20, history=dict, now=NOW, random=Random(7)) == ()


@every_scheduler
def test_equal_arguments_give_equal_cards(scheduler: Scheduler) -> None:
    assert chosen(scheduler, 20) == chosen(scheduler, 20)


def test_the_default_is_in_the_table() -> None:
    assert DEFAULT in SCHEDULERS


def test_sampling_does_not_read_the_history() -> None:
    def history() -> dict[str, list[Review]]:
        pytest.fail("The history was read.")

    assert SCHEDULERS["sampling"](POOL, 20, history=history, now=NOW, random=Random(7))


def test_the_history_has_the_answers_to_each_card_the_oldest_first() -> None:
    first, second = (review(n, card="a") for n in (1, 2))
    other = review(3, card="b")

    assert by_card(Log(reviews=(first, other, second))) == {"a": [first, second], "b": [other]}
