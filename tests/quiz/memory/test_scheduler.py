"""States equal those of Anki's engine, at any hour of the day."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection
from hypothesis import given
from hypothesis import strategies as st

from quiz.log.days import study_day
from quiz.memory.rating import Rating
from quiz.memory.scheduler import reviewed
from quiz.memory.state import FactMemory, State

if TYPE_CHECKING:
    from anki.cards import CardId

BEGIN = datetime(2026, 3, 2, 18, tzinfo=UTC)
DAY = date(2026, 3, 2)

_STEPS = (timedelta(minutes=1), timedelta(minutes=11), timedelta(hours=2))
_NIGHT = timedelta(hours=9)  # from the evening past midnight: the same study day
_NEXT_MORNING = timedelta(hours=13)  # less than 24 hours, and the next study day


def after(before: FactMemory | None, rating: Rating, at: datetime) -> FactMemory:
    """The memory after an answer of a learner in London in winter."""
    return reviewed(before, rating, at, date.fromisoformat(study_day(at)))


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A learner in London in winter: Anki asks the system for the time zone."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def anki(tmp_path: Path, utc: None) -> Iterator[Collection]:  # noqa: ARG001 - must come first
    collection = Collection(str(tmp_path / "collection.anki2"))
    collection.set_config("fsrs", True)
    yield collection
    collection.close()


def _gap(memory: FactMemory, chance: Random) -> timedelta:
    """A gap before the next answer: in a step, past midnight, next morning, early, late."""
    days = timedelta(days=memory.stability)
    choices = (*_STEPS, _NIGHT, _NEXT_MORNING, days * 0.3, days, days * 2.5)
    return chance.choice(choices) + timedelta(seconds=chance.randrange(3600))


@pytest.mark.slow
def test_stability_and_difficulty_are_those_of_anki(anki: Collection) -> None:
    """40 facts with up to 15 answers each, at most 250 days back."""
    chance, now = Random(1), datetime.now(UTC)
    model = anki.models.by_name("Basic")
    assert model is not None
    memories: dict[CardId, FactMemory] = {}
    for number in range(40):
        note = anki.new_note(model)
        note["Front"] = str(number)
        anki.add_note(note, anki.decks.get_current_id())
        card = note.card_ids()[0]
        at = now - timedelta(days=250, seconds=chance.randrange(86_400))
        memory, is_learned = None, False
        for _ in range(15):
            rating = chance.choice((Rating.AGAIN, Rating.HARD, *3 * (Rating.GOOD,), Rating.EASY))
            memory = after(memory, rating, at)
            anki.db.execute(  # type: ignore[union-attr]
                "insert into revlog values (?, ?, -1, ?, 1, 0, 2500, 3000, ?)",
                int(at.timestamp() * 1000),
                card,
                int(rating),
                int(is_learned),
            )
            is_learned = is_learned or memory.state is State.REVIEW
            at += _gap(memory, chance)
            if at > now:
                break
        assert memory is not None
        memories[card] = memory

    for card, memory in memories.items():
        expected = anki._backend.compute_memory_state(card).state
        assert expected.stability == pytest.approx(memory.stability, rel=0.02), memory
        assert expected.difficulty == pytest.approx(memory.difficulty, rel=0.02), memory


def test_an_evening_and_the_next_morning_are_two_days() -> None:
    evening = after(None, Rating.GOOD, BEGIN)

    morning = after(evening, Rating.GOOD, BEGIN + _NEXT_MORNING)
    night = after(evening, Rating.GOOD, BEGIN + _NIGHT)

    assert morning.right_days == 2
    assert night.right_days == 1
    assert morning.stability > 2 * night.stability


def test_a_learning_step_is_due_minutes_after_the_answer() -> None:
    memory = after(None, Rating.AGAIN, BEGIN)

    assert memory.due_at == BEGIN + timedelta(minutes=1)
    assert not memory.is_due(BEGIN + timedelta(seconds=59), DAY)
    assert memory.is_due(BEGIN + timedelta(seconds=60), DAY)


def test_a_learning_step_is_due_on_the_next_day_at_any_hour() -> None:
    late = BEGIN.replace(hour=3, minute=58) + timedelta(days=1)
    memory = after(after(None, Rating.GOOD, late), Rating.HARD, late)

    assert memory.due_day == DAY
    assert memory.is_due(late + timedelta(minutes=2), DAY + timedelta(days=1))


def test_an_interval_of_days_is_due_from_the_beginning_of_the_study_day() -> None:
    memory = after(after(None, Rating.GOOD, BEGIN), Rating.GOOD, BEGIN + timedelta(minutes=10))

    assert (memory.state, memory.due_at) == (State.REVIEW, None)
    assert memory.due_day == DAY + timedelta(days=2)
    assert not memory.is_due(BEGIN, DAY + timedelta(days=1))
    assert memory.is_due(BEGIN, DAY + timedelta(days=2))


def test_a_fact_lapses_only_once_it_has_left_the_learning_steps() -> None:
    first = after(None, Rating.AGAIN, BEGIN)
    learned = after(after(first, Rating.GOOD, BEGIN), Rating.GOOD, BEGIN)
    forgotten = after(learned, Rating.AGAIN, BEGIN + timedelta(days=3))

    assert (first.lapses, learned.lapses, forgotten.lapses) == (0, 0, 1)
    assert forgotten.state is State.RELEARNING
    assert (forgotten.reviews, forgotten.right, forgotten.right_days) == (4, 2, 1)


def test_a_day_that_a_flight_to_the_west_repeats_counts_once() -> None:
    memory = reviewed(None, Rating.GOOD, BEGIN, DAY)

    again = reviewed(memory, Rating.GOOD, BEGIN + timedelta(hours=5), DAY - timedelta(days=1))

    assert again == reviewed(memory, Rating.GOOD, BEGIN + timedelta(hours=5), DAY)


@given(st.sampled_from(Rating), st.floats(0, 1000))
def test_the_retrievability_falls_to_nine_tenths_in_the_days_of_the_stability(
    rating: Rating, days: float
) -> None:
    memory = after(None, rating, BEGIN)

    assert memory.retrievability(BEGIN) == 1
    assert memory.retrievability(BEGIN - timedelta(hours=1)) == 1
    stable = BEGIN + timedelta(days=memory.stability)
    assert memory.retrievability(stable) == pytest.approx(0.9)
    earlier, later = (memory.retrievability(BEGIN + timedelta(days=d)) for d in (days, days + 1))
    assert 0 < later < earlier <= 1


def test_the_retrievability_on_whole_days_is_that_of_fsrs() -> None:
    from fsrs import Card, Scheduler

    memory = after(None, Rating.GOOD, BEGIN)
    card = Card(0, stability=memory.stability, difficulty=5.0, due=BEGIN, last_review=BEGIN)

    for days in (1, 2, 10, 365):
        then = BEGIN + timedelta(days=days)
        expected = Scheduler().get_card_retrievability(card, then)
        assert memory.retrievability(then) == pytest.approx(expected)
