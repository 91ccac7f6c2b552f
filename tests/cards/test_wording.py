"""Templates: slots that are checked when read, and words that are put into them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.english import with_article
from cards.generate import make_cards
from cards.model.card import Card
from cards.model.facts.involvement import Involvement
from cards.model.facts.role import RoleClaim
from cards.model.vocabulary import Role
from cards.problems import DataError
from cards.wording import CONDITIONS, Word, parse, slot_words
from tests.support.library import builtin_library, library_of

BASE = builtin_library().base

TEMPLATE = """
templates:
  mine:
    kind: {kind}
    tests: roles
    over: {over}
    key: {key}
    stems: ["{stem}"]
    explanation: "{explanation}"
"""


def template(
    stem: str,
    *,
    kind: str = "typed",
    over: str = "role",
    key: str = "role",
    explanation: str = "Yes.",
) -> str:
    return TEMPLATE.format(kind=kind, over=over, key=key, stem=stem, explanation=explanation)


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(DataError) as caught:
        library_of(folder, text)
    return str(caught.value)


def cards_of(folder: Path, text: str) -> list[Card]:
    library = library_of(folder, text)
    mine = tuple(template for template in library.templates if template.id == "mine")
    return list(make_cards(replace(library, templates=mine))[0])


# -- filling ---------------------------------------------------------------------------------------

WORDS = {
    "muscle": Word("erector spinae"),
    "group": Word("hamstrings", plural=True),
    "contraction": Word("eccentric"),
    "term": Word("prime mover"),
}

FILLED = (
    ("The {muscle}.", "The erector spinae."),
    ("The {group}.", "The hamstrings."),
    ("The {muscle} {muscle:works/work}.", "The erector spinae works."),
    ("The {group} {group:works/work}.", "The hamstrings work."),
    ("{group:is/are} and {muscle:is/are}", "are and is"),
    ("It is {contraction!a} contraction.", "It is an eccentric contraction."),
    ("It is {muscle!a}.", "It is an erector spinae."),
    ("It is {term!a}.", "It is a prime mover."),
    ("{term!c}: this.", "Prime mover: this."),
    ("The {muscle} is {term:as muscle}.", "The erector spinae is a prime mover."),
    ("The {group} are {term:as group}.", "The hamstrings are prime movers."),
    ("{muscle!c}", "Erector spinae"),
    ("No slot at all.", "No slot at all."),
    ("Two {{braces}}.", "Two {braces}."),
    ("{muscle} {muscle}", "erector spinae erector spinae"),
    ("", ""),
)


@pytest.mark.parametrize(("wording", "expected"), FILLED)
def test_a_wording_is_filled(wording: str, expected: str) -> None:
    assert parse(wording).fill(WORDS) == expected


@pytest.mark.parametrize("wording", ["{phase}", "The {muscle} {when}.", "{exercise:is/are}"])
def test_a_wording_with_an_unfilled_slot_is_skipped(wording: str) -> None:
    assert parse(wording).fill(WORDS) is None


@given(st.text(alphabet=st.characters(blacklist_characters="{}"), max_size=60))
def test_text_without_braces_is_unchanged(text: str) -> None:
    assert parse(text).fill(WORDS) == text


@given(st.text(max_size=30))
def test_braces_in_a_value_are_not_parsed(text: str) -> None:
    assert parse("{muscle}").fill({"muscle": Word(text)}) == text


def test_a_wording_is_parsed_into_parts() -> None:
    assert list(parse("The {muscle!a} {muscle:is/are}.").parts) == [
        ("The ", "muscle", "", "a", ""),
        (" ", "muscle", "is/are", "", ""),
        (".", None, "", "", ""),
    ]


# -- what a fact puts into slots -------------------------------------------------------------------

SLOT_WORDS = (
    ("hip-thrust/gluteus-maximus/role", "role", "prime mover", False),
    ("preacher-curl/brachioradialis/role/elbow-flexion", "action", "elbow flexion", False),
    ("hip-thrust/quadriceps/role", "muscle", "quadriceps", True),
    ("hip-thrust/gluteus-maximus/role", "phase", None, False),
    ("hip-thrust/gluteus-maximus/role", "when", None, False),
    ("hip-thrust/lifting/gluteus-maximus/contraction", "phase", "lifting phase", False),
    ("hip-thrust/lifting/gluteus-maximus/contraction", "when", "as the hips rise", False),
    ("hip-thrust/throughout/erector-spinae/contraction", "when", "throughout the exercise", False),
    ("hip-thrust/gluteus-maximus/role", "source", "Dance Anatomy and Kinesiology", False),
    ("hip-thrust/type", "value", "compound exercise", False),
    ("hip-thrust/type", "subject", "hip thrust", False),
    ("hip-thrust/type", "muscle", None, False),
    ("hamstrings/hamstrings-location", "subject", "hamstrings", True),
    ("general/squat-and-leg-press-action", "subject", "squat and leg press", False),
    ("glute-bridge/range-of-motion", "than", "hip thrust", False),
    ("glute-bridge/range-of-motion", "quality", "the range of motion", False),
    ("hip-thrust/squat@golf-insider-uk", "suggests", "squat", False),
    ("hip-thrust/squat@golf-insider-uk", "serves", "quadriceps", True),
    ("hamstrings/biceps-femoris/membership", "group", "hamstrings", True),
    ("glossary/concentric/definition", "term", "concentric contraction", False),
)


@pytest.mark.parametrize(("fact", "slot", "text", "plural"), SLOT_WORDS)
def test_a_fact_only_fills_slots_that_it_states(
    fact: str, slot: str, text: str | None, plural: bool
) -> None:
    word = slot_words(BASE.by_id[fact], BASE).get(slot)

    assert word == (Word(text, plural) if text else None)


# -- reading: invalid templates --------------------------------------------------------------------

REFUSED = (
    ("Who is {moscle}?", "Unknown slot 'moscle'. Did you mean 'muscle'?"),
    ("Who is {gap}?", "Unknown slot 'gap'."),
    ("Who is {}?", "Unknown slot ''."),
    ("Who is {0}?", "Unknown slot '0'."),
    ("Who is {muscle", "Unbalanced brace; a slot is written {like-this}."),
    ("Who is muscle}?", "Unbalanced brace; a slot is written {like-this}."),
    ("The {role:as musle}?", "Unknown slot 'musle'"),
    ("The {muscle:works}?", "Expected two forms, not 'works'; write {muscle:works/work}."),
    ("The {muscle:a/b/c}?", "Expected two forms, not 'a/b/c'; write {muscle:works/work}."),
    ("The {muscle!x}?", "Unknown conversion '!x'; use !a or !c."),
    ("The {muscle!r}?", "Unknown conversion '!r'; use !a or !c."),
    ("The {muscle!s}?", "Unknown conversion '!s'; use !a or !c."),
    # These would be dangerous with str.format.
    ("The {muscle.__class__}?", "Unknown slot 'muscle.__class__'."),
    ("The {muscle.__class__.__mro__}?", "Unknown slot 'muscle.__class__.__mro__'."),
    ("The {muscle[0]}?", "Unknown slot 'muscle[0]'."),
    ("The {muscle:>9999}?", "Expected two forms, not '>9999'; write {muscle:works/work}."),
    ("The {muscle:>999999999}?", "Expected two forms, not '>999999999'"),
    ("The {muscle:{exercise}}?", "Expected two forms, not '{exercise}'"),
    ("What has the {role}?", "The wording gives the answer away: it contains the slot {role}."),
    ("What is {role!a}?", "The wording gives the answer away: it contains the slot {role}."),
)


@pytest.mark.slow
@pytest.mark.parametrize(("stem", "expected"), REFUSED)
def test_an_invalid_wording_is_refused(stem: str, expected: str, tmp_path: Path) -> None:
    assert expected in complaint(tmp_path, template(stem))


@pytest.mark.parametrize("part", ["{muscle.__class__}", "{muscle:>9999}", "{moscle}", "{muscle!r}"])
def test_an_explanation_is_checked_like_a_question(part: str, tmp_path: Path) -> None:
    text = template("What is the role?", explanation=part)

    assert "user.yaml" in complaint(tmp_path, text)


def test_an_explanation_may_contain_the_key(tmp_path: Path) -> None:
    text = template("What has the {muscle} in the {exercise}?", explanation="It is {role!a}.")
    cards = cards_of(tmp_path, text)
    stated = next(card for card in cards if not card.grounds and not card.fact.attributed)

    assert isinstance(stated.fact, RoleClaim)
    assert stated.explanation in {f"It is {with_article(role)}." for role in Role}


@pytest.mark.parametrize("kind", ["cloze", "true-false"])
def test_a_statement_must_contain_the_key(kind: str, tmp_path: Path) -> None:
    text = template("The {muscle} works.", kind=kind)
    if kind == "true-false":
        text += "    distractors: other-roles\n"

    assert "card must contain the slot {role}" in complaint(tmp_path, text)


@pytest.mark.parametrize(
    ("kind", "rule", "expected"),
    [
        ("choice", None, "Missing required key 'distractors': a choice card"),
        ("true-false", None, "Missing required key 'distractors': a true-false card"),
        ("typed", "other-roles", "'distractors' is not allowed: a typed card"),
        ("choice", "other-purposes", "This rule supports purpose, not role."),
        ("choice", "muscles-in-other-roles", "This rule is only allowed with 'key: muscle'."),
        ("choice", "other-role", "Did you mean 'other-roles'?"),
    ],
)
def test_a_distractor_rule_must_fit_its_template(
    kind: str, rule: str | None, expected: str, tmp_path: Path
) -> None:
    stem = "The {muscle} is {role!a}." if kind == "true-false" else "What is the {muscle}?"
    text = template(stem, kind=kind)
    if rule:
        text += f"    distractors: {rule}\n"

    assert expected in complaint(tmp_path, text)


def test_a_slot_must_exist_for_every_type_of_fact(tmp_path: Path) -> None:
    text = template("What of the {muscle}?", over="[role, contraction]", key="role")

    assert "Unknown slot 'role'" in complaint(tmp_path, text)


GATHERED = """
templates:
  mine:
    kind: {kind}
    tests: roles
    gather: {gather}
    stems: ["{stem}"]
    explanation: "Yes."
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "gather", "stem", "more", "expected"),
    [
        (
            "matching",
            "muscles-in-roles",
            "Match.",
            "",
            "Unknown group rule 'muscles-in-roles'. Did you mean 'muscles-in-a-role'?",
        ),
        ("choice", "rankings", "Which?", "", "ordering"),
        ("ordering", "rankings", "Order the {muscle}.", "", "Unknown slot 'muscle'."),
        (
            "ordering",
            "rankings",
            "Order.",
            "    key: value",
            "'key' is only allowed together with 'over:'.",
        ),
        (
            "ordering",
            "rankings",
            "Order.",
            "    over: role",
            "A template needs either 'over:' or 'gather:'.",
        ),
        ("ordering", "rankings", "Order.", "    hops: 2", "Unknown key 'hops'."),
    ],
)
def test_a_template_with_a_group_rule_is_validated(
    kind: str, gather: str, stem: str, more: str, expected: str, tmp_path: Path
) -> None:
    text = GATHERED.format(kind=kind, gather=gather, stem=stem)

    assert expected in complaint(tmp_path, f"{text}{more}\n")


