"""A stored pool draws the same cards, loads few of them, and is never wrong."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from random import Random

import pytest

from quiz.schedule.pool import GroupCards, Pool, pool_of
from quiz.schedule.pool_file import MOST_STORED, load_pool, pool_file, store_pool
from quiz.session.kinds import RARE_KINDS
from tests.support.library import cached_library, scheduler

CARDS = [card for card in cached_library().summaries if not card.optional and not card.opinion]
STAMP = ("facts", 1)


def unused() -> Pool:
    raise AssertionError("The pool was computed again.")


def ids_in(pool: Pool) -> Iterable[str]:
    return (card.id for group in pool.groups for card in group.load()[0])


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = pool_file(tmp_path_factory.mktemp("pools"), "general")
    in_sets = (id_ for each in cached_library().sets for id_ in each.cards)
    store_pool(file, STAMP, pool_of(CARDS), in_sets)
    return file


@pytest.fixture(scope="module")
def stored(file: Path) -> Pool:
    found = load_pool(file, STAMP, unused)
    assert found is not None
    return found


def test_a_stored_pool_holds_the_same_cards(stored: Pool) -> None:
    assert len(stored) == len(CARDS)
    assert sorted(ids_in(stored)) == sorted(card.id for card in CARDS)


@pytest.mark.parametrize("count", [1, 10, 60])
def test_a_session_is_the_same_from_a_stored_pool(stored: Pool, count: int) -> None:
    draws = [
        scheduler(Random(count), rare=RARE_KINDS)(pool, count)
        for pool in (stored, pool_of(CARDS), CARDS)
    ]

    assert draws[0] == draws[1] == draws[2]


def test_a_quiz_loads_a_part_of_the_cards(stored: Pool) -> None:
    loaded: list[str] = []

    def counted(load: Callable[[], GroupCards]) -> GroupCards:
        cards, facts = load()
        loaded.extend(card.id for card in cards)
        return cards, facts

    subjects = {
        tests: subject._replace(
            groups=tuple(g._replace(load=partial(counted, g.load)) for g in subject.groups)
        )
        for tests, subject in stored.subjects.items()
    }
    scheduler(Random(1), rare=RARE_KINDS)(Pool(subjects, stored.named), 10)

    assert len(loaded) < len(CARDS) / 2


def test_another_state_of_the_facts_has_another_pool(file: Path) -> None:
    assert load_pool(file, ("facts", 2), unused) is None
    assert load_pool(file.with_name("missing"), STAMP, unused) is None


def test_a_damaged_pool_is_computed_again_and_never_wrong(file: Path, tmp_path: Path) -> None:
    whole, right = file.read_bytes(), sorted(card.id for card in CARDS)
    random = Random(3)
    damaged = tmp_path / file.name
    for _ in range(20):
        changed = bytearray(whole)
        changed[random.randrange(len(whole))] ^= 1 << random.randrange(8)
        damaged.write_bytes(changed)
        found = load_pool(damaged, STAMP, partial(pool_of, CARDS))
        assert found is None or sorted(ids_in(found)) == right


def test_few_pools_are_kept(tmp_path: Path) -> None:
    for number in range(MOST_STORED + 3):
        store_pool(pool_file(tmp_path, number), STAMP, pool_of(CARDS[:20]), ())

    assert len(list(tmp_path.iterdir())) == MOST_STORED
