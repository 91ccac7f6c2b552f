"""Checks of facts against each other, and what they allow."""

from pathlib import Path

import pytest

from cards.checks.errors import problems_in
from cards.load.library import read_library
from cards.problems import DataError

SOURCES = """\
sources:
  one: {name: One, title: The first, kind: notes}
  two: {name: Two, title: The second, kind: notes}
source: one
"""
EXERCISE = """\
exercises:
  sofa-bridge:
    name: sofa bridge
    phases: {lifting: as the hips rise, lowering: as the hips sink}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "facts.yaml"


def messages(file: Path, text: str, *, only: bool = True) -> list[str]:
    file.write_text(text, encoding="utf-8")
    try:
        read_library([file], only=only)
    except DataError as error:
        return [problem.message.replace(str(file), "here") for problem in error.problems]
    return []


def claims(*lines: str) -> str:
    stated = "".join(f"        - {line}\n" for line in lines)
    return f"{SOURCES}{EXERCISE}    involvements:\n      gluteus-maximus:\n{stated}"


def test_builtin_facts_pass_every_check() -> None:
    base = read_library().base

    assert list(problems_in(base, base.facts)) == []


# -- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["aliases", "misspellings"])
def test_names_of_exercises_are_unique_ignoring_case(file: Path, key: str) -> None:
    text = EXERCISE + f"  lounge-bridge:\n    name: lounge bridge\n    {key}: [Sofa Bridge]\n"

    assert messages(file, text) == [
        (
            "'sofa bridge' is already a name of the exercise 'sofa-bridge' (here:2:3), so a typed "
            "answer would be ambiguous. Remove it from one of them."
        )
    ]


def test_a_noun_may_repeat_its_own_name(file: Path) -> None:
    assert messages(file, EXERCISE + "    aliases: [Sofa bridge, couch bridge]\n") == []


def test_a_muscle_and_an_exercise_may_share_a_name(file: Path) -> None:
    assert messages(file, EXERCISE + "muscles:\n  sofa-muscle: {name: sofa bridge}\n") == []


def test_a_group_may_not_share_a_name_with_a_muscle(file: Path) -> None:
    text = "muscles:\n  one: {name: sofa muscle}\ngroups:\n  two: {name: Sofa muscle}\n"

    (message,) = messages(file, text)

    assert message.startswith("'sofa muscle' is already a name of the muscle or group 'one'")


# -- values --------------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", ["", ", id: other"])
def test_a_muscle_has_one_contraction_in_a_phase(file: Path, id_: str) -> None:
    text = claims(
        "{phase: lifting, contraction: concentric}",
        f"{{phase: lifting, contraction: isometric{id_}}}",
    )

    (message,) = messages(file, text)

    assert message.endswith("Where sources disagree, write 'confidence: contested' on both.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ", of: exercise"),
        (", of: hip-extension", ", of: hip-extension"),
        (", of: hip-extension", ", of: [exercise, hip-extension]"),
    ],
)
def test_a_muscle_has_one_role_in_the_exercise_and_in_each_joint_action(
    file: Path, one: str, other: str
) -> None:
    text = claims(f"{{role: prime mover{one}}}", f"{{role: synergist{other}}}")

    (message,) = messages(file, text)

    assert message.startswith("Duplicate claim sofa-bridge/gluteus-maximus/role")
    assert "Where sources disagree, write 'confidence: contested' on both." in message


@pytest.mark.parametrize(
    "others",
    [
        ("{role: synergist, of: hip-extension}",),
        ("{role: synergist, of: hip-extension}", "{role: stabiliser, of: knee-extension}"),
        ("{role: prime mover, of: [hip-extension, knee-extension]}",),
    ],
)
def test_a_role_in_a_joint_action_is_another_claim(file: Path, others: tuple[str, ...]) -> None:
    assert messages(file, claims("{role: prime mover}", *others)) == []


def test_a_role_has_no_id(file: Path) -> None:
    assert messages(file, claims("{role: prime mover, id: second}")) == [
        "A role has no 'id': 'of' tells the roles of a muscle apart."
    ]


@pytest.mark.parametrize("confidence", ["contested", "opinion"])
def test_contested_claims_may_disagree(file: Path, confidence: str) -> None:
    text = claims(
        f"{{role: prime mover, confidence: {confidence}}}",
        f"{{role: synergist, confidence: {confidence}, source: two}}",
    )

    assert messages(file, text) == []


def test_a_contested_claim_may_contradict_an_agreed_one(file: Path) -> None:
    text = claims("{role: prime mover}", "{role: synergist, confidence: contested, source: two}")

    assert messages(file, text) == []


def test_a_muscle_may_contract_differently_in_another_phase(file: Path) -> None:
    text = claims(
        "{phase: lifting, contraction: concentric}",
        "{phase: lowering, contraction: eccentric}",
    )

    assert messages(file, text) == []


def test_a_muscle_may_have_several_actions_and_purposes(file: Path) -> None:
    text = claims(
        "{action: hip-extension}",
        "{action: hip-abduction, id: second}",
        "{purpose: lift the hips, id: lift}",
        "{purpose: lower the hips, id: lower}",
    )

    assert messages(file, text) == []


def test_a_complete_list_may_have_one_item(file: Path) -> None:
    text = claims("{role: prime mover}").replace(
        "    involvements", "    complete: [agonist]\n    involvements"
    )

    assert messages(file, text) == []


def test_checks_run_even_if_there_are_other_problems(file: Path) -> None:
    text = claims(
        "{contraction: concentric}",
        "{contraction: isometric, id: other}",
        "{role: helper}",
    )

    disagreement, wrong_role = sorted(messages(file, text))

    assert wrong_role == "Unknown role 'helper'. Did you mean 'synergist'?"
    assert disagreement.startswith("The gluteus maximus is 'isometric' here")


# -- sources -------------------------------------------------------------------------------------

LIMITED = """\
sources:
  emg: {name: EMG, title: Measurements, kind: notes, evidence: activity}
source: emg
"""


@pytest.mark.parametrize(
    "claim", ["{role: prime mover}", "{phase: lifting, contraction: concentric}"]
)
def test_a_source_of_activity_supports_no_role_and_no_contraction(file: Path, claim: str) -> None:
    (message,) = messages(file, claims(claim).replace(SOURCES, LIMITED))

    assert message.startswith(
        "None of the sources can support this: EMG is only evidence of activity"
    )


def test_a_source_of_activity_can_support_a_purpose(file: Path) -> None:
    assert messages(file, claims("{purpose: lift the hips}").replace(SOURCES, LIMITED)) == []
