"""The tiers of facts for an exam, on disk: computing them needs all facts."""

import contextlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from cards.cache.library import LoadedLibrary
    from cards.exams.scope import ExamScope
    from cards.tiers.facts import FactTier

_SCHEMA = "primemover-tiers 1"


def tiers_for(library: "LoadedLibrary", exam: "ExamScope", keep: Path | None) -> Mapping[str, int]:
    """The tier of each fact that an exam may ask, by the fact's id.

    Args:
        library: The facts and cards.
        exam: The exam.
        keep: The cache folder; None computes them each time.
    """
    if keep is None:
        return _computed(library, exam)
    shares = repr(sorted(exam.shares.items()))
    key = f"{_SCHEMA} {library.version} {exam.stance} {crc32(shares.encode()):08x}"
    return _cached(keep / f"tiers-{exam.id}", key, lambda: _computed(library, exam))


def tiers_in(library: "LoadedLibrary", exam: "ExamScope") -> "dict[str, FactTier]":
    """The tier of each fact that an exam may ask, with its subject; loads all facts."""
    from cards.model.vocabulary import Subject
    from cards.tiers.facts import tiers_of_facts
    from cards.tiers.nouns import builtin_noun_tiers

    return tiers_of_facts(
        library.library.base,
        library.summaries,
        builtin_noun_tiers(),
        shares={Subject(subject): share for subject, share in exam.shares.items()},
        body=exam.stance,
    )


def _computed(library: "LoadedLibrary", exam: "ExamScope") -> dict[str, int]:
    return {fact: int(each.tier) for fact, each in tiers_in(library, exam).items()}


def _cached(file: Path, key: str, compute: Callable[[], dict[str, int]]) -> Mapping[str, int]:
    """The tiers in a file; computed and written if it is missing, damaged or of other facts."""
    with contextlib.suppress(OSError, ValueError):
        header, _, body = file.read_bytes().partition(b"\n")
        if header.decode() == f"{key} {crc32(body):08x}":
            found: dict[str, int] = json.loads(body)
            return found
    from cards.files import create_folder, write_atomically

    found = compute()
    body = json.dumps(found, separators=(",", ":")).encode()
    with contextlib.suppress(OSError):
        create_folder(file.parent)
        write_atomically(file, [f"{key} {crc32(body):08x}\n".encode(), body])
    return found
