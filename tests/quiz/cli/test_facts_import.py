"""`facts import`: a table in, a fact file out, and a question for each word that is not known."""

from pathlib import Path

import pytest

from quiz.__main__ import run
from tests.support.learner import Learner
from tests.support.paths import LETTERS

pytestmark = pytest.mark.slow

ONLY = ("--only", "--facts", str(LETTERS))
TABLE = """\
Exercise,Muscles,Role,Phase,Contraction,Grade
Sofa lift,Quads,agonist,lifting,concentric,A
,Rear delt muscle,helper,,,B
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "class.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def test_without_a_terminal_all_unknown_words_are_listed_and_nothing_is_written(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["facts", "import", *ONLY, str(table)]) == 1
    errors = capsys.readouterr().err
    assert "Ignored columns: Grade." in errors
    assert "Row 2, Exercise: Unknown exercise 'Sofa lift'." in errors
    assert "Row 3, Muscles: Unknown muscle 'Rear delt muscle'." in errors
    assert "Row 3, Role: Unknown role 'helper'." in errors
    assert errors.endswith("3 problems.\n")
    assert not table.with_suffix(".yaml").exists()


def test_mapped_words_are_written_as_facts(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mapped = ("Sofa lift=new", "rear delt muscle=rear delts", "helper=synergist")
    options = [part for each in mapped for part in ("--map", each)]
    assert run(["facts", "import", *ONLY, *options, "--dry-run", str(table)]) == 0
    shown = capsys.readouterr()
    assert not table.with_suffix(".yaml").exists()

    assert run(["facts", "import", *ONLY, *options, str(table)]) == 0
    file = table.with_suffix(".yaml")
    assert file.read_text("utf-8") == shown.out
    assert "3 facts" in shown.err
    assert "1 row without an exercise: read as on the exercise of the row above." in shown.err
    assert "posterior-deltoid:\n        - {role: synergist" in shown.out
    assert run(["facts", "import", *ONLY, *options, str(table)]) == 1
    assert "already exists; name another file with -o." in capsys.readouterr().err


def test_a_problem_of_the_facts_is_reported_at_its_cell(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text("Exercise,Muscle,Phase,Contraction\nPlank,Abs,lifting,isometric\n", "utf-8")

    assert run(["facts", "import", *ONLY, str(table)]) == 1
    errors = capsys.readouterr().err
    assert f"{table}:2:" in errors
    assert "Row 2, Contraction: The plank has no 'lifting' phase" in errors


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--column", "muscel=Muscles"], "Unknown column 'muscel'. Did you mean 'muscle'?"),
        (["--column", "muscle=Part"], "No column is headed 'Part'. Headings: Exercise, Muscles"),
        (["--map", "helper"], "'helper' is not an assignment"),
    ],
)
def test_a_mistake_in_an_option_is_named(
    options: list[str], message: str, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["facts", "import", *ONLY, *options, str(table)]) == 2
    assert message in " ".join(capsys.readouterr().err.split())


def test_on_a_terminal_each_unknown_word_is_asked_for_once(learner: Learner, table: Path) -> None:
    table.write_text(f"{TABLE}Sofa lift,Rear delt muscle,agonist,lowering,,\n", "utf-8")
    terminal = learner.starts("facts", "import", *ONLY, str(table))

    terminal.until("Rows 2, 4, Exercise: 'Sofa lift'")
    terminal.until("new for a new exercise, or skip: ")
    terminal.type("new\r")
    terminal.until("Rows 3, 4, Muscles: 'Rear delt muscle' is not a known muscle.")
    terminal.until("skip: ")
    terminal.type("posterior deltoids of mine\r")
    terminal.until("Unknown muscle 'posterior deltoids of mine'.")
    terminal.until("skip: ")
    terminal.type("rear delts\r")
    terminal.until("Row 3, Role: 'helper' is not a known role.")
    terminal.until("skip: ")
    terminal.type("skip\r")

    assert terminal.ends() == 0
    assert "Skipped as you asked: row 3." in terminal.rest()
    assert "{role: prime mover, phase: lowering" in table.with_suffix(".yaml").read_text("utf-8")
