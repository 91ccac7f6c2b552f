"""Verdicts on answers to our cards, question by question, with the proof of each wrong one."""

from dataclasses import replace

import pytest

from cards.answers.judge import judge
from cards.answers.verdict import Credit, Judgement, Verdict, credit
from cards.model.card import Proof
from tests.support.library import builtin_card, builtin_library

RIGHT, HINT, WRONG = Verdict.RIGHT, Verdict.HINT, Verdict.WRONG
GENERAL, PART, TWO = Verdict.TOO_GENERAL, Verdict.PART, Verdict.TWO_NAMES
KIND, OPEN, UNKNOWN = Verdict.OTHER_KIND, Verdict.NOT_DECIDED, Verdict.NOT_RECOGNISED

ROLE = "role-typed/hip-adduction-machine/adductor-longus/role"
STABILISER = "role-typed/front-raise/triceps-brachii/role"
ACTION = "joint-action-typed/banded-hip-thrust/joint-action"
OF_MUSCLE = "any-action-of-muscle/iliopsoas"
FOR_ACTION = "any-muscle-for-action/hip-internal-rotation"
MOVER = "any-in-role/front-raise/prime-mover"
MEMBER = "any-member/quadriceps"
GROUP = "group-typed/quadriceps/vastus-lateralis/membership"
TERM = "term-typed/glossary/abdominal-bracing/definition"
DESCRIBED = "exercise-typed/bird-dog/opposite-limbs"
SQUATTED = "any-in-role/back-squat/prime-mover"
TARGET = "statement-cloze/hip-thrust/primary-target"

VERDICTS = (
    # -- the same name twice, and two names --
    (ROLE, "prime mover (agonist)", RIGHT),
    (ROLE, "prime mover/agonist", RIGHT),
    (ROLE, "prime mover of hip adduction", RIGHT),
    (ROLE, "it is the prime mover", RIGHT),
    (ROLE, "synergist or agonist", TWO),
    (GROUP, "quadriceps (quads)", RIGHT),
    (GROUP, "quads or quadriceps", RIGHT),
    (MEMBER, "rectus femoris and vastus medialis", RIGHT),
    (MEMBER, "rectus femoris and sartorius", TWO),
    (ACTION, "hip and knee extension", TWO),
    # -- another kind of thing --
    (ROLE, "concentric", KIND),
    (ROLE, "hip adduction", KIND),
    (ACTION, "prime mover", KIND),
    (ACTION, "hip joint", KIND),
    (GROUP, "rectus femoris", KIND),
    (TERM, "gluteus maximus", KIND),
    (TARGET, "hip extension", KIND),
    # -- too general, or a part --
    (ACTION, "extension", GENERAL),
    (ROLE, "mover", GENERAL),
    (MEMBER, "quads", GENERAL),
    (FOR_ACTION, "glutes", GENERAL),
    (TARGET, "gluteus medius", PART),
    # -- neither stated nor excluded --
    (ACTION, "knee extension", OPEN),
    (STABILISER, "antagonist", OPEN),  # it extends the shoulder, which is flexed
    (SQUATTED, "core", OPEN),  # some authors count the gluteus maximus
    # -- unknown words --
    (ROLE, "waist", UNKNOWN),
    (ACTION, "hip whatever", UNKNOWN),
    # -- right in other words --
    (MOVER, "pecs", RIGHT),
    (FOR_ACTION, "TFL", RIGHT),
    (OF_MUSCLE, "flexion of the hip", RIGHT),
)


def judged(card: str, answer: str) -> Judgement:
    return judge(answer, builtin_card(card), builtin_library().base)


@pytest.mark.parametrize(("card", "answer", "expected"), VERDICTS)
def test_an_answer_to_a_card_gets_its_verdict(card: str, answer: str, expected: Verdict) -> None:
    judgement = judged(card, answer)

    assert expected == judgement.verdict
    assert judgement.proof is None
    assert judgement.remark or judgement.verdict is RIGHT


