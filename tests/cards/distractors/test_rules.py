"""Distractor rules: each finds options that are proven wrong, and none without a proof."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from cards.distractors.neighbours import MOST_FOUND
from cards.distractors.rules import RULES
from cards.model.card import Proof
from tests.cards.distractors.bases import BASE, HEAD, PRESS, found, press, texts
from tests.support.library import builtin_library, library_of

HEELS = """
compensations:
  heels-rise:
    name: heels rise
    assessment: overhead-squat-assessment
    seen: a client's heels rise
"""


# -- rules with a result ---------------------------------------------------------------------------

MORE = "and more distant ones"

FOUND: Mapping[str, tuple[str, Proof, list[str]]] = MappingProxyType(
    {
        "other-contractions": (
            "hip-thrust/lifting/gluteus-maximus/contraction",
            Proof.FUNCTIONAL,
            ["eccentric", "isometric"],
        ),
        "other-roles": (
            "leg-extension/quadriceps/role",
            Proof.FUNCTIONAL,
            ["stabiliser", "synergist", "antagonist"],
        ),
        "other-roles-in-the-action": (
            "barbell-curl/triceps-brachii/role/elbow-flexion",
            Proof.FUNCTIONAL,
            ["prime mover", "synergist"],
        ),
        "muscles-in-other-roles": (
            "barbell-curl/triceps-brachii/role",
            Proof.FUNCTIONAL,
            ["anterior deltoid", "biceps brachii", "brachioradialis"],
        ),
        "muscles-without-the-action": (
            "single-leg-hip-thrust/biceps-femoris/action",
            Proof.FUNCTIONAL,
            ["tensor fasciae latae", MORE],
        ),
        "muscles-not-listed": (
            "pushing-shoulders-elevate/lower-trapezius/underactive@nasm-cpt-7",
            Proof.ATTRIBUTED,
            ["levator scapulae", "pectoralis minor", MORE],
        ),
        "other-findings": (
            "upper-crossed-posture/observation",
            Proof.VOCABULARY,
            ["lower crossed syndrome", "pes planus distortion syndrome"],
        ),
        "muscles-outside-the-group": (
            "quadriceps/vastus-lateralis/membership",
            Proof.COMPLETE,
            ["sartorius", "gracilis", "semitendinosus", MORE],
        ),
        "other-definitions": (
            "glossary/concentric/definition",
            Proof.VOCABULARY,
            [
                "a muscle action in which the muscle lengthens while it produces force",
                "a muscle action in which the muscle stays the same length while it produces force",
            ],
        ),
        "other-terms": (
            "glossary/concentric/definition",
            Proof.VOCABULARY,
            ["eccentric contraction", "isometric contraction"],
        ),
        "other-values": (
            "glute-bridge/range-of-motion",
            Proof.FUNCTIONAL,
            ["greater", "the same"],
        ),
        "other-planes": (
            "glossary/dorsiflexion/plane",
            Proof.FUNCTIONAL,
            ["frontal plane", "transverse plane"],
        ),
        "other-suggestions": (
            "hip-thrust/romanian-deadlift@golf-insider-uk",
            Proof.ATTRIBUTED,
            ["dead bug", "Pallof press", "squat", "leg press"],
        ),
        "other-purposes": (
            "hip-thrust/abdominals/purpose/posture",
            Proof.ATTRIBUTED,
            [
                "provide the force that lifts the torso and hips",
                "let the hips descend smoothly",
                "support the glutes in extending the hip",
            ],
        ),
        "stated-wrong-options": (
            "question/bridge-balance",
            Proof.NOT,
            ["it replaces one of the presses", "it adds a second plane to the plan"],
        ),
        "values-of-other-cases": (
            "rest-between-sets/strength-goal@nsca",
            Proof.ATTRIBUTED,
            ["30 seconds or less", "30 to 90 seconds"],
        ),
        "cases-with-other-values": (
            "rest-between-sets/hypertrophy-goal@nsca",
            Proof.ATTRIBUTED,
            ["maximal strength", "muscular endurance", "power"],
        ),
        "other-actions": (
            "soleus/action/plantar-flexion",
            Proof.FUNCTIONAL,
            ["dorsiflexion", "knee extension", "knee flexion"],
        ),
        "other-joints": (
            "gluteus-medius/crossing/hip-joint",
            Proof.FUNCTIONAL,
            ["knee joint"],
        ),
        "other-nerves": (
            "teres-minor/nerve/axillary-nerve",
            Proof.FUNCTIONAL,
            ["suprascapular nerve", "upper subscapular nerve", "lower subscapular nerve", MORE],
        ),
        "other-texts": (
            "brachialis/origin",
            Proof.FUNCTIONAL,
            [
                (
                    "the supraglenoid tubercle (long head) and the coracoid process of the scapula "
                    "(short head)"
                ),
                "the coracoid process of the scapula",
            ],
        ),
        "muscles-with-other-texts": (
            "brachialis/insertion",
            Proof.FUNCTIONAL,
            ["coracobrachialis", "pronator teres", "supinator", MORE],
        ),
        "muscles-without-the-value": (
            "soleus/action/plantar-flexion",
            Proof.FUNCTIONAL,
            ["tibialis anterior", "popliteus"],
        ),
    }
)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_what_is_proven_wrong(rule: str) -> None:
    id_, proof, expected = FOUND[rule]
    distractors = found(rule, BASE, id_)

    if expected[-1] == MORE:
        assert expected[:-1] == texts(distractors)[: len(expected) - 1]
        assert len(expected) <= len(distractors) <= MOST_FOUND
    else:
        assert sorted(expected) == sorted(texts(distractors))
    assert {d.proof for d in distractors} == {proof}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_applies_to_all_types_it_names_and_to_no_other_facts(rule: str) -> None:
    for fact in BASE.facts:
        distractors = found(rule, BASE, fact.id)

        if fact.type not in RULES[rule].over:
            assert not distractors or fact.type in ("role", "contraction"), fact.id
        assert len({d.text for d in distractors}) == len(distractors), fact.id


ALONE = f"""{HEAD}
families: {{sofa-word: {{name: word of the sofa}}}}
terms: {{sofa-sign: {{name: sofa sign, family: sofa-word, definition: what a sofa shows}}}}
"""

# No source states the joints that it crosses, and its actions have no opposite.
UNKNOWN = f"""{HEAD}
muscles:
  sofa-muscle:
    name: sofa muscle
    traits:
      - {{action: abdominal-compression}}
      - {{nerve: ulnar-nerve, confidence: contested}}
      - {{origin: the sofa, confidence: contested}}
      - {{action: hip-extension, confidence: contested}}
  neck-muscle: {{name: neck sofa, traits: [{{crosses: neck}}]}}
