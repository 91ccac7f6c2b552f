"""Completing a typed answer."""

import pytest

from cards.answers.completion import completion
from tests.support.library import builtin_cards, builtin_library


@pytest.mark.parametrize(
    ("field", "typed", "rest"),
    [
        ("muscle", "gluteus max", "imus"),
        ("muscle", "Gluteus Max", "imus"),
        ("muscle", "gluteus m", ""),
        ("muscle", "gl", ""),
        ("muscle", "hip exte", "nsors"),
        ("muscle", "gluteus maximus", ""),
        ("role", "stab", "iliser"),
        ("role", "pri", "me mover"),
    ],
)
def test_the_only_name_of_its_kind_is_completed_from_the_third_letter(
    field: str, typed: str, rest: str
) -> None:
    card = next(c for c in builtin_cards() if c.kind == "typed" and c.field == field)

    assert completion(typed, card, builtin_library().base) == rest
