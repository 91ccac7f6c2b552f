"""The course of a session that was resumed once, several times, or on two machines at once."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.log.branches import course
from quiz.log.events import End, Ended, Moved, Resumed
from quiz.log.records import Event, Review, record_id
from tests.support.log import event, review


def answers(writer: str, *counters: int) -> list[Review | Event]:
    return [review(counter, writer=writer) for counter in counters]


def resumed(writer: str, counter: int, after: str | None) -> list[Review | Event]:
    return [event(Resumed(1.0, after=after), writer=writer, counter=counter)]


def ended(writer: str, counter: int) -> list[Review | Event]:
    return [event(Ended(End.FINISHED), writer=writer, counter=counter)]


def ids(records: Iterable[Review | Event]) -> list[str]:
    return [record.id for record in records]


BASE = answers("s", 1, 2, 3)
HERE = [*resumed("here", 4, "s/00003"), *answers("here", 5, 6)]
THERE = [*resumed("there", 4, "s/00003"), *answers("there", 5)]


def test_a_session_without_records_has_an_empty_course() -> None:
    assert course([]) == ()


def test_one_run_is_in_the_order_of_its_counters_whatever_the_clock_says() -> None:
    first, second = review(1), review(2, at=review(0).at)

    assert course([second, first]) == (first, second)


def test_a_resumed_session_is_one_course() -> None:
    assert ids(course([*HERE, *BASE])) == ids([*BASE, *HERE])


def test_of_two_branches_the_one_with_more_progress_counts() -> None:
    assert ids(course([*BASE, *HERE, *THERE])) == ids([*BASE, *HERE])


def test_of_two_branches_the_one_that_ended_the_session_counts() -> None:
    over = ended("there", 6)
    longer = [*HERE, *answers("here", 7, 8)]

    assert ids(course([*BASE, *longer, *THERE, *over])) == ids([*BASE, *THERE, *over])


def test_of_two_branches_of_equal_length_the_greater_writer_counts() -> None:
    there = [*THERE, *answers("there", 6)]

    assert ids(course([*there, *BASE, *HERE])) == ids([*BASE, *there])


def test_a_run_follows_only_what_it_knew_of_the_run_before() -> None:
    later = [*resumed("third", 6, "here/00005"), *answers("third", 7)]

    assert ids(course([*BASE, *HERE, *later])) == ids([*BASE, *HERE[:2], *later])


def test_a_run_after_a_merge_follows_the_branch_that_it_continued() -> None:
    later = [*resumed("third", 7, "there/00005"), *answers("third", 8)]

    assert ids(course([*BASE, *HERE, *THERE, *later])) == ids([*BASE, *THERE, *later])


@pytest.mark.parametrize(
    "after",
    [
        *(None, "unknown/00003", "third/00009"),
        *("third/00002", "third/00007", "here/00007"),
        *("here/xyz", "here/", "here", "/", "here/" + "9" * 5_000),
    ],
)
def test_a_run_without_a_valid_predecessor_follows_the_runs_finished_by_then(
    after: str | None,
) -> None:
    later = [*resumed("third", 7, after), *answers("third", 8)]

    assert ids(course([*BASE, *HERE, *later])) == ids([*BASE, *HERE, *later])


def test_runs_that_name_each_other_as_predecessor_do_not_follow_each_other() -> None:
    one = [*resumed("one", 7, "other/00006"), *answers("one", 8)]
    other = [*resumed("other", 7, "one/00006"), *answers("other", 8)]

    assert ids(course([*BASE, *one, *other])) == ids([*BASE, *other])


EVERY = [*BASE, *HERE, *THERE, *ended("there", 6), event(Moved(1), writer="w", counter=3)]


@given(st.permutations(EVERY))
def test_the_course_does_not_depend_on_the_order_of_the_records(
    records: list[Review | Event],
) -> None:
    assert course(records) == course(EVERY)


RUNS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.integers(1, 9),
        st.none() | st.builds(record_id, st.sampled_from("abc"), st.integers(0, 9)),
    ),
    max_size=4,
    unique_by=lambda run: run[0],
)


@given(RUNS)
def test_the_course_contains_each_record_once_whatever_the_runs_continue(
    runs: list[tuple[str, int, str | None]],
) -> None:
    records = [
        record
        for writer, counter, after in runs
        for record in (*resumed(writer, counter, after), *answers(writer, counter + 1))
    ]
    followed = ids(course([*BASE, *records]))

    assert len(followed) == len(set(followed))
