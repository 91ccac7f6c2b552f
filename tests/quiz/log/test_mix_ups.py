"""Mix-ups: named from the second time on, fading, and settled after right answers."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.log.mix_ups import FEWEST, MixUp, contrasts, mix_ups
from quiz.log.records import Review
from tests.support.library import cached_library
from tests.support.log import review

TODAY = date(2026, 11, 23)
VOCABULARIES = cached_library().vocabularies
ECCENTRIC, ISOMETRIC = "contraction/eccentric", "contraction/isometric"


def found_in(answers: Sequence[Review]) -> tuple[MixUp, ...]:
    return mix_ups(answers, VOCABULARIES, TODAY)


def mixed(number: int, right: str, wrong: str | None, card: str = "x") -> Review:
    return review(number, asked_for=right, taken_for=wrong, card=card)


def course(*answers: tuple[int, str]) -> MixUp:
    """The mix-up of answers that many days ago, right (+) or wrong (-)."""
    (found,) = found_in(
        [
            review(
                n,
                asked_for=ECCENTRIC,
                taken_for=None if verdict == "+" else ISOMETRIC,
                outcome="right" if verdict == "+" else "wrong",
                day=(TODAY - timedelta(days=days)).isoformat(),
            )
            for n, (days, verdict) in enumerate(answers)
        ]
    )
    return found


def test_mix_ups_have_a_direction_and_a_total() -> None:
    eccentric, isometric = "contraction/eccentric", "contraction/isometric"
    answers = (
        mixed(1, eccentric, isometric, "one"),
        mixed(2, eccentric, isometric, "other"),
        mixed(3, eccentric, isometric, "one"),
        mixed(4, eccentric, None),
        mixed(5, isometric, eccentric),
        mixed(6, isometric, eccentric),
        mixed(7, isometric, None),
    )
    found = found_in(answers)

    assert [(m.asked_for, m.taken_for, m.count, m.asked) for m in found] == [
        (eccentric, isometric, 3, 4),
        (isometric, eccentric, 2, 3),
    ]
    assert found[0].cards == ("one", "other")


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        ("role/synergist", "role/antagonist", True),
        ("term/frontal-plane", "term/sagittal-plane", True),
        ("term/hip-flexion", "term/hip-extension", True),
        ("term/hip-flexion", "term/hip-abduction", False),
        ("term/hip-flexion", "term/frontal-plane", False),
        ("muscle/biceps-femoris", "muscle/gluteus-maximus", False),
        ("role/synergist", "contraction/eccentric", False),
    ],
)
def test_only_concepts_of_one_closed_vocabulary_are_mixed_up(
    one: str, other: str, named: bool
) -> None:
    answers = [mixed(n, one, other) for n in range(FEWEST)]

    assert bool(found_in(answers)) is named


def test_one_mistake_is_not_a_mix_up() -> None:
    assert found_in([mixed(1, "role/synergist", "role/antagonist")]) == ()


CONCEPTS = st.none() | st.sampled_from(["role/synergist", "role/antagonist", "role/stabiliser"])


@pytest.mark.slow
@given(st.lists(st.tuples(CONCEPTS, CONCEPTS), max_size=30))
def test_mix_ups_are_plausible(
    pairs: list[tuple[str | None, str | None]],
) -> None:
    answers = [review(n, asked_for=a, taken_for=b) for n, (a, b) in enumerate(pairs)]
    found = found_in(answers)

    assert all(m.asked_for != m.taken_for and 0 < m.count <= m.asked for m in found)
    counted = Counter((a, b) for a, b in pairs if a and b and a != b)
    assert sum(m.count for m in found) == sum(n for n in counted.values() if n > 1)
    assert [m.weight for m in found] == sorted((m.weight for m in found), reverse=True)


@pytest.mark.parametrize(
    ("answers", "is_settled", "is_live"),
    [
        ([(9, "-"), (9, "-")], False, True),
        ([(9, "-"), (9, "-"), (9, "+"), (9, "+")], False, True),  # on the day of the slip
        ([(9, "-"), (9, "-"), (8, "+"), (8, "+")], False, True),  # on one later day
        ([(9, "-"), (9, "-"), (8, "+"), (5, "+")], True, False),
        ([(9, "-"), (9, "-"), (8, "+"), (5, "+"), (2, "-")], False, True),  # it came again
        ([(90, "-"), (90, "-")], False, False),
    ],
)
def test_a_mix_up_is_settled_by_right_answers_on_two_later_days_or_fades(
    answers: list[tuple[int, str]], is_settled: bool, is_live: bool
) -> None:
    found = course(*answers)

    assert (found.is_settled, found.is_live) == (is_settled, is_live)


def test_time_and_right_answers_make_a_mix_up_lighter() -> None:
    fresh = course((5, "-"), (5, "-"))
    old, practised = course((30, "-"), (30, "-")), course((5, "-"), (5, "-"), (5, "+"))

    assert max(old.weight, practised.weight) < fresh.weight


def test_the_two_concepts_are_shown_together_whichever_is_right() -> None:
    """Otherwise the pair in the options would say which of them is right."""
    live = course((1, "-"), (1, "-"))
    settled = course((9, "-"), (9, "-"), (8, "+"), (5, "+"))

    assert contrasts([live]) == {ECCENTRIC: (ISOMETRIC,), ISOMETRIC: (ECCENTRIC,)}
    assert contrasts([settled]) == {}
