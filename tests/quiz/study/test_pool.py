"""A stored pool of facts gives the same plan, loads few cards, and is never wrong."""

from pathlib import Path
from random import Random

import pytest

from quiz.study.candidates import askable_facts
from quiz.study.pool import StudyPool, pool_of, stored_pool
from tests.support.library import cached_library

CARDS = [card for card in cached_library().summaries if not card.optional][::9]
POOL = pool_of(askable_facts(CARDS, {CARDS[0].about: 1}, {"recall": 1.0}), CARDS)


def unused() -> StudyPool:
    raise AssertionError("The pool was computed again.")


def content(pool: StudyPool) -> object:
    facts = [(*each[:2], tuple(each.cards), *each[3:]) for each in pool.facts]
    return facts, dict(pool.levels)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pools") / "study-1"
    stored_pool(file, "facts", lambda: POOL)
    return file


def test_a_stored_pool_has_the_same_facts_cards_and_levels(file: Path) -> None:
    assert content(stored_pool(file, "facts", unused)) == content(POOL)
    assert stored_pool(file, "facts", lambda: POOL).cards == CARDS


def test_a_pool_of_another_state_is_computed_again(tmp_path: Path) -> None:
    file = tmp_path / "study-1"
    stored_pool(file, "facts", lambda: POOL)
    less = pool_of(POOL.facts[:3], CARDS[:3])

    assert stored_pool(file, "other facts", lambda: less) is less
    assert content(stored_pool(file, "other facts", unused)) == content(less)


def test_a_damaged_pool_is_computed_again_and_never_wrong(file: Path, tmp_path: Path) -> None:
    whole, random = file.read_bytes(), Random(3)
    for _ in range(20):
        changed = bytearray(whole)
        changed[random.randrange(len(whole))] ^= 1 << random.randrange(8)
        damaged = tmp_path / "study-1"
        damaged.write_bytes(changed)
        assert content(stored_pool(damaged, "facts", lambda: POOL)) == content(POOL)
