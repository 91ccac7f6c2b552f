"""Every built-in card meets the standards of an exam question."""

import json
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from cards.assertions import true_id
from cards.english import plain_words
from cards.generate import make_cards
from cards.load.library import read_library
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.fact import GAP
from cards.model.facts.contraction import ContractionClaim
from cards.model.facts.involvement import Involvement
from cards.model.facts.property_value import PropertyValue
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Muscle
from cards.model.template import Kind
from cards.model.vocabulary import Contraction, Phase, Role
from cards.report.records import card_record
from cards.selection import first_selection
from tests.support.library import builtin_cards, builtin_library, cached_library, each
from tests.support.paths import LETTERS, ROOT

BASE: FactBase = builtin_library().base
VALUES = frozenset({*Role, *Contraction})
DOUBLED = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
SLIPS = re.compile(
    r"\b(?:a (?:eccentric|isometric|isolation|antagonist|upper)"
    r"|an (?:concentric|prime|stabiliser|synergist|compound))\b",
    re.IGNORECASE,
)


def of_one_fact() -> list[Card]:
    """The cards on single facts."""
    return [card for card in builtin_cards() if card.template.gather is None]


def over(*types: str) -> list[Card]:
    return [card for card in of_one_fact() if card.fact.type in types]


def of(*kinds: Kind) -> list[Card]:
    return [card for card in builtin_cards() if card.kind in kinds]


def texts(card: Card) -> list[str]:
    shown = [*card.stems, *card.key, card.explanation]
    return shown + [text for d in card.distractors for text in (d.text, d.reason)]


def muscle_options(card: Card) -> list[Muscle]:
    """The muscles that are shown together when the card is asked."""
    named = {muscle.name: muscle for muscle in BASE.muscles.values()}
    # A body may have other words for a muscle on its list.
    if (muscle := card.fact.about.muscle) is not None:
        named[card.key[0]] = muscle
    wrong = [d.concept.removeprefix("muscle/") for d in card.distractors]
    return [*(named[text] for text in card.key), *(BASE.muscles[id_] for id_ in wrong)]


def may_share_phase(one: Phase | None, other: Phase | None) -> bool:
    return one is other or None in (one, other) or Phase.THROUGHOUT in (one, other)


def may_share_action(one: RoleClaim, other: RoleClaim) -> bool:
    """Whether two roles may refer to the same joint action."""
    disputed = one.attributed or other.attributed
    return disputed or one.of is other.of or None in (one.of, other.of)


# -- language --------------------------------------------------------------------------------------


@each(builtin_cards())
def test_a_card_reads_as_finished_english(card: Card) -> None:
    for text in texts(card):
        assert text
        assert text == text.strip()
        assert not set("{}[]") & set(text), "a slot is not filled"
        assert "  " not in text
        assert "None" not in text
        assert not DOUBLED.search(text)
        assert not SLIPS.search(text)
        assert " ," not in text
        assert ".." not in text


@each(builtin_cards())
def test_a_question_is_one_sentence_with_a_question_mark(card: Card) -> None:
    ends = (".",) if card.kind in (Kind.CLOZE, Kind.TRUE_FALSE) else (".", "?")

    assert card.stems
    assert len(set(card.stems)) == len(card.stems), "two wordings are the same"
    for stem in card.stems:
        assert stem.endswith(ends)
        assert stem[0] == stem[0].upper()
        assert "?." not in stem


@each(builtin_cards())
def test_an_explanation_is_a_sentence(card: Card) -> None:
    assert card.explanation.endswith(".")
    assert card.explanation[0] == card.explanation[0].upper()


@each(of(Kind.CLOZE))
def test_a_cloze_has_one_gap_and_does_not_reveal_its_text(card: Card) -> None:
    for stem in card.stems:
        assert stem.count(GAP) == 1
        assert not re.search(rf"\b{re.escape(card.key[0])}\b", stem, re.IGNORECASE)


@each(card for card in builtin_cards() if card.kind is not Kind.CLOZE)
def test_only_a_cloze_has_a_gap(card: Card) -> None:
    assert not any(GAP in text for text in texts(card))


# -- the key and the wrong options -----------------------------------------------------------------


