"""Typed answers: right, a typing error, a hint, too vague, another concept, or wrong.

Letters cannot tell, so every trap of the field is listed here by name.
"""

from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.answers.judge import judge
from cards.answers.normalisation import normalise
from cards.answers.verdict import Judgement, Verdict
from cards.answers.vocabulary import lexicon
from cards.model.base import FactBase
from cards.model.card import Card, Distractor, Proof
from cards.model.nouns import Family, Muscle, Named, Term
from cards.model.template import Kind
from cards.problems import Place
from tests.support.library import builtin_card, builtin_cards, builtin_library, each

RIGHT, SLIP, HINT, WRONG = Verdict.RIGHT, Verdict.SLIP, Verdict.HINT, Verdict.WRONG
GENERAL, PART, TWO = Verdict.TOO_GENERAL, Verdict.PART, Verdict.TWO_NAMES
KIND, OPEN, UNKNOWN = Verdict.OTHER_KIND, Verdict.NOT_DECIDED, Verdict.NOT_RECOGNISED

NOWHERE = Place(file="mine.yaml")
# User-defined muscles and terms, chosen because their names are similar.
MORE_MUSCLES = (
    *("pectoralis major", "pectoralis minor", "biceps brachii", "triceps brachii", "teres major"),
    *("teres minor", "gastrocnemius", "soleus", "latissimus dorsi", "tibialis anterior"),
    *("tibialis posterior", "rhomboid major", "rhomboid minor", "serratus anterior", "deltoid"),
)
MORE_ALIASES = {
    "biceps brachii": ("biceps",),
    "triceps brachii": ("triceps",),
    "latissimus dorsi": ("lats",),
}
MORE_TERMS = (
    *("shoulder abduction", "shoulder adduction", "shoulder internal rotation"),
    *("shoulder external rotation", "hyperextension", "hypoextension", "hypertrophy"),
    *("hypotrophy", "plantar flexion", "dorsiflexion", "muscle fibre"),
)


def slug(name: str) -> str:
    return name.replace(" ", "-")


@cache
def wide() -> FactBase:
    """The built-in vocabulary with user-defined additions."""
    base = builtin_library().base
    muscles = {
        slug(name): Muscle(
            id=slug(name), name=name, aliases=MORE_ALIASES.get(name, ()), place=NOWHERE
        )
        for name in MORE_MUSCLES
    }
    terms = {slug(n): Term(id=slug(n), name=n, family="more", place=NOWHERE) for n in MORE_TERMS}
    families = {"more": Family(id="more", name="more", place=NOWHERE)}
    return replace(
        base,
        muscles={**base.muscles, **muscles},
        terms={**terms, **base.terms},
        families={**base.families, **families},
    )


def judged(field: str, key: str, answer: str, base: FactBase | None = None) -> Judgement:
    """Judge an answer to a question with that key, for which everything else is proven wrong."""
    base = base or wide()
    return judge(answer, question(field, key, base), base)


@cache
def question(field: str, key: str, base: FactBase) -> Card:
    """A card with that key, for which every other concept is proven wrong."""
    card = builtin_card("muscle-typed/banded-hip-thrust/gluteus-maximus/role")
    wrong = tuple(
        Distractor(text=c.name, reason="proven", proof=Proof.FUNCTIONAL, concept=c.logged_as())
        for c in lexicon(base).concepts
        if c.name != key
    )
    template = replace(card.template, key="any")
    return replace(card, template=template, field=field, key=(key,), distractors=wrong)


