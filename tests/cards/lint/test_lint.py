"""The lint rules: each finds its flaw and no others, and the built-in cards pass."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.lint.names import ERRORS, SET_WARNINGS, WARNINGS
from cards.lint.rules import (
    CARD_RULES,
    SET_RULES,
    Flaw,
    Severity,
    as_shown,
    lint,
    lint_shown,
    meaning,
)
from cards.model.card import Card, Distractor, Proof, Skipped
from cards.model.template import Kind
from cards.problems import DataError
from quiz.__main__ import run
from quiz.cli.lint_report import Checked, report
from quiz.terminal.layout import TextLayout
from tests.support.homes import make_home
from tests.support.library import builtin_card, builtin_cards, builtin_library, library_of
from tests.support.paths import ROOT

BASE = builtin_library().base

MUSCLE = "muscle-in-role/hip-thrust/biceps-femoris/role"
ROLE = "role/hip-thrust/gluteus-maximus/role"
CONTRACTION = "contraction/hip-thrust/lowering/gluteus-maximus/contraction"
STATEMENT = "true-false/hip-thrust/gluteus-maximus/role=prime-mover"
TYPED = "role-typed/hip-thrust/gluteus-maximus/role"
CLOZE = "statement-cloze/hip-thrust/joint-action"
MEMBER = "group-member/quadriceps/rectus-femoris/membership"
MUSCLE = "muscle-in-role/hip-thrust/gluteus-maximus/role"
SELECT = "select-group/quadriceps"
MATCH = "match-roles/push-up"
PLACE = "location/quadriceps/quadriceps-location"
OPINION = "alternative/hip-thrust/squat@golf-insider-uk"

Changes = dict[str, Any]


def wrong(*texts: str, concept: str = "role", reason: str = "something else") -> Any:
    return tuple(
        Distractor(text=t, reason=reason, proof=Proof.FUNCTIONAL, concept=f"{concept}/{t}")
        for t in texts
    )


def ordering(*items: str) -> Changes:
    template = replace(builtin_card(MATCH).template, kind=Kind.ORDERING)
    stems = ("Put these in order of activation in the hip thrust, highest first.",)
    return {"template": template, "stems": stems, "key": items, "left_side": (), "distractors": ()}


def stem(text: str) -> Changes:
    return {"stems": (text,)}


def options(key: str, *others: str, concept: str = "term") -> Changes:
    return {"key": (key,), "distractors": wrong(*others, concept=concept)}


def found(card: Card, *others: Card) -> set[str]:
    """The rules that a card violates."""
    flaws = lint_shown([card], BASE, others=(*others, card))
    return {flaw.rule for flaw in flaws if flaw.card is not None}


# -- every rule finds its flaw and nothing else ---------------------------------------------------

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

DUPLICATES: Mapping[str, tuple[str, Changes, str]] = MappingProxyType(
    {
        "repeated-stem": (TYPED, {}, "typed-again"),
        "same-question-twice": (
            ROLE,
            stem("What does it work as in the hip thrust?"),
            "role-again",
        ),
        "second-key": (ROLE, {"key": ("synergist",)}, "role"),
    }
)
"""For each rule: a good card, the changes that make a conflicting one, and its template."""


def flawed(id_: str, changes: Changes) -> Card:
    return replace(as_shown(builtin_card(id_)), **changes)


def other(rule: str) -> tuple[Card, Card]:
    """A good card, and one that conflicts with it."""
    id_, changes, template = DUPLICATES[rule]
    card = builtin_card(id_)
    template_of_it = replace(card.template, id=template)
    return card, replace(card, id=f"{template}/again", template=template_of_it, **changes)


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


# -- false positives -------------------------------------------------------------------------------

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


# -- sets ------------------------------------------------------------------------------------------


def many(card: Card, changes: Sequence[Changes], count: int) -> list[Card]:
    """Cards like one, that take turns in how they differ from it."""
    turns = enumerate(islice(cycle(changes), count))
    asked = replace(card, optional=False)  # rules on sets look at cards that are always asked
    return [replace(asked, id=f"{card.id}/{number}", **change) for number, change in turns]


def spread(card: Card, template: str) -> Card:
    return replace(card, template=replace(card.template, id=template))


def _biased(key: str, *others: str) -> list[Card]:
    return many(builtin_card(ROLE), [options(key, *others)], 30)


FLAWED_SETS: Mapping[str, Callable[[], Sequence[Card]]] = MappingProxyType(
    {
        "base-rate-cue": lambda: _biased("prime mover", "synergist", "antagonist", "stabiliser"),
        "coverage": lambda: [builtin_card(CLOZE)],
        "longest-key-bias": lambda: _biased("a long key", "short", "tiny", "small"),
        "negative-share": lambda: many(
            builtin_card(ROLE), [stem("Which role does it NOT have?"), {}, {}], 30
        ),
        "option-key-rate": lambda: many(
            builtin_card(MUSCLE), [options("soleus", "gracilis", "sartorius")], 30
        ),
        "same-count": lambda: many(builtin_card(SELECT), [{}], 4),
        "shortest-key-bias": lambda: _biased("key", "longer", "longest", "lengthy"),
        "template-share": lambda: many(builtin_card(ROLE), [{}], 30),
        "true-false-balance": lambda: many(builtin_card(STATEMENT), [{}], 30),
    }
)


def set_flaws(cards: Sequence[Card]) -> set[str]:
    return {flaw.rule for flaw in lint(cards, BASE) if flaw.card is None}


@pytest.mark.slow
@pytest.mark.parametrize("rule", FLAWED_SETS)
def test_a_set_rule_finds_a_flawed_set_but_not_the_builtin_one(rule: str) -> None:
    assert rule in set_flaws(FLAWED_SETS[rule]())
    assert rule not in {flaw.rule for flaw in builtin_flaws() if flaw.card is None}


def test_every_set_rule_has_a_flawed_set() -> None:
    assert set(FLAWED_SETS) == set(SET_RULES)


def test_balanced_keys_give_nothing_away() -> None:
    values = ("prime mover", "synergist", "antagonist", "stabiliser")
    variants = [options(key, *(v for v in values if v != key)) for key in values]
    flaws = set_flaws(many(builtin_card(ROLE), variants, 40))

    assert not flaws & {"base-rate-cue", "option-key-rate"}


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_few_cards_are_not_enough_for_a_pattern(count: int) -> None:
    found = set_flaws(_biased("a long key", "short", "tiny", "small")[:count])

    assert found <= {"coverage"}  # a few cards cannot cover most facts


# -- built-in cards --------------------------------------------------------------------------------


@cache
def builtin_flaws() -> tuple[Flaw, ...]:
    return lint(builtin_cards(), BASE)


@pytest.mark.slow
def test_all_flaws_of_builtin_cards_are_waived() -> None:
    assert [flaw for flaw in builtin_flaws() if not flaw.waived] == []


@pytest.mark.slow
def test_no_builtin_template_has_an_unused_waiver() -> None:
    template_of = {card.id: card.template.id for card in builtin_cards()}
    broken: dict[str, set[str]] = {}
    for flaw in builtin_flaws():
        if flaw.card is not None:
            broken.setdefault(template_of[flaw.card], set()).add(flaw.rule)

    for template in builtin_library().templates:
        assert {rule for rule, _ in template.waive} == broken.get(template.id, set())


def test_no_builtin_card_has_an_error() -> None:
    assert all(flaw.severity is Severity.WARNING for flaw in builtin_flaws())


# -- waivers ---------------------------------------------------------------------------------------

USER_FACTS = """
source: mine
sources:
  mine: {{name: My notes, title: Notes on a plank, kind: notes}}