@each(map(first_selection, builtin_cards()))
def test_the_key_is_not_among_the_wrong_options(card: Card) -> None:
    keys = {key.casefold() for key in card.key}

    assert not keys & {d.text.casefold() for d in card.distractors}


@each(map(first_selection, builtin_cards()))
def test_no_two_options_and_no_two_keys_are_the_same(card: Card) -> None:
    options = [d.text.casefold() for d in card.distractors]
    keys = [key.casefold() for key in card.key]

    assert len(set(options)) == len(options)
    assert len(set(keys)) == len(keys)


@each(card for card in builtin_cards() if card.distractors)
def test_every_wrong_option_has_a_proof_a_reason_and_a_concept(
    card: Card,
) -> None:
    for distractor in card.distractors:
        assert distractor.proof
        assert distractor.reason
        assert distractor.concept
        assert distractor.reason.casefold() != distractor.text.casefold()


@each(of(Kind.CHOICE))
def test_a_choice_has_at_least_two_wrong_options(card: Card) -> None:
    assert len(card.distractors) >= 2


@each(of(Kind.TRUE_FALSE))
def test_an_assertion_is_true_or_false(card: Card) -> None:
    assert {*card.key, *(d.text for d in card.distractors)} == {"True", "False"}


@pytest.mark.parametrize("template", sorted({card.template.id for card in of(Kind.TRUE_FALSE)}))
def test_about_as_many_statements_are_true_as_false(template: str) -> None:
    """Otherwise "True" is the better guess for a learner who knows only the template."""
    keys = [card.key[0] for card in of(Kind.TRUE_FALSE) if card.template.id == template]

    assert 0.45 <= keys.count("True") / len(keys) <= 0.56


@each(of(Kind.TYPED, Kind.CLOZE))
def test_a_typed_answer_has_no_options(card: Card) -> None:
    assert not card.distractors


@each(card for card in of(Kind.CHOICE) if card.template.key == "muscle")
def test_no_two_muscle_options_overlap(card: Card) -> None:
    options = muscle_options(card)
    wrong = options[1:] if card.fact.type == "role" else []

    for one, other in ((options[0], other) for other in options[1:]):
        assert not BASE.overlap(one, other), f"{one.name} beside {other.name}"
    for one, other in combinations(wrong, 2):
        assert not BASE.overlap(one, other), f"{one.name} beside {other.name}"


@each(
    card for card in builtin_cards() if card.template.key == "muscle" and card.fact.type == "role"
)
def test_the_exercise_name_does_not_give_the_muscle_away(card: Card) -> None:
    fact = card.fact
    assert isinstance(fact, Involvement)

    assert not plain_words(fact.exercise.name) & plain_words(card.key[0])


@each(
    card
    for card in builtin_cards()
    if isinstance(card.fact, Involvement) and card.template.key in ("role", "contraction")
)
def test_a_value_that_any_source_states_or_leaves_open_is_not_a_wrong_option(card: Card) -> None:
    fact = card.fact
    assert isinstance(fact, RoleClaim | ContractionClaim)
    roles = {
        role
        for claim in BASE.claims_of(RoleClaim, fact.exercise, fact.muscle)
        if not isinstance(fact, RoleClaim) or may_share_action(claim, fact)
        for role in (claim.role, *claim.open)
    }
    contractions = {
        contraction
        for claim in BASE.claims_of(ContractionClaim, fact.exercise, fact.muscle)
        if may_share_phase(claim.phase, fact.phase)
        for contraction in (claim.contraction, *claim.open)
    }
    stated = roles | contractions
    asserted = card.id.rpartition("=")[2].replace("-", " ") if card.key == ("False",) else None
    wrong = {d.text for d in card.distractors} & VALUES

    assert not stated & wrong
    assert asserted not in stated


@each(card for card in of(Kind.CHOICE) if card.template.id == "muscle-in-role")
def test_a_muscle_with_a_role_in_any_source_is_not_a_wrong_option_for_it(card: Card) -> None:
    fact = card.fact
    assert isinstance(fact, RoleClaim)
    credited = [
        claim.muscle
        for claim in BASE.claims_of(RoleClaim, fact.exercise)
        if fact.role in (claim.role, *claim.open)
        if claim.of is fact.of or None in (claim.of, fact.of)
    ]

    for option in muscle_options(card)[1:]:
        assert not any(BASE.overlap(option, muscle) for muscle in credited)