MUSCLES = (
    # -- the name itself, in all the ways people write it --
    ("gluteus maximus", "gluteus maximus", RIGHT),
    ("gluteus maximus", "Gluteus Maximus", RIGHT),
    ("gluteus maximus", "GLUTEUS MAXIMUS", RIGHT),
    ("gluteus maximus", "  gluteus   maximus ", RIGHT),
    ("gluteus maximus", "the gluteus maximus", RIGHT),
    ("gluteus maximus", "The gluteus maximus.", RIGHT),
    ("gluteus maximus", "gluteus-maximus", RIGHT),
    ("gluteus maximus", "maximus gluteus", RIGHT),
    ("gluteus maximus", "glúteus máximus", RIGHT),
    ("gluteus maximus", "gluteus maximus muscle", RIGHT),
    ("gluteus maximus", "gluteus maximus muscles", RIGHT),
    ("gluteus maximus", "glute max", RIGHT),
    ("gluteus maximus", "Glute Max", RIGHT),
    ("gluteus maximus", "gmax", RIGHT),
    # -- its misspellings and slips --
    ("gluteus maximus", "glute maximus", RIGHT),
    ("gluteus maximus", "gluteus maximum", RIGHT),
    ("gluteus maximus", "gluetus maximus", SLIP),
    ("gluteus maximus", "gluteus maximis", SLIP),
    ("gluteus maximus", "glutus maximus", SLIP),
    ("gluteus maximus", "gluteus maxmius", SLIP),
    # -- its neighbours, one syllable away --
    ("gluteus maximus", "gluteus medius", WRONG),
    ("gluteus maximus", "gluteus minimus", WRONG),
    ("gluteus maximus", "glute med", WRONG),
    ("gluteus maximus", "gmed", WRONG),
    ("gluteus maximus", "glute medius", WRONG),
    ("gluteus minimus", "gluteus maximus", WRONG),
    ("gluteus minimus", "gluteus medius", WRONG),
    ("gluteus medius", "gluteus maximus", WRONG),
    ("gluteus medius", "gluteus minimus", WRONG),
    ("gluteus medius", "gluteus mdius", SLIP),
    ("gluteus medius", "gluteus medias", RIGHT),
    ("gluteus medius", "maximus", UNKNOWN),
    # -- groups for their members, members for their groups --
    ("gluteus maximus", "glutes", HINT),
    ("gluteus maximus", "glute", HINT),
    ("gluteus maximus", "gluteals", HINT),
    ("gluteus maximus", "gluts", HINT),
    ("gluteus maximus", "the buttocks", HINT),
    ("gluteus maximus", "hip extensors", GENERAL),
    ("gluteus medius", "glutes", GENERAL),
    ("gluteus medius", "buttocks", GENERAL),
    ("gluteus minimus", "glutes", GENERAL),
    ("glutes", "glutes", RIGHT),
    ("glutes", "gluteus maximus", HINT),
    ("glutes", "gluteus medius", PART),
    ("biceps femoris", "hamstrings", HINT),
    ("biceps femoris", "hamstring", HINT),
    ("biceps femoris", "hams", HINT),
    ("biceps femoris", "hamstrigs", HINT),
    ("biceps femoris", "Hamstring muscles", HINT),
    ("biceps femoris", "hip extensors", GENERAL),
    ("hamstrings", "biceps femoris", HINT),
    ("hamstrings", "semitendinosus", PART),
    ("hamstrings", "hip extensors", GENERAL),
    ("semitendinosus", "hamstrings", GENERAL),
    ("rectus femoris", "quads", GENERAL),
    ("quadriceps", "rectus femoris", PART),
    ("rectus abdominis", "abs", HINT),
    ("abdominal muscles", "rectus abdominis", HINT),
    ("obliques", "abs", GENERAL),
    ("external oblique", "obliques", GENERAL),
    ("hip adductors", "adductor magnus", PART),
    ("adductor magnus", "adductors", GENERAL),
    # -- plural and singular, everyday names --
    ("quadriceps", "quadricep", RIGHT),
    ("quadriceps", "quads", RIGHT),
    ("quadriceps", "quad", RIGHT),
    ("quadriceps", "Quadriceps femoris", RIGHT),
    ("quadriceps", "the quads", RIGHT),
    ("quadriceps", "quadrisceps", SLIP),
    ("quadriceps", "triceps", WRONG),
    ("hip adductors", "adductors", RIGHT),
    ("hip adductors", "hip adductor", RIGHT),
    ("hip adductors", "inner thigh muscles", RIGHT),
    ("hip adductors", "abductors", WRONG),
    ("hip adductors", "hip abductors", WRONG),
    ("obliques", "oblique", RIGHT),
    ("obliques", "abdominal obliques", RIGHT),
    ("abdominal muscles", "abs", RIGHT),
    ("abdominal muscles", "abdominals", RIGHT),
    ("abdominal muscles", "stomach muscles", RIGHT),
    ("erector spinae", "lower back", RIGHT),
    ("erector spinae", "spinal erectors", RIGHT),
    ("erector spinae", "erectors", RIGHT),
    ("erector spinae", "erector spinea", RIGHT),
    ("erector spinae", "erecter spinae", SLIP),
    ("erector spinae", "erector spinæ", RIGHT),
    ("rectus abdominis", "rectus abdominus", RIGHT),
    ("rectus abdominis", "rectus abdominals", RIGHT),
    ("rectus abdominis", "six-pack", RIGHT),
    ("rectus abdominis", "six pack", RIGHT),
    ("rectus abdominis", "rectus abdomins", SLIP),
    ("rectus abdominis", "rectus femoris", WRONG),
    ("rectus abdominis", "transversus abdominis", WRONG),
    ("rectus femoris", "rectus abdominis", WRONG),
    ("rectus femoris", "biceps femoris", WRONG),
    ("transversus abdominis", "transverse abdominis", RIGHT),
    ("transversus abdominis", "TVA", RIGHT),
    ("transversus abdominis", "tvb", UNKNOWN),
    ("transversus abdominis", "tvaa", UNKNOWN),
    # -- biceps: of the thigh and of the arm --
    ("biceps femoris", "biceps femoris", RIGHT),
    ("biceps femoris", "bicep femoris", RIGHT),
    ("biceps femoris", "biceps femorus", RIGHT),
    ("biceps femoris", "femoris biceps", RIGHT),
    ("biceps femoris", "biceps femorris", SLIP),
    ("biceps femoris", "biceps", WRONG),
    ("biceps femoris", "biceps brachii", WRONG),
    ("biceps femoris", "rectus femoris", WRONG),
    ("biceps brachii", "biceps brachii", RIGHT),
    ("biceps brachii", "biceps", RIGHT),
    ("biceps brachii", "bicep", RIGHT),
    ("biceps brachii", "brachii biceps", RIGHT),
    ("biceps brachii", "biceps brachi", SLIP),
    ("biceps brachii", "biceps femoris", WRONG),
    ("biceps brachii", "triceps brachii", WRONG),
    ("biceps brachii", "triceps", WRONG),
    ("triceps brachii", "biceps brachii", WRONG),
    ("triceps brachii", "tricep", RIGHT),
    # -- major and minor --
    ("pectoralis major", "pectoralis major", RIGHT),
    ("pectoralis major", "pectoralis minor", WRONG),
    ("pectoralis minor", "pectoralis major", WRONG),
    ("pectoralis major", "pectorals major", UNKNOWN),
    ("pectoralis major", "ectoralis major", SLIP),
    ("pectoralis major", "mjaor pectoralis", SLIP),
    ("pectoralis major", "pectoralis majro", SLIP),
    ("teres major", "teres minor", WRONG),
    ("teres minor", "teres major", WRONG),
    ("teres major", "terres major", SLIP),
    ("rhomboid major", "rhomboid minor", WRONG),
    ("serratus anterior", "serratus posterior", UNKNOWN),
    ("tibialis anterior", "tibialis posterior", WRONG),
    ("vastus lateralis", "vastus medialis", WRONG),
    ("vastus medialis", "vastus lateralis", WRONG),
    ("vastus medialis", "vastus intermedius", WRONG),
    ("external oblique", "internal oblique", WRONG),
    ("internal oblique", "external oblique", WRONG),
    ("adductor longus", "adductor brevis", WRONG),
    ("adductor longus", "adductor magnus", WRONG),
    ("semitendinosus", "semimembranosus", WRONG),
    ("semimembranosus", "semitendinosus", WRONG),
    ("semitendinosus", "semi-tendinosus", RIGHT),
    ("semitendinosus", "semitendonosus", RIGHT),
    ("semitendinosus", "semitendinosis", RIGHT),
    # -- spelling of the calf and the back --
    ("gastrocnemius", "gastrocnemeus", SLIP),
    ("gastrocnemius", "gastrocnemious", SLIP),
    ("gastrocnemius", "gastroc", UNKNOWN),
    ("gastrocnemius", "soleus", WRONG),
    ("latissimus dorsi", "latisimus dorsi", SLIP),
    ("latissimus dorsi", "lats", RIGHT),
    ("latissimus dorsi", "lat", RIGHT),
    ("deltoid", "deltoids", RIGHT),
    ("deltoid", "deltiod", SLIP),
    # -- two and three letters: exactly, or not at all --
    ("biceps femoris", "BF", RIGHT),
    ("biceps femoris", "bf", RIGHT),
    ("biceps femoris", "RF", WRONG),
    ("biceps femoris", "bg", UNKNOWN),
    ("biceps femoris", "bff", UNKNOWN),
    ("biceps femoris", "bff.", UNKNOWN),
    ("rectus femoris", "RF", RIGHT),
    ("rectus femoris", "BF", WRONG),
    ("rectus femoris", "rff", UNKNOWN),
    ("semitendinosus", "ST", RIGHT),
    ("semitendinosus", "SM", WRONG),
    ("semimembranosus", "SM", RIGHT),
    ("abdominal muscles", "abd", UNKNOWN),
    ("abdominal muscles", "ads", UNKNOWN),
    # -- nothing, or nearly so --
    ("gluteus maximus", "", UNKNOWN),
    ("gluteus maximus", "   ", UNKNOWN),
    ("gluteus maximus", "a", UNKNOWN),
    ("gluteus maximus", "the", UNKNOWN),
    ("gluteus maximus", "muscle", UNKNOWN),
    ("gluteus maximus", "🍑", UNKNOWN),
    ("gluteus maximus", "?", UNKNOWN),
    ("gluteus maximus", "gluteus", HINT),
    ("gluteus maximus", "no idea", UNKNOWN),
    ("gluteus maximus", "gluteus maximus and hamstrings", TWO),
    ("gluteus maximus", "x" * 5000, UNKNOWN),
)

