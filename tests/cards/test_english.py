"""English: articles, spelling, word stems and similarity."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.english import (
    american,
    british,
    gerund,
    likeness,
    nearest,
    plain_words,
    related,
    telling_stems,
    third_person,
    with_article,
)
from tests.support.library import builtin_library

BASE = builtin_library().base

ARTICLES = (
    # vowels and consonants by sound
    ("eccentric contraction", "an"),
    ("isometric contraction", "an"),
    ("concentric contraction", "a"),
    ("prime mover", "a"),
    ("synergist", "a"),
    ("stabiliser", "a"),
    ("antagonist", "an"),
    ("Antagonist", "an"),
    ("isolation exercise", "an"),
    ("compound exercise", "a"),
    ("overhead press", "an"),
    ("upper body exercise", "an"),
    ("upright row", "an"),
    ("underhand grip", "an"),
    ("ulnar nerve", "an"),
    ("urgent need", "an"),
    ("uninjured athlete", "an"),
    ("unimportant point", "an"),
    # spelt with a vowel, pronounced with a consonant
    ("unilateral exercise", "a"),
    ("uniform load", "a"),
    ("unit", "a"),
    ("unique case", "a"),
    ("uniaxial joint", "a"),
    ("unipennate muscle", "a"),
    ("used band", "a"),
    ("useful exercise", "a"),
    ("usual cue", "a"),
    ("utility bench", "a"),
    ("one-leg hip thrust", "a"),
    ("one-arm row", "a"),
    ("European study", "a"),
    # and vice versa
    ("hour", "an"),
    ("hourglass", "an"),
    ("honest effort", "an"),
    ("hip thrust", "a"),
    ("hamstring", "a"),
    # other words with the same beginning
    ("onset", "an"),
    ("only child", "an"),
    ("elbow", "an"),
    # initialisms and acronyms
    ("NSCA course", "an"),
    ("RDL", "an"),
    ("EMG study", "an"),
    ("MVC", "an"),
    ("FSRS interval", "an"),
    ("ACE table", "an"),
    ("X-ray", "an"),
    ("NASM course", "a"),
    ("HIIT session", "a"),
    ("CSCS exam", "a"),
    ("UK source", "a"),
    ("Romanian deadlift", "a"),
    ("8-week plan", "a"),
)


@pytest.mark.parametrize(("phrase", "article"), ARTICLES)
def test_the_article_follows_the_pronunciation(phrase: str, article: str) -> None:
    assert with_article(phrase) == f"{article} {phrase}"


AMERICAN = (
    ("stabiliser", "stabilizer"),
    ("Stabiliser", "Stabilizer"),
    ("stabilisers", "stabilizers"),
    ("stabilise", "stabilize"),
    ("stabilised", "stabilized"),
    ("stabilises", "stabilizes"),
    ("stabilising", "stabilizing"),
    ("stabilisation", "stabilization"),
    ("destabilise", "destabilize"),
    ("neutraliser", "neutralizer"),
    ("emphasise", "emphasize"),
    ("utilise", "utilize"),
    ("organised", "organized"),
    ("recognise", "recognize"),
    ("characterised", "characterized"),
    ("fibre", "fiber"),
    ("muscle fibres", "muscle fibers"),
    ("Fibre", "Fiber"),
    ("centre", "center"),
    ("colour", "color"),
    ("colours", "colors"),
    ("The stabilisers' colour.", "The stabilizers' color."),
    ("amortisation phase", "amortization phase"),
    ("Valsalva manoeuvre", "Valsalva maneuver"),
)
SHOWN = (
    ("programme", "program"),
    ("programmes", "programs"),
    ("behaviour", "behavior"),
    ("the neighbours", "the neighbors"),
    ("40 metres", "40 meters"),
    ("towards the bench and backwards", "toward the bench and backward"),
)
"""Words that are never typed, so that the other way is not needed."""

UNTOUCHED = (
    *("exercise", "exercises", "exercised", "raise", "raised", "precise", "precisely", "promise"),
    *("practise", "rise", "rises", "otherwise", "advise", "comprise", "emphasis", "thesis"),
    *("synthesis", "basis", "organism", "analysis", "programming", "programmer", "programmed"),
    *("four", "hour", "contour", "your", "stable", "stability", "fibrous", "central", "acre"),
    *("neutral", "utility", "character", "stabilizer", "gluteus maximus", "femoris", "isometric"),
)


@pytest.mark.parametrize(("shown", "expected"), [*AMERICAN, *SHOWN])
def test_british_spelling_is_converted_to_american(shown: str, expected: str) -> None:
    assert american(shown) == expected


@pytest.mark.parametrize("word", UNTOUCHED)
def test_words_with_one_spelling_are_unchanged(word: str) -> None:
    assert american(word) == word


@pytest.mark.parametrize(("written", "other"), AMERICAN)
def test_both_spellings_compare_as_equal(written: str, other: str) -> None:
    assert british(written.lower()) == british(other.lower())


@pytest.mark.slow
@given(st.text(max_size=60))
def test_american_spelling_is_unchanged(text: str) -> None:
    assert american(american(text)) == american(text)


def test_no_builtin_name_is_damaged_by_american_spelling() -> None:
    nouns = (*BASE.exercises.values(), *BASE.muscles.values(), *BASE.terms.values())
    changed = {noun.name: american(noun.name) for noun in nouns if american(noun.name) != noun.name}

    assert "stabiliser" in changed
    for name, shown in changed.items():
        assert re.sub("(stabil|neutral|amort)is", r"\1iz", name).replace("oeuvre", "euver") == shown


STEMS = (
    ("spine", "erector spinae", True),
    ("abdomen", "rectus abdominis", True),
    ("abdominal", "rectus abdominis", True),
    ("glute bridge", "gluteus maximus", True),
    ("triceps pushdown", "triceps brachii", True),
    ("hip thrust", "hip extension", False),  # three letters are too few
    ("the muscle works", "a muscle that works", False),
    ("hamstrings", "quadriceps", False),
)


@pytest.mark.parametrize(("one", "other", "share"), STEMS)
def test_words_of_one_root_share_a_stem(one: str, other: str, share: bool) -> None:
    assert bool(telling_stems(one) & telling_stems(other)) == share


def test_words_that_point_to_each_other_are_related() -> None:
    assert related("the hand") == related("both wrists")
    assert related("held still") == related("an isometric contraction")
    assert not related("the hip") & related("the hand")


def test_plain_words_are_significant_words_in_the_singular() -> None:
    assert plain_words("The Hip thrusts, at the hips.") == {"hip", "thrust"} | plain_words("hips")


def test_the_nearest_word_is_one_of_the_known_ones_or_none() -> None:
    assert nearest("Concentrc", ["concentric", "eccentric"]) == "concentric"
    assert nearest("xyzzy", ["concentric", "eccentric"]) is None
    assert nearest("anything", []) is None


def test_likeness_ranges_from_0_to_1() -> None:
    assert likeness("hip thrust", "hip thrust") == 1
    assert likeness("abc", "xyz") == 0
    assert 0.9 < likeness("hip thrst", "hip thrust") < 1


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("extend the hip", "extends the hip"),
        ("laterally flex the spine", "laterally flexes the spine"),
        ("compress the abdomen", "compresses the abdomen"),
        ("plantar-flex the ankle", "plantar-flexes the ankle"),
    ],
)
def test_a_verb_phrase_in_the_third_person(verb: str, expected: str) -> None:
    assert third_person(verb) == expected


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("stand up", "standing up"),
        ("let the bar go", "letting the bar go"),
        ("step up onto the box", "stepping up onto the box"),
        ("raise the heels", "raising the heels"),
        ("squeeze the pads together", "squeezing the pads together"),
        ("open the arms", "opening the arms"),
        ("row to the chest", "rowing to the chest"),
        ("pull the bar down", "pulling the bar down"),
        ("slowly sit down", "slowly sitting down"),
        ("see the bar", "seeing the bar"),
    ],
)
def test_a_verb_phrase_as_a_noun(verb: str, expected: str) -> None:
    assert gerund(verb) == expected
