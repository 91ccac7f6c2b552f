"""The ways in which people type muscles, joint actions, roles and parts of the body."""

import pytest

from cards.answers.judge import judge
from cards.answers.normalisation import normalise, spellings
from cards.answers.verdict import Verdict
from cards.answers.vocabulary import lexicon
from tests.support.library import builtin_card, builtin_library

RIGHT, HINT, WRONG = Verdict.RIGHT, Verdict.HINT, Verdict.WRONG
GENERAL, TWO = Verdict.TOO_GENERAL, Verdict.TWO_NAMES
KIND, OPEN = Verdict.OTHER_KIND, Verdict.NOT_DECIDED

SQUAT = "any-in-role/back-squat/prime-mover"
CURL = "any-in-role/wrist-curl/prime-mover"
PRESS = "any-in-role/dumbbell-shoulder-press/prime-mover"
FRONT = "any-in-role/front-raise/prime-mover"
RAISE = "any-in-role/hanging-leg-raise/synergist"
INWARDS = "any-muscle-for-action/hip-internal-rotation"
QUADRICEPS = "any-member/quadriceps"
ILIOPSOAS = "any-action-of-muscle/iliopsoas"
DELTOID = "any-action-of-muscle/middle-deltoid"
POPLITEUS = "any-action-of-muscle/popliteus"
GASTROCNEMIUS = "any-action-of-muscle/gastrocnemius"
THRUST = "joint-action-typed/banded-hip-thrust/joint-action"
MOVER = "role-typed/hip-adduction-machine/adductor-longus/role"
OPPONENT = "role-typed/back-squat/iliopsoas/role"

VERDICTS = {
    SQUAT: {
        RIGHT: ("quads", "quad", "quadricep", "glute max", "hams", "hammies", "knee extensors"),
        HINT: ("glutes", "glute", "butt", "quads and glutes"),
        GENERAL: ("legs", "thighs", "leg muscles", "hip extensors", "posterior chain", "calves"),
        WRONG: (
            *("back", "upper back", "chest", "arms", "TVA", "abs", "traps", "delts"),
            *("biceps and triceps", "lats and biceps", "elbow flexors", "rear delts"),
        ),
        OPEN: ("core",),  # some authors count the gluteus maximus
    },
    CURL: {
        GENERAL: ("forearms", "forearm", "wrist flexors", "wrist-flexors", "arms"),
        WRONG: ("core", "posterior chain", "quads and glutes", "legs", "upper back", "lower back"),
        OPEN: ("upper arm",),
    },
    PRESS: {
        RIGHT: ("front delts", "front delt", "triceps", "tris"),
        HINT: ("lateral head of the triceps", "triceps long head", "triceps (long head)"),
        GENERAL: ("arms", "shoulders", "shoulder muscles"),
        WRONG: ("core", "legs", "calves", "six-pack"),
        OPEN: ("back", "upper back", "posterior chain"),
    },
    FRONT: {RIGHT: ("pecs", "pec", "pec major", "chest"), WRONG: ("legs", "calves")},
    RAISE: {
        RIGHT: ("TFL", "rec fem", "rectus fem", "obliques"),
        GENERAL: ("core", "abs", "hip flexors", "stomach", "belly", "legs"),
        WRONG: ("rectus abdominus", "delts", "arms", "biceps"),
    },
    INWARDS: {
        RIGHT: ("TFL", "glute med", "gluteus med", "glute medius", "glute min"),
        GENERAL: ("hips", "hip muscles", "glutes"),
        WRONG: ("QL", "abs", "lats"),
    },
    QUADRICEPS: {
        RIGHT: ("rectus fem", "rec fem", "VMO", "VL", "vastus medialis oblique"),
        GENERAL: ("vasti", "vastus", "quads", "legs", "thigh"),
        WRONG: ("core", "hams", "lateral head of the gastrocnemius", "posterior chain"),
    },
    ILIOPSOAS: {
        RIGHT: (
            *("thigh flexion", "flexion of the thigh", "bending the hip", "hip bending"),
            *("flexing the hips", "hip-flexion", "outward rotation of the hip", "trunk flexion"),
        ),
        HINT: ("flexion", "external rotation"),
        GENERAL: ("raising the leg", "leg raise", "leg flexion"),
        WRONG: ("knee bending", "knee straightening", "thigh extension", "elbow bending"),
        KIND: ("hip hinge", "agonist"),
    },
    DELTOID: {
        RIGHT: ("arm abduction", "upper arm abduction", "lifting the arm to the side"),
        GENERAL: ("arm raising", "raising the arm", "arm lift", "shoulder elevation"),
        WRONG: ("elbow straightening", "thigh extension"),
    },
    POPLITEUS: {
        RIGHT: ("tibial internal rotation", "medial rotation of the tibia", "flexing the knee"),
        WRONG: ("lateral rotation of the tibia", "thigh flexion"),
    },
    GASTROCNEMIUS: {
        RIGHT: ("pointing the toes", "plantarflexion", "knee bending", "bending of the knee"),
        GENERAL: ("ankle flexion",),
        WRONG: ("dorsi flexion", "dorsi-flexion", "straightening the knee"),
    },
    THRUST: {
        RIGHT: ("extending the hip", "thigh extension", "hip straightening", "hip joint extension"),
        WRONG: ("bending the hip", "thigh flexion"),
        KIND: ("hip hinging", "concentrically"),
    },
    MOVER: {
        RIGHT: (
            *("prime mover for hip adduction", "agonist of hip adduction", "prime-mover"),
            *("main muscle", "primary muscle", "primary mover", "target muscle", "the agonist"),
        ),
        WRONG: ("helper muscle", "secondary mover", "stabilization", "fixator", "opposing muscle"),
        TWO: ("prime mover of the elbow", "prime mover for hip abduction"),
    },
    OPPONENT: {
        RIGHT: (
            *("antagonist for hip extension", "antagonist to hip extension", "opposing muscle"),
            *("antagonist in the squat", "antagonistic"),
        ),
        TWO: ("antagonist for hip flexion",),
    },
}

