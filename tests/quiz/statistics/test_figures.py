"""The figures of the learner, and the page that shows them."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.model.vocabulary import Contraction, Role
from quiz.log.counts import AnswerCounts
from quiz.log.records import Review
from quiz.log.store import Store
from quiz.screens.statistics import Overview, drill, grid_lines, overview_lines, words
from quiz.statistics.dimensions import CONTRACTION, DIMENSIONS, ROLE, Column, Dimension
from quiz.statistics.figures import (
    GridRow,
    Strength,
    StudyDays,
    Tally,
    Weakness,
    by_date,
    coverage,
    rows,
    study_days,
    total,
    trend,
    weakest,
)
from quiz.terminal.layout import TextLayout, columns
from tests.support.log import review

TODAY = date(2026, 11, 23)
Golden = Callable[[str, str], None]


def answers(muscle: str, role: str, right: int, asked: int, **values: Any) -> list[Review]:
    return [
        review(
            n,
            writer=f"{muscle}-{role}".replace(" ", "-"),
            muscle=muscle,
            role=role,
            score=float(n < right),
            outcome="right" if n < right else "wrong",
            **values,
        )
        for n in range(asked)
    ]


MIXED = {"asked_for": "contraction/eccentric", "taken_for": "contraction/isometric"}
SOME = (
    *answers("biceps-brachii", "prime mover", 9, 10),
    *answers("biceps-brachii", "synergist", 6, 9),
    *answers("gluteus-medius", "prime mover", 2, 10, day="2026-11-22", **MIXED),
    *answers("gluteus-medius", "stabiliser", 5, 9),
    *answers("triceps-brachii", "antagonist", 0, 1),
    *answers("pectoralis-major", "prime mover", 10, 10, day="2026-11-20"),
)


@pytest.mark.parametrize(
    ("points", "asked", "strength"),
    [
        (0, 0, Strength.NONE),
        (4, 4, Strength.UNCERTAIN),
        (0, 4, Strength.UNCERTAIN),
        (2.5, 5, Strength.WEAK),
        (3, 5, Strength.FAIR),
        (84, 100, Strength.FAIR),
        (85, 100, Strength.FIRM),
    ],
)
def test_a_cell_shows_its_strength_as_a_symbol(
    points: float, asked: int, strength: Strength
) -> None:
    assert Tally(asked=asked, points=points).strength is strength


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_the_share_lies_within_its_interval(scores: list[float]) -> None:
    found = Tally(asked=len(scores), points=sum(scores))

    assert found.interval.low - 1e-9 <= found.share <= found.interval.high + 1e-9


def counts(reviews: Sequence[Review], *columns: str) -> AnswerCounts:
    """Counts of some answers."""
    store = Store(None)
    store.add(*reviews)
    return AnswerCounts(store, columns=columns)


def by_muscle() -> tuple[GridRow, ...]:
    names = ("muscle", "role")
    return rows(counts(SOME, *names).by(*names), DIMENSIONS["muscle"])


def test_rows_and_cells_add_up() -> None:
    found = by_muscle()

    assert sum(row.total.asked for row in found) == len(SOME)
    assert all(sum(c.asked for c in row.cells.values()) == row.total.asked for row in found)
    assert [row.name for row in found][:2] == ["biceps-brachii", "gluteus-medius"]


def test_the_weakest_cells_come_first_and_none_that_has_few_answers() -> None:
    found = weakest(by_muscle(), 9)

    assert (found[0].row, found[0].column) == ("gluteus-medius", "prime mover")
    assert "triceps-brachii" not in {weak.row for weak in found}
    highs = [weak.tally.interval.high for weak in found]
    assert highs == sorted(highs)


def test_a_hint_halves_the_score_but_being_late_does_not() -> None:
    hinted, late = review(1, score=0.5, hinted=True), review(2, score=1.0, late=True)

    assert counts([hinted, late]).total()[1:] == (2, 1.5)


@pytest.mark.parametrize(
    ("times", "expected"),
    [((), 0.0), ((3.0,), 3.0), ((1.0, 9.0), 5.0), ((1.0, 2.0, 9.0), 2.0)],
)
def test_the_pace_is_the_median(times: tuple[float, ...], expected: float) -> None:
    found = counts([review(n, seconds=seconds) for n, seconds in enumerate(times)])

    assert found.seconds() == expected


@given(st.sets(st.integers(0, 60)))
def test_a_streak_survives_a_today_without_answers(ago: set[int]) -> None:
    def run(days: set[int]) -> int:
        return study_days({TODAY - timedelta(days=n) for n in days}, TODAY).streak

    assert run(ago | {0}) == run(ago - {0}) + 1


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((), StudyDays(week=0, month=0, streak=0)),
        ((0,), StudyDays(week=1, month=1, streak=1)),
        ((1, 2, 3), StudyDays(week=3, month=3, streak=3)),  # today may still get an answer
        ((0, 1, 3), StudyDays(week=3, month=3, streak=2)),
        ((2, 9, 40), StudyDays(week=1, month=2, streak=0)),
        ((6, 27), StudyDays(week=1, month=2, streak=0)),  # the first days that count
        ((7, 28), StudyDays(week=0, month=1, streak=0)),
        ((-1, 0), StudyDays(week=1, month=1, streak=1)),  # a clock that was ahead
    ],
)
def test_study_days_are_counted(days: tuple[int, ...], expected: StudyDays) -> None:
    assert study_days({TODAY - timedelta(days=n) for n in days}, TODAY) == expected


@pytest.mark.parametrize(("span", "periods"), [(5, 6), (27, 5)])
def test_a_trend_goes_by_day_for_three_weeks_and_then_by_week(span: int, periods: int) -> None:
    one = Tally(asked=1, points=1.0)
    found = trend({TODAY - timedelta(days=n): one for n in range(span + 1)})

    assert len(found) == periods
    assert {period.days for period in found} == {1 if span < 21 else 7}
    assert sum(period.tally.asked for period in found) == span + 1
    assert [p.begins for p in found] == sorted(p.begins for p in found)


def test_unusual_records_do_not_break_statistics() -> None:
    odd = counts([review(1, score=7.0), review(2, score=-1.0, day="Tuesday")])
    days = by_date(odd.by("day"))

    assert odd.total()[1:] == (2, 1.0)
    assert [period.tally.asked for period in trend(days)] == [1]
    assert study_days(days, TODAY).month == 1


def test_coverage_counts_facts_that_were_never_asked() -> None:
    facts = {"one": ["squat"], "two": ["squat", "lunge"], "three": ["lunge"]}
    found = coverage(facts, {"one"})

    assert [(c.name, c.known, c.asked) for c in found] == [("lunge", 2, 0), ("squat", 2, 1)]


def page(width: int, *, plain: bool) -> str:
    layout = TextLayout(measure=lambda: width)
    found, days = by_muscle(), by_date(counts(SOME).by("day"))
    overview = Overview(
        total=total(days.values()),
        periods=trend(days),
        study_days=study_days(days, TODAY),
        seconds=4.2,
        by=DIMENSIONS["muscle"],
        column=ROLE,
        weakest=weakest(found, 3),
    )
    lines = [*grid_lines(found, ROLE.headings, layout, plain=plain), ("", "")]
    return "\n".join(line for line, _ in [*lines, *overview_lines(overview, layout)]) + "\n"


@pytest.mark.parametrize(("width", "plain"), [(80, False), (40, False), (80, True)])
def test_the_page_looks_like_this(golden: Golden, width: int, plain: bool) -> None:
    name = "plain" if plain else str(width)
    golden(f"stats-{name}.txt", page(width, plain=plain))


@pytest.mark.parametrize("width", [20, 40, *range(58, 82), 100])
def test_no_line_of_the_page_is_too_long(width: int) -> None:
    assert max(map(columns, page(width, plain=False).splitlines())) <= width


@given(
    names=st.lists(
        st.from_regex(r"[a-z]{1,24}(-[a-z名前]{1,12}){0,4}", fullmatch=True) | st.just(""),
        min_size=1,
    ),
    asked=st.integers(1, 20_000),
    width=st.integers(20, 130),
    unicode=st.booleans(),
)
def test_rows_with_any_names_fit_and_are_never_cut(
    names: list[str], asked: int, width: int, unicode: bool
) -> None:
    cell = Tally(asked=asked, points=asked / 2)
    found = [GridRow(name=name, total=cell, cells={"synergist": cell}) for name in set(names)][:40]
    layout = TextLayout(measure=lambda: width, unicode=unicode)
    lines = [line for line, _ in grid_lines(found, ROLE.headings, layout, plain=False)]

    assert max(map(columns, lines)) <= layout.width
    assert unicode or all(map(str.isascii, lines)) or not all(map(str.isascii, names))
    written = "".join("".join(lines).split())
    assert all(words(row.name).split(" ", 1)[0] in written for row in found)
    assert "…" not in written


def test_headings_have_the_spelling_that_is_asked_for() -> None:
    found = by_muscle()
    lines = [*grid_lines(found, ROLE.headings, TextLayout(american=True), plain=False)]

    assert "stabilizer" in lines[0][0]


def test_the_plain_page_has_no_symbols_and_one_item_per_line() -> None:
    plain = page(80, plain=True)

    assert not set("·!?<>|") & set(plain)
    assert "  " not in "".join(line.strip() for line in plain.splitlines())


DRILLS = {
    "muscle": "gluteus-medius",
    "exercise": "hip-thrust",
    "template": "--template role",
    "kind": "--kind true-false",
    "tests": "muscle-actions",
    "day": None,
    "session": None,
}
"""The arguments of the quiz on a row of each dimension; None if there is none."""

every_dimension = pytest.mark.parametrize("dimension", DIMENSIONS.values(), ids=list(DIMENSIONS))


@every_dimension
def test_a_dimension_has_a_value_for_every_answer_and_makes_rows(dimension: Dimension) -> None:
    values = {
        "muscle": "gluteus-medius",
        "exercise": "hip-thrust",
        "template": "role",
        "kind": "true-false",
        "tests": "muscle-actions",
        "role": "synergist",
        "contraction": "eccentric",
    }
    answer = review(1, **values)
    for column in (ROLE, CONTRACTION) if dimension.grid else ():
        names = dimension.name, column.name
        (row,) = rows(counts([answer], *names).by(*names), dimension)

        assert (row.name, list(row.cells)) == (values[names[0]], [values[names[1]]])
    (row,) = rows(counts([answer], dimension.name).by(dimension.name), dimension)
    assert row.name == getattr(answer, dimension.name)


@every_dimension
def test_a_cell_of_a_dimension_has_a_quiz_that_drills_it_or_says_none(dimension: Dimension) -> None:
    expected = DRILLS[dimension.name]
    row = (expected or "").rpartition(" ")[2]
    weak = Weakness(row=row, column="prime mover", tally=Tally())

    if expected is None:
        assert dimension.drill is None
    else:
        narrowed = " roles" if dimension.narrows else ""
        assert drill(weak, dimension, ROLE) == f"primemover quiz {expected}{narrowed}"


def test_rows_of_time_are_in_order_of_time_and_others_by_the_number_of_answers() -> None:
    days = ("2026-11-22", "2026-11-20", "2026-11-20", "2026-11-21")
    found = counts([review(n, day=day, muscle=day) for n, day in enumerate(days)], "muscle")
    by_day, by_name = (rows(found.by(name), DIMENSIONS[name]) for name in ("day", "muscle"))

    assert [row.name for row in by_day] == sorted(set(days))
    assert by_name[0].name == "2026-11-20"


@pytest.mark.parametrize(("column", "vocabulary"), [(ROLE, Role), (CONTRACTION, Contraction)])
def test_the_headings_are_the_whole_vocabulary(column: Column, vocabulary: type[StrEnum]) -> None:
    assert column.headings == tuple(vocabulary)
