"""Cards on several facts: each group rule finds the proven groups, and none without a proof."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.generate import make_cards
from cards.groups.group import FactGroup
from cards.groups.rules import GROUP_RULES
from cards.model.base import FactBase
from cards.model.card import Card, Distractor, Proof
from cards.model.fact import Fact
from cards.model.facts.definition import Definition
from cards.model.facts.distinction import Distinction
from cards.model.facts.membership import Membership
from cards.model.facts.ranking import Ranking
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import TermLocation
from cards.model.nouns import Muscle
from cards.model.template import Kind, Library
from cards.model.vocabulary import Confidence, Role
from cards.selection import (
    ENOUGH_PAIRS,
    MOST_PAIRS,
    MOST_TO_ORDER,
    first_selection,
    is_askable,
    parts,
    selected,
)
from tests.support.library import builtin_card, builtin_cards, builtin_library, library_of
from tests.support.paths import LETTERS

BASE = builtin_library().base.sorted_by_id()

HEAD = """
source: mine
sources:
  mine: {name: My notes, title: Notes on a plank, kind: notes}
  yours: {name: Your notes, title: Other notes on a plank, kind: notes}
"""
PHASES = "{lifting: as the legs straighten, lowering: as the legs bend}"
ACTION = "joint-action: {kind: action, says: It is knee extension., value: knee-extension}"
OTHER_ACTION = "joint-action: {kind: action, says: It is hip extension., value: hip-extension}"
COMPOUND = "type: {kind: mechanic, says: It is a compound exercise., value: compound}"
ISOLATION = "type: {kind: mechanic, says: It is an isolation exercise., value: isolation}"


def exercises(**involvements: str) -> str:
    """A file on some exercises; the lines after one with `--` are statements."""
    lines = [HEAD, "exercises:"]
    for name, text in involvements.items():
        claims, _, statements = text.partition("--\n")
        lines += [f"  {name}:", f"    name: {name} lift", f"    phases: {PHASES}"]
        for key, entries in (("involvements", claims), ("statements", statements)):
            if entries.strip():
                lines += [f"    {key}:", *(f"      {line}" for line in entries.strip().split("\n"))]
    return "\n".join(lines) + "\n"


def finding(*lists: str) -> str:
    """The section on a finding with these lists."""
    lines = [
        "compensations:",
        "  heels-rise:",
        "    name: heels rise",
        "    assessment: overhead-squat-assessment",
        "    seen: a client's heels rise",
        "    checkpoint: feet and ankles",
        "    lists:",
        *(f"      - {each}" for each in lists),
    ]
    return "\n".join(lines) + "\n"


# "prime mover" in one of three exercises; the other two state another role.
THREE = exercises(
    desk=f"quadriceps: [{{role: prime mover}}]\n--\n{ACTION}",
    sofa="quadriceps: [{role: stabiliser}]",
    wall="quadriceps: [{role: synergist}]",
)


def found(rule: str, base: FactBase) -> list[FactGroup]:
    """The groups that a group rule finds, if a question on them can be asked."""
    groups = GROUP_RULES[rule].find(base.sorted_by_id())
    return [group for group in groups if group.key and is_askable(card_of(group))]


def card_of(group: FactGroup) -> Card:
    """A card on a group, to select the part that a question shows."""
    return replace(
        builtin_card("match-roles/push-up" if group.left_side else "select-group/quadriceps"),
        key=group.key,
        left_side=group.left_side,
        reasons=group.reasons,
        distractors=group.distractors,
        ruled_out=group.ruled_out,
    )


@cache
def letters() -> Library:
    """The facts for the quiz with several letters, without the built-in ones."""
    with TemporaryDirectory() as folder:
        return library_of(Path(folder), LETTERS.read_text(encoding="utf-8"), only=True)


@cache
def three() -> Library:
    with TemporaryDirectory() as folder:
        return library_of(Path(folder), THREE, only=True)


def cards_of(*libraries: Library) -> list[Card]:
    return [card for library in libraries for card in make_cards(library)[0]]


# -- rules with a result ---------------------------------------------------------------------------

Pairs = tuple[tuple[str, str], ...]
FOUND: Mapping[str, tuple[str, Pairs, tuple[str, ...]]] = MappingProxyType(
    {
        "any-member-of-a-group": (
            "quadriceps",
            tuple(
                ("", name)
                for name in (
                    "rectus femoris",
                    "vastus lateralis",
                    "vastus medialis",
                    "vastus intermedius",
                )
            ),
            (),
        ),
        "any-muscle-in-a-role": (
            "single-leg-hip-thrust/stabiliser",
            (("", "gluteus medius"), ("", "rectus abdominis"), ("", "obliques")),
            (),
        ),
        "members-of-a-group": (
            "quadriceps",
            tuple(
                ("", name)
                for name in (
                    *("rectus femoris", "vastus lateralis", "vastus medialis"),
                    "vastus intermedius",
                )
            ),
            ("sartorius", "gracilis", "semitendinosus"),
        ),
        "muscles-and-locations": (
            "body",
            (
                ("hamstrings", "back of the thigh"),
                ("quadriceps", "front of the thigh"),
                ("hip adductors", "inner thigh"),
                ("gluteus medius", "outer surface of the pelvis"),
            ),
            ("along the spine",),
        ),
        "muscles-and-roles": (
            "push-up",
            (
                ("pectoralis major", "prime mover"),
                ("abdominal muscles", "stabiliser"),
                ("posterior deltoid", "antagonist"),
            ),
            ("synergist",),
        ),
        "muscles-for-a-purpose": (
            "hip-thrust/hip-adductors/purpose/alignment",
            (("", "quadriceps"), ("", "hip adductors")),
            (),
        ),
        "muscles-in-a-role": (
            "single-leg-hip-thrust/stabiliser",
            (("", "gluteus medius"), ("", "rectus abdominis"), ("", "obliques")),
            ("gluteus maximus",),
        ),
        "odd-role-out": (
            "single-leg-hip-thrust/gluteus-maximus/stabiliser",
            (("", "gluteus maximus"),),
            ("rectus abdominis", "obliques"),
        ),
        "rankings": (
            "hip-thrust/activity-ranking",
            tuple(
                ("", name)
                for name in (
                    *("gluteus maximus", "erector spinae", "biceps femoris"),
                    "vastus lateralis",
                )
            ),
            (),
        ),
        "any-action-of-a-muscle": ("brachialis", (("", "elbow flexion"),), ()),
        "any-muscle-for-an-action": (
            "elbow-flexion",
            tuple(
                ("", name)
                for name in (
                    *("biceps brachii", "brachialis", "brachioradialis", "pronator teres"),
                    "elbow flexors",
                )
            ),
            (),
        ),
        "joints-of-a-muscle": (
            "gastrocnemius",
            (("", "knee and ankle"),),
            ("hip only", "knee only", "ankle only", "hip and knee"),
        ),
        "muscles-and-actions": (
            "thigh",
            (
                ("sartorius", "hip flexion"),
                ("vastus lateralis", "knee extension"),
                ("biceps femoris", "hip extension"),
            ),
            ("plantar flexion",),
        ),
        "muscles-and-nerves": (
            "thigh",
            (
                ("sartorius", "femoral nerve"),
                ("biceps femoris", "sciatic nerve"),
                ("adductor longus", "obturator nerve"),
            ),
            ("inferior gluteal nerve",),
        ),
        "terms-and-definitions": (
            "lever-part",
            (
                ("fulcrum", "the fixed point about which a rigid bar rotates"),
                ("effort", "the push or pull applied to move a resistance, as by a muscle"),
            ),
            ("the turning effect of a force about an axis",),
        ),
        "actions-at-two-joints": (
            "rectus-femoris/hip-flexion+knee-extension",
            (("", "hip flexion and knee extension"),),
            ("hip extension and knee extension", "hip flexion and knee flexion"),
        ),
        "muscles-with-two-actions": (
            "knee-flexion+plantar-flexion",
            (("", "gastrocnemius"),),
            ("biceps femoris", "soleus"),
        ),
        "positions-that-stretch": (
            "hamstrings/hip-extension+knee-flexion",
            (("", "hip flexion and knee extension"),),
            ("hip extension and knee extension", "hip flexion and knee flexion"),
        ),
        "exercises-for-a-finding": (
            "overhead-squat-arms-fall-forward/reverse-fly@nasm-cpt-7",
            (("", "reverse fly"),),
            ("bench press", "dumbbell fly"),
        ),
        "steps-for-a-finding": (
            "overhead-squat-arms-fall-forward/latissimus-dorsi/overactive@nasm-cpt-7",
            (("", "stretch the latissimus dorsi"),),
            ("strengthen the pectoralis major", "stretch the posterior deltoid"),
        ),
        "muscles-for-a-phase": (
            "pulling-head-juts-forward/activate-phase@nasm-cpt-7",
            (("", "deep neck flexors"),),
            ("levator scapulae", "sternocleidomastoid"),
        ),
        "muscles-in-two-findings": (
            "pulling-head-juts-forward/pushing-shoulders-elevate/overactive@nasm-cpt-7",
            (("", "levator scapulae"),),
            ("sternocleidomastoid", "upper trapezius", "lower trapezius"),
        ),
        "muscles-listed-by-all": (
            "upper-crossed-posture/levator-scapulae/overactive",
            (("", "levator scapulae"),),
            ("deep neck flexors", "lower trapezius"),
        ),
        "findings-at-a-place": (
            "overhead-squat-arms-fall-forward/observation/view",
            (("", "arms fall forward"),),
            ("feet turn out", "knees move inward"),
        ),
        "exercises-for-a-goal": (
            "triceps-brachii/isolation/skull-crusher",
            (("", "skull crusher"),),
            ("Arnold press", "dumbbell curl"),
        ),
        "exercises-for-a-missing-pattern": (
            "squat-pattern/back-squat",
            (("", "back squat"),),
            ("lateral lunge", "decline push-up", "inverted row"),
        ),
        "exercises-for-a-missing-plane": (
            "frontal-plane/lateral-raise",
            (("", "lateral raise"),),
            ("lying leg curl", "reverse fly", "cable crossover"),
        ),
        "roles-and-reasons": (
            "leg-extension/hamstrings/role",
            (("", "antagonists, because they flex the knee"),),
            (
                "prime movers, because they flex the knee",
                "prime movers, because they extend the knee",
                "antagonists, because they extend the knee",
            ),
        ),
        "roles-in-two-exercises": (
            "triceps-brachii/barbell-curl",
            (("", "antagonist, then prime mover"),),
            ("prime mover, then antagonist", "antagonist in both", "prime mover in both"),
        ),
        "statements-with-a-mistake": (
            "leg-extension/hamstrings/role",
            (("", "role and joint action are both right"),),
            (
                "the role is wrong, the joint action right",
                "the role is right, the joint action wrong",
                "role and joint action are both wrong",
            ),
        ),
        "exercises-for-the-opposite-action": (
            "leg-curl/knee-flexion",
            (("", "lying leg curl"),),
            ("leg press", "single-leg squat"),
        ),
        "directions-in-two-exercises": (
            "deadlift/lifting/action/knee-extension",
            (("", "knee extension, then knee flexion"),),
            ("knee flexion in both", "knee flexion, then knee extension"),
        ),
        "controllers": (
            "back-squat/lowering/gluteus-maximus/contraction/hip-joint",
            (("", "gluteus maximus, eccentrically"),),
            ("gluteus maximus, concentrically", "iliopsoas, concentrically"),
        ),
        "exercises-for-a-superset": (
            "bench-press/horizontal-push",
            (("", "bench press"),),
            ("external rotation at the side", "cable lateral raise"),
        ),
        "exercises-with-a-role": (
            "desk/quadriceps/role",
            (("", "desk lift"),),
            ("sofa lift", "wall lift"),
        ),
    }
)


@pytest.mark.parametrize("rule", GROUP_RULES)
def test_a_group_rule_finds_the_proven_groups(rule: str) -> None:
    base = three().base if rule == "exercises-with-a-role" else BASE
    id_, pairs, wrong = FOUND[rule]
    group = next(group for group in found(rule, base) if group.id == id_)

    if group.left_side:
        assert set(pairs) <= set(zip(group.left_side, group.key, strict=True))
    elif rule == "rankings":
        assert [right for _, right in pairs] == list(group.key)
    else:
        assert {right for _, right in pairs} == set(group.key)
    assert set(wrong) <= {d.text for d in group.distractors}
    assert bool(wrong) is bool(group.distractors)


# -- rules without a result ------------------------------------------------------------------------

TWO_STABILISERS = "quadriceps: [{role: stabiliser}]\nobliques: [{role: stabiliser}]"
ONE_MUSCLE = (
    f"{HEAD}muscles:\n  sofa-muscle:\n    name: sofa muscle\n    region: sofa\n    traits:\n"
)
TWO_JOINTS = f"{ONE_MUSCLE}      - {{crosses: [elbow-joint, wrist-joint]}}\n"
FLEXION = ACTION.replace("extension", "flexion")
LIFTED, UNLIFTED = (text.replace("value:", "phase: lifting, value:") for text in (ACTION, FLEXION))
NOTHING_FOUND: tuple[tuple[str, str, str], ...] = (
    (
        "exercises-for-the-opposite-action",
        "one of the others is stated to have the opposite action as well",
        exercises(
            desk=f"--\n{ISOLATION}\n{ACTION}",
            sofa=f"--\n{ISOLATION}\n{FLEXION}",
            wall=f"--\n{ISOLATION}\n{FLEXION}",
            tile=f"--\n{ISOLATION}\n{FLEXION}\nother-{ACTION}",
        ),
    ),
    (
        "exercises-for-the-opposite-action",
        "the exercise with the opposite action is a compound exercise",
        exercises(
            desk=f"--\n{COMPOUND}\n{ACTION}",
            sofa=f"--\n{ISOLATION}\n{FLEXION}",
            wall=f"--\n{ISOLATION}\n{FLEXION}",
            tile=f"--\n{ISOLATION}\n{FLEXION}",
            roof=f"--\n{ISOLATION}\n{FLEXION}",
        ),
    ),
    (
        "directions-in-two-exercises",
        "how the repetitions begin is not stated",
        exercises(
            desk=f"--\n{LIFTED}",
            sofa=f"--\n{UNLIFTED}",
        ),
    ),
    (
        "directions-in-two-exercises",
        "one of them has the opposite action in the same phase",
        exercises(
            desk=f"--\n{LIFTED}\nother-{UNLIFTED}",
            sofa=f"--\n{UNLIFTED}",
        ).replace("    phases:", "    begins: lifting\n    phases:"),
    ),
    (
        "directions-in-two-exercises",
        "no exercise has the opposite action in this part of its repetition",
        exercises(
            desk=f"--\n{LIFTED}",
            sofa=f"--\n{LIFTED}",
        ).replace("    phases:", "    begins: lifting\n    phases:"),
    ),
    (
        "controllers",
        "how the repetition begins is not stated",
        exercises(
            desk="quadriceps: [{role: prime mover, of: knee-extension},"
            " {phase: lifting, contraction: concentric}]"
        ),
    ),
    (
        "controllers",
        "the muscle is not stated to perform the joint action",
        exercises(
            desk="soleus: [{role: prime mover, of: knee-extension},"
            " {phase: lifting, contraction: concentric}]"
        ).replace("    phases:", "    begins: lifting\n    phases:"),
    ),
    (
        "roles-in-two-exercises",
        "the muscle has one role in all exercises",
        exercises(desk="soleus: [{role: antagonist}]", sofa="soleus: [{role: antagonist}]"),
    ),
    (
        "roles-in-two-exercises",
        "each exercise leaves the role in the other one open",
        exercises(
            desk="soleus: [{role: antagonist, open: [prime mover]}]",
            sofa="soleus: [{role: prime mover, open: [antagonist]}]",
        ),
    ),
    (
        "statements-with-a-mistake",
        "another role is left open",
        exercises(desk=f"soleus: [{{role: antagonist, open: [stabiliser]}}]\n--\n{ACTION}"),
    ),
    (
        "statements-with-a-mistake",
        "nothing is stated to move",
        exercises(desk="soleus: [{role: antagonist}]"),
    ),
    (
        "exercises-for-a-missing-pattern",
        "too few patterns are stated",
        exercises(
            desk="--\na: {kind: pattern, says: It is a squat., value: squat-pattern}",
            sofa="--\na: {kind: pattern, says: It is a hinge., value: hip-hinge}",
            wall="--\na: {kind: pattern, says: It is a hinge., value: hip-hinge}",
        ),
    ),
    (
        "exercises-for-a-missing-plane",
        "too few exercises are in other planes",
        exercises(
            desk="--\na: {kind: plane, says: It is frontal., value: frontal-plane}",
            sofa="--\na: {kind: plane, says: It is sagittal., value: sagittal-plane}",
            wall="--\na: {kind: plane, says: It is transverse., value: transverse-plane}",
        ),
    ),
    (
        "roles-and-reasons",
        "the antagonist might also be a prime mover",
        exercises(
            desk="quadriceps: [{role: prime mover}]\n"
            f"hamstrings: [{{role: antagonist, open: [prime mover]}}]\n--\n{OTHER_ACTION}"
        ),
    ),
    (
        "roles-and-reasons",
        "the exercise has no antagonist",
        exercises(desk=f"quadriceps: [{{role: prime mover}}]\n--\n{ACTION}"),
    ),
    (
        "actions-at-two-joints",
        "its name tells an action",
        TWO_JOINTS.replace("sofa muscle", "flexor of the sofa")
        + "      - {action: [elbow-flexion, wrist-flexion]}\n",
    ),
    (
        "actions-at-two-joints",
        "both actions are at one joint",
        f"{TWO_JOINTS}      - {{action: [wrist-flexion, radial-deviation]}}\n",
    ),
    (
        "positions-that-stretch",
        "it assists in the opposite of one action",
        (
            f"{TWO_JOINTS}      - {{action: [elbow-flexion, wrist-flexion]}}\n"
            "      - {assists: wrist-extension}\n"
        ),
    ),
    (
        "muscles-with-two-actions",
        "the only other muscle may perform both",
        (
            f"{TWO_JOINTS}      - {{action: [elbow-flexion, wrist-flexion]}}\n"
            "  wall-muscle:\n    name: wall muscle\n    traits:\n      - {action: elbow-flexion}\n"
        ),
    ),
    (
        "any-action-of-a-muscle",
        "the name of the muscle states its action",
        (
            f"{HEAD}muscles:\n  sofa-flexor:\n    name: flexor of the sofa elbow\n"
            "    traits: [{action: elbow-flexion}]\n"
        ),
    ),
    (
        "any-muscle-for-an-action",
        "only one muscle is stated to perform it",
        f"{ONE_MUSCLE}      - {{action: elbow-flexion}}\n",
    ),
    (
        "joints-of-a-muscle",
        "it crosses no joint of the limbs",
        f"{ONE_MUSCLE}      - {{crosses: neck}}\n",
    ),
    (
        "muscles-and-actions",
        "only one muscle is stated in the region",
        f"{ONE_MUSCLE}      - {{action: elbow-flexion}}\n",
    ),
    (
        "muscles-and-nerves",
        "only one muscle is stated in the region",
        f"{ONE_MUSCLE}      - {{nerve: ulnar-nerve}}\n",
    ),
    (
        "any-member-of-a-group",
        "its members share its name",
        (
            f"{HEAD}groups:\n  calves: {{name: calf muscles, plural: true, members: "
            "{calf-one: mine, calf-two: mine}, complete: true}\nmuscles:\n"
            "  calf-one: {name: outer calf}\n  calf-two: {name: inner calf}\n"
        ),
    ),
    (
        "any-member-of-a-group",
        "its members are not all known",
        (
            f"{HEAD}groups:\n  arms: {{name: arms, plural: true, members: "
            "{left-one: mine, right-one: mine}}\n"
            "muscles:\n  left-one: {name: left one}\n  right-one: {name: right one}\n"
        ),
    ),
    (
        "any-muscle-in-a-role",
        "only one muscle has the role",
        exercises(desk="quadriceps: [{role: stabiliser}]\nobliques: [{role: synergist}]"),
    ),
    (
        "members-of-a-group",
        "its members are not all known",
        (
            f"{HEAD}groups:\n  arms: {{name: arms, plural: true, members: "
            "{left-one: mine, right-one: mine}}\n"
            "  legs: {name: legs, plural: true, members: {long-one: mine, short-one: mine}}\n"
            "muscles:\n  left-one: {name: left one}\n  right-one: {name: right one}\n"
            "  long-one: {name: long one}\n  short-one: {name: short one}\n"
        ),
    ),
    (
        "muscles-and-locations",
        "only one location is stated",
        (
            f"{HEAD}statements:\n"
            "  a: {kind: location, muscle: quadriceps, says: There., value: front-of-thigh}\n"
        ),
    ),
    (
        "muscles-and-locations",
        "the only spare location is that of a member of the group",
        (
            f"{HEAD}statements:\n"
            "  a: {kind: location, muscle: quadriceps, says: There., value: front-of-thigh}\n"
            "  b: {kind: location, muscle: obliques, says: There., value: front-of-abdomen}\n"
            "  c: {kind: location, muscle: rectus-femoris, says: There., value: inner-thigh}\n"
        ),
    ),
    (
        "muscles-and-roles",
        "only one role is stated",
        exercises(desk=TWO_STABILISERS),
    ),
    (
        "muscles-and-roles",
        "all spare roles are left open",
        exercises(
            desk="quadriceps: [{role: prime mover, open: [antagonist, stabiliser]}]\n"
            "obliques: [{role: synergist}]"
        ),
    ),
    (
        "muscles-and-roles",
        "a member of the group has the other role",
        exercises(
            desk="quadriceps: [{role: prime mover}]\nrectus-femoris: [{role: synergist}]\n"
            "obliques: [{role: synergist, open: [prime mover]}]"
        ),
    ),
    (
        "muscles-for-a-purpose",
        "another muscle has a similar purpose",
        exercises(
            desk="quadriceps: [{purpose: stabilise the knee joint}]\n"
            "obliques: [{purpose: help to stabilise the knee}]"
        ),
    ),
    (
        "muscles-for-a-purpose",
        "the purpose names the muscle",
        exercises(desk="quadriceps: [{purpose: let the quadriceps work}]"),
    ),
    (
        "muscles-in-a-role",
        "no muscle is proven not to have it",
        exercises(desk=f"{TWO_STABILISERS}\ngracilis: [{{purpose: help}}]"),
    ),
    (
        "muscles-in-a-role",
        "the second is part of the first",
        exercises(
            desk="quadriceps: [{role: stabiliser}]\nrectus-femoris: [{role: stabiliser}]\n"
            "obliques: [{role: synergist}]"
        ),
    ),
    (
        "odd-role-out",
        "the others may have the odd one's role as well",
        exercises(
            desk="gluteus-maximus: [{role: prime mover}]\n"
            "quadriceps: [{role: stabiliser, open: [prime mover]}]\nobliques: [{role: stabiliser}]"
        ),
    ),
    (
        "odd-role-out",
        "the others are a muscle and its part",
        exercises(
            desk="gluteus-maximus: [{role: prime mover}]\n"
            "quadriceps: [{role: stabiliser}]\nrectus-femoris: [{role: stabiliser}]"
        ),
    ),
    (
        "odd-role-out",
        "sources disagree on the odd one",
        exercises(
            desk=f"gluteus-maximus: [{{role: prime mover, confidence: contested}}]\n"
            f"{TWO_STABILISERS}"
        ),
    ),
    (
        "rankings",
        "no order is stated",
        exercises(
            desk="--\na: {kind: ranking, says: The quadriceps lead.}",
        ),
    ),
    (
        "terms-and-definitions",
        "there is no spare definition",
        (
            f"{HEAD}families:\n  grip: {{name: grip}}\nterms:\n"
            "  wide: {name: wide grip, family: grip, definition: far apart}\n"
            "  close: {name: close grip, family: grip, definition: near each other}\n"
        ),
    ),
    (
        "exercises-for-a-finding",
        "no exercise is stated to leave the muscle out",
        exercises(
            desk="gluteus-maximus: [{role: prime mover}]",
            sofa="soleus: [{role: prime mover}]",
            wall="soleus: [{role: prime mover}]",
        )
        + finding("{body: One, overactive: [soleus], underactive: [gluteus-maximus]}"),
    ),
    (
        "steps-for-a-finding",
        "the body teaches no phases of corrective exercise",
        HEAD + finding("{body: One, overactive: [soleus], underactive: [tibialis-anterior]}"),
    ),
    (
        "muscles-for-a-phase",
        "the body teaches no phases of corrective exercise",
        HEAD + finding("{body: One, overactive: [soleus], underactive: [tibialis-anterior]}"),
    ),
    (
        "muscles-in-two-findings",
        "there is only one finding",
        HEAD + finding("{body: One, whole: true, overactive: [soleus, gracilis, sartorius]}"),
    ),
    (
        "muscles-listed-by-all",
        "another body lists the muscle on the other side",
        HEAD
        + finding(
            "{body: One, overactive: [soleus], underactive: [gracilis, sartorius]}",
            "{body: Two, overactive: [soleus], underactive: [gracilis, sartorius]}",
            "{body: Three, underactive: [soleus]}",
        ),
    ),
    (
        "findings-at-a-place",
        "no other finding of the assessment is seen elsewhere",
        HEAD + finding("{body: One, overactive: [soleus]}"),
    ),
    (
        "exercises-for-a-goal",
        "the others are silent on the muscle or on the type",
        exercises(
            desk=f"quadriceps: [{{role: prime mover}}]\n--\n{COMPOUND}",
            sofa="quadriceps: [{role: prime mover}]",
            wall="quadriceps: [{role: prime mover}]",
            tile=f"obliques: [{{role: stabiliser}}]\n--\n{COMPOUND}",
            roof=f"obliques: [{{role: stabiliser}}]\n--\n{COMPOUND}",
        ),
    ),
    (
        "exercises-for-a-superset",
        "the others are silent on whether they are isolation exercises",
        exercises(
            desk=f"--\n{ISOLATION}\n{ACTION}",
            sofa=f"--\n{FLEXION}",
            wall=f"--\n{FLEXION}",
            tile=f"--\n{FLEXION}",
        ),
    ),
    (
        "exercises-with-a-role",
        "the others state no role of the muscle",
        exercises(
            desk="quadriceps: [{role: prime mover}]",
            sofa="obliques: [{role: stabiliser}]",
            wall="obliques: [{role: synergist}]",
        ),
    ),
    (
        "exercises-with-a-role",
        "the muscle has the role in the others, too",
        exercises(
            desk="quadriceps: [{role: prime mover}]",
            sofa="quadriceps: [{role: prime mover}]",
            wall="quadriceps: [{role: prime mover}]",
        ),
    ),
)


def test_every_group_rule_has_a_case_where_it_finds_nothing() -> None:
    assert set(GROUP_RULES) == {rule for rule, _, _ in NOTHING_FOUND}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "text"), [pytest.param(g, text, id=f"{g}: {why}") for g, why, text in NOTHING_FOUND]
)
def test_a_group_rule_finds_nothing_if_nothing_is_proven(
    rule: str, text: str, tmp_path: Path
) -> None:
    base = library_of(tmp_path, text, only=True).base

    assert found(rule, base) == []


@pytest.mark.slow
@pytest.mark.parametrize("rule", GROUP_RULES)
def test_the_built_in_exercises_prove_nothing_without_their_claims(
    rule: str, tmp_path: Path
) -> None:
    text = exercises(desk="gluteus-maximus: [{role: prime mover}]\nobliques: [{role: synergist}]")
    base = library_of(tmp_path, text, only=True).base
    groups = found(rule, base)

    assert base.exercises["hip-thrust"].complete
    assert {"muscles-and-roles"} >= ({rule} if groups else set())
    for group in groups:
        assert group.slots["exercise"] is base.exercises["desk"]


# -- properties of all groups ----------------------------------------------------------------------


def gathered(*kinds: Kind) -> list[Card]:
    """The cards on several facts, built-in and from files."""
    cards = [*builtin_cards(), *cards_of(letters(), three())]
    return [card for card in cards if card.template.gather and card.kind in kinds]


def shown(*kinds: Kind) -> list[Card]:
    """These cards as questions may show them: the first selection, and random ones."""
    found = []
    for card in gathered(*kinds):
        numbers = range(parts(card))
        orders = (Random(seed).sample(numbers, len(numbers)) for seed in range(5))
        found += [first_selection(card), *(selected(card, order) for order in orders)]
    return found


def named(texts: tuple[str, ...], base: FactBase = BASE) -> list[Muscle]:
    muscles = {muscle.name: muscle for muscle in base.muscles.values()}
    return [muscles[text] for text in texts]


def wrong_texts(card: Card) -> tuple[str, ...]:
    return tuple(d.text for d in card.distractors)


def test_there_are_enough_cards_of_each_kind_for_these_tests() -> None:
    for kind, fewest in ((Kind.SELECT_ALL, 4), (Kind.MATCHING, 8), (Kind.ORDERING, 2)):
        assert len(gathered(kind)) >= fewest


def test_no_two_options_of_a_select_all_overlap() -> None:
    for card in shown(Kind.SELECT_ALL):
        keys, wrong = named(card.key), named(wrong_texts(card))

        assert 2 <= len(keys) <= 4
        assert wrong
        for one, other in combinations(keys, 2):
            assert not BASE.overlap(one, other), card.id
        for key in keys:
            assert not any(BASE.overlap(key, option) for option in wrong), card.id


def test_the_odd_one_out_differs_from_the_others() -> None:
    cards = [card for card in gathered(Kind.CHOICE) if card.template.gather == "odd-role-out"]

    assert len(cards) >= 2
    for card in cards:
        roles = [fact.role for fact in card.facts if isinstance(fact, RoleClaim)]
        assert len(card.key) == 1
        assert len(card.facts) == len(roles) == len(card.distractors) + 1
        assert len(set(roles[1:])) == 1
        assert roles[0] not in roles[1:]
        for one, other in combinations(named((*card.key, *wrong_texts(card))), 2):
            assert not BASE.overlap(one, other)


def test_the_right_hand_sides_and_the_spare_all_differ() -> None:
    for card in shown(Kind.MATCHING):
        halves = (*card.key, *wrong_texts(card))

        assert ENOUGH_PAIRS <= len(card.left_side) <= MOST_PAIRS
        assert len(card.left_side) == len(card.key) == len(card.reasons) == len(set(card.left_side))
        assert card.distractors
        assert len(set(halves)) == len(halves)


def test_no_source_states_the_spare_role_for_these_muscles() -> None:
    cards = [c for c in shown(Kind.MATCHING) if c.template.gather == "muscles-and-roles"]

    assert len(cards) >= 3
    for card, spare in ((each, spare) for each in cards for spare in each.distractors):
        exercise = card.fact.about.exercise
        assert exercise
        assert spare.proof is Proof.FUNCTIONAL
        for claim in BASE.claims_of(RoleClaim, exercise):
            if any(BASE.overlap(claim.muscle, muscle) for muscle in named(card.left_side)):
                assert spare.text not in (claim.role, *claim.open)


def test_a_matching_of_terms_is_explained_by_a_meaning_or_a_difference() -> None:
    definitions = {each.term.id: each for each in BASE.of_type(Definition)}
    distinctions = {each.says.rstrip(".") for each in BASE.of_type(Distinction)}
    for card in shown(Kind.MATCHING):
        if card.template.gather == "terms-and-definitions":
            (first, *_) = card.explanation.removesuffix(".").split("; ")
            meanings = {f"{d.term.name}: {d.text}".lower() for d in definitions.values()}
            assert first.lower() in meanings or any(d.startswith(first) for d in distinctions)


def test_a_spare_meaning_belongs_to_another_term_of_the_same_family() -> None:
    for card in shown(Kind.MATCHING):
        for spare in card.distractors if card.template.gather == "terms-and-definitions" else ():
            other = BASE.terms[spare.concept.removeprefix("term/")]
            assert spare.text == other.definition
            assert other.name not in card.left_side
            (family,) = {term.family for term in BASE.terms.values() if term.name in card.left_side}
            assert other.family == family


def test_no_source_states_the_spare_location_for_the_muscles() -> None:
    for card in shown(Kind.MATCHING):
        for spare in card.distractors if card.template.gather == "muscles-and-locations" else ():
            for fact in BASE.of_type(TermLocation):
                if fact.value.name == spare.text:
                    assert fact.muscle
                    assert not any(BASE.overlap(fact.muscle, m) for m in named(card.left_side))


def test_every_one_of_several_keys_has_a_reason() -> None:
    for card in gathered(Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING):
        assert len(card.reasons) == len(card.key)


@pytest.mark.slow
def test_the_order_is_that_of_the_source() -> None:
    for card in gathered(Kind.ORDERING):
        assert isinstance(card.fact, Ranking)
        assert card.key == card.fact.order
        assert 3 <= len(first_selection(card).key) <= MOST_TO_ORDER
        assert all(card.fact.source.name in stem for stem in card.stems)


def test_a_question_shows_a_part_of_a_long_order(tmp_path: Path) -> None:
    items = [f"exercise {n}" for n in range(12)]
    order = f"order: [{', '.join(items)}]"
    text = exercises(desk=f"--\na: {{kind: ranking, quality: effort, says: So., {order}}}")
    library = library_of(tmp_path, text, only=True)
    (card,) = (card for card in cards_of(library) if card.kind is Kind.ORDERING)

    assert list(card.key) == items
    assert list(first_selection(card).key) == items[:MOST_TO_ORDER]
    assert list(selected(card, range(11, -1, -1)).key) == items[-MOST_TO_ORDER:]


def test_an_id_names_what_all_facts_of_the_card_have_in_common() -> None:
    for card in gathered(*Kind):
        joints = {term.id for term in BASE.family("joint")}
        meant = {
            card.template.id,
            *("body", "view", "checkpoint"),
            *joints,
            *(name for fact in card.facts for name in ids_in(fact)),
        }

        assert set(re.split("[/+@]", card.id)) <= meant, card.id


def ids_in(fact: Fact) -> set[str]:
    """The ids of a fact, its source and all its nouns, with their regions and families."""
    ids = {noun.id for noun in (*fact.nouns, fact.source)} | set(re.split("[/@]", fact.id))
    kinds = (getattr(noun, name, None) for noun in fact.nouns for name in ("region", "family"))
    return ids | {word.replace(" ", "-") for word in (*kinds, *fact.values) if word}


def test_rewording_keeps_the_id(tmp_path: Path) -> None:
    text = LETTERS.read_text(encoding="utf-8")
    mended = (
        text.replace("name: sofa bridge", "name: bridge on the sofa")
        .replace("as the hips rise", "on the way up")
        .replace("falls from", "becomes less from")
    )

    def ids(library: Library) -> list[str]:
        return [card.id for card in cards_of(library)]

    assert ids(letters()) == ids(library_of(tmp_path, mended, only=True))


# -- generated claims ------------------------------------------------------------------------------

CLAIM = BASE.by_id["glute-bridge/gluteus-maximus/role"]
MUSCLES = sorted(BASE.muscles)


@st.composite
def bases(draw: st.DrawFn) -> FactBase:
    """Roles of muscles and groups in one exercise, some of them left open or contested."""
    assert isinstance(CLAIM, RoleClaim)
    ids = draw(st.lists(st.sampled_from(MUSCLES), min_size=2, max_size=9, unique=True))
    claims = []
    for id_ in ids:
        role = draw(st.sampled_from(Role))
        sure = draw(st.integers(0, 4)) > 0
        claims.append(
            replace(
                CLAIM,
                id=f"glute-bridge/{id_}/role",
                muscle=BASE.muscles[id_],
                role=role,
                open=frozenset() if sure else draw(st.frozensets(st.sampled_from(Role))) - {role},
                confidence=Confidence.MEDIUM if draw(st.integers(0, 5)) else Confidence.CONTESTED,
            )
        )
    exercise = replace(
        CLAIM.exercise, complete=frozenset(draw(st.frozensets(st.sampled_from(Role))))
    )
    facts = tuple(replace(claim, exercise=exercise) for claim in claims)
    return replace(BASE, facts=facts, exercises={exercise.id: exercise})


def may_have(muscle: Muscle, base: FactBase) -> set[str]:
    """The roles that any claim states or leaves open for a muscle or one that it overlaps."""
    return {
        value
        for claim in base.of_type(RoleClaim)
        if base.overlap(muscle, claim.muscle)
        for value in (claim.role, *claim.open)
    }


@given(bases())
def test_claims_make_no_right_answer_wrong_and_no_wrong_answer_right(base: FactBase) -> None:
    for group in found("muscles-in-a-role", base):
        role = str(group.slots["role"])
        keys = named(group.key)
        wrong = named(texts(group.distractors))
        assert all(role in may_have(muscle, base) for muscle in keys)
        assert not any(role in may_have(muscle, base) for muscle in wrong)
        assert not any(base.overlap(a, b) for a, b in combinations((*keys, *wrong), 2))
    for group in found("odd-role-out", base):
        odd, *others = named((*group.key, *texts(group.distractors)))
        (shared,) = {role for muscle in others for role in may_have(muscle, base)}
        assert shared not in may_have(odd, base)
        assert not any(base.overlap(a, b) for a, b in combinations((odd, *others), 2))
    for group in found("muscles-and-roles", base):
        card = first_selection(card_of(group))
        offered = {*card.key, *texts(card.distractors)}
        assert len(offered) == len(card.key) + len(card.distractors)
        for muscle, role in zip(named(card.left_side), card.key, strict=True):
            assert may_have(muscle, base) & offered == {role}


def texts(distractors: tuple[Distractor, ...]) -> tuple[str, ...]:
    return tuple(str(d.text) for d in distractors)


# -- templates -------------------------------------------------------------------------------------


def test_every_builtin_group_template_generates_a_card() -> None:
    cards = [*builtin_cards(), *cards_of(letters(), three())]
    used = {card.template.id for card in cards}
    # Only users write ready-made questions.
    templates = {template.id for template in builtin_library().templates} - {"ready-made"}

    assert templates == used
    assert len(used) >= 30


def test_every_builtin_template_has_at_least_two_wordings() -> None:
    cards = [*builtin_cards(), *cards_of(letters(), three())]
    most: dict[str, int] = {}
    for card in cards:
        asks_for_values = card.template.of is not None  # each case is worded differently
        if not asks_for_values and (card.fact.type in card.template.over or card.template.gather):
            most[card.template.id] = max(most.get(card.template.id, 0), len(card.stems))
    # The sentence of a cloze is that of its source, and a ready-made question has its own stem.
    one_way = {id_ for id_, count in most.items() if count < 2}

    assert one_way <= {"statement-cloze", "ready-made"}


def test_a_group_without_a_complete_list_of_members_is_not_asked_for_them() -> None:
    for card in gathered(Kind.SELECT_ALL):
        if isinstance(card.fact, Membership):
            group = card.fact.group
            assert group.complete
            assert group.members is not None
            assert frozenset(muscle.id for muscle in named(card.key)) <= group.members
