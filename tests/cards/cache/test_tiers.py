"""The tiers of facts on disk are those that are computed."""

from pathlib import Path

import pytest

from cards.cache.exams import load_exams
from cards.cache.tiers import tier_numbers, tiers_for, tiers_in
from tests.support.library import cached_library

FOUND = cached_library()


@pytest.mark.parametrize("exam", ["general", "nasm"])
def test_stored_tiers_are_those_that_are_computed(exam: str, tmp_path: Path) -> None:
    scope = load_exams(None, None).scope(exam)
    computed = tiers_in(FOUND, scope)

    written = dict(tiers_for(FOUND, scope, tmp_path))
    (file,) = tmp_path.iterdir()
    before = file.stat().st_mtime_ns
    read = dict(tiers_for(FOUND, scope, tmp_path))

    assert written == read == computed
    assert file.stat().st_mtime_ns == before
    numbers = {fact: int(each.tier) for fact, each in computed.items()}
    assert tier_numbers(FOUND, scope, tmp_path) == tier_numbers(FOUND, scope, None) == numbers


def test_damaged_tiers_are_computed_again(tmp_path: Path) -> None:
    scope = load_exams(None, None).scope("general")
    expected = tier_numbers(FOUND, scope, tmp_path)
    (file,) = tmp_path.iterdir()
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 1
    file.write_bytes(whole)

    assert tier_numbers(FOUND, scope, tmp_path) == expected