ROLES = (
    ("prime mover", "prime mover", RIGHT),
    ("prime mover", "Prime-Mover", RIGHT),
    ("prime mover", "a prime mover", RIGHT),
    ("prime mover", "prime movers", RIGHT),
    ("prime mover", "agonist", RIGHT),
    ("prime mover", "agonists", RIGHT),
    ("prime mover", "the agonist muscle", RIGHT),
    ("prime mover", "agonsit", RIGHT),
    ("prime mover", "agonits", SLIP),
    ("prime mover", "prime moover", SLIP),
    ("prime mover", "antagonist", WRONG),
    ("prime mover", "antagonists", WRONG),
    ("prime mover", "antagonsit", WRONG),
    ("prime mover", "synergist", WRONG),
    ("prime mover", "stabilizer", WRONG),
    ("prime mover", "mover", GENERAL),
    ("antagonist", "antagonist", RIGHT),
    ("antagonist", "agonist", WRONG),
    ("antagonist", "agonists", WRONG),
    ("antagonist", "antogonist", RIGHT),
    ("antagonist", "protagonist", UNKNOWN),
    ("stabiliser", "stabiliser", RIGHT),
    ("stabiliser", "stabilizer", RIGHT),
    ("stabiliser", "Stabilizers", RIGHT),
    ("stabiliser", "fixator", RIGHT),
    ("stabiliser", "stablizer", RIGHT),
    ("stabiliser", "stabilliser", SLIP),
    ("stabiliser", "synergist", WRONG),
    ("synergist", "sinergist", RIGHT),
    ("synergist", "synergists", RIGHT),
    ("synergist", "synergistic muscle", RIGHT),
    ("synergist", "sinergyst", UNKNOWN),
    ("synergist", "concentric", KIND),
)

