"""Reviews from Anki as records of the log: each counts once, and only if it is an answer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from decks.history.reviews import LoggedReview, ReviewKind
from quiz.anki.log import Pulled, known_reviews, milliseconds, pulled
from quiz.log import history
from quiz.log.check import check
from quiz.log.counts import AnswerCounts
from quiz.log.days import study_day
from quiz.log.store import Store
from quiz.memory.recall import recalled
from tests.support.library import builtin_card, builtin_cards
from tests.support.log import review, session

NOW = datetime(2026, 11, 29, 3, tzinfo=UTC)
CARD = next(card for card in builtin_cards() if len(card.facts) == 1)
_CARDS = {card.id: card for card in builtin_cards()}


def entry(ago: timedelta = timedelta(), **values: int | str) -> LoggedReview:
    """An answer that long before `NOW`."""
    given = {"card": CARD.id, "ease": 3, "milliseconds": 4000, "kind": 1, "factor": 2500, **values}
    return LoggedReview(id=milliseconds(NOW - ago), **given)  # type: ignore[arg-type]  # by name


def pull(store: Store, *entries: LoggedReview) -> Pulled:
    found = pulled(entries, _CARDS.get, known_reviews(store), NOW, lambda moment: moment)
    store.merge(found.records)
    return found


@pytest.fixture
def store() -> Store:
    return Store(None)


ENTRIES = [entry(timedelta(days=day, seconds=day), ease=1 + day % 4) for day in (40, 30, 20, 2, 1)]


def test_an_answer_in_anki_is_a_rated_answer_here(store: Store) -> None:
    pull(store, *ENTRIES)
    found = history.standing(store.log())

    assert [(each.rating, each.right) for each in found] == [
        (each.ease, each.ease > 1) for each in ENTRIES
    ]
    assert {each.fact for each in found} == {CARD.fact.id}
    assert {each.seconds for each in found} == {4.0}
    assert [each.day for each in found] == [
        study_day(NOW - timedelta(milliseconds=milliseconds(NOW) - each.id)) for each in ENTRIES
    ]


def test_a_log_with_answers_in_anki_is_complete(store: Store) -> None:
    pull(store, entry(timedelta(hours=1)), entry(timedelta(hours=2)))

    assert check(store).is_complete


def test_an_answer_counts_once_whatever_is_pulled_again(store: Store) -> None:
    first = pull(store, *ENTRIES[:3])
    again = pull(store, *ENTRIES, ENTRIES[0])

    assert (len(first.reviews), len(again.reviews), again.known) == (3, 2, 4)
    assert len(store.log().reviews) == len(ENTRIES)
    assert pull(store, *ENTRIES).records == ()


def test_two_machines_that_pull_the_same_answers_merge_without_conflicts(
    store: Store, tmp_path: Path
) -> None:
    other = Store(tmp_path / "other.db")
    pull(store, *ENTRIES)
    pull(other, *ENTRIES[2:])
    log = other.log()
    merged = store.merge((*log.sessions, *log.reviews, *log.events))
    other.close()

    assert (merged.added, merged.conflicts) == (0, ())


def test_the_sessions_of_answers_in_anki_are_over(store: Store) -> None:
    pull(store, *ENTRIES)

    assert not history.unfinished(store.log())


def test_an_answer_given_here_that_comes_back_is_known(store: Store) -> None:
    here = review(1, fact=CARD.fact.id, facts=(CARD.fact.id,), at=NOW - timedelta(days=3))
    store.add(session(), here)
    returned = [entry(timedelta(days=3) - timedelta(milliseconds=late)) for late in (0, 2)]

    assert pull(store, *returned).known == len(returned)
    assert len(pull(store, entry(timedelta(days=3) - timedelta(seconds=2))).reviews) == 1


def test_what_is_not_an_answer_is_not_stored(store: Store) -> None:
    others = [
        entry(kind=ReviewKind.MANUAL, ease=0),
        entry(kind=ReviewKind.RESCHEDULED, ease=0),
        entry(kind=ReviewKind.FILTERED, factor=0),
        entry(ease=0),
        entry(ease=5),
        entry(kind=99),
        entry(-timedelta(days=400)),
    ]
    found = pull(store, *others)

    assert (found.records, found.others) == ((), len(others))


def test_answers_to_cards_that_are_gone_are_named(store: Store) -> None:
    found = pull(store, *(entry(timedelta(days=day), card="gone/card") for day in (1, 2)))

    assert (found.records, found.gone) == ((), {"gone/card": 2})


def test_memory_follows_from_answers_in_anki(store: Store) -> None:
    pull(store, *ENTRIES)
    memory = recalled(store, None).facts[CARD.fact.id]

    assert memory.reviews == len(ENTRIES)
    assert memory.last_day.isoformat() == study_day(NOW - timedelta(days=1, seconds=1))


def test_the_time_of_study_in_anki_is_that_of_its_answers(store: Store) -> None:
    sitting = [timedelta(hours=hours, seconds=10 * i) for hours in (20, 12) for i in range(20)]
    pull(store, *(entry(ago, milliseconds=10_000) for ago in sitting))
    counts = AnswerCounts(store)

    assert sum(counts.study_seconds().values()) == pytest.approx(400)


def test_a_card_on_several_facts_is_stored_with_all(store: Store) -> None:
    card = next(card for card in builtin_cards() if len(card.facts) > 1)
    (found,) = pull(store, entry(card=card.id)).reviews

    assert found.facts == tuple(fact.id for fact in builtin_card(card.id).facts)
