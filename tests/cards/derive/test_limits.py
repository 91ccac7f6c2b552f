"""The rules that derive roles and planes give nothing beyond their limits."""

from pathlib import Path

import pytest

from cards.derive.limits import beyond_their_rules
from cards.model.facts.role import RoleClaim
from cards.model.stance import taking
from cards.model.vocabulary import Confidence, Role
from tests.support.library import builtin_library, library_of

BASE = builtin_library().base
RANKING = {"rule-chief-mover", "rule-helper", "rule-opposite-action", "rule-held-situation"}

BY_TABLE = "source: [rule-chief-mover, clippinger-dance-anatomy p.470]"

TOP = """
sources:
  page: {name: a page, title: "A page", kind: article, rank: tertiary}
source: page
exercises:
  test-move:
    name: test move
    phases: {lifting: as you stand up, lowering: as you sit down}
    traits:
      - {action: [hip-extension, knee-extension], phase: lifting}
      - {action: [hip-flexion, knee-flexion], phase: lowering}
    involvements:
"""


def messages(folder: Path, claims: str) -> list[str]:
    return [message for _, message in beyond_their_rules(library_of(folder, TOP + claims).base)]


@pytest.mark.parametrize(
    ("muscle", "claim", "limit"),
    [
        (
            "gluteus-maximus",
            "role: prime mover, of: hip-extension, source: [rule-chief-mover, page]",
            "needs a textbook or a certifying body",
        ),
        (
            "hamstrings",
            f"role: prime mover, of: hip-extension, {BY_TABLE}",
            "one moves against it (knee flexion)",
        ),
        (
            "hamstrings",
            "action: hip-extension, phase: lifting, source: [rule-action-of-both, page]",
            "one moves against it (knee flexion)",
        ),
        (
            "soleus",
            f"role: prime mover, of: hip-extension, {BY_TABLE}",
            "none of the muscle's joint actions is one of the exercise",
        ),
        (
            "gluteus-maximus",
            f"role: stabiliser, {BY_TABLE}",
            "gives the role of prime mover, not of stabiliser",
        ),
        (
            "gluteus-maximus",
            "role: synergist, of: hip-extension, source: [rule-action-of-both, page]",
            "does not rank",
        ),
        (
            "gluteus-medius",
            "role: stabiliser, source: [rule-held-situation, page]",
            "needs a textbook or a certifying body",
        ),
    ],
)
def test_a_claim_beyond_the_limits_of_its_rule_is_found(
    tmp_path: Path, muscle: str, claim: str, limit: str
) -> None:
    found = messages(tmp_path, f"      {muscle}: [{{{claim}}}]\n")

    assert len(found) == 1
    assert limit in found[0]


@pytest.mark.parametrize(
    ("muscle", "claim"),
    [
        (
            "gluteus-maximus",
            f"role: prime mover, of: hip-extension, {BY_TABLE}",
        ),
        ("iliopsoas", "role: antagonist, of: hip-extension, source: [rule-opposite-action, page]"),
        ("gluteus-maximus", "action: hip-extension, source: [rule-action-of-both, page]"),
    ],
)
def test_a_claim_within_the_limits_of_its_rule_is_not(
    tmp_path: Path, muscle: str, claim: str
) -> None:
    assert messages(tmp_path, f"      {muscle}: [{{{claim}}}]\n") == []


def test_a_plane_is_not_derived_from_joint_actions_in_several_planes(tmp_path: Path) -> None:
    text = TOP.replace("hip-extension, knee-extension", "hip-extension, hip-abduction")
    text = text.replace("traits:", "traits:\n      - {plane: sagittal-plane, source: [%s]}")
    base = library_of(tmp_path, text % "rule-plane-of-its-actions" + "      soleus: []\n").base

    assert [message for _, message in beyond_their_rules(base)] == [
        "The joint actions of the exercise take place in the frontal plane, sagittal plane."
    ]


def test_no_built_in_claim_is_beyond_its_rule() -> None:
    assert list(beyond_their_rules(BASE)) == []


def test_without_rules_a_role_keeps_what_sources_state() -> None:
    stated = taking(BASE, None, derived=False)
    (claim,) = stated.claims_of(
        RoleClaim, BASE.exercises["banded-hip-thrust"], BASE.muscles["gluteus-maximus"]
    )[:1]

    assert claim.role is Role.PRIME_MOVER
    assert claim.confidence is Confidence.MEDIUM
    assert [citation.source.id for citation in claim.citations] == ["golf-insider-uk"]


def test_without_rules_a_role_that_only_a_rule_gives_is_absent() -> None:
    stated = taking(BASE, None, derived=False)
    derived = [
        claim.id for claim in BASE.of_type(RoleClaim) if claim.citations[0].source.id in RANKING
    ]

    assert derived
    assert not set(derived) & {fact.id for fact in stated.facts}
