"""Files in the user's folder of facts: added, removed, skipped where they have problems."""

import json
from pathlib import Path

import pytest

from cards.load.library import read_library
from quiz.__main__ import run
from tests.support.homes import make_home

pytestmark = pytest.mark.slow

CLASS = """
sources:
  our-class: {name: our class, title: "Upper back, week 4", kind: notes}
source: our-class
questions:
  row-balance:
    stem: A weekly plan contains four bench presses. What does an added row change?
    key: it balances pushing with pulling
    wrong:
      it replaces one of the bench presses: a row trains other muscles
      it trains the prime mover in a second plane: the prime movers of a row pull
    explanation: A press only trains the pushing muscles.
    subject: selection
"""
FAULTY = """
sources:
  drafts: {name: our drafts, title: "Week 5", kind: notes}
source: drafts
confidence: sure
muscles:
  anconeus:
    traits:
      - {origin: an origin}
      - {insertions: an insertion}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_home(tmp_path / "home")
    monkeypatch.setenv("PRIMEMOVER_HOME", str(folder))
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "class.yaml"
    path.write_text(CLASS, encoding="utf-8")
    return path


def put(home: Path, text: str) -> None:
    """Put a file into the folder of facts without `facts add`, which takes seconds to check it."""
    (home / "facts").mkdir()
    (home / "facts" / "class.yaml").write_text(text, encoding="utf-8")


def test_an_added_file_is_read_by_every_command_and_a_removed_one_by_none(
    home: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["facts", "add", str(file)]) == 0
    added = capsys.readouterr()
    assert added.out == f"{home}/facts/class.yaml: 1 fact, 1 card.\n"
    assert added.err == "To undo: primemover facts remove class\n"
    assert run(["cards", "list", "our-class"]) == 0
    assert "row-balance" in capsys.readouterr().out

    assert run(["facts", "remove", "class"]) == 0
    removed = capsys.readouterr()
    assert removed.out == f"{home}/removed/class.yaml\n"
    assert removed.err == f"To undo: primemover facts add {home}/removed/class.yaml\n"
    assert run(["cards", "list", "our-class"]) == 3
    assert (home / "removed" / "class.yaml").read_text("utf-8") == CLASS


def test_a_file_with_problems_is_not_added_and_all_are_reported(
    home: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(FAULTY, encoding="utf-8")

    assert run(["facts", "add", str(file)]) == 1
    errors = capsys.readouterr().err
    assert "Unknown confidence 'sure'" in errors
    assert "Unknown key 'insertions'. Did you mean 'insertion'?" in errors
    assert errors.endswith("2 problems.\n")
    assert not (home / "facts").exists()


def test_a_question_with_an_error_is_not_added(
    home: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = CLASS.replace("it replaces one of the bench presses:", "all of the above:")
    file.write_text(text, encoding="utf-8")

    assert run(["facts", "add", str(file)]) == 1
    assert "“all of the above” is an option (all-of-the-above)." in capsys.readouterr().err
    assert not (home / "facts").exists()


def test_a_newer_file_needs_replace_and_the_older_one_is_kept(
    home: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(home, CLASS)
    newer = CLASS.replace("four bench", "five bench")
    file.write_text(newer, encoding="utf-8")
    assert run(["facts", "add", str(file)]) == 1
    assert "already exists and differs. Use --replace" in capsys.readouterr().err
    assert (home / "facts" / "class.yaml").read_text("utf-8") == CLASS

    assert run(["facts", "add", "--replace", "--json", str(file)]) == 0
    output = capsys.readouterr()
    assert json.loads(output.out) == {
        "file": str(home / "facts" / "class.yaml"),
        "facts": 1,
        "shared": 0,
        "cards": 1,
    }
    assert output.err == f"To undo: primemover facts add --replace {home}/removed/class.yaml\n"
    assert (home / "facts" / "class.yaml").read_text("utf-8") == newer
    assert (home / "removed" / "class.yaml").read_text("utf-8") == CLASS


def test_a_faulty_file_in_the_folder_is_skipped_and_named_and_the_others_are_read(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(home, CLASS)
    (home / "facts" / "draft.yaml").write_text(FAULTY, encoding="utf-8")

    for _ in ("built", "from the cache"):
        assert run(["cards", "list", "our-class"]) == 0
        output = capsys.readouterr()
        assert "row-balance" in output.out
        assert output.err.startswith(
            f"Skipped {home}/facts/draft.yaml: 2 problems, the first in line 5: "
            "Unknown confidence 'sure'."
        )
        assert output.err.count("Skipped") == 1
    assert run(["facts", "check"]) == 1
    assert capsys.readouterr().err.endswith("2 problems.\n")


def test_a_faulty_file_that_is_named_on_the_command_line_is_an_error(
    home: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(FAULTY, encoding="utf-8")

    assert run(["cards", "list", "--facts", str(file)]) == 1
    assert capsys.readouterr().err.endswith("2 problems.\n")
    assert not list(home.glob("facts*"))


def test_an_unknown_file_cannot_be_removed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(home, CLASS)

    assert run(["facts", "remove", "clas"]) == 3
    assert "Did you mean 'class'? It contains: class." in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_a_table_is_not_a_fact_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "class.csv"
    table.write_text("exercise,muscle\n", encoding="utf-8")

    assert run(["facts", "add", str(table)]) == 1
    assert "`primemover facts import` turns a table into facts." in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_a_claim_in_other_words_is_the_same_or_is_reported(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = CLASS.partition("questions:")[0]
    traits = "{origin: lateral epicondyle of humerus}, {insertion: outer side of the elbow}"
    file.write_text(f"{head}muscles:\n  anconeus:\n    traits: [{traits}]\n", encoding="utf-8")

    assert run(["facts", "add", str(file)]) == 0
    output = capsys.readouterr()
    assert "1 fact, 0 cards, 1 claim that other facts state too" in output.out
    assert "class.yaml:7: This differs from the built-in fact “The anconeus inserts" in output.err
    assert "No question asks yours" in output.err
    citations = read_library([file]).base.by_id["anconeus/origin"].citations
    assert "our-class" in [citation.source.id for citation in citations]
