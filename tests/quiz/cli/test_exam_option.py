"""`--exam`, the setting that is its default, and the profiles of the user."""

import json
from pathlib import Path

import pytest

from tests.quiz.cli.calls import Primemover
from tests.support.homes import make_home

pytestmark = pytest.mark.usefixtures("clean_environment")

PROFILE = """\
exams:
  school-final:
    name: Final
    body: nasm
    format:
      scored: 12
      minutes: 12
      options: 3
      sources: [{who: the school, what: its rules, date: 2026}]
"""


@pytest.fixture
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_home(tmp_path / "home")
    monkeypatch.setenv("PRIMEMOVER_HOME", str(folder))
    return folder


def ids(text: str) -> set[str]:
    return {json.loads(line)["id"] for line in text.splitlines()}


@pytest.mark.slow
def test_lists_have_only_what_the_exam_asks(primemover: Primemover) -> None:
    of_all = ids(primemover("cards", "list", "load", "--json")[1])
    of_nasm = ids(primemover("cards", "list", "load", "--json", "--exam", "nasm")[1])
    of_nsca = ids(primemover("cards", "list", "load", "--json", "--exam", "nsca-cpt")[1])

    assert of_nasm < of_all
    assert of_nsca < of_all
    assert any("@nasm" in id_ for id_ in of_nasm - of_nsca)
    assert any("@nsca" in id_ for id_ in of_nsca - of_nasm)


@pytest.mark.slow
def test_facts_are_listed_if_the_exam_asks_about_them(primemover: Primemover) -> None:
    of_all = ids(primemover("facts", "list", "--json")[1])
    of_ace = ids(primemover("facts", "list", "--json", "--exam", "ace")[1])

    assert of_ace < of_all
    assert not any(id_.endswith("@nasm") for id_ in of_ace)


@pytest.mark.slow
def test_a_subject_without_a_share_is_listed_if_it_is_named(primemover: Primemover) -> None:
    everything = ids(primemover("cards", "list", "--json", "--exam", "nasm")[1])
    named = ids(primemover("cards", "list", "spotting", "--json", "--exam", "nasm")[1])

    assert named
    assert not everything & named


@pytest.mark.slow
def test_an_export_has_the_cards_and_the_spelling_of_the_exam(
    primemover: Primemover, tmp_path: Path
) -> None:
    for spelling, words in (("us", "stabilizer"), ("uk", "stabiliser")):
        file = tmp_path / f"{spelling}.csv"
        code, _, _ = primemover(
            "export", "csv", str(file), "hip-thrust", "--exam", "nasm", "--spelling", spelling
        )

        assert code == 0
        assert words in file.read_text("utf-8")
    primemover("export", "csv", str(tmp_path / "both.csv"), "hip-thrust", "--exam", "nasm")
    assert (tmp_path / "both.csv").read_bytes() == (tmp_path / "us.csv").read_bytes()


@pytest.mark.usefixtures("fresh_home")
def test_the_setting_is_the_default_and_the_option_overrides_it(primemover: Primemover) -> None:
    assert primemover("settings", "set", "exam", "nasm")[0] == 0

    by_setting = primemover("exam", "--about")[1]
    by_option = primemover("exam", "--about", "--exam", "ace")[1]
    by_word = primemover("exam", "cscs-sf", "--about")[1]

    assert by_setting.startswith("NASM Certified Personal Trainer")
    assert by_option.startswith("ACE Certified Personal Trainer")
    assert by_word.startswith("NSCA CSCS, Scientific Foundations")


def test_an_unknown_exam_is_reported_with_the_known_ones(primemover: Primemover) -> None:
    code, _, errors = primemover("cards", "list", "--exam", "nams")

    assert code == 3
    assert "Unknown exam 'nams'. Did you mean 'nasm-cpt'? Known: general, cscs" in errors


@pytest.mark.usefixtures("fresh_home")
def test_a_misspelt_exam_is_suggested_even_if_another_one_is_set(primemover: Primemover) -> None:
    assert primemover("settings", "set", "exam", "nasm")[0] == 0

    for word, suggested in (("cscss", "cscs"), ("nsca", "nsca-cpt"), ("quadrceps", "quadriceps")):
        code, _, errors = primemover("exam", word, "--no-save")

        assert code == 3
        assert f"'{suggested}'?" in errors


def test_an_exam_is_found_by_each_of_its_names_without_quotes(primemover: Primemover) -> None:
    for name, title in (
        ("nsca cpt", "NSCA Certified Personal Trainer"),
        ("ace personal trainer", "ACE Certified Personal Trainer"),
        ("CSCS", "NSCA Certified Strength and Conditioning Specialist"),
    ):
        assert primemover("exam", *name.split(), "--about")[1].startswith(title)


def test_the_general_candidate_has_weights_but_no_exam(primemover: Primemover) -> None:
    assert (
        "Weights, our estimate (low), 733 questions" in primemover("exam", "general", "--about")[1]
    )
    assert primemover("exam", "general") == primemover("exam", "--list")


def test_the_list_of_exams_as_records_has_formats_and_shares(primemover: Primemover) -> None:
    records = {
        record["id"]: record
        for record in map(json.loads, primemover("exam", "--list", "--json")[1].splitlines())
    }

    assert records["cscs"]["sections"] == ["cscs-sf", "cscs-pa"]
    nasm = records["nasm-cpt"]
    assert (nasm["scored"], nasm["unscored"], nasm["options"]) == (100, 20, 4)
    assert nasm["shares"]["assessment"] == 17
    assert nasm["field"]["percent"] == 31
    assert (nasm["weights_confidence"], nasm["counted"]["questions"]) == ("medium", 295)


def test_a_profile_of_the_user_is_read_from_the_home_and_its_problems_are_named(
    primemover: Primemover, fresh_home: Path
) -> None:
    folder = fresh_home / "exams"
    folder.mkdir()
    (folder / "school.yaml").write_text(PROFILE, encoding="utf-8")

    assert "school-final" in primemover("exam", "--list")[1]

    (folder / "school.yaml").write_text(PROFILE.replace("12", "many", 1), encoding="utf-8")
    code, listed, errors = primemover("exam", "--list")
    assert (code, "school-final" in listed) == (0, False)
    assert "1 problem" in errors
    assert "'many' is not a whole number" in errors

    code, _, errors = primemover("facts", "check")
    assert code == 1
    assert "school.yaml:6:15" in errors