CASES = [
    (card, answer, verdict)
    for card, by_verdict in VERDICTS.items()
    for verdict, answers in by_verdict.items()
    for answer in answers
]


@pytest.mark.parametrize(("card", "answer", "expected"), CASES)
def test_an_everyday_word_gets_its_verdict(card: str, answer: str, expected: Verdict) -> None:
    assert expected == judge(answer, builtin_card(card), builtin_library().base).verdict


NAMES = {
    "lunge-pattern": ("lunging", "lunge pattern"),
    "horizontal-push": ("horizontal press", "horizontal pushing"),
    "hip-hinge": ("hinge", "hip-hinge", "hip hinging"),
    "sagittal-plane": ("sagittal", "saggital plane"),
    "frontal-plane": ("coronal", "coronal plane"),
    "transverse-plane": ("horizontal plane", "transverse"),
    "eccentric": ("lengthening contraction", "excentric", "eccentrically"),
    "concentric": ("shortening contraction", "concentrically"),
    "isometric": ("static", "static contraction", "isometrically", "no change in length"),
    "lifting": ("on the way up", "concentric phase", "positive"),
    "lowering": ("on the way down", "eccentric phase", "negative"),
    "compound": ("multi-joint", "multijoint", "multi joint"),
    "stability-ball": ("Swiss ball", "physio ball"),
    "trap-bar": ("hex bar", "trap-bar"),
    "resistance-band": ("band", "bands", "elastic band"),
    "stabiliser": ("stabilizer", "stabilising muscle", "stabilizing muscle"),
}


@pytest.mark.parametrize(
    ("term", "name"), [(term, name) for term, names in NAMES.items() for name in names]
)
def test_a_term_is_known_by_its_everyday_names(term: str, name: str) -> None:
    found = lexicon(builtin_library().base).spelt(spellings(name))

    assert term in {concept.id for concept in found}


@pytest.mark.parametrize("answer", ["squat", "squats", "squat pattern", "squatting"])
def test_a_movement_pattern_may_be_named_without_the_word_pattern(answer: str) -> None:
    card = builtin_card("term-typed/glossary/squat-pattern/definition")

    assert judge(answer, card, builtin_library().base).right


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pull-up", "pull ups"),
        ("press", "presses"),
        ("dumbbell fly", "DB flyes"),
        ("kettlebell swing", "KB swings"),
        ("stabiliser", "stabilizers"),
        ("upper fibres", "upper fibers"),
    ],
)
def test_number_spelling_and_abbreviations_do_not_matter(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)
