"""The file of a pool, from which a session loads only the groups that it draws from."""

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

from cards.cache.library import stamps
from cards.cache.parts import PartsFile, parts_file
from cards.model.summary import CardSummary
from quiz.schedule.pool import GroupCards, Pool, PoolGroup, PoolSubject

MOST_STORED = 8
"""Pools in a folder. Another choice of facts, or another exam, has another pool."""

_Stamp = tuple[Any, ...]
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
        (tests, subject.facts, subject.clusters, [tuple(group)[:-1] for group in subject.groups])
        for tests, subject in pool.subjects.items()
    ]
    parts = {
        "stamp": stamp,
        "subjects": subjects,
        "in sets": _columns(pool.named(frozenset(in_sets))),
    }
    from cards.files import create_folder, write_atomically  # most sessions find the file

    create_folder(file.parent)
    write_atomically(file, parts_file(parts, (_columns(group.load()) for group in pool.groups)))
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
        number = 0
        for tests, facts, clusters, groups in parts.part("subjects"):
            numbered = enumerate(groups, start=number)
            subjects[tests] = PoolSubject(
                facts,
                clusters,
                tuple(
                    PoolGroup._make((*values, _loader(parts, n, again))) for n, values in numbered
                ),
            )
            number += len(groups)
        in_sets = _cards(parts.part("in sets"))
    except Exception:  # noqa: BLE001 - a damaged file may raise anything
        return None
    return Pool(subjects, lambda ids: _with_ids(ids, *in_sets))


def _loader(parts: PartsFile, number: int, again: Callable[[], Pool]) -> Callable[[], GroupCards]:
    return partial(_load, parts, number, again)


def _load(parts: PartsFile, number: int, again: Callable[[], Pool]) -> GroupCards:
    """The cards of a group."""
    try:
        return _cards(parts.object(number))
    except Exception:  # noqa: BLE001 - a damaged file may raise anything
        return list(again().groups)[number].load()


def _columns(cards: GroupCards) -> tuple[list[Any], list[int]]:
    """Cards by column: a few long lists load faster than many short ones."""
    summaries, facts = cards
    return list(map(list, zip(*summaries, strict=True))), facts


def _cards(columns: tuple[list[Sequence[Any]], list[int]]) -> GroupCards:
    values, facts = columns
    return list(map(CardSummary._make, zip(*values, strict=True))), facts


def _with_ids(ids: Iterable[str], cards: list[CardSummary], facts: list[int]) -> GroupCards:
    found = [pair for pair in zip(cards, facts, strict=True) if pair[0].id in ids]
    return [card for card, _ in found], [number for _, number in found]
