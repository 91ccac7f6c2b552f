"""A comment moves the places of facts, and builds nothing again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cards.cache.library import LoadedLibrary, load_or_build
from cards.problems import DataError
from tests.cards.cache.test_library import FACTS, parts

Load = Callable[[str], tuple[LoadedLibrary, bool]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load a text from the cache, and say whether it was built."""
    file, keep = tmp_path / "mine.yaml", tmp_path / "cache"

    def loaded(text: str) -> tuple[LoadedLibrary, bool]:
        file.write_text(text, encoding="utf-8")
        built: list[float] = []
        found = load_or_build([file], only=True, keep=keep, progress=built.append)
        return found, bool(built)

    return loaded


def from_scratch(tmp_path: Path) -> LoadedLibrary:
    return load_or_build([tmp_path / "mine.yaml"], only=True, keep=None)


TEXT = FACTS.replace("CONTRACTION", "concentric")


@pytest.mark.parametrize(
    "edited",
    [
        f"# A comment\n\n{TEXT}",
        TEXT.replace("muscles:", "muscles:  # two"),
        TEXT.replace("\n", "\n\n"),
        TEXT.replace("{phase: lifting, contraction", "{phase:   lifting,   contraction"),
    ],
)
def test_an_edit_that_changes_no_value_builds_nothing(
    tmp_path: Path, load: Load, edited: str
) -> None:
    load(TEXT)
    found, built = load(edited)

    assert not built
    assert parts(found) == parts(from_scratch(tmp_path))


def test_places_follow_a_second_comment(tmp_path: Path, load: Load) -> None:
    load(TEXT)
    load(f"# One\n{TEXT}")
    found, built = load(f"# One\n# Two\n{TEXT}\n# Three\n")

    assert not built
    assert parts(found) == parts(from_scratch(tmp_path))
    (fact,) = found.library.base.facts
    assert fact.place.text.strip() == "- {phase: lifting, contraction: concentric}"


@pytest.mark.parametrize(
    "edited",
    [
        TEXT.replace("concentric", "eccentric"),
        TEXT.replace("as the heels rise", "as  the heels\trise"),
        TEXT.replace("as the heels rise", "'as the heels rise'"),
        f"{TEXT}      hip-flexors:\n        - {{role: stabiliser}}\n",
    ],
)
def test_an_edit_that_may_change_a_value_builds_again(
    tmp_path: Path, load: Load, edited: str
) -> None:
    load(TEXT)
    found, built = load(edited)

    assert built
    assert parts(found) == parts(from_scratch(tmp_path))


def test_a_comment_that_is_not_valid_is_reported(load: Load) -> None:
    load(TEXT)
    with pytest.raises(DataError, match="character"):
        load(f"# A bell: \x07\n{TEXT}")