CONTRACTIONS = (
    ("concentric", "concentric", RIGHT),
    ("concentric", "Concentric contraction", RIGHT),
    ("concentric", "concentrically", RIGHT),
    ("concentric", "concentric action", RIGHT),
    ("concentric", "concentric muscle action", RIGHT),
    ("concentric", "a concentric contraction", RIGHT),
    ("concentric", "shortening", RIGHT),
    ("concentric", "consentric", RIGHT),
    ("concentric", "concentirc", SLIP),
    ("concentric", "eccentric", WRONG),
    ("concentric", "eccentrically", WRONG),
    ("concentric", "excentric", WRONG),
    ("concentric", "isometric", WRONG),
    ("concentric", "concentric phase", KIND),
    ("eccentric", "eccentric", RIGHT),
    ("eccentric", "excentric", RIGHT),
    ("eccentric", "ecentric", RIGHT),
    ("eccentric", "eccentrically", RIGHT),
    ("eccentric", "lengthening", RIGHT),
    ("eccentric", "concentric", WRONG),
    ("eccentric", "concentric contraction", WRONG),
    ("isometric", "isometric", RIGHT),
    ("isometric", "static contraction", RIGHT),
    ("isometric", "isometrically", RIGHT),
    ("isometric", "isometirc", SLIP),
    ("isometric", "isotonic", KIND),
    ("isometric", "isokinetic", KIND),
    ("isometric", "concentric", WRONG),
)

