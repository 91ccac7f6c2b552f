"""The tiers of facts for an exam, on disk: computing them needs all facts."""

import contextlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from cards.cache.parts import PartsFile, parts_file
from cards.model.vocabulary import Subject

if TYPE_CHECKING:
    from cards.cache.library import LoadedLibrary
    from cards.exams.scope import ExamScope
    from cards.tiers.facts import FactTier

_SCHEMA = "primemover-tiers 2"

_Columns = tuple[bytes, bytes, bytes]
"""For each fact its tier, its subject and its place; zeros for one that has none."""


def tiers_for(
    library: "LoadedLibrary", exam: "ExamScope", keep: Path | None
) -> "Mapping[str, FactTier]":
    """The tier of each fact that an exam may ask, by the fact's id.

    Args:
        library: The facts and cards.
        exam: The exam.
        keep: The cache folder; None computes them each time.
    """
    return tiers_in(library, exam) if keep is None else _stored(library, exam, keep)


def tier_numbers(
    library: "LoadedLibrary", exam: "ExamScope", keep: Path | None
) -> Mapping[str, int]:
    """The number of the tier of each fact that an exam may ask, by the fact's id."""
    if keep is None:
        return {fact: int(each.tier) for fact, each in tiers_in(library, exam).items()}
    return _stored(library, exam, keep).numbers()


def tiers_in(library: "LoadedLibrary", exam: "ExamScope") -> "dict[str, FactTier]":
    """The tier of each fact that an exam may ask, with its subject; loads all facts."""
    from cards.tiers.facts import tiers_of_facts
    from cards.tiers.nouns import builtin_noun_tiers

    return tiers_of_facts(
        library.library.base,
        library.summaries,
        builtin_noun_tiers(),
        shares={Subject(subject): share for subject, share in exam.shares.items()},
        body=exam.stance,
    )


class _StoredTiers(Mapping[str, "FactTier"]):
    """The tiers of facts, looked up in columns."""

    def __init__(self, ids: Sequence[str], columns: _Columns) -> None:
        self._ids = ids
        self._tiers, self._subjects, places = columns
        self._places_in_subject: Sequence[int] = memoryview(places).cast("I")

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {id_: place for place, id_ in enumerate(self._ids)}

    def numbers(self) -> Mapping[str, int]:
        """The numbers of the tiers."""
        return {id_: tier for id_, tier in zip(self._ids, self._tiers, strict=True) if tier}

    def __getitem__(self, id_: str) -> "FactTier":
        from cards.tiers.facts import FactTier
        from cards.tiers.tier import Tier

        place = self._places[id_]
        if not self._tiers[place]:
            raise KeyError(id_)
        subject = self._subjects[place]
        return FactTier(
            tier=Tier(self._tiers[place]),
            subject=tuple(Subject)[subject - 1] if subject else None,
            place=self._places_in_subject[place],
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers())

    def __len__(self) -> int:
        return len(self.numbers())


def _stored(library: "LoadedLibrary", exam: "ExamScope", keep: Path) -> _StoredTiers:
    """The tiers in a file; computed and written if it is missing, damaged or of other facts."""
    file, ids = keep / f"tiers-{exam.id}", library.fact_ids
    depends = (library.version, exam.stance, sorted(exam.shares.items()), ids, list(Subject))
    key = _SCHEMA, crc32(repr(depends).encode())
    with contextlib.suppress(Exception):  # a missing or damaged file may raise anything
        parts = PartsFile(file)
        if parts.part("key") == key:
            return _StoredTiers(ids, parts.part("tiers"))
    from cards.files import create_folder, write_atomically  # most runs find the file

    columns = _columns(ids, tiers_in(library, exam))
    with contextlib.suppress(OSError):
        create_folder(file.parent)
        write_atomically(file, parts_file({"key": key, "tiers": columns}))
    return _StoredTiers(ids, columns)


def _columns(ids: Sequence[str], tiers: "Mapping[str, FactTier]") -> _Columns:
    numbers = {subject: number for number, subject in enumerate(Subject, 1)}
    found = [tiers.get(id_) for id_ in ids]
    return (
        bytes(0 if each is None else each.tier for each in found),
        bytes(
            0 if each is None or each.subject is None else numbers[each.subject] for each in found
        ),
        array("I", [0 if each is None else each.place for each in found]).tobytes(),
    )
