"""The stored state of a learner is that of the log, or none."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from quiz.log.days import study_day
from quiz.log.mix_ups import ConceptRow, contrasts, mix_ups, slipped
from quiz.memory.fold import memory_after
from quiz.memory.scheduler import reviewed
from quiz.memory.state import Memory
from quiz.session.session import Why
from quiz.study.days import in_days, to_days
from quiz.study.known import known_facts
from quiz.study.past import past_study
from quiz.study.state import StudyState, load_state, store_state
from tests.support.log import MOMENT, review

TODAY, TOMORROW = study_day(MOMENT), study_day(MOMENT + timedelta(days=1))
ANSWERS = [
    review(
        number,
        at=MOMENT + timedelta(seconds=20 * number),
        fact=f"fact-{number % 7}",
        outcome="wrong" if number % 3 else "right",
        why=Why.DUE,
        elapsed=20.0 * number + 9,
    )
    for number in range(30)
]
STATE = StudyState(
    known_facts(memory_after(Memory(), ANSWERS, reviewed)),
    past_study(ANSWERS, TODAY),
    (ConceptRow(TODAY, "card", "role/agonist", "role/stabiliser", right=False),),
)
LOG = (1, 2, 3)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "cache" / "studied"
    store_state(file, LOG, "fsrs-6", TODAY, STATE)
    return file


def test_a_stored_state_is_loaded(file: Path) -> None:
    assert load_state(file, LOG, "fsrs-6", TODAY) == STATE


def test_on_a_later_day_the_past_is_that_of_the_same_answers(file: Path) -> None:
    found = load_state(file, LOG, "fsrs-6", TOMORROW)

    assert found is not None
    assert found.past == past_study(ANSWERS, TOMORROW)
    assert found.known == STATE.known


def test_a_state_of_another_log_version_or_time_is_not_used(file: Path) -> None:
    yesterday = study_day(MOMENT - timedelta(days=1))

    assert load_state(file, (1, 2, 4), "fsrs-6", TODAY) is None
    assert load_state(file, LOG, "fsrs-7", TODAY) is None
    assert load_state(file, LOG, "fsrs-6", yesterday) is None
    assert load_state(file.with_name("missing"), LOG, "fsrs-6", TODAY) is None


def test_answers_of_a_day_that_was_still_to_come_are_counted_by_the_log(tmp_path: Path) -> None:
    later = [answer._replace(day=TOMORROW) for answer in ANSWERS]
    store_state(
        tmp_path / "state", LOG, "fsrs-6", TODAY, STATE._replace(past=past_study(later, TODAY))
    )

    assert load_state(tmp_path / "state", LOG, "fsrs-6", TOMORROW) is None


def test_a_changed_bit_never_gives_another_state(file: Path) -> None:
    whole, random = file.read_bytes(), Random(3)
    for _ in range(200):
        changed = bytearray(whole)
        changed[random.randrange(len(whole))] ^= 1 << random.randrange(8)
        file.write_bytes(changed)
        assert load_state(file, LOG, "fsrs-6", TODAY) in (None, STATE)


def test_times_in_days_are_the_same_from_moments_and_from_seconds() -> None:
    for minutes in range(0, 3000, 7):
        moment = MOMENT + timedelta(minutes=minutes)
        assert to_days(MOMENT)(moment.timestamp()) == pytest.approx(in_days(moment), abs=1e-9)


def test_answers_without_slips_change_no_contrast() -> None:
    random, concepts = Random(5), ("a", "b", "c", "d")
    rows = [
        ConceptRow(TODAY, "card", random.choice(concepts), wrong, right=wrong is None)
        for wrong in (None, None, "d", "a") * 15
    ]
    rows = [row for row in rows if row.taken_for is None or row.asked_for == "c"]
    vocabularies = dict.fromkeys(concepts, "role")

    remaining = slipped(rows)

    assert len(remaining) < len(rows)
    assert contrasts(mix_ups(remaining, vocabularies, MOMENT.date())) == contrasts(
        mix_ups(rows, vocabularies, MOMENT.date())
    )