"""

SEVERAL = f"""{HEAD}
properties:
  grip:
    name: grip
    subject: technique
    says: "a grip for {{case}} is {{value}}."
    values:
      squat: {{case: the squat, value: wide}}
      press: {{case: the press, value: narrow}}
"""


# -- rules without a result ------------------------------------------------------------------------

NOTHING_FOUND: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # Sources disagree, and together they state all values.
        "other-contractions": (
            press(
                """
quadriceps:
  - {phase: lifting, contraction: concentric, confidence: contested}
  - {phase: lifting, contraction: isometric, confidence: contested, source: yours, id: b}
  - {contraction: eccentric, confidence: contested, source: yours, id: c}
"""
            ),
            "press/lifting/quadriceps/contraction@mine",
        ),
        "other-roles": (
            press(
                "quadriceps:\n  - {role: stabiliser, open: [synergist, antagonist, prime mover]}"
            ),
            "press/quadriceps/role",
        ),
        "other-roles-in-the-action": (
            press("quadriceps:\n  - {role: synergist, of: knee-extension, open: [antagonist]}"),
            "press/quadriceps/role/knee-extension",
        ),
        # No other muscle has a role, and the list is not said to be complete.
        "muscles-in-other-roles": (
            press("quadriceps:\n  - {role: prime mover}\ngracilis:\n  - {purpose: help}"),
            "press/quadriceps/role",
        ),
        # It is not agreed that the muscle helps.
        "muscles-without-the-action": (
            press("quadriceps:\n  - {action: knee-extension, confidence: opinion}"),
            "press/quadriceps/action@mine",
        ),
        # Only a part of the row was read, and its other list is empty.
        "muscles-not-listed": (
            f"{HEAD}{HEELS}    lists: [{{body: nasm, overactive: [soleus]}}]\n",
            "heels-rise/soleus/overactive@nasm",
        ),
        # It is not stated which movements the finding consists of.
        "other-findings": (f"{HEAD}{HEELS}", "heels-rise/observation"),
        # The group's members are not all known.
        "muscles-outside-the-group": (HEAD, "hamstrings/biceps-femoris/membership"),
        "other-definitions": (ALONE, "glossary/sofa-sign/definition"),
        "other-terms": (ALONE, "glossary/sofa-sign/definition"),
        # An exercise may be built on several joint actions.
        "other-values": (HEAD, "hip-thrust/joint-action"),
        # A joint action is not a plane.
        "other-planes": (HEAD, "hip-thrust/joint-action"),
        # A suggestion of another source proves nothing about this source.
        "other-suggestions": (
            f"""{HEAD}{PRESS}    statements:
      a: {{kind: alternative, says: Try squats., suggests: squat, for: quadriceps}}
      b: {{kind: alternative, says: Try dips., suggests: dip, for: core, source: yours}}
      c: {{kind: alternative, says: Try lunges., suggests: lunge, for: rectus-femoris}}