TERMS = (
    ("hip abduction", "hip abduction", RIGHT),
    ("hip abduction", "hip-abduction", RIGHT),
    ("hip abduction", "abduction of the hip", RIGHT),
    ("hip abduction", "abduction of hip", RIGHT),
    ("hip abduction", "hip adduction", WRONG),
    ("hip abduction", "hip adducton", WRONG),
    ("hip abduction", "hip aduction", UNKNOWN),
    ("hip abduction", "hip abuction", SLIP),
    ("hip abduction", "shoulder abduction", WRONG),
    ("hip adduction", "hip abduction", WRONG),
    ("hip adduction", "adduction of the hip", RIGHT),
    ("shoulder abduction", "shoulder adduction", WRONG),
    ("hip extension", "hip extension", RIGHT),
    ("hip extension", "extension of the hips", RIGHT),
    ("hip extension", "extension at the hip", RIGHT),
    ("hip extension", "Hip Extention", RIGHT),
    ("hip extension", "hip extenson", SLIP),
    ("hip extension", "hip flexion", WRONG),
    ("hip extension", "knee extension", WRONG),
    ("hip extension", "spinal extension", WRONG),
    ("hip extension", "hyperextension", KIND),
    ("hip flexion", "hip extension", WRONG),
    ("hip flexion", "hip flection", RIGHT),
    ("hip internal rotation", "hip internal rotation", RIGHT),
    ("hip internal rotation", "internal hip rotation", RIGHT),
    ("hip internal rotation", "medial rotation of the hip", RIGHT),
    ("hip internal rotation", "internal rotation of the hip", RIGHT),
    ("hip internal rotation", "hip external rotation", WRONG),
    ("hip internal rotation", "lateral rotation of the hip", WRONG),
    ("hip internal rotation", "shoulder internal rotation", WRONG),
    ("hip external rotation", "hip internal rotation", WRONG),
    ("hip external rotation", "hip external rotaton", SLIP),
    ("shoulder internal rotation", "shoulder external rotation", WRONG),
    ("hyperextension", "hypoextension", WRONG),
    ("hypertrophy", "hypotrophy", WRONG),
    ("plantar flexion", "plantar-flexion", RIGHT),
    ("plantar flexion", "plantarflexion", RIGHT),
    ("plantar flexion", "plantar flection", RIGHT),
    ("plantar flexion", "dorsiflexion", WRONG),
    ("forearm pronation", "supination", WRONG),
    ("muscle fibre", "muscle fiber", RIGHT),
    ("muscle fibre", "muscle fibers", RIGHT),
    ("lifting phase", "lifting phase", RIGHT),
    ("lifting phase", "lifting", RIGHT),
    ("lifting phase", "concentric phase", RIGHT),
    ("lifting phase", "concentric contraction", KIND),
    ("lifting phase", "lowering phase", WRONG),
    ("lifting phase", "eccentric phase", WRONG),
    ("concentric contraction", "concentric phase", KIND),
    ("concentric contraction", "concentric", RIGHT),
    ("concentric contraction", "eccentric", WRONG),
    ("eccentric contraction", "eccentric phase", KIND),
    ("compound exercise", "multi-joint exercise", RIGHT),
    ("compound exercise", "multi joint", RIGHT),
    ("compound exercise", "isolation exercise", WRONG),
    ("compound exercise", "single-joint", WRONG),
    ("prime mover", "agonist", RIGHT),
    ("prime mover", "antagonist", WRONG),
    ("antagonist", "agonist", WRONG),
)

