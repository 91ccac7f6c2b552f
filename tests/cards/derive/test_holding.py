"""The reason of a stabiliser: its purpose in the source, or the joint that it holds."""

from pathlib import Path

import pytest

from cards.derive.holding import what_it_holds
from cards.derive.reason import Limit, Reason
from cards.model.base import FactBase, agreed
from cards.model.facts.role import RoleClaim
from cards.model.vocabulary import Role
from tests.support.library import builtin_library, library_of

BASE = builtin_library().base.sorted_by_id()


def why(id_: str, base: FactBase = BASE) -> str:
    claim = base.by_id[id_]
    assert isinstance(claim, RoleClaim)
    found = what_it_holds(claim, base)
    return found.sentence if isinstance(found, Reason) else found.name


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        # the source's own purpose
        (
            "farmers-carry/triceps-brachii/role",
            "The triceps brachii works to stabilise the elbow joint",
        ),
        # the joint that the exercise does not move
        (
            "leg-press/calves/role",
            "The calves act on the ankle joint and hold it steady",
        ),
        (
            "sumo-deadlift/levator-scapulae/role",
            "The levator scapulae acts on the neck and the shoulder blade and holds them steady",
        ),
        # a joint that moves in another plane
        (
            "split-squat/gluteus-minimus/role",
            "The gluteus minimus abducts the hip and steadies it in the frontal plane",
        ),
        # a muscle that crosses no joint
        (
            "pallof-press/transversus-abdominis/role",
            "The transversus abdominis compresses the abdomen, which stiffens the trunk",
        ),
    ],
)
def test_a_stabiliser_holds_what_follows_from_facts(claim: str, sentence: str) -> None:
    assert why(claim) == sentence


@pytest.mark.parametrize(
    "claim",
    [
        "superman/multifidus/role",  # it performs the joint action
        "dip/rhomboids/role",  # so do they
        "overhead-press/posterior-deltoid/role",  # it opposes one
        "overhead-press/core/role",  # its members are not stated
    ],
)
def test_what_may_move_the_joint_is_not_said_to_hold_it(claim: str) -> None:
    assert why(claim) == Limit.SEVERAL_JOINTS.name


def test_most_stabilisers_have_a_reason() -> None:
    claims = [c for c in agreed(BASE.of_type(RoleClaim)) if c.role is Role.STABILISER]
    explained = [claim for claim in claims if isinstance(what_it_holds(claim, BASE), Reason)]

    assert len(explained) > 0.9 * len(claims)


FACTS = """
source: notes
sources:
  notes: {{name: notes, title: notes, kind: notes}}
muscles:
  holder: {{name: holder, traits: [{{crosses: [{joints}]}}]}}
exercises:
  pull:
    name: pull
    phases: {{lifting: as you pull}}
    traits: [{{action: elbow-flexion, phase: lifting}}]
    involvements:
      holder: [{{role: stabiliser}}]
"""


@pytest.mark.parametrize(
    ("joints", "said"),
    [
        ("hip-joint", "The holder acts on the hip joint and holds it steady"),
        ("hip-joint, elbow-joint", "The holder acts on the hip joint and holds it steady"),
        (
            "hip-joint, knee-joint",
            "The holder acts on the hip joint and the knee joint and holds them steady",
        ),
        ("hip-joint, knee-joint, ankle-joint", Limit.SEVERAL_JOINTS.name),
        ("elbow-joint", Limit.SEVERAL_JOINTS.name),
    ],
)
def test_a_stabiliser_holds_at_most_two_joints_that_do_not_move(
    tmp_path: Path, joints: str, said: str
) -> None:
    base = library_of(tmp_path, FACTS.format(joints=joints)).base

    assert why("pull/holder/role", base) == said