exercises:
  press:
    name: leg push
    phases: {{lifting: as the legs straighten}}
    involvements:
      quadriceps:
        - {{role: prime mover}}
      biceps-femoris:
        - {{role: synergist}}
templates:
  doubtful-role:
    kind: choice
    tests: roles
    over: role
    key: role
    distractors: other-roles
    stems: ["{stem}"]
    explanation: "It has the role of {{role}}."
    waive: {{{waive}}}
"""
"""The cards repeat a question of a built-in template, so each of them needs a waiver for that."""

DOUBTFUL = "Which role do the {muscle} not usually leave to others in the {exercise}?"
GOOD = "Which role is that of the {muscle} in the {exercise}?"
BROKEN = "Which role is that of the {muscle} in the {exercise}, or in {{{{exercise}}}}?"
TWICE = "same-question-twice: it is asked in other words"


def user_facts(waive: str = TWICE, stem: str = DOUBTFUL) -> str:
    return USER_FACTS.format(stem=stem, waive=waive)


@pytest.mark.parametrize(
    ("waive", "message"),
    [
        ("vague-terms: the sentence is short", "Did you mean 'vague-term'?"),
        ("wrong-key: it is right", "'wrong-key' is an error and cannot be waived."),
        ("coverage: few facts", "Unknown lint rule 'coverage'"),
        ("vague-term: [a, b]", "Expected one text"),
        ("vague-term", "The value is missing; expected one text."),
    ],
)
def test_a_waiver_of_anything_but_a_warning_is_refused(
    waive: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError) as caught:
        library_of(tmp_path, user_facts(waive))

    assert message in str(caught.value)


def test_a_waiver_keeps_its_reason(tmp_path: Path) -> None:
    library = library_of(tmp_path, user_facts("vague-term: my source says usually"))
    (template,) = (t for t in library.templates if t.id == "doubtful-role")

    assert template.waive == (("vague-term", "my source says usually"),)


# -- the command -----------------------------------------------------------------------------------

Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Check:
    """Run `cards check` on a text; return the exit code, stdout and stderr."""
    monkeypatch.setenv("PRIMEMOVER_HOME", str(make_home(tmp_path / "home")))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("PRIMEMOVER_FACTS", raising=False)
    monkeypatch.delenv("PRIMEMOVER_US", raising=False)

    def call(text: str, *arguments: str) -> tuple[int, str, str]:
        file = tmp_path / "mine.yaml"
        file.write_text(text, encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        facts = ("--only", "--facts", str(file))
        code = run(["cards", "check", "doubtful-role", *facts, *arguments])
        output = capsys.readouterr()
        return code, output.out, output.err

    return call


def test_a_report_reads_well(check: Check, golden: Callable[[str, str], None]) -> None:
    code, text, errors = check(user_facts())

    golden("cards-check.txt", text)
    assert (code, errors) == (0, "")


def test_a_whole_report_reads_well(check: Check, golden: Callable[[str, str], None]) -> None:
    waive = f"{TWICE}, vague-term: my source says usually"
    code, text, errors = check(user_facts(waive), "--all")

    golden("cards-check-all.txt", text)
    assert (code, errors) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stem", "arguments", "code"),
    [
        (GOOD, (), 0),
        (GOOD, ("--strict",), 0),
        (GOOD, ("--strict", "--json"), 0),
        (DOUBTFUL, (), 0),
        (DOUBTFUL, ("--strict",), 1),
        (DOUBTFUL, ("--strict", "--json"), 1),
        (BROKEN, (), 1),
        (BROKEN, ("--all",), 1),
    ],
)
def test_the_exit_code_reports_unwaived_flaws(
    check: Check, stem: str, arguments: tuple[str, ...], code: int
) -> None:
    ended, _, errors = check(user_facts(stem=stem), *arguments)

    assert (ended, errors) == (code, "")


def test_there_is_a_record_for_each_flaw_and_one_with_the_totals(check: Check) -> None:
    code, text, errors = check(user_facts(), "--json")
    *records, totals = (json.loads(line) for line in text.splitlines())
    flaws = [record for record in records if "rule" in record]

    assert (code, errors) == (0, "")
    assert [record["guessed"] for record in records if record not in flaws] == ["roles, choice"]
    assert {flaw["rule"] for flaw in flaws} == {
        "negative-stem",
        "negative-unemphasised",
        "vague-term",
    }
    assert all(flaw.keys() == {"rule", "severity", "card", "message"} for flaw in flaws)
    assert {flaw["severity"] for flaw in flaws} == {"warning"}
    assert {flaw["card"].split("/")[0] for flaw in flaws} == {"doubtful-role"}
    assert (totals["cards"], totals["kinds"]) == (2, {"choice": 2})
    assert (totals["errors"], totals["warnings"], totals["waived"]) == (0, len(flaws), 2)


def test_waived_flaws_are_included_with_all(check: Check) -> None:
    reasons = {
        record["waived"]
        for line in check(user_facts(), "--json", "--all")[1].splitlines()
        if "waived" in (record := json.loads(line)) and "rule" in record
    }

    assert reasons == {"it is asked in other words"}


def test_a_long_list_of_cards_is_shortened() -> None:
    cards = many(builtin_card(ROLE), [stem("Which role does it not have?")], 12)
    checked = Checked(cards=cards, skipped=(), facts=(), asked=(), flaws=lint(cards, BASE))

    assert "    and 2 cards more; --all lists them" in list(
        report(checked, TextLayout(), whole=False)
    )
    assert not [line for line in report(checked, TextLayout(), whole=True) if "more;" in line]


def test_skipped_pairs_and_unasked_facts_are_counted() -> None:
    pairs = [Skipped(template="role", fact=f"a/{n}", reason="no role is stated") for n in range(2)]
    facts = [builtin_card(ROLE).fact, builtin_card(CLOZE).fact]
    checked = Checked(
        cards=[builtin_card(ROLE)], skipped=pairs, facts=facts, asked={facts[0].id}, flaws=()
    )

    assert list(report(checked, TextLayout(), whole=False)) == [
        "1 card: 1 choice",
        "2 facts, 1 with a card; without: 1 action",
        "2 pairs of template and fact without a card, because:",
        "     2  no role is stated",
        "",
        "No flaws.",
    ]
    assert [line for line in report(checked, TextLayout(), whole=True) if "/" in line] == [
        "  hip-thrust/joint-action",
        "          role × a/0",
        "          role × a/1",
    ]


def test_checking_nothing_is_reported(check: Check) -> None:
    code, text, errors = check(user_facts(), "hip-thrust")

    assert (code, text) == (3, "")
    assert errors.startswith("No cards match.")


@pytest.mark.slow
def test_other_commands_do_not_import_the_rules() -> None:
    program = """
import sys
from quiz.__main__ import run
run(["cards", "list"])
run(["quiz", "--help"])
run(["facts", "check"])
sys.exit(sorted({"cards.lint.rules", "quiz.cli.lint_report"} & set(sys.modules)) or 0)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=ROOT, check=False
    )

    assert ended.returncode == 0
