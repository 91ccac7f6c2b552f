"""Joint actions that are typed without their joint, or for a joint that they are not defined at."""

from collections.abc import Mapping

import pytest

from cards.answers.judge import judge
from cards.answers.verdict import Judgement, Verdict
from tests.support.library import builtin_card, builtin_library

RIGHT, HINT, WRONG = Verdict.RIGHT, Verdict.HINT, Verdict.WRONG
GENERAL, OPEN, UNKNOWN = Verdict.TOO_GENERAL, Verdict.NOT_DECIDED, Verdict.NOT_RECOGNISED

VERDICTS: Mapping[str, Mapping[Verdict, tuple[str, ...]]] = {
    "latissimus-dorsi": {
        HINT: ("adduction", "extension", "internal rotation", "medial rotation"),
        RIGHT: ("shoulder adduction", "depression"),
        GENERAL: ("rotation", "flexion"),
        OPEN: ("retraction",),
    },
    "gluteus-maximus": {
        HINT: ("extension", "external rotation", "lateral rotation", "abduction"),
        UNKNOWN: ("retraction of the hip", "depression of the hip"),
        WRONG: ("supination", "pronation of the foot"),
    },
    "biceps-brachii": {
        HINT: ("flexion",),
        RIGHT: ("supination", "supination of the forearm"),
        WRONG: ("pronation", "foot supination", "supination of the foot"),
    },
    "soleus": {GENERAL: ("flexion",)},  # "plantar" is not the name of a joint
    "tibialis-posterior": {
        HINT: (
            *("supination of the foot", "foot supination", "supination of the ankle"),
            *("subtalar supination", "supination", "supinates the foot"),
        ),
        WRONG: ("pronation of the foot", "pronation", "forearm supination"),
    },
    "tibialis-anterior": {OPEN: ("supination of the foot", "supination")},
    "fibularis-longus": {WRONG: ("supination of the foot",), OPEN: ("pronation of the foot",)},
}
CASES = [
    (muscle, answer, verdict)
    for muscle, by_verdict in VERDICTS.items()
    for verdict, answers in by_verdict.items()
    for answer in answers
]


def judged(muscle: str, answer: str) -> Judgement:
    card = builtin_card(f"any-action-of-muscle/{muscle}")
    return judge(answer, card, builtin_library().base)


@pytest.mark.parametrize(("muscle", "answer", "expected"), CASES)
def test_an_action_of_a_muscle_gets_its_verdict(
    muscle: str, answer: str, expected: Verdict
) -> None:
    assert expected == judged(muscle, answer).verdict


def test_a_bare_action_is_taken_as_that_of_the_joint() -> None:
    judgement = judged("latissimus-dorsi", "adduction")

    assert judgement.concept == "term/shoulder-adduction"
    assert judgement.remark == "Taken as: shoulder adduction; the joint was not named."


def test_supination_of_the_foot_is_taken_as_its_joint_actions() -> None:
    judgement = judged("tibialis-posterior", "supination of the foot")

    assert judgement.remark == "Taken as: foot inversion and plantar flexion."


@pytest.mark.parametrize("answer", ["isometric stabilizer", "isometric stabiliser"])
def test_an_isometric_stabiliser_is_a_stabiliser(answer: str) -> None:
    card = builtin_card("role-typed/front-raise/triceps-brachii/role")

    assert judge(answer, card, builtin_library().base).verdict is RIGHT
