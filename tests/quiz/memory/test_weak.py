"""The facts that a learner misses."""

from datetime import UTC, date, datetime

from quiz.memory.state import FIRM_DAYS, FactMemory, Memory, State
from quiz.memory.weak import weak_facts

SOLID = FactMemory(
    state=State.REVIEW,
    step=None,
    stability=30.0,
    difficulty=5.0,
    due_day=date(2026, 12, 1),
    due_at=None,
    last_day=date(2026, 11, 23),
    last_review=datetime(2026, 11, 23, 12, tzinfo=UTC),
    was_right=True,
)


def test_facts_missed_last_come_before_those_that_are_not_firm_again() -> None:
    facts = {
        "never missed": SOLID._replace(stability=2.0),
        "firm again": SOLID._replace(failures=1.0, right_days=FIRM_DAYS),
        "not firm": SOLID._replace(failures=1.0, stability=3.0),
        "missed": SOLID._replace(failures=1.0, was_right=False),
        "missed, less stable": SOLID._replace(failures=1.0, was_right=False, stability=1.0),
    }

    assert list(weak_facts(Memory(facts))) == ["missed, less stable", "missed", "not firm"]


def test_a_learner_without_answers_misses_nothing() -> None:
    assert list(weak_facts(Memory())) == []
