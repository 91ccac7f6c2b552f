"""Wrong options: each rule finds options that are proven wrong, and none without a proof."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from cards.distractors.neighbours import MOST_FOUND
from cards.distractors.rules import RULES
from cards.generate import make_cards
from cards.load.library import read_library
from cards.model.base import FactBase
from cards.model.card import Card, Distractor, Proof
from cards.model.facts.role import RoleClaim
from cards.model.template import Kind
from tests.support.library import builtin_library, library_of
from tests.support.paths import TESTS

BASE = read_library([TESTS / "data" / "questions.yaml"]).base

HEAD = """
source: mine
sources:
  mine: {name: My notes, title: Notes on a plank, kind: notes}
  yours: {name: Your notes, title: Other notes on a plank, kind: notes}
"""
PRESS = """
exercises:
  press:
    name: leg push
    phases: {lifting: as the legs straighten, lowering: as the legs bend}
"""


HEELS = """
compensations:
  heels-rise:
    name: heels rise
    assessment: overhead-squat-assessment
    seen: a client's heels rise
"""


def press(involvements: str, more: str = "") -> str:
    """A file on one exercise, with these involvements."""
    inner = "".join(f"      {line}\n" for line in involvements.strip("\n").splitlines())
    return f"{HEAD}{PRESS}{more}    involvements:\n{inner}"


def found(rule: str, base: FactBase, id_: str) -> list[Distractor]:
    return list(RULES[rule].find(base.by_id[id_], base))


def texts(distractors: list[Distractor]) -> list[str]:
    return [distractor.text for distractor in distractors]


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
            f"{HEAD}{HEELS}    lists: [{{body: One, overactive: [soleus]}}]\n",
            "heels-rise/soleus/overactive@one",
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


# -- values of one claim ---------------------------------------------------------------------------


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
        "that is the same muscle, as the hips are lowered; "
        "a muscle action in which the muscle lengthens while it produces force"
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

    assert eccentric.reason.startswith(f"that is how the {muscle} works here")


def test_several_muscles_get_their_own_grammar(tmp_path: Path) -> None:
    text = press("gluteus-maximus:\n  - {role: prime mover}\nobliques:\n  - {role: stabiliser}")
    distractors = found(
        "other-roles", library_of(tmp_path, text).base, "press/gluteus-maximus/role"
    )
    reasons = {d.text: d.reason.partition(";")[0] for d in distractors}

    assert reasons["stabiliser"] == "those are the obliques here"


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


@pytest.mark.parametrize(
    "claim",
    [
        "{role: synergist, open: [prime mover]}",
        "{role: prime mover, confidence: contested, source: yours}",
    ],
)
def test_a_muscle_that_may_have_the_role_is_not_a_wrong_option(claim: str, tmp_path: Path) -> None:
    text = press(f"quadriceps:\n  - {{role: prime mover}}\ngracilis:\n  - {claim}")
    distractors = found(
        "muscles-in-other-roles", library_of(tmp_path, text).base, "press/quadriceps/role"
    )

    assert distractors == []


def test_a_contested_role_proves_nothing(tmp_path: Path) -> None:
    text = press(
        "quadriceps:\n  - {role: prime mover}\n"
        "gracilis:\n  - {role: synergist, confidence: contested}"
    )
    distractors = found(
        "muscles-in-other-roles", library_of(tmp_path, text).base, "press/quadriceps/role"
    )

    assert distractors == []


def test_a_part_of_the_answer_is_not_a_wrong_option(tmp_path: Path) -> None:
    text = press(
        "quadriceps:\n  - {role: prime mover}\nrectus-femoris:\n  - {role: synergist}\n"
        "hip-flexors:\n  - {role: synergist}\ncore:\n  - {role: stabiliser}"
    )
    distractors = found(
        "muscles-in-other-roles", library_of(tmp_path, text).base, "press/quadriceps/role"
    )

    assert distractors == []


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


# -- cards of user facts ---------------------------------------------------------------------------


def cards_of(tmp_path: Path, text: str) -> list[Card]:
    """The cards on single facts."""
    cards, _ = make_cards(library_of(tmp_path, text, only=True))
    return [card for card in cards if card.template.gather is None]


def test_contradicting_sources_are_asked_by_name(tmp_path: Path) -> None:
    text = press(
        "quadriceps:\n"
        "  - {role: synergist, confidence: contested}\n"
        "  - {role: stabiliser, confidence: contested, source: yours}"
    )
    cards = cards_of(tmp_path, text)
    typed = {card.stem: card.key for card in cards if card.template.id == "role-typed"}
    wrong = {d.text for card in cards for d in card.distractors}

    assert typed == {
        "According to My notes, name the role of the quadriceps in the leg push.": ("synergist",),
        "According to Your notes, name the role of the quadriceps in the leg push.": (
            "stabiliser",
        ),
    }
    assert not {"synergist", "stabiliser"} & wrong


def test_a_fact_without_wrong_options_is_asked_as_recall(tmp_path: Path) -> None:
    cards = cards_of(tmp_path, press("quadriceps:\n  - {role: prime mover}"))
    over_muscle = [card for card in cards if card.template.key == "muscle"]

    assert not over_muscle
    assert {card.kind for card in cards} == {Kind.CHOICE, Kind.TRUE_FALSE, Kind.TYPED}


def test_options_share_the_word_that_the_key_and_the_exercise_have_in_common(
    tmp_path: Path,
) -> None:
    text = (
        f"{HEAD}exercises:\n  squeeze:\n    name: adductor squeeze\n"
        "    complete: [prime mover]\n    involvements:\n"
        "      adductor-longus:\n        - {role: prime mover}\n"
    )
    cards = cards_of(tmp_path, text)

    (card,) = (card for card in cards if card.template.key == "muscle")

    assert all("adductor" in option.text for option in card.distractors)


def test_a_role_in_a_compound_exercise_is_asked_in_the_exercise(tmp_path: Path) -> None:
    more = (
        "    statements:\n"
        "      type: {kind: mechanic, says: The leg push is compound., value: compound}\n"
    )
    text = press("quadriceps:\n  - {role: prime mover}", more=more)
    stems = {stem for card in cards_of(tmp_path, text) for stem in card.stems}

    assert "Which role do the quadriceps have in the leg push?" in stems


def test_a_card_on_a_derived_claim_knows_the_rule(tmp_path: Path) -> None:
    text = press(
        "quadriceps:\n  - {role: prime mover, source: [mine, rule-main-muscle-is-prime-mover]}"
    )
    (typed,) = [c for c in cards_of(tmp_path, text) if c.template.id == "role-typed"]

    assert [rule.name for rule in typed.rules] == ["our main-muscle rule"]
    assert "main-muscle" not in typed.explanation


def test_a_name_keeps_its_capital_after_the_source(tmp_path: Path) -> None:
    text = f"""{HEAD}
