"""A damaged cache is built again, and never shows a wrong card."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from cards.cache import file as cache
from cards.cache.file import CachedLibrary, FactsChanged
from cards.cache.library import load_or_build
from cards.cache.parts import Damaged, PartsFile, parts_file
from tests.cards.cache.test_library import parts, write

OBJECTS = ["the gluteus maximus", ("a", 1), [None]]


def content(file: Path) -> object:
    """Everything in a file of parts, read in both ways."""
    found = PartsFile(file)
    alone = [found.object(number) for number in range(len(OBJECTS))]
    together = list(found.objects(0)), list(found.objects(1, 2))
    return found.part("front"), found.part("empty"), alone, *together


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "parts"
    file.write_bytes(b"".join(parts_file({"front": {"id": (1, 2)}, "empty": ()}, OBJECTS)))
    return file


def test_parts_and_objects_are_read_as_they_were_written(file: Path) -> None:
    assert content(file) == ({"id": (1, 2)}, (), OBJECTS, OBJECTS, OBJECTS[1:2])


def test_a_flipped_bit_of_any_byte_is_detected(file: Path) -> None:
    whole = file.read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        file.write_bytes(changed)
        with pytest.raises(Damaged):
            content(file)


def test_every_missing_end_is_detected(file: Path) -> None:
    whole = file.read_bytes()
    for size in range(len(whole)):
        file.write_bytes(whole[:size])
        with pytest.raises(Damaged):
            content(file)


# -- the library -----------------------------------------------------------------------------------


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., CachedLibrary]:
    """Load the library of a small base from a cache; it is built if necessary."""
    file, keep = write(tmp_path), tmp_path / "cache"

    def loaded(progress: Callable[[float], None] = lambda _: None) -> CachedLibrary:
        load_or_build([file], only=True, keep=keep, progress=progress)
        found = load_or_build([file], only=True, keep=keep, progress=progress)
        assert isinstance(found, CachedLibrary)
        return found

    return loaded


def cache_file(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "cache").glob("facts-*")
    return found


def test_the_progress_of_a_long_load_grows_to_the_end(
    load: Callable[..., CachedLibrary], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_MANY", 1)
    monkeypatch.setattr(cache, "_STEP", 1)
    of_cards, of_facts, found = list[float](), list[float](), load()
    found.progress = of_cards.append
    assert found.cards
    found = load()
    found.progress = of_facts.append
    assert found.base.facts

    for shares in (of_cards, of_facts):
        assert shares == sorted(set(shares))
        assert shares[-1] == 1


@pytest.mark.slow
def test_a_bit_that_flips_in_any_part_changes_nothing(
    tmp_path: Path, load: Callable[..., CachedLibrary]
) -> None:
    expected = parts(load())
    file = cache_file(tmp_path)
    whole, random = file.read_bytes(), Random(1)
    in_parts = [begin + size // 2 for begin, size, _ in PartsFile(file)._table.values() if size]
    for place in (8, 30, *in_parts):
        changed = bytearray(whole)
        changed[place] ^= 1 << random.randrange(8)
        file.write_bytes(changed)

        assert parts(load()) == expected, place


def test_damage_after_the_start_is_noticed_and_repaired(
    tmp_path: Path, load: Callable[..., CachedLibrary]
) -> None:
    shares: list[float] = []
    before, found = load(), load(shares.append)
    file = cache_file(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(bytes(len(whole)))

    assert [found.card(each.number) for each in found.summaries] == list(before.cards)
    assert parts(found) == parts(before)
    assert file.read_bytes() == whole
    assert shares == sorted(shares)
    assert [share for share in shares if share in (0, 1)] == [0, 1]  # it was built once


def test_a_number_shows_the_same_card_if_the_library_is_built_again(
    tmp_path: Path, load: Callable[..., CachedLibrary]
) -> None:
    expected, found = list(load().cards), load()
    cache_file(tmp_path).write_bytes(b"")

    assert [found.card(number) for number in range(len(expected))] == expected


def test_a_card_that_is_gone_after_damage_is_not_replaced_by_another(
    tmp_path: Path, load: Callable[..., CachedLibrary]
) -> None:
    found = load()
    by_id = {card.id: card for card in load().cards}
    cache_file(tmp_path).write_bytes(b"")
    write(tmp_path, "eccentric")

    for summary in found.summaries:
        try:
            shown = found.card(summary.number)
        except FactsChanged:
            continue
        assert shown.id == summary.id
    assert any("concentric" in card.key for card in by_id.values())


def test_a_number_that_was_stored_elsewhere_never_shows_another_card(
    tmp_path: Path, load: Callable[..., CachedLibrary]
) -> None:
    found = load()
    numbers = {card.id: number for number, card in enumerate(load().cards)}
    cache_file(tmp_path).write_bytes(b"")
    write(tmp_path, "eccentric")

    for id_, number in numbers.items():
        try:
            shown = found.card(number)
        except FactsChanged:
            continue
        assert shown.id == id_