WRONG_ANSWERS = (
    (ROLE, "antagonist", Proof.FUNCTIONAL, "hip abductors"),
    (OF_MUSCLE, "hip extension", Proof.FUNCTIONAL, "performs the opposite, hip flexion"),
    (OF_MUSCLE, "knee flexion", Proof.FUNCTIONAL, "does not cross the knee joint"),
    (OF_MUSCLE, "finger flexion", Proof.FUNCTIONAL, "does not reach"),
    (ACTION, "hip flexion", Proof.FUNCTIONAL, "the opposite of hip extension"),
    (FOR_ACTION, "biceps brachii", Proof.FUNCTIONAL, "does not cross the hip joint"),
    (MOVER, "hamstrings", Proof.FUNCTIONAL, "do not cross the shoulder joint"),
    (MEMBER, "biceps femoris", Proof.COMPLETE, "all known"),
    (GROUP, "hamstrings", Proof.FUNCTIONAL, "does not cross the hip joint"),
    (GROUP, "rotator cuff", Proof.COMPLETE, "not among its members"),
    (TERM, "Valsalva manoeuvre", Proof.VOCABULARY, "against a closed airway"),
    (DESCRIBED, "dead bug", Proof.FUNCTIONAL, "fits another exercise"),
    (TARGET, "quadriceps", Proof.FUNCTIONAL, "stabilisers here"),
)


@pytest.mark.parametrize(("card", "answer", "proof", "reason"), WRONG_ANSWERS)
def test_a_wrong_answer_has_a_proof_and_a_reason(
    card: str, answer: str, proof: Proof, reason: str
) -> None:
    judgement = judged(card, answer)

    assert (judgement.verdict, judgement.proof) == (WRONG, proof)
    assert judgement.remark.startswith("You wrote ")
    assert "which is wrong" in judgement.remark
    assert reason in judgement.remark


def test_only_a_wrong_answer_is_called_something_else() -> None:
    remarks = [judged(card, answer).remark for card, answer, _ in VERDICTS]

    assert not [remark for remark in remarks if "something else" in remark]


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_has_an_effect_on_the_score(verdict: Verdict) -> None:
    judgement = Judgement(verdict=verdict)

    assert judgement.right == (credit(verdict) is Credit.FULL)
    assert judgement.asks_again == (credit(verdict) is Credit.NO_ANSWER)
    assert not (judgement.right and judgement.asks_again)


BACK = "any-in-role/bent-over-row/prime-mover"
CUFF = "group-typed/rotator-cuff/supraspinatus/membership"
EXTENSION = "any-muscle-for-action/knee-extension"
NECK = "term-typed/glossary/neck-lateral-flexion/definition"
OUTWARDS = "term-typed/glossary/hip-external-rotation/definition"
GLUTEUS = "any-action-of-muscle/gluteus-maximus"
SQUAT = "role-typed/back-squat/quadriceps/role"
MORNING = "exercise-typed/good-morning/axis"

SHORT_NAMES = (
    # -- a part of the body, in which what is asked for lies --
    (BACK, "back", GENERAL),
    (BACK, "back muscles", GENERAL),
    (BACK, "upper back", GENERAL),
    (CUFF, "shoulder muscles", GENERAL),
    (GROUP, "thigh", GENERAL),
    (GROUP, "thigh muscles", GENERAL),
    (EXTENSION, "leg", GENERAL),
    (OF_MUSCLE, "back", UNKNOWN),
    (EXTENSION, "back", WRONG),
    (EXTENSION, "upper back", WRONG),
    (GROUP, "trunk muscles", UNKNOWN),
    # -- a part of other names --
    (MORNING, "squat", UNKNOWN),
    (MORNING, "pull", UNKNOWN),
    (GROUP, "and finger", UNKNOWN),
    (BACK, "extensor", UNKNOWN),
    # -- a name that another concept has, too --
    (NECK, "lateral flexion", GENERAL),
    (NECK, "side bending", GENERAL),
    (NECK, "spinal lateral flexion", WRONG),
    # -- a joint action without its joint --
    (OF_MUSCLE, "rotation", GENERAL),
    (GLUTEUS, "flexion", GENERAL),
    (ACTION, "extension", GENERAL),
    (OUTWARDS, "external rotation", GENERAL),
    (OUTWARDS, "rotation", GENERAL),
)


@pytest.mark.parametrize(("card", "answer", "expected"), SHORT_NAMES)
def test_less_than_a_whole_name_is_not_taken_for_another_concept(
    card: str, answer: str, expected: Verdict
) -> None:
    assert expected == judged(card, answer).verdict