exercises:
  nordic-sofa:
    name: Nordic sofa
    statements:
      a: {{kind: cue, says: "Nordic sofa reps end with the [hands].", confidence: opinion}}
      b: {{kind: cue, says: "Slow reps are a [must].", confidence: opinion}}
      c: {{kind: cue, says: "EMG readings are [high].", confidence: opinion}}
"""
    stems = [c.stem for c in cards_of(tmp_path, text) if c.kind is Kind.CLOZE]

    assert stems == [
        "According to My notes, Nordic sofa reps end with the ____.",
        "According to My notes, slow reps are a ____.",
        "According to My notes, EMG readings are ____.",
    ]


def test_every_rule_has_a_test_with_and_without_a_proof() -> None:
    assert set(FOUND) == set(NOTHING_FOUND) == set(RULES)


def test_every_rule_is_used_by_a_template() -> None:
    used = {template.rule for template in builtin_library().templates if template.rule}

    assert used == set(RULES)


def test_the_order_of_the_options_is_always_the_same() -> None:
    fact = BASE.by_id["hip-thrust/gluteus-maximus/role"]
    runs = [texts(list(RULES["muscles-in-other-roles"].find(fact, BASE))) for _ in range(3)]

    assert runs[0] == runs[1] == runs[2]


def test_a_joint_action_is_named_without_an_article() -> None:
    reasons = [
        d.reason for d in found("other-definitions", BASE, "glossary/hip-flexion/definition")
    ]

    assert "that is hip extension" in reasons
