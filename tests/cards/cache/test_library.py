"""What is kept between runs is never older than the files it was made of, and never needed."""

import os
import pickle
from pathlib import Path

import pytest

from cards.cache.library import LoadedLibrary, load_or_build
from cards.problems import DataError

FACTS = """\
sources:
  notes: {name: our notes, title: Week 1, kind: notes}
source: notes
muscles:
  soleus: {name: soleus}
exercises:
  sofa-raise:
    name: sofa raise
    phases: {lifting: as the heels rise}
    involvements:
      soleus:
        - {phase: lifting, contraction: CONTRACTION}
"""


def write(folder: Path, contraction: str = "concentric") -> Path:
    file = folder / "mine.yaml"
    file.write_text(FACTS.replace("CONTRACTION", contraction), encoding="utf-8")
    return file


def parts(found: LoadedLibrary) -> tuple[object, ...]:
    """Everything it brings, the cards one by one as well."""
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


def test_the_second_run_brings_what_the_first_one_kept(tmp_path: Path) -> None:
    file, keep = write(tmp_path), tmp_path / "cache"
    first = load_or_build([file], only=True, keep=keep)
    second = load_or_build([file], only=True, keep=keep)

    assert parts(second) == parts(first)
    assert parts(second)[-1] == first.cards
    assert second is not first
    assert len(list(keep.iterdir())) == 1


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    file, keep = write(tmp_path), tmp_path / "cache"
    before = contractions(file, keep)
    write(tmp_path, "isometric")

    assert (before, contractions(file, keep)) == ({"concentric"}, {"isometric"})


def test_a_change_that_keeps_the_size_is_seen_by_its_time(tmp_path: Path) -> None:
    file, keep = write(tmp_path, "concentric"), tmp_path / "cache"
    contractions(file, keep)
    file.write_text(file.read_text().replace("concentric", "eccentric "), encoding="utf-8")
    os.utime(file, ns=(1, 1))

    assert contractions(file, keep) == {"eccentric"}


def test_a_new_file_in_a_folder_is_read(tmp_path: Path) -> None:
    folder, keep = tmp_path / "facts", tmp_path / "cache"
    folder.mkdir()
    write(folder)
    before = load_or_build([folder], only=True, keep=keep)
    (folder / "more.yaml").write_text(
        "muscles:\n  sofa-muscle: {name: sofa muscle}\n", encoding="utf-8"
    )
    after = load_or_build([folder], only=True, keep=keep)

    assert "sofa-muscle" not in before.library.base.muscles
    assert "sofa-muscle" in after.library.base.muscles


def test_our_facts_and_a_users_alone_are_kept_apart(tmp_path: Path) -> None:
    file, keep = write(tmp_path), tmp_path / "cache"
    alone = load_or_build([file], only=True, keep=keep)
    together = load_or_build([file], only=False, keep=keep)

    assert len(alone.cards) < len(together.cards)


@pytest.mark.parametrize(
    "damage", [b"", b"\x80\x05", b"not a pickle", pickle.dumps("something else")]
)
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: bytes) -> None:
    file, keep = write(tmp_path), tmp_path / "cache"
    first = load_or_build([file], only=True, keep=keep)
    (kept,) = keep.iterdir()
    kept.write_bytes(damage)

    assert parts(load_or_build([file], only=True, keep=keep)) == parts(first)


def test_a_file_that_was_cut_short_is_made_again(tmp_path: Path) -> None:
    file, keep = write(tmp_path), tmp_path / "cache"
    first = load_or_build([file], only=True, keep=keep)
    (kept,) = keep.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])

    assert parts(load_or_build([file], only=True, keep=keep)) == parts(first)


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path: Path) -> None:
    file = write(tmp_path)
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")

    assert contractions(file, tmp_path / "cache") == {"concentric"}


def test_files_with_problems_are_reported_at_every_run(tmp_path: Path) -> None:
    file, keep = write(tmp_path, "concentrik"), tmp_path / "cache"
    for _ in range(2):
        with pytest.raises(DataError, match="Did you mean 'concentric'"):
            load_or_build([file], only=True, keep=keep)


def test_nothing_half_written_is_left_behind(tmp_path: Path) -> None:
    file, keep = write(tmp_path), tmp_path / "cache"
    load_or_build([file], only=True, keep=keep)

    assert [path.name.count("-") for path in keep.iterdir()] == [1]
