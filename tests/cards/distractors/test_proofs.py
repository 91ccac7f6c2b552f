"""The proofs that a muscle does not have a role."""

import pytest

from cards.distractors.proofs import credited_with, proven_without
from cards.model.base import FactBase
from cards.model.card import Proof
from cards.model.vocabulary import Role
from tests.support.library import library_of

FACTS = """
source: mine
sources:
  mine: {name: My notes, title: Notes on a press, kind: notes}
exercises:
  press:
    name: leg push
    phases: {lifting: as the legs straighten}
    involvements:
      gluteus-maximus:
        - {role: prime mover, of: hip-extension}
      rectus-femoris:
        - {role: prime mover, of: knee-extension}
      tibialis-anterior:
        - {role: prime mover}
      vastus-lateralis:
        - {role: synergist, of: knee-extension}
        - {contraction: concentric, phase: lifting}
      calves:
        - {role: synergist, of: knee-extension}
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> FactBase:
    return library_of(tmp_path_factory.mktemp("facts"), FACTS).base


def prime_movers(base: FactBase, action: str | None) -> set[str]:
    of = base.terms[action] if action else None
    return {m.id for m in credited_with(Role.PRIME_MOVER, base.exercises["press"], base, of)}


@pytest.mark.parametrize(
    ("action", "muscles"),
    [
        (None, {"gluteus-maximus", "rectus-femoris", "tibialis-anterior"}),
        ("hip-extension", {"gluteus-maximus", "tibialis-anterior"}),
        ("knee-extension", {"rectus-femoris", "tibialis-anterior"}),
    ],
)
def test_a_role_in_another_action_does_not_count_but_a_role_without_an_action_does(
    base: FactBase, action: str | None, muscles: set[str]
) -> None:
    assert prime_movers(base, action) == muscles


def proof(base: FactBase, muscle: str, role: Role, action: str | None) -> tuple[Proof, str] | None:
    of = base.terms[action] if action else None
    return proven_without(base.muscles[muscle], role, base.exercises["press"], base, of)


@pytest.mark.parametrize(
    ("muscle", "reason"),
    [
        (
            "vastus-lateralis",
            "a synergist of knee extension here; does not cross the hip joint",
        ),
        ("calves", "synergists of knee extension here; do not cross the hip joint"),
        ("rhomboids", "do not cross the hip joint"),
    ],
)
def test_a_muscle_that_does_not_cross_the_joint_does_not_move_it(
    base: FactBase, muscle: str, reason: str
) -> None:
    assert proof(base, muscle, Role.PRIME_MOVER, "hip-extension") == (Proof.FUNCTIONAL, reason)
    assert proof(base, muscle, Role.SYNERGIST, "hip-extension") == (Proof.FUNCTIONAL, reason)


@pytest.mark.parametrize("role", [Role.STABILISER, Role.ANTAGONIST])
def test_a_muscle_that_cannot_move_a_joint_may_still_stabilise_or_oppose(
    base: FactBase, role: Role
) -> None:
    assert proof(base, "rhomboids", role, "hip-extension") is None


def test_a_role_without_a_joint_action_is_not_ruled_out_by_the_joints(base: FactBase) -> None:
    assert proof(base, "rhomboids", Role.PRIME_MOVER, None) is None