TABLE = [
    pytest.param(field, key, answer, verdict, id=f"{field}: {answer[:30]!r} for {key}")
    for field, rows in (
        ("muscle", MUSCLES),
        ("role", ROLES),
        ("contraction", CONTRACTIONS),
        ("term", TERMS),
    )
    for key, answer, verdict in rows
]


@pytest.mark.parametrize(("field", "key", "answer", "expected"), TABLE)
def test_an_answer_gets_the_expected_verdict(
    field: str, key: str, answer: str, expected: Verdict
) -> None:
    judgement = judged(field, key, answer)

    assert expected == judgement.verdict


def test_the_table_of_answers_is_long_enough() -> None:
    assert len(TABLE) >= 150
    assert {verdict for row in TABLE for verdict in row.values[-1:]} == set(Verdict) - {OPEN}


# -- sentences with a gap --------------------------------------------------------------------------

CLOZES = (
    ("hip-thrust/primary-target", "glutes", RIGHT),
    ("hip-thrust/primary-target", "the gluteals", RIGHT),
    ("hip-thrust/primary-target", "gluts", RIGHT),
    ("hip-thrust/primary-target", "glutse", SLIP),
    ("hip-thrust/primary-target", "gluteus maximus", RIGHT),
    ("hip-thrust/primary-target", "hamstrings", OPEN),
    ("hip-thrust/joint-action", "hip extension", RIGHT),
    ("hip-thrust/joint-action", "hip extention", RIGHT),
    ("hip-thrust/joint-action", "extension of the hip", RIGHT),
    ("hip-thrust/joint-action", "hip flexion", WRONG),
    ("hip-thrust/joint-action", "hip hinge", KIND),
    ("hip-thrust/type", "compound", RIGHT),
    ("hip-thrust/type", "multi-joint", RIGHT),
    ("hip-thrust/type", "isolation", WRONG),
    ("hip-thrust/which-glute", "maximus", RIGHT),
    ("hip-thrust/which-glute", "gluteus maximus", RIGHT),
    ("hip-thrust/which-glute", "glute max", RIGHT),
    ("hip-thrust/which-glute", "medius", WRONG),
    ("hip-thrust/which-glute", "gluteus medius", WRONG),
    ("hip-thrust/squat@golf-insider-uk", "quads", RIGHT),
    ("hip-thrust/squat@golf-insider-uk", "quadricep", RIGHT),
    ("hip-thrust/squat@golf-insider-uk", "hamstrings", OPEN),
    ("hip-thrust/stabiliser-and-safety@golf-insider-uk", "stabilizer", RIGHT),
    ("hip-thrust/stabiliser-and-safety@golf-insider-uk", "synergist", WRONG),
    ("hip-thrust/posterior-chain", "posterior", RIGHT),
    ("hip-thrust/posterior-chain", "posterior chain", RIGHT),
    ("hip-thrust/posterior-chain", "anterior", WRONG),
    ("glute-bridge/range-of-motion", "smaller", RIGHT),
    ("glute-bridge/range-of-motion", "reduced", RIGHT),
    ("glute-bridge/range-of-motion", "greater", WRONG),
    ("glute-bridge/range-of-motion", "larger", WRONG),
    ("glute-bridge/floor-contact", "ground", RIGHT),
    ("glute-bridge/floor-contact", "bench", OPEN),
    ("banded-hip-thrust/band-pull", "inward", RIGHT),
    ("banded-hip-thrust/band-pull", "toward each other", RIGHT),
    ("banded-hip-thrust/band-pull", "outwards", OPEN),
    ("single-leg-hip-thrust/isolated-demand@golf-insider-uk", "biceps femoris", RIGHT),
    ("single-leg-hip-thrust/isolated-demand@golf-insider-uk", "bicep femoris", RIGHT),
    ("single-leg-hip-thrust/isolated-demand@golf-insider-uk", "semitendinosus", OPEN),
    ("hamstrings/hamstrings-location", "back", RIGHT),
    ("hamstrings/hamstrings-location", "posterior side", RIGHT),
    ("hamstrings/hamstrings-location", "front", UNKNOWN),
    ("quadriceps/quadriceps-location", "anterior", RIGHT),
    ("quadriceps/quadriceps-location", "posterior", WRONG),
)


