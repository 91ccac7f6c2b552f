"""A stored pool draws the same cards, loads few of them, and is never wrong."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain
from pathlib import Path
from random import Random

import pytest

from quiz.schedule.pool import MOST_OF_A_BLOCK, GroupCards, Pool, pool_of
from quiz.schedule.pool_file import MOST_STORED, load_pool, pool_file, store_pool
from quiz.session.kinds import RARE_KINDS
from tests.support.library import cached_library, scheduler

CARDS = [card for card in cached_library().summaries if not card.optional and not card.opinion]
STAMP = ("facts", 1)


def unused() -> Pool:
    raise AssertionError("The pool was computed again.")


def ids_in(pool: Pool) -> Iterable[str]:
    return (card.id for group in pool.groups for block in group.blocks for card in block()[0])


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


def counting(pool: Pool, on_load: Callable[[int], None]) -> Pool:
    """The pool, which calls back with the number of cards that are loaded."""

    def counted(load: Callable[[], GroupCards]) -> GroupCards:
        cards, facts = load()
        on_load(len(cards))
        return cards, facts

    subjects = {
        tests: subject._replace(
            groups=tuple(
                group._replace(blocks=tuple(partial(counted, each) for each in group.blocks))
                for group in subject.groups
            )
        )
        for tests, subject in pool.subjects.items()
    }
    return Pool(subjects, pool.named)


def test_a_quiz_loads_few_of_the_cards(stored: Pool) -> None:
    loaded: list[int] = []

    scheduler(Random(1), rare=RARE_KINDS)(counting(stored, loaded.append), 10)

    assert sum(loaded) < len(CARDS) / 5


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


def test_of_a_group_of_thousands_of_cards_one_block_is_loaded(tmp_path: Path) -> None:
    many = [
        CARDS[0]._replace(id=f"{n}", about=f"lift-{n}/role", cluster=f"lift-{n}", stem=n, number=n)
        for n in range(4 * MOST_OF_A_BLOCK)
    ]
    store_pool(tmp_path / "pool", STAMP, pool_of(many), ())
    stored = load_pool(tmp_path / "pool", STAMP, unused)
    assert stored is not None
    (group,) = stored.groups
    blocks = [block()[0] for block in group.blocks]
    loaded: list[int] = []

    drawn = [scheduler(Random(seed))(counting(stored, loaded.append), 1)[0] for seed in range(40)]

    assert sorted(chain(*blocks)) == sorted(many)
    assert {len(block) for block in blocks} == {MOST_OF_A_BLOCK}
    assert loaded == [MOST_OF_A_BLOCK] * len(drawn)
    assert all(any(card in block for card in drawn) for block in blocks)
    assert drawn == [scheduler(Random(seed))(pool_of(many), 1)[0] for seed in range(40)]
