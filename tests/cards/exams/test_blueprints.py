"""The shares of the subjects in an exam, and what is wrong with a file of them."""

from pathlib import Path
from textwrap import dedent

import pytest

from cards.exams.blueprint import GENERAL
from cards.exams.read_blueprints import builtin_blueprints, read_blueprints
from cards.model.vocabulary import Subject
from cards.problems import DataError

VALID = """\
profiles:
  rowing:
    name: rowing coach
    shares: {roles: 60, planes: 12.5}
    method: counted
    confidence: low
    counted: {questions: 40, in-field: 12, sources: 3}
"""


def test_the_general_blueprint_has_a_share_for_every_subject_and_says_where_it_is_from() -> None:
    general = next(each for each in builtin_blueprints() if each.id == GENERAL)

    assert set(general.shares) == set(Subject)
    assert general.shares[Subject.NERVES] == 0
    assert general.counted.questions > general.counted.in_field > 0
    assert general.method


def test_the_shares_in_the_field_add_up_to_the_whole() -> None:
    general = next(each for each in builtin_blueprints() if each.id == GENERAL)
    outside = {Subject.NEUROMUSCULAR, Subject.PRINCIPLES}

    field = sum(share for subject, share in general.shares.items() if subject not in outside)
    assert field == pytest.approx(100, abs=0.5)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("roles: 60", "role: 60", "Unknown subject 'role'. Did you mean 'roles'?"),
        ("roles: 60", "roles: most", "'most' is not a share; write a number from 0 to 100"),
        ("roles: 60", "roles: 101", "'101' is not a share"),
        ("{roles: 60, planes: 12.5}", "{roles: 0}", "At least one subject needs a share above 0."),
        ("confidence: low", "confidence: lo", "Unknown confidence 'lo'. Did you mean 'low'?"),
        ("questions: 40", "questions: some", "'some' is not a whole number."),
        ("    name: rowing coach\n", "", "Missing required key 'name'"),
        ("method: counted", "how: counted", "Unknown key 'how'"),
    ],
)
def test_a_mistake_is_reported_with_its_place(
    right: str, wrong: str, message: str, tmp_path: Path
) -> None:
    file = tmp_path / "profiles.yaml"
    file.write_text(VALID.replace(right, wrong), encoding="utf-8")

    with pytest.raises(DataError) as caught:
        read_blueprints(file, "profiles.yaml")

    problems = list(caught.value.problems)
    assert any(message in problem.message for problem in problems)
    assert all(problem.place.file == "profiles.yaml" for problem in problems)


def test_every_mistake_in_a_file_is_reported(tmp_path: Path) -> None:
    text = VALID.replace("roles: 60", "role: 60").replace("12.5", "much")
    second = dedent(VALID.partition("\n")[2]).replace("rowing:", "cycling:").replace("low", "no")
    file = tmp_path / "profiles.yaml"
    indented = "".join(f"  {line}\n" for line in second.splitlines())
    file.write_text(text + indented, encoding="utf-8")

    with pytest.raises(DataError) as caught:
        read_blueprints(file, "profiles.yaml")

    assert len(caught.value.problems) == 3
