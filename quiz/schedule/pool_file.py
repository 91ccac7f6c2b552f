"""The file of a pool, from which a session loads only the groups that it draws from."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from cards.cache.library import stamps
from cards.cache.parts import PartsFile, parts_file
from cards.model.summary import CardSummary
from quiz.schedule.pool import GroupCards, Pool, PoolGroup, PoolRow, PoolSubject

MOST_STORED = 8
"""Pools in a folder. Another choice of facts, or another exam, has another pool."""

_Stamp = tuple[Any, ...]
_Row = TypeVar("_Row", CardSummary, PoolRow)
_PROGRAM = Path(__file__).parent


def pool_file(folder: Path, *key: object) -> Path:
    """The file of a pool with that key."""
    return folder / f"pool-{crc32(repr(key).encode()):08x}"


def stamp_of(*state: object) -> _Stamp:
    """The state of everything that a pool depends on: what is given, and the program."""
    return (sys.version, *stamps((_PROGRAM,)), *state)


def store_pool(file: Path, stamp: _Stamp, pool: Pool, in_sets: Iterable[str]) -> None:
    """Write the file of a pool.

    Args:
        file: The file.
        stamp: The state of everything that the pool depends on.
        pool: The pool.
        in_sets: The ids of the cards of all sets.

    Raises:
        OSError: The file cannot be written.
    """
    subjects = [
        (
            *(tests, subject.facts, subject.clusters),
            [(*group[:-1], len(group.blocks)) for group in subject.groups],
        )
        for tests, subject in pool.subjects.items()
    ]
    parts = {
        "stamp": stamp,
        "subjects": subjects,
        "in sets": _columns(pool.named(frozenset(in_sets))),
    }
    from cards.files import create_folder, write_atomically  # most sessions find the file

    create_folder(file.parent)
    write_atomically(file, parts_file(parts, map(_columns, _objects(pool))))
    keep_newest(file, "pool-*")


def keep_newest(file: Path, pattern: str) -> None:
    """Delete the oldest files of a pattern next to a file, if there are more than `MOST_STORED`.

    Raises:
        OSError: One cannot be deleted.
    """
    others = [other for other in file.parent.glob(pattern) if other != file]
    others.sort(key=lambda other: other.stat().st_mtime_ns, reverse=True)
    for other in others[MOST_STORED - 1 :]:
        other.unlink()


def load_pool(file: Path, stamp: _Stamp, again: Callable[[], Pool]) -> Pool | None:
    """Load a pool; None if its file is missing, outdated or damaged.

    Args:
        file: The file.
        stamp: The state of everything that the pool depends on.
        again: Computes the pool, if a group turns out to be damaged.
    """
    try:
        parts = PartsFile(file)
        if parts.part("stamp") != stamp:
            return None
        subjects: dict[str, PoolSubject] = {}
        numbers = count()
        for tests, facts, clusters, groups in parts.part("subjects"):
            rows = partial(_load, parts, next(numbers), again, PoolRow)
            of_groups = [
                PoolGroup._make(
                    (*values, tuple(_loader(parts, n, again) for n in islice(numbers, blocks)))
                )
                for *values, blocks in groups
            ]
            subjects[tests] = PoolSubject(facts, clusters, tuple(of_groups), rows)
        in_sets = _from_columns(parts.part("in sets"), CardSummary)
    except Exception:  # noqa: BLE001 - a damaged file may raise anything
        return None
    return Pool(subjects, lambda ids: _with_ids(ids, *in_sets))


def _objects(pool: Pool) -> Iterator[tuple[Sequence[tuple[Any, ...]], list[int]]]:
    """The objects of the file: of each subject its rows, then the blocks of its groups."""
    for subject in pool.subjects.values():
        yield subject.rows()
        for group in subject.groups:
            for block in group.blocks:
                yield block()


def _loader(parts: PartsFile, number: int, again: Callable[[], Pool]) -> Callable[[], GroupCards]:
    return partial(_load, parts, number, again, CardSummary)


def _load(
    parts: PartsFile, number: int, again: Callable[[], Pool], kind: type[_Row]
) -> tuple[list[_Row], list[int]]:
    """An object of the file."""
    try:
        return _from_columns(parts.object(number), kind)
    except Exception:  # noqa: BLE001 - a damaged file may raise anything
        rows, facts = next(islice(_objects(again()), number, None))
        return list(map(kind._make, rows)), facts


def _columns(of: tuple[Sequence[tuple[Any, ...]], list[int]]) -> tuple[list[Any], list[int]]:
    """Rows by column: a few long lists load faster than many short ones."""
    rows, facts = of
    return list(map(list, zip(*rows, strict=True))), facts


def _from_columns(
    columns: tuple[list[Sequence[Any]], list[int]], kind: type[_Row]
) -> tuple[list[_Row], list[int]]:
    values, facts = columns
    return list(map(kind._make, zip(*values, strict=True))), facts


def _with_ids(ids: Iterable[str], cards: list[CardSummary], facts: list[int]) -> GroupCards:
    found = [pair for pair in zip(cards, facts, strict=True) if pair[0].id in ids]
    return [card for card, _ in found], [number for _, number in found]