@each(
    card
    for card in of(Kind.TYPED, Kind.CLOZE)
    if isinstance(card.fact, Involvement) and card.template.key in ("role", "contraction")
)
def test_recall_is_not_asked_if_another_answer_is_left_open(card: Card) -> None:
    fact = card.fact
    assert isinstance(fact, RoleClaim | ContractionClaim)

    assert not fact.open


# -- all cards -------------------------------------------------------------------------------------


def test_no_two_cards_have_one_id() -> None:
    ids = [card.id for card in builtin_cards()]

    assert len(set(ids)) == len(ids)


def test_an_id_consists_of_ids() -> None:
    for card in builtin_cards():
        assert re.fullmatch(r"[a-z0-9@/=+-]+", card.id)
    for card in of_one_fact():
        if card.kind is Kind.TRUE_FALSE:
            assert card.id.startswith("true-false/")
        else:
            assert card.id == f"{card.template.id}/{card.fact.id}"
    for card in builtin_cards():
        if card.template.gather is not None:
            assert card.id.startswith(f"{card.template.id}/")


def test_there_are_many_templates_and_kinds() -> None:
    assert len({card.template.id for card in builtin_cards()}) >= 30
    assert {card.kind for card in builtin_cards()} == {*Kind}


FOR_USERS = {"ready-made"}
"""Templates of facts that only users write."""


def test_every_builtin_template_generates_a_card() -> None:
    templates = {t.id for t in builtin_library().templates} - FOR_USERS

    assert templates == {card.template.id for card in builtin_cards()}


@pytest.mark.slow
def test_every_pair_of_template_and_fact_generates_cards_or_has_a_reason() -> None:
    cards, skipped = builtin_cards(), cached_library().skipped
    templates = [template for template in builtin_library().templates if template.gather is None]
    ids = {template.id for template in templates}
    asked = {(card.template.id, card.fact.id) for card in cards if card.template.id in ids}
    statements = {card.id: card.template.id for card in cards if card.kind is Kind.TRUE_FALSE}
    stated = {fact.id: statements.get(true_id(fact)) for fact in BASE.facts}
    # A muscle that has one role in two joint actions of an exercise is asked for it once.
    first = {true_id(fact): fact.id for fact in reversed(BASE.sorted_by_id().facts)}
    asked |= {
        (template, fact)
        for fact, template in stated.items()
        if template is not None and first[true_id(BASE.by_id[fact])] == fact
    }
    without = {(skip.template, skip.fact) for skip in skipped if skip.template in ids}
    pairs = {
        (template.id, fact.id)
        for template in templates
        for fact in BASE.facts
        if fact.type in template.over
        and (template.of is None or (isinstance(fact, PropertyValue) and fact.of.id == template.of))
    }

    assert not asked & without
    assert asked | without == pairs
    assert all(skip.reason for skip in skipped)


# -- determinism -----------------------------------------------------------------------------------


PROGRAM = """
import json, sys
from pathlib import Path
from cards.generate import make_cards
from cards.load.library import read_library
from cards.report.records import card_record
files = [Path(file) for file in sys.argv[1:]]
library = read_library(files, only=bool(files))
print(json.dumps([card_record(card, library.base) for card in make_cards(library)[0]]))
"""


@pytest.mark.parametrize(
    ("seed", "file"),
    [
        pytest.param("1", (LETTERS,), marks=pytest.mark.slow),
        pytest.param("1", (), marks=pytest.mark.full),
        pytest.param("4242", (), marks=pytest.mark.full),
    ],
)
def test_cards_do_not_depend_on_hash_randomisation(seed: str, file: tuple[Path, ...]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, file)],
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        cwd=ROOT,
    )
    library = read_library(file, only=bool(file))
    cards = make_cards(library)[0]
    expected = json.loads(json.dumps([card_record(card, library.base) for card in cards]))

    assert expected == json.loads(ended.stdout)
    assert file or cards == builtin_cards()
