"""A cache file that is written after an edit: copied parts are those of a full build."""

from pathlib import Path
from random import Random

import pytest

from cards.cache.built import BuiltLibrary
from cards.cache.file import CachedLibrary
from cards.cache.library import LoadedLibrary, load_or_build
from tests.cards.cache.test_library import parts
from tests.cards.cache.test_outcomes import GENERAL, VALUES, Facts

EDITS = 6


def after(facts: Facts, folder: Path) -> tuple[BuiltLibrary, CachedLibrary]:
    """The library after an edit, built and then loaded from the cache."""
    file, keep = folder / "mine.yaml", folder / "cache"
    file.write_text(facts.text, encoding="utf-8")
    found = [load_or_build([file], only=True, keep=keep) for _ in range(2)]
    assert isinstance(found[0], BuiltLibrary)
    assert isinstance(found[1], CachedLibrary)
    return found[0], found[1]


def full(folder: Path) -> LoadedLibrary:
    return load_or_build([folder / "mine.yaml"], only=True, keep=None)


def everything(found: LoadedLibrary) -> tuple[object, ...]:
    return (*parts(found), found.fact_summaries, found.sets, found.version, found.vocabularies)


def edited(facts: Facts, random: Random) -> Facts:
    """Facts with another value, one more exercise, or one less."""
    if random.random() < 0.2 and len(facts.exercises) > 3:
        return facts.without(random.choice([*facts.exercises][1:]))
    key = random.choice([*VALUES])
    changed = facts.with_value(random.randrange(8), key, random.choice(VALUES[key]))
    return changed if changed.text != facts.text else edited(facts, random)


@pytest.mark.slow
def test_after_any_edits_the_cached_library_is_that_of_a_full_build(tmp_path: Path) -> None:
    random, facts = Random(18), Facts()
    after(facts, tmp_path)
    for _ in range(EDITS):
        facts = edited(facts, random)
        built, cached = after(facts, tmp_path)
        expected = everything(full(tmp_path))

        assert everything(built) == expected
        assert everything(cached) == expected


def test_an_edit_of_one_exercise_keeps_most_cards_as_they_are_stored(tmp_path: Path) -> None:
    before, _ = after(Facts(), tmp_path)
    built, _ = after(Facts().with_value(5, "words", "as you rise"), tmp_path)
    written = set(built.origins) - set(before.origins)
    changed = set(built.cards) - set(before.cards)

    assert len(set(built.origins)) == len(built.cards)
    assert 0 < len(changed) <= len(written) < len(built.cards) / 2


def test_nothing_is_copied_from_a_damaged_file(tmp_path: Path) -> None:
    after(Facts(), tmp_path)
    (file,) = (tmp_path / "cache").glob("facts-*")
    whole = file.read_bytes()
    file.write_bytes(whole[:-5000] + bytes(5000))
    changed = Facts(general={**Facts().general, "REST": GENERAL["REST"][1]})
    _, cached = after(changed, tmp_path)

    assert everything(cached) == everything(full(tmp_path))
