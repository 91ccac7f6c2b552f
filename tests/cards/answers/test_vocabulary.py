"""Typed answers over the whole vocabulary: every name is judged by what it means."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.answers.judge import judge
from cards.answers.normalisation import normalise, spellings
from cards.answers.verdict import Verdict
from cards.answers.vocabulary import Sort, lexicon
from cards.model.card import Card
from cards.model.nouns import Muscle
from cards.model.template import Kind
from tests.cards.answers.questions import (
    HINT,
    KIND,
    OPEN,
    RIGHT,
    SLIP,
    UNKNOWN,
    WRONG,
    judged,
    vocabulary,
    wide,
)
from tests.support.library import builtin_card, builtin_cards, builtin_library, each

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
    ("push-jerk/second-dip", "dips", RIGHT),
    ("push-jerk/second-dip", "dip bars", OPEN),
    ("push-jerk/second-dip", "chest dip", OPEN),
    ("power-clean/shrug", "shoulder shrug", RIGHT),
)


@pytest.mark.parametrize(("fact", "answer", "expected"), CLOZES)
def test_a_gap_accepts_every_answer_that_makes_the_sentence_true(
    fact: str, answer: str, expected: Verdict
) -> None:
    judgement = judge(answer, builtin_card(f"statement-cloze/{fact}"), wide())

    assert expected == judgement.verdict


def test_a_name_in_its_word_order_comes_before_one_with_the_same_words() -> None:
    found = lexicon(builtin_library().base)

    assert found.spelt(spellings("sled push"))[0].sort is Sort.EXERCISE
    assert found.spelt(spellings("push sled"))[0].sort is Sort.TERM


def test_a_muscle_and_a_term_with_one_id_each_have_their_own_names() -> None:
    sought = lexicon(builtin_library().base)

    for word, sort in (("anserine", Sort.MUSCLE), ("goose", Sort.TERM)):
        found = sought.completing(frozenset({word}), {sort})

        assert [concept.id for concept in found] == ["pes-anserinus"]


RECALLED = [c for c in builtin_cards() if c.kind in (Kind.TYPED, Kind.CLOZE)]


@each(RECALLED)
def test_every_key_of_a_card_is_right(card: Card) -> None:
    base = builtin_library().base

    for key in card.key:
        assert judge(key, card, base).verdict is RIGHT
        assert judge(f"  The {key.upper()}. ", card, base).verdict is RIGHT


# -- the whole vocabulary --------------------------------------------------------------------------


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
