"""A library starts from the built-in files that an earlier one has read."""

from pathlib import Path

import pytest

from cards.load import library
from cards.load.library import read_library
from tests.support.paths import CLASS

NEW_ALIAS = """\
exercises:
  hip-thrust: {name: hip thrust, aliases: [sofa heave]}
"""


@pytest.mark.slow
def test_a_later_library_equals_the_first() -> None:
    library._builtin.cache_clear()
    first = read_library([CLASS])
    later = read_library([CLASS])

    assert later.base.facts == first.base.facts
    assert later.templates == first.templates


def test_a_file_of_one_library_is_unknown_to_the_next() -> None:
    read_library([CLASS])

    assert "wall-bridge" not in read_library().base.exercises


@pytest.mark.slow
def test_builtin_facts_refer_to_what_a_user_file_added_to_their_exercise(tmp_path: Path) -> None:
    file = tmp_path / "alias.yaml"
    file.write_text(NEW_ALIAS, encoding="utf-8")
    read_library()
    base = read_library([file]).base

    facts = [fact for fact in base.involvements if fact.exercise.id == "hip-thrust"]
    assert facts
    assert all("sofa heave" in fact.exercise.aliases for fact in facts)


def test_a_builtin_file_that_was_edited_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "data" / "terms.yaml"
    file.parent.mkdir()
    file.write_text("families: {joint: {name: joint}}\n", encoding="utf-8")
    monkeypatch.setattr(library, "BUILTIN_DATA", file.parent)
    before = read_library().base.families
    file.write_text("families: {joint: {name: the joint}}\n", encoding="utf-8")
    after = read_library().base.families

    assert (before["joint"].name, after["joint"].name) == ("joint", "the joint")