@pytest.mark.parametrize(("fact", "answer", "expected"), CLOZES)
def test_a_gap_accepts_every_answer_that_makes_the_sentence_true(
    fact: str, answer: str, expected: Verdict
) -> None:
    judgement = judge(answer, builtin_card(f"statement-cloze/{fact}"), wide())

    assert expected == judgement.verdict


RECALLED = [c for c in builtin_cards() if c.kind in (Kind.TYPED, Kind.CLOZE)]


@each(RECALLED)
def test_every_key_of_a_card_is_right(card: Card) -> None:
    base = builtin_library().base

    for key in card.key:
        assert judge(key, card, base).verdict is RIGHT
        assert judge(f"  The {key.upper()}. ", card, base).verdict is RIGHT


# -- the whole vocabulary --------------------------------------------------------------------------


def vocabulary(field: str, base: FactBase) -> list[Named]:
    if field == "muscle":
        return list(base.muscles.values())
    if field == "term":
        return list(base.terms.values())
    return list(base.family(field))


@pytest.mark.slow
@pytest.mark.parametrize("field", ["muscle", "role", "contraction", "term"])
def test_no_name_is_accepted_for_another_concept(field: str) -> None:
    base = wide()
    nouns = vocabulary(field, base)
    asked = nouns if len(nouns) < 20 else nouns[:: len(nouns) // 12 + 1]

    for key, given_ in product(asked, nouns):
        if key is given_:
            continue
        for form in given_.forms:
            judgement = judged(field, key.name, form)
            message = f"{form!r} for {key.name}: {judgement}"

            assert judgement.verdict not in (RIGHT, SLIP), message
            if judgement.verdict is HINT:
                assert isinstance(key, Muscle), message
                assert isinstance(given_, Muscle), message
                assert base.overlap(key, given_), message


@pytest.mark.slow
@pytest.mark.parametrize("field", ["muscle", "role", "contraction", "term"])
def test_every_spelling_of_a_name_is_accepted(field: str) -> None:
    for noun in vocabulary(field, wide()):
        for form in noun.forms:
            judgement = judged(field, noun.name, form)

            assert judgement.verdict is RIGHT, form
            assert judgement.taken_as == noun.name


@pytest.mark.slow
@pytest.mark.parametrize(
    ("field", "key", "answer"),
    [
        ("muscle", "pectoralis major", "pectoralis minor"),
        ("muscle", "teres major", "teres minor"),
        ("muscle", "serratus anterior", "serratus posterior"),
        ("term", "shoulder abduction", "shoulder adduction"),
        ("term", "shoulder internal rotation", "shoulder external rotation"),
        ("term", "hyperextension", "hypoextension"),
    ],
)
def test_an_undefined_counterpart_is_not_a_typing_error(field: str, key: str, answer: str) -> None:
    without = replace(
        wide(),
        muscles={id_: m for id_, m in wide().muscles.items() if m.name != answer},
        terms={id_: t for id_, t in wide().terms.items() if t.name != answer},
    )
    judgement = judged(field, key, answer, without)

    assert not judgement.right


@pytest.mark.slow
@given(st.text(max_size=40))
def test_any_text_gets_a_verdict(answer: str) -> None:
    for field, key in (("muscle", "gluteus maximus"), ("text", "glutes"), ("role", "synergist")):
        judgement = judged(field, key, answer)

        assert isinstance(judgement.verdict, Verdict)
        assert judgement.right == (judgement.verdict in (RIGHT, SLIP, HINT))


@given(st.text(max_size=40))
def test_normalising_is_idempotent(text: str) -> None:
    once = normalise(text)

    assert normalise(once).split() == sorted(normalise(once).split())
    assert once == once.strip()


# -- remarks ---------------------------------------------------------------------------------------

REMARKS = (
    ("muscle", "gluteus maximus", "gluteus maximus", ""),
    ("muscle", "gluteus maximus", "glute max", "Taken as: gluteus maximus."),
    ("muscle", "gluteus maximus", "gluetus maximus", "Taken as: gluteus maximus (spelling)."),
    (
        "muscle",
        "gluteus maximus",
        "glutes",
        "Taken as: gluteus maximus; “glutes” names the whole group.",
    ),
    ("muscle", "gluteus medius", "glutes", "“glutes” is too general: it names a whole group."),
    (
        "muscle",
        "hamstrings",
        "biceps femoris",
        "Taken as: hamstrings; “biceps femoris” says more than the source does.",
    ),
    (
        "muscle",
        "gluteus maximus",
        "gluteus medius",
        "You wrote gluteus medius: that is something else, not a slip (proven).",
    ),
    (
        "role",
        "prime mover",
        "antagonist",
        "You wrote antagonist: that is something else, not a slip (proven).",
    ),
    ("muscle", "gluteus maximus", "", "Nothing was typed."),
    ("muscle", "gluteus maximus", "  ", "Nothing was typed."),
    ("muscle", "gluteus maximus", "🍑", "“🍑” is not known to us."),
    ("muscle", "gluteus maximus", "waist", "“waist” is not known to us."),
)


@pytest.mark.parametrize(("field", "key", "answer", "expected"), REMARKS)
def test_the_remark_says_how_the_answer_was_understood(
    field: str, key: str, answer: str, expected: str
) -> None:
    judgement = judged(field, key, answer)

    assert expected == judgement.remark


def test_a_mix_up_names_the_other_concept() -> None:
    judgement = judged("muscle", "gluteus maximus", "gmed")

    assert judgement.taken_as == "gluteus medius"
    assert not judgement.right


def test_contractions_are_judged_without_a_glossary() -> None:
    bare = replace(wide(), terms={})
    verdicts = [
        judged("contraction", "eccentric", answer, bare).verdict
        for answer in ("eccentric", "concentric")
    ]

    assert verdicts == [RIGHT, WRONG]
