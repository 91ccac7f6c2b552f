"""The figures of the learner, and the pages and files that show them."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from quiz import history
from quiz.cli import cli
from quiz.log import Log, Mode, Review, Started
from quiz.look import Look, columns
from quiz.statistics import (
    COLUMNS,
    DIMENSIONS,
    Sign,
    Steadiness,
    Tally,
    coverage,
    rows,
    steadiness,
    tally,
    trend,
    weakest,
)
from quiz.statistics_lines import Overview, grid_lines, legend, overview_lines
from quiz.store import Store
from tests.test_store import review

TODAY = date(2026, 11, 23)
Golden = Callable[[str, str], None]


def answers(muscle: str, role: str, right: int, asked: int, **values: Any) -> list[Review]:
    return [
        review(
            n,
            id=f"{muscle}/{role}/{n}",
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
    ("points", "asked", "sign"),
    [
        (0, 0, Sign.NONE),
        (4, 4, Sign.UNCERTAIN),
        (0, 4, Sign.UNCERTAIN),
        (2.5, 5, Sign.WEAK),
        (3, 5, Sign.FAIR),
        (84, 100, Sign.FAIR),
        (85, 100, Sign.FIRM),
    ],
)
def test_a_cell_has_a_sign_before_any_colour(points: float, asked: int, sign: Sign) -> None:
    assert Tally(asked=asked, points=points).sign is sign


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_the_share_lies_within_its_interval(scores: list[float]) -> None:
    found = tally(review(n, score=score) for n, score in enumerate(scores))

    assert found.asked == len(scores)
    assert found.interval.low - 1e-9 <= found.share <= found.interval.high + 1e-9


def test_rows_and_cells_add_up() -> None:
    found = rows(SOME, DIMENSIONS["muscle"], COLUMNS["role"])

    assert sum(row.total.asked for row in found) == len(SOME)
    assert all(sum(c.asked for c in row.cells.values()) == row.total.asked for row in found)
    assert [row.name for row in found][:2] == ["biceps-brachii", "gluteus-medius"]


def test_what_is_surely_weak_comes_before_what_was_asked_once() -> None:
    found = weakest(rows(SOME, DIMENSIONS["muscle"], COLUMNS["role"]), 3)

    assert (found[0].row, found[0].column) == ("gluteus-medius", "prime mover")
    assert found[0].row != "triceps-brachii"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((), Steadiness(week=0, month=0, run=0)),
        ((0,), Steadiness(week=1, month=1, run=1)),
        ((1, 2, 3), Steadiness(week=3, month=3, run=3)),  # today is not over
        ((0, 1, 3), Steadiness(week=3, month=3, run=2)),
        ((2, 9, 40), Steadiness(week=1, month=2, run=0)),
    ],
)
def test_days_of_study_are_counted(days: tuple[int, ...], expected: Steadiness) -> None:
    found = [review(n, day=(TODAY - timedelta(days=n)).isoformat()) for n in days]

    assert steadiness(found, TODAY) == expected


@pytest.mark.parametrize(("span", "periods"), [(5, 6), (27, 5)])
def test_a_trend_goes_by_day_and_then_by_week(span: int, periods: int) -> None:
    found = trend([review(n, day=(TODAY - timedelta(days=n)).isoformat()) for n in range(span + 1)])

    assert len(found) == periods
    assert sum(period.tally.asked for period in found) == span + 1
    assert [p.begins for p in found] == sorted(p.begins for p in found)


def test_what_was_never_asked_is_known() -> None:
    facts = {"one": ["squat"], "two": ["squat", "lunge"], "three": ["lunge"]}
    found = coverage(facts, [review(1, fact="one")])

    assert [(c.name, c.known, c.asked) for c in found] == [("lunge", 2, 0), ("squat", 2, 1)]


def test_undone_and_changed_answers_do_not_count() -> None:
    exam = Started(
        id="s", at=datetime(2026, 11, 23, tzinfo=UTC), mode=Mode.EXAM, seed=1, version="x"
    )
    first, again = review(1, position=0), review(2, position=0, outcome="right", score=1.0)

    assert history.standing(Log(sessions=(exam,), reviews=(first, again))) == (again,)
    assert history.standing(Log(reviews=(first, again))) == (first, again)


def page(width: int, *, plain: bool) -> str:
    look = Look(measure=lambda: width)
    found = rows(SOME, DIMENSIONS["muscle"], COLUMNS["role"])
    overview = Overview(
        total=tally(SOME),
        periods=trend(SOME),
        steady=steadiness(SOME, TODAY),
        seconds=4.2,
        weakest=weakest(found, 3),
        mix_ups=history.mix_ups(SOME),
    )
    heads = ("prime mover", "synergist", "stabiliser", "antagonist")
    lines = [*grid_lines(found, heads, look, plain=plain), *legend(look)]
    return "\n".join(line for line, _ in [*lines, ("", ""), *overview_lines(overview, look)]) + "\n"


@pytest.mark.parametrize(("width", "plain"), [(80, False), (40, False), (80, True)])
def test_the_page_reads_well(golden: Golden, width: int, plain: bool) -> None:
    name = "plain" if plain else str(width)
    golden(f"stats-{name}.txt", page(width, plain=plain))


@pytest.mark.parametrize("width", [20, 40, 80, 100])
def test_no_line_of_the_page_is_too_long(width: int) -> None:
    assert max(map(columns, page(width, plain=False).splitlines())) <= width


# -- the commands ----------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from quiz.playing import open_store

    monkeypatch.setenv("PRIMEMOVER_HOME", str(tmp_path))
    open_store.cache_clear()
    return tmp_path


def fill(home: Path) -> None:
    from quiz.playing import open_store

    store = Store(home / "progress.db")
    store.add(*SOME)
    store.close()
    open_store.cache_clear()


def test_an_empty_log_says_what_to_do(home: Path) -> None:  # noqa: ARG001 - an empty one
    ended = CliRunner().invoke(cli, ["stats"])

    assert (ended.exit_code, ended.stdout) == (0, "")
    assert "`primemover quiz` begins." in ended.stderr


def test_the_figures_come_as_json_and_as_a_table(home: Path) -> None:
    fill(home)
    objects = [
        json.loads(line)
        for line in CliRunner().invoke(cli, ["stats", "--json"]).stdout.splitlines()
    ]
    table = list(csv.DictReader(CliRunner().invoke(cli, ["stats", "--csv"]).stdout.splitlines()))

    assert [row["muscle"] for row in table] == [each["muscle"] for each in objects]
    whole = {each["muscle"]: each["asked"] for each in objects if each["role"] is None}
    assert whole == {
        "biceps-brachii": 19,
        "gluteus-medius": 19,
        "pectoralis-major": 10,
        "triceps-brachii": 1,
    }


def test_mix_ups_are_directed_and_name_their_quiz(home: Path) -> None:
    fill(home)
    ended = CliRunner().invoke(cli, ["stats", "--mix-ups"])

    assert "isometric for eccentric, 10 of 10" in ended.stdout
    assert "primemover quiz --mix-up eccentric/isometric" in ended.stdout


def test_answers_go_from_one_machine_to_another_and_count_once(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quiz.playing import open_store

    fill(home)
    run = CliRunner().invoke
    assert run(cli, ["progress", "export", str(tmp_path / "all.jsonl")]).exit_code == 0
    monkeypatch.setenv("PRIMEMOVER_HOME", str(tmp_path / "other"))
    open_store.cache_clear()
    first = run(cli, ["progress", "import", str(tmp_path / "all.jsonl")])
    again = run(cli, ["progress", "import", str(tmp_path / "all.jsonl")])
    there = run(cli, ["progress", "export"]).stdout

    assert f"{len(SOME)} records new, 0 known already." in first.stderr
    assert f"0 records new, {len(SOME)} known already." in again.stderr
    assert there == (tmp_path / "all.jsonl").read_text("utf-8")


def test_a_line_that_cannot_be_read_stops_the_whole_import(home: Path, tmp_path: Path) -> None:
    fill(home)
    (line,) = (json.dumps({"type": "deck"}),)
    (tmp_path / "bad.jsonl").write_text(f"{line}\n\n{{\n", "utf-8")
    ended = CliRunner().invoke(cli, ["progress", "import", str(tmp_path / "bad.jsonl")])

    assert ended.exit_code == 1
    assert "bad.jsonl:1: this is no record" in ended.stderr
    assert "bad.jsonl:3: this is not JSON" in ended.stderr
    assert "2 lines cannot be read; nothing was imported." in ended.stderr


def test_where_tells_the_file_and_what_it_holds(home: Path) -> None:
    fill(home)
    found = json.loads(CliRunner().invoke(cli, ["progress", "where", "--json"]).stdout)

    assert found["file"] == str(home / "progress.db")
    assert found["answers"] == len(SOME)
