"""Today's plan: its time, its subjects, what comes first, and what an exam date changes."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.recall_model import Practice, RecallModel
from quiz.session.session import Why
from quiz.study.candidates import Candidate
from quiz.study.choice import WINDOW
from quiz.study.forecast import forecast
from quiz.study.gain import QuestionTimes
from quiz.study.plan import Day, Season, plan, season

SHARES = {"roles": 6.0, "load": 3.0, "planes": 1.0}
NOW = 100.2
MODEL = RecallModel()


def candidate(number: int, subject: str, ago: float | None = None, due: float = 99.0) -> Candidate:
    """A fact; one that was last answered `ago` days ago, or a new one."""
    if ago is None:
        return Candidate(f"{subject}-{number}", subject, (), (number,))
    practice = Practice(1.0, 1.0, NOW - ago)
    recall = MODEL.recall(practice, NOW)
    return Candidate(f"{subject}-{number}", subject, (), (number,), practice, due, recall)


def candidates(new: int = 100, known: int = 0, due: float = 99.0) -> list[Candidate]:
    """As many new and known facts in each subject."""
    chance = Random(1)
    return [candidate(number, subject) for subject in SHARES for number in range(new)] + [
        candidate(new + number, subject, 1 + chance.random() * 20, due)
        for subject in SHARES
        for number in range(known)
    ]


def day(minutes: float = 20, exam: float | None = None) -> Day:
    return Day(now=NOW, exam=exam, seconds=minutes * 60, shares=SHARES)


@given(st.floats(0, 90), st.integers(0, 60), st.integers(0, 60))
def test_a_plan_never_takes_longer_than_the_minutes_that_remain(
    minutes: float, new: int, known: int
) -> None:
    found = plan(candidates(new, known), day(minutes))

    assert found.seconds <= minutes * 60
    assert len({each.candidate.fact for each in found.chosen}) == len(found.chosen)


@pytest.mark.parametrize("exam", [None, 130.2])
def test_the_shares_of_the_exam_hold_within_two_questions_in_twenty(exam: float | None) -> None:
    found = plan(candidates(known=100), day(120, exam))
    subjects = [each.candidate.subject for each in found.chosen][:WINDOW]

    for begin in range(0, len(subjects) - 20, 20):
        counted = Counter(subjects[begin : begin + 20])
        for subject, share in SHARES.items():
            assert abs(counted[subject] - 20 * share / 10) <= 2


def test_a_subject_that_was_asked_too_often_waits() -> None:
    found = plan(candidates(), day(2)._replace(recent=["planes"] * 60))

    assert "planes" not in {each.candidate.subject for each in found.chosen}


def test_what_is_most_nearly_forgotten_comes_first_without_an_exam_date() -> None:
    facts = [candidate(1, "roles", 2), candidate(2, "roles", 20), candidate(3, "roles", 9)]

    found = plan(facts, day(5))

    assert [each.candidate.fact for each in found.chosen] == ["roles-2", "roles-3", "roles-1"]
    assert {each.why for each in found.chosen} == {Why.DUE}


def test_new_facts_come_in_the_order_of_importance() -> None:
    facts = [candidate(number, "roles") for number in (3, 1, 2)]

    found = plan(facts, day(5))

    assert [each.candidate.fact for each in found.chosen] == ["roles-1", "roles-2", "roles-3"]
    assert found.count(Why.NEW) == 3


def test_facts_of_one_group_do_not_follow_one_another_while_there_are_others() -> None:
    grouped = [
        candidate(number, "roles")._replace(fact=f"{exercise}/{number}")
        for number, exercise in enumerate(["squat"] * 3 + ["lunge"] * 3 + ["press"] * 3)
    ]

    found = plan(grouped, day(10))

    groups = [each.candidate.group for each in found.chosen]
    assert groups[:3] == ["squat", "lunge", "press"]
    assert len(groups) == 9


def test_with_more_due_than_fits_the_rest_waits_and_few_facts_are_begun() -> None:
    found = plan(candidates(known=100), day(10))

    assert found.waiting == 300 - found.count(Why.DUE)
    assert 0 < found.count(Why.NEW) <= len(found.chosen) / 9


def test_with_nothing_due_all_the_time_is_for_new_facts() -> None:
    found = plan(candidates(), day(10))

    assert found.count(Why.NEW) == len(found.chosen)


def test_a_limit_for_new_facts_is_kept() -> None:
    found = plan(candidates(known=9), day(60)._replace(most_new=4))

    assert found.count(Why.NEW) == 4


def test_a_fact_that_was_asked_today_is_not_asked_again_unless_it_is_due() -> None:
    done, missed = candidate(1, "roles", 0.05, due=101.0), candidate(2, "roles", 0.05, due=NOW)

    found = plan([done, missed._replace(was_missed=True)], day())

    assert [each.candidate.fact for each in found.chosen] == ["roles-2"]
    assert found.chosen[0].why is Why.WEAK


def test_what_is_not_due_can_be_asked_ahead() -> None:
    found = plan(candidates(new=0, known=5, due=120.0), day())

    assert found.count(Why.AHEAD) == len(found.chosen) == 15


@pytest.mark.parametrize(
    ("exam", "expected"),
    [
        (None, Season.OPEN),
        (99.2, Season.OPEN),
        (100.2, Season.EVE),
        (101.2, Season.EVE),
        (105.2, Season.LAST_WEEK),
        (128.2, Season.AHEAD),
    ],
)
def test_the_exam_date_decides_the_season(exam: float | None, expected: Season) -> None:
    assert season(NOW, exam) is expected


@pytest.mark.parametrize("exam", [100.3, 101.2, 106.2])
def test_no_fact_is_begun_in_the_last_week(exam: float) -> None:
    found = plan(candidates(known=60), day(30, exam))

    assert found.chosen
    assert not found.count(Why.NEW)


def test_a_learner_who_begins_in_the_last_week_begins_facts() -> None:
    assert plan(candidates(), day(20, 104.2)).count(Why.NEW) > 20
    assert plan(candidates(), day(20, 104.2)._replace(most_new=5)).count(Why.NEW) == 5


@pytest.mark.parametrize("exam", [100.3, 101.2])
def test_the_eve_and_the_exam_day_take_ten_minutes(exam: float) -> None:
    found = plan(candidates(known=100), day(60, exam))

    assert 500 < found.seconds <= 600


def test_with_an_exam_date_a_fact_with_more_to_gain_comes_first() -> None:
    shaky, firm = candidate(1, "roles", 6), candidate(2, "roles", 6)
    firm = firm._replace(practice=Practice(9.0, 0.0, NOW - 6))

    found = plan([firm, shaky], day(exam=121.2))

    assert [each.candidate.fact for each in found.chosen] == ["roles-1", "roles-2"]


def test_the_forecast_of_more_minutes_makes_more_facts_firm() -> None:
    counts = []
    for minutes in (10, 20, 40):
        today = day(minutes, 128.2)._replace(times=QuestionTimes(20, 30, 35), daily=minutes * 60)
        found = forecast(candidates(200), today)
        counts.append(sum(found.firm.values()))
        assert all(found.firm.get(s, 0) <= found.met[s] for s in SHARES)

    assert counts[0] < counts[1] < counts[2]
    assert counts[1] == pytest.approx(2 * counts[0], rel=0.2)


def test_the_forecast_names_a_subject_in_which_nothing_will_be_firm() -> None:
    today = day(1, 103.2)._replace(shares={"roles": 99.0, "load": 1.0}, daily=60)

    found = forecast(candidates(20), today)

    assert "load" in found.omitted
    assert "roles" not in found.omitted or not found.firm


def test_a_forecast_needs_an_exam_that_lies_ahead() -> None:
    with pytest.raises(ValueError, match="exam that lies ahead"):
        forecast(candidates(), day())


def test_facts_that_were_begun_today_do_not_limit_those_of_later_days_in_a_forecast() -> None:
    """The evening of the first day: its facts were begun, and no time is left today."""
    evening = day(0, 128.2)._replace(times=QuestionTimes(20, 30, 35), daily=1200.0)
    facts = candidates(200, 15, due=101.0)

    found = forecast(facts, evening._replace(begun=45))

    assert sum(found.met.values()) == sum(forecast(facts, evening).met.values())


@pytest.mark.parametrize("exam", [None, 130.2])
def test_while_minor_is_over_its_aim_facts_for_recall_only_wait(exam: float | None) -> None:
    core = candidate(1, "roles")._replace(order=(1, 2, 0, 1), is_minor=True)
    extended = candidate(2, "roles")._replace(order=(2, 1, 0, 2))

    usual = plan([extended, core], day(exam=exam))
    over = plan([extended, core], day(exam=exam)._replace(minor_is_over=True))

    assert [each.candidate.fact for each in usual.chosen] == ["roles-1", "roles-2"]
    assert [each.candidate.fact for each in over.chosen] == ["roles-2", "roles-1"]
