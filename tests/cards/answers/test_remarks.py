"""Remarks on typed answers: how an answer was understood."""

from dataclasses import replace

import pytest

from tests.cards.answers.questions import RIGHT, WRONG, judged, wide

REMARKS = (
    ("muscle", "gluteus maximus", "gluteus maximus", ""),
    ("muscle", "gluteus maximus", "glute max", "Taken as: gluteus maximus."),
    ("muscle", "gluteus maximus", "gluetus maximus", "Taken as: gluteus maximus (spelling)."),
    (
        "muscle",
        "gluteus maximus",
        "glutes",
        "Taken as: gluteus maximus; “glutes” names the whole group.",
    ),
    ("muscle", "gluteus medius", "glutes", "“glutes” is too general: it names a whole group."),
    (
        "muscle",
        "hamstrings",
        "biceps femoris",
        "Taken as: hamstrings; “biceps femoris” says more than the source does.",
    ),
    (
        "muscle",
        "gluteus maximus",
        "gluteus medius",
        "You wrote gluteus medius, which is wrong (proven).",
    ),
    (
        "role",
        "prime mover",
        "antagonist",
        "You wrote antagonist, which is wrong (proven).",
    ),
    ("muscle", "gluteus maximus", "", "Nothing was typed."),
    ("muscle", "gluteus maximus", "  ", "Nothing was typed."),
    ("muscle", "gluteus maximus", "🍑", "“🍑” is not known to us."),
    ("muscle", "gluteus maximus", "waist", "“waist” is not known to us."),
)


@pytest.mark.parametrize(("field", "key", "answer", "expected"), REMARKS)
def test_the_remark_says_how_the_answer_was_understood(
    field: str, key: str, answer: str, expected: str
) -> None:
    judgement = judged(field, key, answer)

    assert expected == judgement.remark


def test_a_mix_up_names_the_other_concept() -> None:
    judgement = judged("muscle", "gluteus maximus", "gmed")

    assert judgement.taken_as == "gluteus medius"
    assert not judgement.right


def test_contractions_are_judged_without_a_glossary() -> None:
    bare = replace(wide(), terms={})
    verdicts = [
        judged("contraction", "eccentric", answer, bare).verdict
        for answer in ("eccentric", "concentric")
    ]

    assert verdicts == [RIGHT, WRONG]
