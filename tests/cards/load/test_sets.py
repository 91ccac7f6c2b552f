"""Kinds of set, and the mistakes in a file of them."""

from pathlib import Path

import pytest

from cards.load.sets import read_set_kinds
from cards.model.card_set import SetKind
from cards.problems import DataError

TEMPLATES = ("muscle-in-role", "controller", "superset")
VALID = """\
sets:
  exercise:
    scene: exercise
    text: "the {exercise}"
    phrase: "the {exercise}"
    short: this exercise
    questions:
      - [muscle-in-role, superset]
      - controller
"""


def read(text: str, folder: Path) -> tuple[SetKind, ...]:
    file = folder / "sets.yaml"
    file.write_text(text, encoding="utf-8")
    return read_set_kinds(TEMPLATES, file, "sets.yaml")


def test_a_kind_of_set_is_read(tmp_path: Path) -> None:
    (kind,) = read(VALID, tmp_path)

    assert kind == SetKind(
        id="exercise",
        scene="exercise",
        text="the {exercise}",
        phrase="the {exercise}",
        short="this exercise",
        questions=(("muscle-in-role", "superset"), ("controller",)),
    )


def test_a_phrase_without_a_short_form_is_omitted(tmp_path: Path) -> None:
    (kind,) = read(VALID.replace("    short: this exercise\n", ""), tmp_path)

    assert kind.short == ""


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("scene: exercise", "scene: exercice", "Unknown scene 'exercice'. Did you mean 'exercise'"),
        ('text: "the {exercise}"', 'text: "the {muscle}"', "Unknown slot 'muscle'."),
        ('text: "the {exercise}"', 'text: "the {exercise"', "Unbalanced brace"),
        ("- controller", "- controler", "Unknown template 'controler'. Did you mean 'controller'"),
        ("      - controller\n", "", "A set needs at least two questions."),
        ("    scene: exercise\n", "", "Missing required key 'scene'"),
        ("short: this", "shorter: this", "Unknown key 'shorter'. Did you mean 'short'?"),
    ],
)
def test_a_mistake_is_reported_with_its_place(
    right: str, wrong: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError) as caught:
        read(VALID.replace(right, wrong), tmp_path)

    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.place.file == "sets.yaml"


def test_an_id_is_used_once(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="Duplicate key 'exercise'"):
        read(VALID + VALID.removeprefix("sets:\n"), tmp_path)
