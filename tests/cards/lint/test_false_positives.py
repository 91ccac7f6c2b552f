"""Lint rules report no flaw in a card that has none."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.lint.rules import (
    as_shown,
    lint,
    lint_shown,
)
from tests.cards.lint.examples import (
    BASE,
    CLOZE,
    CONTRACTION,
    MATCH,
    MUSCLE,
    ROLE,
    SELECT,
    STATEMENT,
    TYPED,
    Changes,
    flawed,
    found,
    options,
    other,
    stem,
    wrong,
)
from tests.support.library import builtin_card

MEMBER = "group-member/quadriceps/rectus-femoris/membership"
PLACE = "location/quadriceps/quadriceps-location"

HARMLESS: Sequence[tuple[str, str, Changes]] = (
    ("negative-stem", ROLE, stem("Which role must at least one muscle have in the hip thrust?")),
    ("no-question", TYPED, stem("In the hip thrust, name the role of the gluteus maximus.")),
    ("article-cue", CLOZE, stem("The joint action of the hip thrust is a ____.")),
    ("blank-in-stem", CLOZE, {}),
    ("two-claims", STATEMENT, stem("The squat and the leg press have a prime mover.")),
    ("two-claims", STATEMENT, stem("In the hip thrust, the glutes and the calves work.")),
    ("untidy-text", ROLE, stem("What is the role of “gluteus maximus”, in the hip thrust?")),
    ("untidy-text", ROLE, {"explanation": "It helps … and holds."}),
    ("clang", ROLE, options("prime mover", "hip extension", "thrust", concept="role")),
    ("contained-option", MUSCLE, options("hip thrust", "banded hip thrust", "squat")),
    ("k-type", ROLE, options("strength and size", "balance", "speed")),
    ("number-cue", MUSCLE, options("gluteus maximus", "obliques", "gracilis", concept="muscle")),
    ("number-cue", ROLE, stem("Which role is it?")),
    ("form-cue", ROLE, options("Pallof press", "squat", "dead bug")),
    ("numeric-overlap", ROLE, options("6–8 times", "9–12 times", "15 to 20 times")),
    ("convergence", PLACE, {}),
    ("opposite-pair", PLACE, options("front of it", "back of it", "upper end", "lower end")),
    ("all-of-the-above", ROLE, options("all hip extensors", "the calves", "the core")),
    ("none-of-the-above", MATCH, {}),
    ("gap-at-start", CLOZE, stem("According to Golf Insider UK, squats train the ____.")),
)


@pytest.mark.parametrize(("rule", "id_", "changes"), HARMLESS)
def test_a_rule_has_no_false_positives(rule: str, id_: str, changes: Changes) -> None:
    assert rule not in found(flawed(id_, changes))


def test_opposites_that_other_keys_have_as_options_give_nothing_away() -> None:
    card = builtin_card(CONTRACTION)
    isometric = builtin_card("contraction/hip-thrust/throughout/erector-spinae/contraction")

    assert "opposite-pair" in found(card)
    assert "opposite-pair" not in found(card, isometric)


def test_a_template_can_repeat_a_stem_with_other_options() -> None:
    card = builtin_card(MEMBER)
    again = builtin_card("group-member/quadriceps/vastus-lateralis/membership")

    assert card.stems == again.stems
    assert found(card, again) == set()


def test_only_the_second_of_two_equal_questions_is_reported() -> None:
    card, twin = other("same-question-twice")

    assert "same-question-twice" in found(card, twin)
    assert "same-question-twice" not in {
        flaw.rule for flaw in lint([card], BASE, others=(card, twin))
    }


@given(
    texts=st.lists(st.text(max_size=40), min_size=3, max_size=3),
    id_=st.sampled_from((ROLE, STATEMENT, TYPED, CLOZE, SELECT, MATCH)),
)
def test_no_text_makes_a_rule_fail(texts: list[str], id_: str) -> None:
    one, two, three = texts
    changes: Changes = {
        "stems": (one,),
        "key": (two, *as_shown(builtin_card(id_)).key[1:]),
        "explanation": one,
    }
    card = replace(
        as_shown(builtin_card(id_)), **changes, distractors=wrong(three, two, concept=three)
    )

    for flaw in lint_shown([card], BASE):
        assert flaw.message
