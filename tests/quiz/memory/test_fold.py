"""Which facts an answer trains, and how memory adds up."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.log.days import study_day
from quiz.log.records import Review
from quiz.memory.fold import memory_after
from quiz.memory.recall_model import Trial
from quiz.memory.scheduler import reviewed
from quiz.memory.state import FactMemory, Memory
from quiz.session.answer import Outcome
from tests.support.log import MOMENT, review

GROUP = ("a", "b", "c")


def answer(number: int, facts: tuple[str, ...], outcome: str = "right", **values: Any) -> Review:
    """An answer, that many hours after the first moment."""
    at = MOMENT + timedelta(hours=number)
    given = {"at": at, "day": study_day(at), "fact": facts[0], "facts": facts, "kind": "choice"}
    return review(number, outcome=outcome, **given | values)


def memory(*answers: Review) -> Memory:
    """The memory after answers."""
    return memory_after(Memory(), answers, reviewed)


def reviews(found: Memory) -> dict[str, tuple[int, int]]:
    """How many answers each fact has, and how many of them are right."""
    return {fact: (each.reviews, each.right) for fact, each in found.facts.items()}


def test_all_templates_train_the_same_memory_of_a_fact() -> None:
    found = memory(answer(1, ("a",), template="role"), answer(2, ("a",), template="role-typed"))

    assert reviews(found) == {"a": (2, 2)}
    assert found.paces.keys() == {"role", "role-typed"}


def test_an_answer_of_an_early_log_trains_its_fact() -> None:
    assert reviews(memory(answer(1, ("a",))._replace(facts=()))) == {"a": (1, 1)}


def test_a_right_answer_that_needs_several_facts_counts_for_each() -> None:
    found = memory(answer(1, GROUP, kind="select-all"))

    assert reviews(found) == {"a": (1, 1), "b": (1, 1), "c": (1, 1)}


def test_a_wrong_answer_that_needs_several_facts_counts_against_the_least_likely_one() -> None:
    known = (answer(0, ("a",)), answer(20, ("b",)), answer(30, ("c",)))

    assert reviews(memory(*known, answer(40, GROUP, "wrong")))["a"] == (2, 1)
    assert reviews(memory(*known[1:], answer(40, GROUP, "wrong")))["a"] == (1, 0)


def test_where_one_of_several_facts_is_enough_a_right_answer_counts_for_the_likeliest() -> None:
    found = memory(answer(0, ("b",)), answer(20, ("c",)), answer(30, GROUP, kind="typed"))

    assert reviews(found) == {"b": (1, 1), "c": (2, 2)}


def test_where_one_of_several_facts_is_enough_a_wrong_answer_counts_against_each() -> None:
    found = memory(answer(1, GROUP, "don't know", kind="typed"))

    assert reviews(found) == {"a": (1, 0), "b": (1, 0), "c": (1, 0)}


def test_a_contrast_question_trains_its_fact() -> None:
    assert reviews(memory(answer(1, ("a",), "wrong", why="contrast"))) == {"a": (1, 0)}


def test_answers_that_say_nothing_leave_no_trace() -> None:
    assert memory(answer(1, ("a",), "not decided"), answer(2, ("a",), "not answered")) == Memory()


def test_only_the_first_answer_on_a_day_to_a_due_fact_is_a_due_review() -> None:
    month, later = 24 * 30, 24 * 31
    found = memory(
        answer(0, ("a",)),
        answer(1, ("a",)),  # on the same day
        answer(month, ("a",), "wrong"),
        answer(month + 1, ("a",)),
        answer(later, ("b",)),  # not asked before
    )
    (due,) = found.due_reviews.values()

    assert (due.asked, due.right) == (1, 0)
    assert 0 < due.expected < 1


def test_a_slow_answer_raises_the_difficulty() -> None:
    at_pace = [answer(n, (f"f{n}",), template="role", seconds=5.0) for n in range(5)]

    found = memory(
        *at_pace,
        answer(6, ("quick",), template="role", seconds=8.0),
        answer(7, ("slow",), template="role", seconds=9.5),
    )

    assert found.facts["quick"].difficulty < found.facts["slow"].difficulty


def test_the_memory_before_stays_as_it_is() -> None:
    before = memory(answer(1, ("a",)))
    copy = (dict(before.facts), dict(before.paces))

    memory_after(before, [answer(2, ("a",)), answer(3, ("b",))], reviewed)

    assert (before.facts, before.paces) == copy


ANSWERS = st.lists(
    st.builds(
        lambda hours, facts, outcome, kind, template, seconds: (
            hours,
            tuple(facts),
            {"outcome": outcome, "kind": kind, "template": template, "seconds": seconds},
        ),
        st.floats(0, 90),
        st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True),
        st.sampled_from(Outcome).map(str),
        st.sampled_from(("choice", "typed")),
        st.sampled_from(("t", "u")),
        st.floats(0, 100),
    ),
    max_size=25,
)


def test_a_repetition_on_the_same_day_counts_a_quarter_in_the_recall_model() -> None:
    found = memory(
        answer(0, ("a",), "wrong"), answer(1, ("a",)), answer(30, ("a",)), answer(60, ("a",))
    ).facts["a"]

    assert (found.successes, found.failures) == (2.25, 1.0)
    assert found.was_right


def test_the_first_answer_of_a_later_day_is_a_trial_of_the_recall_model() -> None:
    found = memory(answer(0, ("a",), "wrong"), answer(1, ("a",)), answer(30, ("a",)))

    assert found.trials == (Trial("a", 0.25, 1.0, round(29 / 24, 3), is_right=True, guess=0.25),)


def in_sequence(found: list[tuple[float, tuple[str, ...], dict[str, Any]]]) -> list[Review]:
    """Answers, each some hours after the one before."""
    at, answers = MOMENT, []
    for number, (hours, facts, values) in enumerate(found):
        at += timedelta(hours=hours)
        answers.append(answer(number, facts, at=at, day=study_day(at), **values))
    return answers


@given(ANSWERS, st.integers(0, 25))
def test_memory_in_two_parts_equals_memory_in_one(
    found: list[tuple[float, tuple[str, ...], dict[str, Any]]], part: int
) -> None:
    answers = in_sequence(found)

    first = memory(*answers[:part])

    assert memory_after(first, answers[part:], reviewed) == memory(*answers)


@settings(max_examples=10)
@given(ANSWERS)
def test_values_stay_in_their_ranges(
    found: list[tuple[float, tuple[str, ...], dict[str, Any]]],
) -> None:
    def is_sound(each: FactMemory) -> bool:
        return (
            each.stability > 0
            and 1 <= each.difficulty <= 10
            and each.right_days <= each.right <= each.reviews
            and each.lapses <= each.reviews - each.right
            and (each.step is None) == (each.due_at is None)
            and each.due_day >= each.last_day
        )

    memories = memory(*in_sequence(found)).facts

    assert [fact for fact, each in memories.items() if not is_sound(each)] == []
