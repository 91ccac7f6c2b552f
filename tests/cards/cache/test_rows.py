"""Rows of a library take what is as before from the columns of an earlier file."""

from hypothesis import given
from hypothesis import strategies as st

from cards.cache.rows import Rows

EARLIER = [f"earlier {number}" for number in range(20)]


@given(st.permutations(range(20)), st.lists(st.integers(0, 19)), st.integers(0, 20))
def test_a_column_has_the_values_of_earlier_and_new_rows(
    order: list[int], new: list[int], size: int
) -> None:
    every: list[int | str] = [*order[:size]]
    for number in new:
        every.insert(number % (len(every) + 1), f"new {number}")
    rows = Rows(every, len(EARLIER))
    expected = [EARLIER[row] if isinstance(row, int) else row for row in every]

    assert rows.column(EARLIER, str) == expected
    assert len(rows) == len(expected)
    assert rows.joined(b"".join(map(first, EARLIER)), 1, first) == b"".join(map(first, expected))
    assert [(number, row) for number, row in rows.new] == [
        (number, row) for number, row in enumerate(every) if isinstance(row, str)
    ]
    moves = [every.index(number) if number in every else -1 for number in range(len(EARLIER))]
    assert rows.moves == moves


def first(text: str) -> bytes:
    return text[:1].encode()


def test_rows_that_follow_each_other_are_one_run() -> None:
    assert Rows[str]([range(2), 2, 3, range(4, 4), range(7, 9)], 9).runs == [
        range(4),
        range(7, 9),
    ]
