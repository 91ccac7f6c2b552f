"""Ranges in words: which contain one another, and which values are the same."""

import pytest

from cards.amounts import Range, ascending, one_implies_the_other, range_in, too_close


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 to 5 minutes", Range(120, 300)),
        ("30 to 90 seconds", Range(30, 90)),
        ("30 seconds to 2 minutes", Range(30, 120)),
        ("30 seconds or less", Range(0, 30)),
        ("6 repetitions or fewer", Range(0, 6)),
        ("at least 85 % of the one-repetition maximum", Range(85, float("inf"))),
        ("12 or more", Range(12, float("inf"))),
        ("67 to 85 %", Range(67, 85)),
        ("3", Range(3, 3)),
        ("1,350 kg", Range(1350, 1350)),
        ("1,500 to 2,000 N", Range(1500, 2000)),
        ("½ minute", Range(30, 30)),
        ("1½ to 2 minutes", Range(90, 120)),
        ("a wide grip", None),
        ("4/2/1 seconds", None),
    ],
)
def test_a_range_is_read_from_words(text: str, expected: Range | None) -> None:
    assert range_in(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2 to 5 minutes", "2 to 3 minutes"),
        ("30 seconds or less", "20 seconds"),
        ("a wide grip", "A wide grip."),
        ("pronated grip", "closed, pronated grip"),
        ("60 seconds", "1 minute"),
    ],
)
def test_values_that_contain_one_another_are_not_apart(one: str, other: str) -> None:
    assert one_implies_the_other(one, other)
    assert one_implies_the_other(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2 to 5 minutes", "30 to 90 seconds"),
        ("1 to 6", "6 to 12"),
        ("a wide grip", "a narrow grip"),
        ("first class", "third class"),
    ],
)
def test_values_that_differ_are_apart(one: str, other: str) -> None:
    assert not one_implies_the_other(one, other)


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [("83%", "87%", True), ("80%", "87%", False), ("9", "10", False), ("1 to 2", "2", False)],
)
def test_numbers_are_too_close_if_they_differ_by_a_sixteenth(
    one: str, other: str, close: bool
) -> None:
    assert too_close(one, other) == too_close(other, one) == close


@pytest.mark.parametrize(
    ("shuffled", "ordered"),
    [
        (["12", "5", "9"], ["5", "9", "12"]),
        (["1,350 kg", "135 kg", "585 kg"], ["135 kg", "585 kg", "1,350 kg"]),
        (
            ["2 to 5 minutes", "30 seconds or less", "30 to 90 seconds"],
            ["30 seconds or less", "30 to 90 seconds", "2 to 5 minutes"],
        ),
        (["3", "12 or more", "6 to 8"], ["3", "6 to 8", "12 or more"]),
        (["a wide grip", "3"], None),
        (["3", "3 times"], None),
    ],
)
def test_amounts_are_put_in_ascending_order(shuffled: list[str], ordered: list[str] | None) -> None:
    assert ascending(shuffled, str) == ordered
