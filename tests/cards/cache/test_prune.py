"""The cache keeps the libraries that may be used again, and no others."""

from pathlib import Path

import pytest

from cards.cache import prune
from cards.cache.library import ALL_FACTS, load_or_build, name_of
from cards.cache.parts import PartsFile
from cards.files import write_atomically
from tests.cards.cache.test_library import write


def built(folder: Path, keep: Path) -> Path:
    """The cache file of another library."""
    folder.mkdir()
    before = set(keep.glob("*"))
    load_or_build([write(folder)], only=True, keep=keep)
    (file,) = set(keep.glob("*")) - before
    return file


def test_a_library_whose_facts_are_gone_is_removed(tmp_path: Path) -> None:
    keep = tmp_path / "cache"
    first = built(tmp_path / "a", keep)
    (tmp_path / "a" / "mine.yaml").unlink()
    second = built(tmp_path / "b", keep)

    assert not first.exists()
    assert second.exists()


def test_what_another_version_of_the_program_wrote_is_removed(tmp_path: Path) -> None:
    keep = tmp_path / "cache"
    first, second = (built(tmp_path / name, keep) for name in "ab")
    parts = PartsFile(first)
    version, *others = parts.part("stamp")
    write_atomically(first, parts.with_parts({"stamp": (f"{version} of before", *others)}))
    (keep / "outcomes-12345678").write_bytes(b"anything")
    third = built(tmp_path / "c", keep)

    assert sorted(keep.iterdir()) == sorted((second, third))


def test_a_damaged_library_is_removed(tmp_path: Path) -> None:
    keep = tmp_path / "cache"
    first = built(tmp_path / "a", keep)
    first.write_bytes(b"anything")
    second = built(tmp_path / "b", keep)

    assert list(keep.iterdir()) == [second]


def test_the_library_that_was_not_used_for_longest_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prune, "MOST_CACHED", 2)
    keep = tmp_path / "cache"
    first, *others = (built(tmp_path / str(number), keep) for number in range(3))

    assert not first.exists()
    assert sorted(keep.iterdir()) == sorted(others)


def test_the_builtin_library_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prune, "MOST_CACHED", 1)
    keep = tmp_path / "cache"
    first = built(tmp_path / "a", keep)
    builtin = first.rename(keep / name_of(ALL_FACTS, ()))
    second = built(tmp_path / "b", keep)

    assert sorted(keep.iterdir()) == sorted((builtin, second))


def test_files_of_equal_name_in_two_folders_have_a_library_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = set()
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        monkeypatch.chdir(folder)
        names.add(name_of(ALL_FACTS, (Path("mine.yaml"),)))

    assert len(names) == 2
