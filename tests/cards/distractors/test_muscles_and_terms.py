"""Wrong muscles and wrong terms: what a source rules out, and what it leaves open."""

from pathlib import Path

import pytest

from cards.model.card import Proof
from cards.model.facts.role import RoleClaim
from tests.cards.distractors.bases import BASE, HEAD, found, press, texts
from tests.support.library import library_of

# -- muscles ---------------------------------------------------------------------------------------


def test_a_complete_list_rules_out_the_muscles_that_it_omits(tmp_path: Path) -> None:
    text = press("quadriceps:\n  - {role: prime mover}", more="    complete: [prime mover]\n")
    distractors = found(
        "muscles-in-other-roles", library_of(tmp_path, text).base, "press/quadriceps/role"
    )

    assert "adductor magnus" in texts(distractors)
    assert {d.proof for d in distractors} == {Proof.COMPLETE}
    assert {d.reason for d in distractors} == {"not credited as prime mover here by our sources"}


def test_a_list_that_is_complete_for_one_role_proves_nothing_for_another(tmp_path: Path) -> None:
    text = press(
        "quadriceps:\n  - {role: prime mover}\ngracilis:\n  - {role: stabiliser}",
        more="    complete: [prime mover]\n",
    )
    distractors = found(
        "muscles-in-other-roles", library_of(tmp_path, text).base, "press/gracilis/role"
    )

    assert texts(distractors) == ["quadriceps"]


def test_a_negative_claim_rules_a_muscle_out(tmp_path: Path) -> None:
    text = press("quadriceps:\n  - {role: prime mover}\ngracilis:\n  - {not: prime mover}")
    distractors = found(
        "muscles-in-other-roles", library_of(tmp_path, text).base, "press/quadriceps/role"
    )

    assert [(d.text, d.proof) for d in distractors] == [("gracilis", Proof.NOT)]
    assert distractors[0].reason == "said not to be the prime mover here"


PRIME_MOVER = "quadriceps:\n  - {role: prime mover}\n"
UNPROVEN = (
    # The muscle may have the role too.
    "gracilis:\n  - {role: synergist, open: [prime mover]}",
    "gracilis:\n  - {role: prime mover, confidence: contested, source: yours}",
    # Its other role is contested.
    "gracilis:\n  - {role: synergist, confidence: contested}",
    # Each is a part of the answer, or contains one.
    (
        "rectus-femoris:\n  - {role: synergist}\nhip-flexors:\n  - {role: synergist}\n"
        "core:\n  - {role: stabiliser}"
    ),
)


@pytest.mark.parametrize("muscle", UNPROVEN)
def test_a_muscle_whose_role_proves_nothing_is_not_a_wrong_option(
    muscle: str, tmp_path: Path
) -> None:
    base = library_of(tmp_path, press(PRIME_MOVER + muscle)).base

    assert found("muscles-in-other-roles", base, "press/quadriceps/role") == []


def test_a_muscle_with_another_role_comes_before_one_without_a_stated_role() -> None:
    distractors = found("muscles-in-other-roles", BASE, "hip-thrust/gluteus-maximus/role")
    claims = BASE.claims_of(RoleClaim, BASE.exercises["hip-thrust"])
    with_role = {f"muscle/{claim.muscle.id}" for claim in claims}
    unstated = [distractor.concept not in with_role for distractor in distractors]

    assert unstated == sorted(unstated)
    assert {*unstated} == {True, False}
    assert "gluteus medius" in texts(distractors)
    # Others might call them prime movers.
    assert not {"biceps femoris", "hamstrings"} & {*texts(distractors)}


def test_a_wrong_option_does_not_share_a_name_with_the_group_in_question() -> None:
    distractors = found("muscles-outside-the-group", BASE, "obliques/external-oblique/membership")

    assert not [text for text in texts(distractors) if "oblique" in text]


# -- terms -----------------------------------------------------------------------------------------


def test_a_value_that_any_source_states_about_the_subject_is_not_a_wrong_option(
    tmp_path: Path,
) -> None:
    text = f"""{HEAD}
statements:
  gracilis-location:
    {{kind: location, muscle: gracilis, says: It is inside., value: inner-thigh}}
  gracilis-elsewhere:
    kind: location
    muscle: gracilis
    says: It is in front.
    value: front-of-thigh
    confidence: contested
"""
    base = library_of(tmp_path, text).base
    distractors = found("other-values", base, "gracilis/gracilis-location")

    assert "front of the thigh" not in texts(distractors)
    assert "back of the thigh" in texts(distractors)


@pytest.mark.parametrize("id_", ["glute-bridge/range-of-motion", "glute-bridge/same-muscles"])
def test_a_reversed_comparison_is_explained(id_: str) -> None:
    reasons = {d.text: d.reason for d in found("other-values", BASE, id_)}
    expected = {
        "glute-bridge/range-of-motion": {
            "greater": "the other way round: that is the hip thrust beside the glute bridge",
            "the same": "our sources tell the two apart",
        },
        "glute-bridge/same-muscles": {
            "greater": "our sources see no difference between the two",
            "smaller": "our sources see no difference between the two",
        },
    }

    assert expected[id_] == reasons


# -- claims of one source --------------------------------------------------------------------------


def test_a_suggestion_for_an_overlapping_muscle_is_not_a_wrong_option() -> None:
    distractors = found("other-suggestions", BASE, "hip-thrust/squat@golf-insider-uk")

    assert "leg press" not in texts(distractors)


def test_no_two_options_state_the_same_purpose() -> None:
    distractors = found("other-purposes", BASE, "hip-thrust/biceps-femoris/purpose/support")

    assert "help stabilise the spine" in texts(distractors)
    assert "stabilise the spine" not in texts(distractors)
