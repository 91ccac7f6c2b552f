"""`primemover stats`: its pages, its records for scripts, and the options it refuses."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quiz.cli.app import cli
from quiz.cli.commands.quiz import _named_answers
from quiz.cli.drawing import unnamed
from quiz.cli.options import card_filter
from quiz.cli.store import now, open_store
from quiz.home.library import LibraryHandle
from quiz.log.days import study_day
from quiz.log.records import Review
from quiz.log.store import Store
from quiz.statistics.dimensions import DIMENSIONS, ROLE
from quiz.statistics.figures import Tally, Weakness, drillable
from quiz.terminal.layout import columns
from tests.quiz.statistics.test_figures import SOME
from tests.support.homes import make_home
from tests.support.log import review

Stats = Callable[..., Result]


@pytest.fixture
def fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Stores answers for the learner of this test."""
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path)))

    def add(*reviews: Review) -> None:
        store = Store(tmp_path / "progress.db")
        store.add(*reviews)
        store.close()
        open_store.cache_clear()

    add()
    return add


def stats(*arguments: str) -> Result:
    ended = CliRunner().invoke(cli, ["stats", *arguments])
    if open_store.cache_info().currsize:
        open_store().close()
    open_store.cache_clear()
    return ended


def objects(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stats(*arguments, "--json").stdout.splitlines()]


@pytest.mark.usefixtures("fill")
@pytest.mark.parametrize("arguments", [(), ("--json",), ("--show", "due"), ("--mix-ups",)])
def test_an_empty_log_gets_a_hint(arguments: tuple[str, ...]) -> None:
    ended = stats(*arguments)

    assert (ended.exit_code, ended.stdout) == (0, "")
    assert "`primemover study` asks the first questions." in ended.stderr


@pytest.mark.parametrize("arguments", [("hip-thrust",), ("--since", "1")])
def test_a_selection_without_answers_matches_nothing(
    fill: Callable[..., None], arguments: tuple[str, ...]
) -> None:
    fill(review(1, day="2020-01-01"))
    ended = stats("--by", "muscle", *arguments)

    assert (ended.exit_code, ended.stdout) == (3, "")
    assert "No answers match." in ended.stderr


def test_json_and_csv_have_the_same_rows(fill: Callable[..., None]) -> None:
    fill(*SOME)
    found = objects()
    table = list(csv.DictReader(stats("--csv").stdout.splitlines()))

    assert [row["muscle"] for row in table] == [each["muscle"] for each in found]
    assert {each["muscle"]: each["asked"] for each in found if each["role"] is None} == {
        "biceps-brachii": 19,
        "gluteus-medius": 19,
        "pectoralis-major": 10,
        "triceps-brachii": 1,
    }


def test_rows_without_a_grid_have_no_column(fill: Callable[..., None]) -> None:
    fill(*SOME)

    assert all("role" not in each for each in objects("--by", "day"))
    assert [each["day"] for each in objects("--by", "day")] == sorted({r.day for r in SOME})


def test_contractions_can_replace_roles_as_columns(fill: Callable[..., None]) -> None:
    fill(review(1, muscle="gluteus-maximus", contraction="eccentric"))

    assert [each["contraction"] for each in objects("--contraction")] == [None, "eccentric"]


def test_mix_ups_have_a_direction_and_a_quiz(fill: Callable[..., None]) -> None:
    fill(*SOME)
    page = stats("--mix-ups").stdout

    assert "isometric for eccentric, 10 of 10" in page
    assert "primemover quiz --mix-up eccentric/isometric" in page
    assert [(each["taken_for"], each["count"]) for each in objects("--mix-ups")] == [
        ("contraction/isometric", 10)
    ]


def test_only_mix_ups_are_studied_on_request(fill: Callable[..., None]) -> None:
    nothing = CliRunner().invoke(cli, ["study", "--mix-ups"])
    yesterday = now() - timedelta(days=1)
    recent: dict[str, Any] = {"at": yesterday, "day": study_day(yesterday)}
    fill(*(each._replace(**recent) for each in SOME if each.taken_for))
    asked = CliRunner().invoke(cli, ["study", "--mix-ups", "--jsonl", "--no-check"], input="")
    shown = [json.loads(line) for line in asked.stdout.splitlines() if line.startswith("{")]
    (first, *_) = (each["options"].values() for each in shown if "options" in each)

    assert (nothing.exit_code, nothing.stdout) == (3, "")
    assert "There is no mix-up to practise." in nothing.stderr
    # Either is asked as a contraction or as a term: "eccentric", "eccentric contraction".
    assert {"eccentric", "isometric"} <= {option.split()[0] for option in first}


