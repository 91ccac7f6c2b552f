"""The page of `primemover stats` before an exam."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from cards.interval import Interval
from quiz.log.mix_ups import MixUp
from quiz.memory.recall_model import Practice, RecallModel
from quiz.memory.state import DueReviews, FactMemory, State
from quiz.screens.blocks import bar, column_plot
from quiz.screens.exam_progress import FIGURES, PageLayout, page_lines
from quiz.statistics.exam_progress import CoveredExam, ExamProgress, advice
from quiz.statistics.figures import StudyDays, Tally, Weakness
from quiz.statistics.knowledge import (
    ExpectedScore,
    FactRecall,
    FactState,
    due_by_day,
    expected_score,
    facts_of,
    state_of,
    subjects_of,
)
from quiz.study.candidates import Candidate
from quiz.terminal.layout import TextLayout, columns
from tests.support.log import MOMENT

TODAY = date(2026, 11, 23)
Golden = Callable[[str, str], None]


def known(right_days: int, *, was_right: bool) -> FactMemory:
    return FactMemory(
        state=State.REVIEW,
        step=None,
        stability=10.0,
        difficulty=5.0,
        due_day=TODAY,
        due_at=None,
        last_day=TODAY,
        last_review=MOMENT,
        right_days=right_days,
        was_right=was_right,
    )


@pytest.mark.parametrize(
    ("memory", "state"),
    [
        (None, FactState.UNASKED),
        (known(2, was_right=True), FactState.BEGUN),
        (known(3, was_right=False), FactState.BEGUN),
        (known(3, was_right=True), FactState.FIRM),
    ],
)
def test_a_fact_is_firm_after_three_days_of_right_answers(
    memory: FactMemory | None, state: FactState
) -> None:
    assert state_of(memory) is state


def facts(subject: str, *recalls: float, tier: int = 1) -> list[FactRecall]:
    return [FactRecall(subject, tier, FactState.BEGUN, recall) for recall in recalls]


def test_the_subject_with_most_to_gain_comes_first() -> None:
    """A small share that is lost weighs less than half of a large one."""
    found = subjects_of(
        [*facts("roles", 0.5, 0.5), *facts("planes", 0.0), *facts("nerves", 0.0)],
        {"roles": 9.0, "planes": 1.0},
    )

    assert [each.subject for each in found] == ["roles", "planes"]
    assert sum(each.share for each in found) == pytest.approx(1.0)


def test_the_expected_score_contains_guesses_and_lies_in_its_range() -> None:
    shares = {"roles": 1.0}
    nothing = expected_score(facts("roles", 0.0), shares, questions=37, options=4)
    mixed = [*facts("roles", 0.9, 0.9), *facts("roles", 0.1, 0.1, tier=2)]
    some, more = (expected_score(mixed, shares, questions=n, options=4) for n in (20, 200))

    assert nothing.share == pytest.approx(0.25)
    assert some.interval.low < some.share < some.interval.high
    assert more.interval.high - more.interval.low < some.interval.high - some.interval.low


def test_due_work_is_counted_by_day_with_overdue_facts_today() -> None:
    now = 100.5
    practice = Practice(1.0, 0.0, 90.0)
    found = [
        Candidate("a", "roles", (), (1,), practice=practice, due=due)
        for due in (90.0, 100.0, 100.9, 101.0, 102.2, 400.0)
    ]
    unasked = Candidate("b", "roles", (), (1,))

    assert due_by_day([*found, unasked], now, 3) == (3, 1, 1)
    assert facts_of([unasked], {}, RecallModel(), now)[0].state is FactState.UNASKED


@pytest.mark.parametrize(("share", "drawn"), [(0.0, "░░░░"), (0.5, "██░░"), (1.0, "████")])
def test_a_bar_has_one_width(share: float, drawn: str) -> None:
    assert bar(share, 4) == drawn
    assert all(len(bar(n / 100, 4)) == 4 for n in range(101))


def test_columns_show_the_largest_value_full_and_nothing_as_a_dot() -> None:
    assert column_plot([0, 1, 8]) == "·▁█"
    assert column_plot([]) == ""


SURE_BUT_WRONG = {1: Tally(asked=12, points=5.0), 3: Tally(asked=40, points=28.0)}
SUBJECTS = subjects_of(
    [
        *facts("assessment", *[0.2] * 41),
        *(each._replace(state=FactState.FIRM) for each in facts("roles", *[0.9] * 30)),
        *(each._replace(state=FactState.UNASKED) for each in facts("roles", *[0.15] * 9, tier=2)),
        *facts("exercise-kinds", *[0.6] * 8),
    ],
    {"assessment": 17.0, "roles": 15.0, "exercise-kinds": 12.0},
)
PAGE = ExamProgress(
    exam=CoveredExam("nasm-cpt", "NASM-CPT", True, 37, 4, seconds=60.0, days=21),
    subjects=SUBJECTS,
    score=ExpectedScore(0.58, Interval(low=0.44, high=0.71)),
    due=(24, 9, 5, 0, 2, 4, 1),
    retention=DueReviews(asked=120, right=101, expected=105.6),
    confidence=SURE_BUT_WRONG,
    seconds=24.2,
    days={TODAY: Tally(asked=40, points=31.0)},
    spent={TODAY: 1080.0, TODAY - timedelta(days=2): 600.0},
    study_days=StudyDays(week=5, month=12, streak=2),
    mix_ups=(
        MixUp(
            asked_for="contraction/eccentric",
            taken_for="contraction/isometric",
            count=4,
            asked=12,
            weight=3.0,
        ),
    ),
    weakest=(
        Weakness(row="gluteus-medius", column="prime mover", tally=Tally(asked=10, points=2.0)),
    ),
    since=TODAY - timedelta(days=6),
    today=TODAY,
)
NEW = ExamProgress(
    exam=CoveredExam("general", "general candidate"),
    subjects=SUBJECTS,
    score=None,
    due=(0,) * 7,
    retention=DueReviews(),
    confidence={},
    seconds=0.0,
    days={},
    spent={},
    study_days=StudyDays(week=0, month=0, streak=0),
    mix_ups=(),
    weakest=(),
    since=TODAY,
    today=TODAY,
)


def test_a_muscle_that_is_weak_in_two_roles_is_named_once() -> None:
    tally = Tally(asked=10, points=2.0)
    cells = tuple(Weakness("gluteus-medius", role, tally) for role in ("synergist", "stabiliser"))
    found = [each for each in advice(NEW._replace(weakest=cells)) if "gluteus" in each.command]

    assert [each.reason for each in found] == [
        "gluteus medius, synergist: 2 of 10 right, stabiliser: 2 of 10 right"
    ]


def shown(page: ExamProgress, width: int, *, plain: bool = False) -> str:
    layout = PageLayout(TextLayout(measure=lambda: width), plain=plain)
    return "".join(f"{line}\n" for line, _ in page_lines(page, layout))


@pytest.mark.parametrize(("width", "plain"), [(80, False), (40, False), (80, True)])
def test_the_page_looks_like_this(golden: Golden, width: int, plain: bool) -> None:
    golden(f"stats-page-{'plain' if plain else width}.txt", shown(PAGE, width, plain=plain))


def test_the_page_of_a_learner_without_exam_looks_like_this(golden: Golden) -> None:
    golden("stats-page-new.txt", shown(NEW, 80))


@pytest.mark.parametrize("width", [20, 40, 71, 72, 80, 100])
def test_no_line_of_the_page_is_too_long(width: int) -> None:
    for page in (PAGE, NEW):
        lines = shown(page, width).splitlines()
        assert [line for line in lines if columns(line) > width] == []


def test_the_plain_page_has_words_and_numbers_only() -> None:
    assert shown(PAGE, 80, plain=True).isascii()


def test_every_line_but_headings_leads_to_a_command() -> None:
    """A candidate should never wonder what a number is good for."""
    for figure in FIGURES.values():
        lines = [line for line, _ in figure.lines(PAGE, PageLayout(TextLayout(), plain=True))]
        items = [n for n, line in enumerate(lines) if line.startswith("  ") and line[2] != " "]
        assert items
        assert all("primemover" in "".join(lines[n + 1 : n + 3]) for n in items)


@pytest.mark.parametrize("name", FIGURES)
def test_records_have_the_documented_keys(name: str) -> None:
    keys = [key.partition(" ")[0] for key in FIGURES[name].keys.split(", ")]

    assert all(list(record) == keys for record in FIGURES[name].records(PAGE))


def few(**values: Any) -> list[str]:
    """The commands that are advised to a learner who differs from one who has just begun."""
    return [each.command for each in advice(NEW._replace(**values))]


@pytest.mark.parametrize(
    "values",
    [
        {"confidence": {3: Tally(asked=1, points=0.0)}},
        {"days": {TODAY: Tally(asked=1, points=0.0)}, "seconds": 900.0},
    ],
)
def test_one_answer_decides_nothing(values: dict[str, Any]) -> None:
    assert few(**values) == few()


def test_an_exam_of_an_option_is_named_in_the_commands() -> None:
    page = PAGE._replace(exam=PAGE.exam._replace(option="--exam cscs"))

    assert "primemover study assessment --exam cscs" in {each.command for each in advice(page)}


def test_the_commands_on_a_topic_name_the_topic() -> None:
    page = PAGE._replace(topics=("squat",))

    assert "primemover study assessment squat" in {each.command for each in advice(page)}
