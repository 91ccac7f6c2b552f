"""A library starts from the built-in files that an earlier one has read."""

from pathlib import Path

import pytest

from cards.load import library
from cards.load.library import read_library
from cards.problems import DataError
from tests.support.library import cached_library
from tests.support.paths import CLASS

NEW_ALIAS = """\
exercises:
  hip-thrust: {name: hip thrust, aliases: [sofa heave]}
"""


@pytest.mark.slow
def test_a_later_library_equals_the_first() -> None:
    library._latest.clear()
    first = read_library([CLASS])
    later = read_library([CLASS])

    assert later.base.facts == first.base.facts
    assert later.templates == first.templates


DEFINED_TWICE = """\
sources:
  rule-helper: {name: notes, title: Week 1, kind: notes}
muscles:
  soleus: {name: gastrocnemius}
  glutes: {name: the glutes}
terms:
  hip-extension: {name: hip extension, family: joint-action}
compensations:
  knees-move-inward: {name: valgus, assessment: overhead-squat-assessment, seen: the knees move in}
"""


@pytest.mark.slow
def test_a_library_that_starts_from_a_cached_one_equals_one_that_reads_all(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text(DEFINED_TWICE, encoding="utf-8")
    cached = cached_library().library
    found, problems = [], []
    for known in (lambda: None, lambda: cached):
        library._latest.clear()
        found.append(read_library([CLASS], known=known))
        with pytest.raises(DataError) as error:
            read_library([faulty], known=known)
        problems.append(str(error.value))
    library._latest.clear()

    assert found[1].base.__getstate__() == found[0].base.__getstate__()
    assert found[1].templates == found[0].templates
    assert problems[1] == problems[0]
    assert problems[0].count("already") >= 3


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
