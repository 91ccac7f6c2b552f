"""The cache is never outdated, and the program works without it."""

import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from cards.cache.library import LoadedLibrary, load_or_build
from cards.problems import DataError
from tests.support.homes import make_home
from tests.support.library import builtin_cards, cached_library

FACTS = """\
sources:
  notes: {name: our notes, title: Week 1, kind: notes}
source: notes
exercises:
  sofa-raise:
    name: sofa raise
    phases: {lifting: as the heels rise}
    involvements:
      gastrocnemius:
        - {phase: lifting, contraction: CONTRACTION}
"""


def write(folder: Path, contraction: str = "concentric") -> Path:
    file = folder / "mine.yaml"
    file.write_text(FACTS.replace("CONTRACTION", contraction), encoding="utf-8")
    return file


def parts(found: LoadedLibrary) -> tuple[object, ...]:
    """All parts of a library, including each card loaded separately."""
    alone = tuple(found.card(summary.number) for summary in found.summaries)
    read = (found.library.templates, found.library.base.__getstate__())
    return (
        *read,
        found.cards,
        found.skipped,
        found.summaries,
        found.templates,
        found.topics,
        alone,
    )


def contractions(file: Path, keep: Path | None) -> set[str]:
    found = load_or_build([file], only=True, keep=keep)
    return {key for card in found.cards for key in card.key if card.kind == "choice"}


def test_the_second_run_uses_the_cache(tmp_path: Path) -> None:
    file, keep = write(tmp_path), tmp_path / "cache"
    first = load_or_build([file], only=True, keep=keep)
    second = load_or_build([file], only=True, keep=keep)

    assert parts(second) == parts(first)
    assert parts(second)[-1] == first.cards
    assert second is not first
    assert len(list(keep.glob("facts-*"))) == 1


def test_a_changed_file_invalidates_the_cache(tmp_path: Path) -> None:
    file, keep = write(tmp_path), tmp_path / "cache"
    before = contractions(file, keep)
    write(tmp_path, "eccentric")

    assert (before, contractions(file, keep)) == ({"concentric"}, {"eccentric"})


def test_a_change_of_equal_size_is_detected_by_its_time(tmp_path: Path) -> None:
    file, keep = write(tmp_path, "concentric"), tmp_path / "cache"
    contractions(file, keep)
    file.write_text(file.read_text().replace("concentric", "eccentric "), encoding="utf-8")
    os.utime(file, ns=(1, 1))

    assert contractions(file, keep) == {"eccentric"}


def test_a_new_file_in_a_folder_invalidates_the_cache_unless_it_is_hidden(tmp_path: Path) -> None:
    folder, keep = tmp_path / "facts", tmp_path / "cache"
    folder.mkdir()
    write(folder)
    before = load_or_build([folder], only=True, keep=keep)
    for draft in (folder / ".primemover-k1ll" / "mine.yaml", folder / "._mine.yaml"):
        draft.parent.mkdir(exist_ok=True)
        draft.write_text("half a fi")
    assert load_or_build([folder], only=True, keep=keep).work is None, "it was read again"
    (folder / "more.yaml").write_text(
        "muscles:\n  sofa-muscle: {name: sofa muscle}\n", encoding="utf-8"
    )
    after = load_or_build([folder], only=True, keep=keep)

    assert "sofa-muscle" not in before.library.base.muscles
    assert "sofa-muscle" in after.library.base.muscles


@pytest.mark.slow
def test_user_facts_without_builtin_ones_are_cached_separately(tmp_path: Path) -> None:
    cached_library()
    file, keep = write(tmp_path), make_home(tmp_path / "home") / "cache"
    alone = load_or_build([file], only=True, keep=keep)
    together = load_or_build([file], only=False, keep=keep)

    assert len(alone.cards) < len(together.cards)


@pytest.mark.slow
def test_a_library_that_is_not_stored_still_uses_the_builtin_one(tmp_path: Path) -> None:
    cached_library()
    file, keep = write(tmp_path), make_home(tmp_path / "home") / "cache"
    file.write_text("sources:\n  notes: {name: our notes, title: Week 1, kind: notes}\n", "utf-8")
    before = {*keep.iterdir()}
    built = load_or_build([file], keep=keep, stored=False)

    assert built.work is not None
    assert not built.work.cards
    assert built.cards == builtin_cards()
    assert {*keep.iterdir()} == before


@pytest.mark.parametrize(
    "damage", [b"", b"\x80\x05", b"not a pickle", pickle.dumps("something else")]
)
def test_a_damaged_cache_is_rebuilt(tmp_path: Path, damage: bytes) -> None:
    file, keep = write(tmp_path), tmp_path / "cache"
    first = load_or_build([file], only=True, keep=keep)
    (cached,) = keep.glob("facts-*")
    cached.write_bytes(damage)

    assert parts(load_or_build([file], only=True, keep=keep)) == parts(first)


def test_a_truncated_cache_is_rebuilt(tmp_path: Path) -> None:
    file, keep = write(tmp_path), tmp_path / "cache"
    first = load_or_build([file], only=True, keep=keep)
    (cached,) = keep.glob("facts-*")
    cached.write_bytes(cached.read_bytes()[:-1])

    assert parts(load_or_build([file], only=True, keep=keep)) == parts(first)


def test_the_program_works_without_a_writable_cache(tmp_path: Path) -> None:
    file = write(tmp_path)
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")

    assert contractions(file, tmp_path / "cache") == {"concentric"}


def test_invalid_files_are_reported_on_every_run(tmp_path: Path) -> None:
    file, keep = write(tmp_path, "concentrik"), tmp_path / "cache"
    for _ in range(2):
        with pytest.raises(DataError, match="Did you mean 'concentric'"):
            load_or_build([file], only=True, keep=keep)


def test_no_temporary_files_remain(tmp_path: Path) -> None:
    file, keep = write(tmp_path), tmp_path / "cache"
    load_or_build([file], only=True, keep=keep)

    assert [path.name.partition("-")[0] for path in keep.iterdir()] == ["facts"]


def test_a_base_in_the_cache_can_be_changed_in_part(tmp_path: Path) -> None:
    file, keep = write(tmp_path), tmp_path / "cache"
    load_or_build([file], only=True, keep=keep)
    base = load_or_build([file], only=True, keep=keep).library.base
    few = base.facts[:1]

    changed = replace(base, facts=few)
    assert changed.facts == few
    assert changed.muscles == base.muscles
    assert [f for e in (None, *base.exercises.values()) for f in changed.facts_on(e)] == [*few]
