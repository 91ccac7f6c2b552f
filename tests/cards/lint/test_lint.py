"""The lint rules: each finds its flaw and no others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import pytest

from cards.lint.names import ERRORS, SET_WARNINGS, WARNINGS
from cards.lint.rules import (
    CARD_RULES,
    SET_RULES,
    as_shown,
    meaning,
)
from cards.model.card import Card
from cards.model.template import Kind
from tests.cards.lint.examples import (
    CLOZE,
    CONTRACTION,
    DUPLICATES,
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

OPINION = "alternative/hip-thrust/squat@golf-insider-uk"


def ordering(*items: str) -> Changes:
    template = replace(builtin_card(MATCH).template, kind=Kind.ORDERING)
    stems = ("Put these in order of activation in the hip thrust, highest first.",)
    return {"template": template, "stems": stems, "key": items, "left_side": (), "distractors": ()}


FLAWED: Mapping[str, Sequence[tuple[str, Changes]]] = MappingProxyType(
    {
        "unresolved-slot": [
            (ROLE, stem("What is the role of the {muscle} in the hip thrust?")),
            (ROLE, {"explanation": "It has the role of None."}),
        ],
        "untidy-text": [
            (ROLE, stem("What is the role of the  gluteus maximus in the hip thrust?")),
            (ROLE, stem("What is the role of the the gluteus maximus in the hip thrust?")),
            (ROLE, stem("What is the role of the gluteus maximus in the hip thrust ?")),
            (ROLE, stem("What is the role of the gluteus maximus in the hip thrust?.")),
            (ROLE, {"explanation": "In the hip thrust it is the prime mover"}),
        ],
        "wrong-article": [
            (STATEMENT, stem("In the hip thrust, the gluteus maximus is an prime mover.")),
            (CONTRACTION, {"explanation": "It is a eccentric contraction."}),
        ],
        "no-explanation": [(ROLE, {"explanation": " "})],
        "unqualified-opinion": [
            (OPINION, stem("Which exercise targets the quadriceps more than the hip thrust does?"))
        ],
        "wrong-key": [
            (ROLE, {"key": ("synergist",)}),
            (STATEMENT, {"key": ("False",)}),
            (STATEMENT, stem("In the hip thrust, the gluteus maximus has the role of synergist.")),
        ],
        "stem-too-short": [(ROLE, stem("What role?"))],
        "stem-too-long": [(ROLE, stem(f"What is {'the role of ' * 12} the hip thrust?"))],
        "double-negative": [
            (ROLE, stem("Which of these is NOT a muscle that is NOT a prime mover?")),
            (
                ROLE,
                stem("Which of these is NOT a role in the hip thrust?")
                | options("prime mover", "not a stabiliser", "synergist"),
            ),
        ],
        "vague-term": [
            (STATEMENT, stem("The gluteus maximus usually has the role of prime mover.")),
            (ROLE, options("often a prime mover", "synergist", "antagonist")),
        ],
        "no-question": [(ROLE, stem("The role of the gluteus maximus in the hip thrust is:"))],
        "two-questions": [
            (ROLE, stem("Does the gluteus maximus work in it? What is its role in it?"))
        ],
        "unfocused-stem": [(ROLE, stem("Which of the following statements is true?"))],
        "negative-stem": [
            (ROLE, stem("Which role does the gluteus maximus NOT have in the hip thrust?")),
            (SELECT, stem("All of these belong to the quadriceps EXCEPT which?")),
            (MATCH, stem("Match each of these with a role that it doesn't have.")),
        ],
        "negative-unemphasised": [
            (ROLE, stem("Which role does the gluteus maximus not have in the hip thrust?"))
        ],
        "blank-in-stem": [(ROLE, stem("In the hip thrust, the ____ is which of these?"))],
        "article-cue": [
            (ROLE, stem("In the hip thrust, the gluteus maximus works as an")),
            (CLOZE, {**stem("It is an ____ that lifts the hips."), "field": "term"}),
        ],
        "clang": [
            (ROLE, stem("Which role moves the hips in the hip thrust, as its main mover?")),
            (TYPED, stem("Name the role of what moves the hips as their mover.")),
            (SELECT, stem("Which of these vastus muscles straighten the knee?")),
            (ROLE, {**stem("Which joint moves the hand?"), **options("wrist", "elbow", "hip")}),
            (MATCH, {"left_side": ("abdominal muscles", "a prime muscle", "posterior deltoid")}),
        ],
        "answer-in-stem": [
            (TYPED, stem("Name the role that a prime mover has.")),
            (TYPED, stem("Name the role of the agonist in the hip thrust.")),
            (CLOZE, stem("In the hip thrust, the extension of the hips is ____.")),
        ],
        "key-in-stem": [
            (ROLE, stem("In the hip thrust, what does the prime mover work as?")),
        ],
        "few-options": [
            (ROLE, {"distractors": wrong("synergist")}),
            (SELECT, {"key": ("rectus femoris", "vastus lateralis"), "distractors": ()}),
            (MATCH, {"key": ("prime mover",), "left_side": ("gluteus maximus",)}),
        ],
        "many-options": [
            (SELECT, {"key": ("one", "two", "three", "four", "five")}),
            (MATCH, ordering(*"abcdefgh")),
        ],
        "key-among-distractors": [
            (ROLE, options("prime mover", "synergist", "the Prime Mover", concept="role")),
            (ROLE, options("prime mover", "synergist", "agonist", concept="role")),
            (TYPED, {"distractors": wrong("prime mover")}),
        ],
        "duplicate-option": [
            (ROLE, {"distractors": wrong("synergist", "stabiliser", "stabilizer")}),
            (MATCH, ordering("glutes", "hamstrings", "glutes")),
        ],
        "contained-option": [
            (ROLE, options("hip strength", "strength", "balance")),
            (SELECT, {"key": ("long head", "long head of it"), "distractors": wrong("x")}),
        ],
        "group-with-member": [
            (MUSCLE, options("gluteus maximus", "hamstrings", "biceps femoris", concept="muscle")),
            (MATCH, {"left_side": ("gluteus maximus", "glutes", "biceps femoris")}),
        ],
        "unproven-distractor": [(ROLE, {"distractors": wrong("synergist", "x", reason="")})],
        "category-mismatch": [
            (ROLE, {"distractors": wrong("squat", "deadlift", concept="exercise")}),
            (
                ROLE,
                {
                    "distractors": (
                        *wrong("synergist", "antagonist"),
                        *wrong("obliques", concept="muscle"),
                    )
                },
            ),
            (MATCH, {"distractors": wrong("obliques", concept="muscle")}),
        ],
        "all-of-the-above": [(ROLE, {"distractors": wrong("synergist", "All of the above")})],
        "none-of-the-above": [
            (ROLE, {"distractors": wrong("synergist", "none of these")}),
            (SELECT, {"distractors": wrong("None of the above.", concept="muscle")}),
        ],
        "dont-know-option": [(ROLE, {"distractors": wrong("synergist", "I don’t know")})],
        "k-type": [
            (ROLE, options("A and C only", "A", "B")),
            (ROLE, options("stabiliser and synergist", "stabiliser", "synergist")),
        ],
        "tf-options": [(ROLE, options("Yes", "no", "partly"))],
        "negative-option": [(ROLE, {"distractors": wrong("synergist", "no role at all")})],
        "absolute-option": [(ROLE, {"distractors": wrong("always a synergist", "stabiliser")})],
        "numeric-overlap": [
            (ROLE, options("6–8 times", "8–12 times", "15 to 20 times")),
            (MATCH, {"key": ("6-8", "7", "9")}),
        ],
        "long-option": [(ROLE, {"distractors": wrong("synergist", "a very " * 11)})],
        "options-longer-than-stem": [
            (ROLE, stem("What is its role?") | {"distractors": wrong(*["of a muscle so long"] * 2)})
        ],
        "common-beginning": [
            (
                ROLE,
                options("the muscle that moves", "the muscle that helps", "the muscle that holds"),
            )
        ],
        "longest-key": [
            (ROLE, options("the mover that does most of it", "synergist", "antagonist")),
            (
                SELECT,
                {
                    "key": ("one of four long heads", "two of four long heads"),
                    "distractors": wrong("gracilis", concept="muscle"),
                },
            ),
        ],
        "length-spread": [
            (ROLE, {"distractors": wrong("help", "hold the trunk steady while the thigh moves on")})
        ],
        "number-cue": [
            (
                MUSCLE,
                stem("Which muscle is the prime mover in the hip thrust?")
                | options("gluteus maximus", "obliques", "quadriceps", concept="muscle"),
            ),
            (
                MUSCLE,
                stem("Which of these muscles are the prime movers in it?")
                | options("glutes", "pectineus", "gracilis", concept="muscle"),
            ),
        ],
        "form-cue": [
            (ROLE, options("PRIME", "synergist", "stabiliser")),
            (ROLE, options("prime mover", "synergist.", "stabiliser.")),
            (ROLE, options("lifting it", "to hold it", "to help it")),
        ],
        "convergence": [
            (ROLE, options("inner front", "inner back", "outer front", "lowest side")),
        ],
        "opposite-pair": [
            (ROLE, options("front of the hip", "back of the hip", "the spine", "the knee")),
            (ROLE, options("external rotation", "internal rotation", "elevation")),
        ],
        "two-claims": [
            (STATEMENT, stem("The prime mover is the gluteus maximus, which lifts the hips.")),
            (STATEMENT, stem("The prime mover is the gluteus maximus and is in the back.")),
        ],
        "not-in-statement": [
            (STATEMENT, stem("The gluteus maximus is not a prime mover in the hip thrust."))
        ],
        "absolute-statement": [
            (STATEMENT, stem("The gluteus maximus is always a prime mover in the hip thrust."))
        ],
        "gap-count": [
            (CLOZE, stem("The hip thrust is based on hip extension.")),
            (CLOZE, stem("The hip thrust is based on ____, and so is the ____.")),
        ],
        "gap-at-start": [
            (CLOZE, stem("____ is the joint action of the hip thrust.")),
            (CLOZE, stem("The ____ is the joint action of the hip thrust.")),
        ],
        "gap-too-long": [(CLOZE, {"key": ("an extension of the hip joint",)})],
        "gap-repeated": [(CLOZE, stem("The extension of the hip thrust is a hip ____."))],
        "long-answer": [(TYPED, {"key": ("the one that moves it most",)})],
        "unpaired-sides": [(MATCH, {"left_side": ("gluteus maximus", "biceps femoris")})],
        "repeated-item": [
            (MATCH, {"key": ("prime mover", "stabiliser", "the stabiliser")}),
            (MATCH, {"left_side": ("gluteus maximus", "obliques", "obliques")}),
        ],
        "no-spare": [(MATCH, {"distractors": ()})],
        "one-right": [
            (SELECT, {"key": ("rectus femoris",)}),
            (SELECT, {"distractors": ()}),
        ],
        "few-steps": [(MATCH, ordering("glutes", "hamstrings"))],
    }
)
"""For each rule: a good card, and the changes that make it flawed."""

CASES = [(rule, *case) for rule, cases in FLAWED.items() for case in cases]


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "id_", "changes"), CASES)
def test_a_rule_finds_a_flawed_card_but_not_the_good_one(
    rule: str, id_: str, changes: Changes
) -> None:
    assert rule not in found(as_shown(builtin_card(id_)))
    assert rule in found(flawed(id_, changes))


@pytest.mark.parametrize("rule", DUPLICATES)
def test_a_rule_finds_a_card_that_conflicts_with_one_before_it(rule: str) -> None:
    card, before = other(rule)

    assert rule not in found(card)
    assert rule in found(card, before)


def test_every_card_rule_has_a_flawed_card() -> None:
    assert {*FLAWED, *DUPLICATES} == set(CARD_RULES)


def test_every_rule_has_a_severity_and_a_source() -> None:
    named = ("Haladyna", "NBME", "SAQUET", "Kurdi", "own trials", "own rule")

    assert sorted((*ERRORS, *WARNINGS)) == sorted(CARD_RULES)
    assert sorted(SET_WARNINGS) == sorted(SET_RULES)
    for rule in (*CARD_RULES, *SET_RULES):
        assert any(name in meaning(rule) for name in named), rule
        assert "\n" not in meaning(rule)


def spread(card: Card, template: str) -> Card:
    return replace(card, template=replace(card.template, id=template))