def test_coverage_counts_the_facts_that_were_asked(fill: Callable[..., None]) -> None:
    (before,) = [each for each in objects("--coverage") if each["name"] == "hip-thrust"]
    fill(review(1, fact="hip-thrust/gluteus-maximus/role"))
    (after,) = [each for each in objects("--coverage") if each["name"] == "hip-thrust"]

    assert after == {**before, "asked": 1}
    assert before["asked"] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--json", "--csv"), "cannot be combined"),
        (("--mix-ups", "--coverage"), "cannot be combined"),
        (("--json", "--plain"), "--plain cannot be combined with"),
        (("--csv", "--plain"), "--plain cannot be combined with"),
        (("--mix-ups", "--by", "day"), "cannot be combined with --mix-ups"),
        (("--coverage", "--contraction"), "cannot be combined with --mix-ups"),
        (("--by", "day", "--contraction"), "use --by muscle, exercise"),
        (("--show", "due", "--by", "day"), "--show cannot be combined with"),
        (("--since", "Tuesday"), "Expected a number of days or a date"),
    ],
)
def test_options_without_effect_are_refused(
    fill: Callable[..., None], arguments: tuple[str, ...], message: str
) -> None:
    fill(*SOME)
    ended = stats(*arguments)

    assert (ended.exit_code, ended.stdout) == (2, "")
    assert message in " ".join(ended.stderr.split())


@pytest.mark.parametrize("since", ["0", "1", "9999999", "2020-01-01", "0001-01-01"])
def test_since_accepts_any_number_of_days_and_any_date(
    fill: Callable[..., None], since: str
) -> None:
    late = datetime(9998, 1, 1, 12, tzinfo=UTC)
    fill(review(1, muscle="gluteus-maximus", at=late, day="9998-01-01"))

    assert len(objects("--since", since)) == 1


ODD = (
    review(1, muscle="·", kind="·", tests="·", session="0"),
    review(2, muscle="/", exercise="/", role="/", template="Ünïcode-名前-" * 9),
    review(3, muscle="x", role="no such role", score=1.0, seconds=1e18, elapsed=1e18),
    review(4, muscle="x", role="prime mover", score=0.0, asked_for="a"),
    review(5, muscle="x", day="0001-01-01", asked_for="a", taken_for="b/"),
    review(6, muscle="x", day="9999-12-31", asked_for="role/synergist", taken_for="//"),
    review(7, asked_for="role/synergist", taken_for="role/antagonist"),
    review(8, asked_for="role/synergist", taken_for="role/antagonist"),
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [*(("--by", by) for by in DIMENSIONS), ("--contraction",), ("--mix-ups",), ("--coverage",), ()],
)
@pytest.mark.parametrize("plain", [(), ("--plain",), ("--json",)])
def test_statistics_of_extreme_values_fit_the_width_of_the_terminal(
    fill: Callable[..., None], arguments: tuple[str, ...], plain: tuple[str, ...]
) -> None:
    fill(*ODD)
    for width in (20, 80):
        ended = CliRunner(env={"COLUMNS": str(width)}).invoke(cli, ["stats", *arguments, *plain])
        open_store.cache_clear()

        assert (ended.exit_code, ended.exception) == (0, None)
        assert plain == ("--json",) or max(map(columns, ended.stdout.splitlines())) <= width


@pytest.mark.usefixtures("fill")
def test_no_drill_asks_only_for_the_muscle_in_its_command() -> None:
    """Most role questions of some muscles have the muscle as their answer."""
    handle = LibraryHandle(paths=(), only=False, american=False)
    muscles = ("adductor-magnus", "gluteus-medius", "sartorius", "soleus", "teres-major")
    cells = [Weakness(row=row, column="x", tally=Tally()) for row in muscles]
    found = [weak.row for weak in drillable(cells, DIMENSIONS["muscle"], ROLE, handle.testing)]
    given_away = []
    for muscle in muscles:
        wish = card_filter(handle, (muscle, ROLE.subject))
        answers = _named_answers(handle, wish)
        chosen = unnamed(handle.select(wish), answers)
        given_away += [muscle] if answers & {card.right for card in chosen} else []

    assert "gluteus-medius" in found
    assert not set(found) & set(given_away)
