"""The stopwatch: what counts, what is taken off, and when the time is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.terminal.stopwatch import Stopwatch, next_announcement
from quiz.terminal.terminal import remaining_in_words

SECONDS = st.floats(0, 10_000)


class Clock:
    """A clock that only advances on request."""

    def __init__(self, now: float = 1_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def test_it_counts_from_the_elapsed_time_of_the_session() -> None:
    clock = Clock()
    stopwatch = Stopwatch(clock, 30.0)

    clock.now += 12.5

    assert stopwatch.elapsed() == 42.5
    assert stopwatch.away == 0


@given(steps=st.lists(st.tuples(SECONDS, SECONDS), max_size=10), before=SECONDS)
def test_pauses_are_subtracted_and_added_up(
    steps: list[tuple[float, float]], before: float
) -> None:
    clock = Clock()
    stopwatch = Stopwatch(clock, before)
    for works, pauses in steps:
        clock.now += works + pauses
        stopwatch.skip(pauses)

    assert stopwatch.elapsed() == pytest.approx(before + sum(s[0] for s in steps), abs=1e-6)
    assert stopwatch.away == pytest.approx(sum(s[1] for s in steps))


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (3600.0, [1800.0, 600.0, 300.0, 60.0]),
        (1200.0, [600.0, 300.0, 60.0]),
        (600.0, [300.0, 60.0]),
        (120.0, [60.0]),
        (90.0, [60.0, 45.0]),
        (60.0, [30.0]),
        (10.0, [5.0]),
    ],
)
def test_half_the_time_and_the_last_minutes_are_announced(limit: float, said: list[float]) -> None:
    found = []
    remaining = limit
    while (moment := next_announcement(limit, remaining)) is not None:
        found.append(moment)
        remaining = moment

    assert found == said


@given(limit=st.floats(0.5, 20_000), share=st.floats(0, 1))
def test_the_next_announcement_is_in_the_future(limit: float, share: float) -> None:
    remaining = limit * share

    moment = next_announcement(limit, remaining)

    assert moment is None or 0 < moment < remaining


@given(limit=st.floats(0.5, 20_000), shares=st.lists(st.floats(0, 1), min_size=1))
def test_nothing_is_announced_twice(limit: float, shares: list[float]) -> None:
    said: list[float] = []
    for share in sorted(shares, reverse=True):
        moment = next_announcement(limit, limit * share)
        if moment is not None:
            said.append(moment)

    assert said == sorted(said, reverse=True)


@pytest.mark.parametrize("early", [0.0, 0.05, -0.05])
def test_a_slightly_early_clock_does_not_repeat_an_announcement(early: float) -> None:
    assert next_announcement(600.0, 300.0 + early) == 60.0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds left"),
        (1, "1 second left"),
        (30, "30 seconds left"),
        (59.6, "1 minute left"),
        (90, "1 minute 30 seconds left"),
        (61, "1 minute 1 second left"),
        (600, "10 minutes left"),
    ],
)
def test_the_remaining_time_is_put_into_words(seconds: float, words: str) -> None:
    assert remaining_in_words(seconds) == words
