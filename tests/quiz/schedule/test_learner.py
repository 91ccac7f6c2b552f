"""The stored answers of a learner are those of the log, or none."""

from pathlib import Path
from random import Random

import pytest

from quiz.log.computed_file import computed_file
from quiz.log.mix_ups import ConceptRow
from quiz.log.past import Past
from quiz.schedule.learner import LearnerAnswers, load_answers, store_answers

LOG, TODAY = (1, 2, 3), "2026-11-23"
ANSWERS = LearnerAnswers(
    {f"fact-{number}": Past(number, right=number % 2 == 0) for number in range(1, 30)},
    (("roles", "role"), ("roles", "role"), ("planes", "plane")),
    (ConceptRow(TODAY, "card", "role/agonist", "role/stabiliser", right=False),),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = computed_file(tmp_path / "cache", tmp_path / "progress.db", "answers")
    store_answers(file, LOG, TODAY, ANSWERS)
    return file


def test_stored_answers_are_loaded(file: Path) -> None:
    assert load_answers(file, LOG, TODAY) == ANSWERS


def test_on_a_later_day_no_pattern_was_asked_yet(file: Path) -> None:
    assert load_answers(file, LOG, "2026-11-24") == ANSWERS._replace(patterns=())


def test_answers_of_another_log_or_before_their_day_are_not_used(file: Path) -> None:
    assert load_answers(file, (1, 2, 4), TODAY) is None
    assert load_answers(file, LOG, "2026-11-22") is None
    assert load_answers(file.with_name("missing"), LOG, TODAY) is None


def test_a_changed_bit_never_gives_other_answers(file: Path) -> None:
    whole, random = file.read_bytes(), Random(3)
    for _ in range(200):
        changed = bytearray(whole)
        changed[random.randrange(len(whole))] ^= 1 << random.randrange(8)
        file.write_bytes(changed)
        assert load_answers(file, LOG, TODAY) in (None, ANSWERS)


def test_each_log_has_a_file(tmp_path: Path) -> None:
    files = {computed_file(tmp_path, tmp_path / log, "answers") for log in ("a.db", "b.db")}

    assert len(files) == len({"a.db", "b.db"})
