"""Wrong values of a claim: what one stated value rules out, and what it leaves open."""

from pathlib import Path

import pytest

from cards.model.card import Proof
from tests.cards.distractors.bases import BASE, found, press, texts
from tests.support.library import library_of


def test_one_stated_value_rules_out_the_others(tmp_path: Path) -> None:
    text = press("quadriceps:\n  - {phase: lifting, contraction: concentric}")
    distractors = found(
        "other-contractions",
        library_of(tmp_path, text).base,
        "press/lifting/quadriceps/contraction",
    )

    assert texts(distractors) == ["eccentric", "isometric"]


CONTESTED = (
    # the same phase
    ("lifting", ["isometric"]),
    # any phase: a claim without a phase may refer to this one
    (None, ["isometric"]),
    ("throughout", ["isometric"]),
    # another phase
    ("lowering", ["eccentric", "isometric"]),
)


@pytest.mark.parametrize(("phase", "expected"), CONTESTED)
def test_a_value_contested_in_the_same_phase_is_not_proven_wrong(
    phase: str | None, expected: list[str], tmp_path: Path
) -> None:
    when = f"phase: {phase}, " if phase else ""
    text = press(
        "quadriceps:\n"
        "  - {phase: lifting, contraction: concentric}\n"
        f"  - {{{when}contraction: eccentric, confidence: contested, source: yours}}"
    )
    distractors = found(
        "other-contractions",
        library_of(tmp_path, text).base,
        "press/lifting/quadriceps/contraction",
    )

    assert expected == texts(distractors)


@pytest.mark.parametrize(
    ("muscle", "expected"),
    [
        ("rectus-femoris", ["stabiliser", "antagonist"]),  # part of the quadriceps
        ("core", ["synergist", "antagonist", "stabiliser"]),  # its members are not stated
        ("gracilis", ["synergist", "antagonist", "stabiliser"]),
    ],
)
def test_a_value_of_a_part_of_a_group_is_not_proven_wrong_for_the_group(
    muscle: str, expected: list[str], tmp_path: Path
) -> None:
    text = press(f"quadriceps:\n  - {{role: prime mover}}\n{muscle}:\n  - {{role: synergist}}")
    base = library_of(tmp_path, text).base

    assert sorted(expected) == sorted(texts(found("other-roles", base, "press/quadriceps/role")))


def test_the_reason_refers_to_the_same_muscle_in_the_other_phase() -> None:
    (eccentric, _) = found(
        "other-contractions", BASE, "hip-thrust/lifting/gluteus-maximus/contraction"
    )

    assert eccentric.reason == (
        "a muscle action in which the muscle lengthens while it produces force; "
        "here, the same muscle, as the hips are lowered"
    )
    assert eccentric.concept == "contraction/eccentric"


SYNERGIST = "quadriceps:\n  - {role: synergist, of: knee-extension}\n"


@pytest.mark.parametrize(
    ("more", "is_ruled_out"),
    [
        ("", False),
        ("gluteus-maximus:\n  - {role: prime mover, of: hip-extension}", False),
        ("gluteus-maximus:\n  - {role: prime mover, of: knee-extension}", True),
        ("gluteus-maximus:\n  - {role: prime mover}", False),
    ],
)
def test_a_synergist_of_an_action_is_its_prime_mover_unless_another_muscle_is(
    more: str, is_ruled_out: bool, tmp_path: Path
) -> None:
    base = library_of(tmp_path, press(SYNERGIST + more)).base
    (id_,) = (
        claim.id
        for claim in base.involvements
        if claim.muscle.id == "quadriceps" and claim.exercise.id == "press"
    )

    assert ("prime mover" in texts(found("other-roles", base, id_))) is is_ruled_out


@pytest.mark.parametrize("claim", ["{role: synergist}", "{role: stabiliser, of: knee-extension}"])
def test_any_other_role_rules_out_the_prime_mover(claim: str, tmp_path: Path) -> None:
    base = library_of(tmp_path, press(f"quadriceps:\n  - {claim}")).base
    (id_,) = (
        claim.id
        for claim in base.involvements
        if claim.muscle.id == "quadriceps" and claim.exercise.id == "press"
    )

    assert "prime mover" in texts(found("other-roles", base, id_))


@pytest.mark.parametrize(("phase", "muscle"), [("lifting", "gracilis"), ("lowering", "soleus")])
def test_the_reason_names_a_muscle_of_the_same_phase_first(
    phase: str, muscle: str, tmp_path: Path
) -> None:
    text = press(
        f"quadriceps:\n  - {{phase: {phase}, contraction: concentric}}\n"
        "gracilis:\n  - {phase: lifting, contraction: eccentric}\n"
        "soleus:\n  - {phase: lowering, contraction: eccentric}\n"
    )
    base = library_of(tmp_path, text).base
    (eccentric,) = (
        d
        for d in found("other-contractions", base, f"press/{phase}/quadriceps/contraction")
        if d.text == "eccentric"
    )

    assert f"; here, the {muscle}" in eccentric.reason


def test_the_reason_names_a_muscle_with_that_role(tmp_path: Path) -> None:
    text = press("gluteus-maximus:\n  - {role: prime mover}\nobliques:\n  - {role: stabiliser}")
    distractors = found(
        "other-roles", library_of(tmp_path, text).base, "press/gluteus-maximus/role"
    )
    reasons = {d.text: d.reason.partition("; ")[2] for d in distractors}

    assert reasons["stabiliser"] == "here, the obliques"


def test_a_value_without_a_definition_still_has_a_reason(tmp_path: Path) -> None:
    text = press("quadriceps:\n  - {role: prime mover}")
    for distractor in found(
        "other-roles", library_of(tmp_path, text).base, "press/quadriceps/role"
    ):
        assert distractor.reason


def test_an_option_on_a_claim_of_one_source_is_only_proven_wrong_by_that_source() -> None:
    distractors = found(
        "other-contractions", BASE, "banded-hip-thrust/hip-adductors/contraction@golf-insider-uk"
    )

    assert {d.proof for d in distractors} == {Proof.ATTRIBUTED}