WITH_JOINTS = (
    (ACTION, "extension of the hip joint", RIGHT),
    (ACTION, "hip joint extension", RIGHT),
    (OF_MUSCLE, "flexion at the hip joint", RIGHT),
    (OF_MUSCLE, "hip flexion and external rotation", HINT),
    (GLUTEUS, "external rotation of the hip joint", RIGHT),
    (SQUAT, "prime mover of the knee joint", RIGHT),
    (SQUAT, "prime mover of the elbow joint", TWO),
    (TERM, "deep external rotators of the hip", KIND),
    (OF_MUSCLE, "flexes the hip", RIGHT),
    (OF_MUSCLE, "hip flexes", RIGHT),
    (GLUTEUS, "externally rotates the hip", RIGHT),
    (OF_MUSCLE, "extends the hip", WRONG),
    (MEMBER, "vastus lateralis and medialis", RIGHT),
    (MEMBER, "quads and hams", TWO),
    ("statement-cloze/external-rotation/standing", "shoulder joint", KIND),
)


@pytest.mark.parametrize(("card", "answer", "expected"), WITH_JOINTS)
def test_a_name_and_its_joint_are_one_name(card: str, answer: str, expected: Verdict) -> None:
    assert expected == judged(card, answer).verdict


CURL = "any-in-role/wrist-curl/prime-mover"
POPLITEUS = "any-action-of-muscle/popliteus"
DELTOID = "any-action-of-muscle/middle-deltoid"

OUT_OF_REACH = (
    *((CURL, muscle) for muscle in ("diaphragm", "pelvic floor", "transversus abdominis")),
    *((CURL, name) for name in ("core", "posterior chain", "upper back", "quads and glutes")),
    *((CURL, muscle) for muscle in ("internal intercostals", "subclavius", "quads")),
    *((EXTENSION, muscle) for muscle in ("knee flexors", "diaphragm", "popliteus", "calves")),
    *((DELTOID, action) for action in ("hip hike", "forced expiration", "spinal rotation")),
    (POPLITEUS, "knee extension"),
    (POPLITEUS, "extension of the knee"),
)


@pytest.mark.parametrize(("card", "answer"), OUT_OF_REACH)
def test_what_a_muscle_cannot_do_is_wrong(card: str, answer: str) -> None:
    assert judged(card, answer).verdict is WRONG


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("any-action-of-muscle/latissimus-dorsi", "hip hike"),
        ("any-muscle-for-action/shoulder-flexion", "subclavius"),
    ],
)
def test_what_might_be_within_reach_is_not_decided(card: str, answer: str) -> None:
    assert judged(card, answer).verdict is OPEN


@pytest.mark.parametrize(
    ("card", "answer", "expected"),
    [
        (GROUP, "knee extensors", RIGHT),
        (GROUP, "leg extensors", RIGHT),
        (GROUP, "quadriceps femoris muscle group", RIGHT),
        (GROUP, "quad group", RIGHT),
        (MEMBER, "VMO", RIGHT),
        ("group-typed/erector-spinae/iliocostalis/membership", "back extensors", RIGHT),
        ("group-typed/erector-spinae/iliocostalis/membership", "paraspinals", RIGHT),
        ("role-typed/ab-wheel-rollout/erector-spinae/role", "stabilizing", RIGHT),
        ("role-typed/back-squat/iliopsoas/role", "antagonistic", RIGHT),
    ],
)
def test_everyday_names_are_known(card: str, answer: str, expected: Verdict) -> None:
    assert expected == judged(card, answer).verdict


REST = ("2 to 5 minutes", "2-5 min", "two to five minutes")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("2 to 5 minutes", RIGHT),
        ("2-5 minutes", RIGHT),
        ("two to five min", RIGHT),
        ("2 to 5 mintues", Verdict.SLIP),
        ("2 to 50 minutes", WRONG),
        ("2 to 6 minutes", WRONG),
        ("10 minutes", WRONG),
        ("3 minutes", PART),
        ("2 to 5", GENERAL),
        ("2 to 5 hours", UNKNOWN),
    ],
)
def test_a_number_is_never_a_slip_for_another_number(answer: str, expected: Verdict) -> None:
    card = replace(builtin_card("statement-cloze/hip-thrust/posterior-chain"), key=REST)

    assert expected == judge(answer, card, builtin_library().base).verdict


def test_a_role_that_a_source_denies_is_wrong_though_the_muscle_could_have_it() -> None:
    card = "role-typed/overhead-press/posterior-deltoid/role"

    judgement = judged(card, "prime mover")

    assert (judgement.verdict, judgement.proof) == (WRONG, Proof.NOT)