@pytest.mark.parametrize("kind", ["select-all", "matching", "ordering"])
def test_a_kind_that_needs_several_facts_requires_a_group_rule(kind: str, tmp_path: Path) -> None:
    text = template("What is the {muscle}?", kind=kind)

    assert (
        f"A card of kind {kind} needs several facts: use 'gather:' instead of 'over:'."
        in " ".join(complaint(tmp_path, text).split())
    )


def test_a_template_needs_over_or_gather(tmp_path: Path) -> None:
    text = template("What is the {muscle}?").replace("    over: role\n", "")

    assert "A template needs either 'over:' or 'gather:'." in complaint(tmp_path, text)


# -- reading: valid templates ----------------------------------------------------------------------


def test_a_template_generates_a_card_for_each_fact_of_its_type(tmp_path: Path) -> None:
    text = template("Which role {muscle:has/have} the {muscle} in the {action} of the {exercise}?")
    stems = {card.fact.id: card.stem for card in cards_of(tmp_path, text)}

    assert stems["preacher-curl/brachioradialis/role/elbow-flexion"] == (
        "Which role has the brachioradialis in the elbow flexion of the preacher curl?"
    )
    # A joint that a muscle stabilises does not move.
    assert "hip-thrust/abdominals/role" not in stems


@pytest.mark.slow
def test_statement_means_every_kind_of_statement(tmp_path: Path) -> None:
    text = template("{says}", kind="cloze", over="statement", key="gap")
    types = {card.fact.type for card in cards_of(tmp_path, text)}

    assert len(types) > 8


def test_a_value_of_one_phase_is_not_asked_without_its_phase(tmp_path: Path) -> None:
    text = template(
        "How {muscle:does/do} the {muscle} work?", over="contraction", key="contraction"
    )

    asked = [card.fact for card in cards_of(tmp_path, text)]

    assert "banded-hip-thrust/gluteus-medius/contraction" in {fact.id for fact in asked}
    assert all(isinstance(fact, Involvement) and fact.phase is None for fact in asked)


@pytest.mark.parametrize(
    ("id_", "is_lesser"),
    [
        ("hip-thrust/lifting/gluteus-maximus/action", False),
        ("face-pull/lifting/teres-minor/action", True),
        ("overhead-press/lifting/coracobrachialis/action", True),
        ("hip-thrust/joint-action", False),  # of the exercise, not of a muscle
        ("split-squat/lifting/adductor-magnus/contraction", True),
        ("front-raise/throughout/erector-spinae/contraction", False),  # it holds still
    ],
)
def test_a_muscle_without_the_role_of_prime_mover_is_a_lesser_one(
    id_: str, is_lesser: bool
) -> None:
    assert CONDITIONS["the-work-of-a-lesser-muscle"](BASE.by_id[id_], BASE) is is_lesser