""",
            "press/a",
        ),
        # Muscles with the same role, or without a stated one, may share their purpose.
        "other-purposes": (
            press(
                """
quadriceps:
  - {role: stabiliser}
  - {purpose: steady the knee}
gluteus-medius:
  - {role: stabiliser}
  - {purpose: hold the pelvis}
gracilis:
  - {purpose: guide the shin}
"""
            ),
            "press/quadriceps/purpose",
        ),
        # The author of a ready-made question has to write its wrong options.
        "stated-wrong-options": (SEVERAL, "grip/squat"),
        # A property may have several values of the property.
        "values-of-other-cases": (SEVERAL, "grip/squat"),
        "cases-with-other-values": (SEVERAL, "grip/squat"),
        "other-actions": (UNKNOWN, "sofa-muscle/action/abdominal-compression"),
        "other-joints": (UNKNOWN, "neck-muscle/crossing/neck"),
        "other-nerves": (UNKNOWN, "sofa-muscle/nerve/ulnar-nerve@mine"),
        "other-texts": (UNKNOWN, "sofa-muscle/origin@mine"),
        "muscles-with-other-texts": (UNKNOWN, "sofa-muscle/origin@mine"),
        "muscles-without-the-value": (UNKNOWN, "sofa-muscle/action/hip-extension@mine"),
    }
)


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_nothing_if_nothing_is_proven(rule: str, tmp_path: Path) -> None:
    text, id_ = NOTHING_FOUND[rule]
    base = library_of(tmp_path, text).base

    assert texts(found(rule, base, id_)) == []


# -- cards of user facts ---------------------------------------------------------------------------


def test_every_rule_has_a_test_with_and_without_a_proof() -> None:
    assert set(FOUND) == set(NOTHING_FOUND) == set(RULES)


def test_every_rule_is_used_by_a_template() -> None:
    used = {template.rule for template in builtin_library().templates if template.rule}

    assert used == set(RULES)


def test_the_order_of_the_options_is_always_the_same() -> None:
    fact = BASE.by_id["hip-thrust/gluteus-maximus/role"]
    runs = [texts(list(RULES["muscles-in-other-roles"].find(fact, BASE))) for _ in range(3)]

    assert runs[0] == runs[1] == runs[2]
