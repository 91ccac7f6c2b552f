"""Every built-in card meets the standards of an exam question."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
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
from cards.model.facts.statement import Statement
from cards.model.facts.term_statement import TermStatement
from cards.model.nouns import Exercise, Muscle
from cards.model.template import Kind
from cards.model.vocabulary import Contraction, Phase, Role
from cards.report.records import card_record
from cards.selection import first_selection
from tests.support.library import builtin_cards, builtin_library, cached_library, each
from tests.support.paths import LETTERS, ROOT

Golden = Callable[[str, str], None]

BASE: FactBase = builtin_library().base
VALUES = frozenset({*Role, *Contraction})
PROPER = {"Pallof", "Romanian", "Bulgarian", "Nordic", "Copenhagen", "Arnold", "Russian", "Golf"}
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


def base_text(id_: str) -> str:
    """The definition of a term; empty if there is none."""
    term = BASE.terms.get(id_)
    return (term.definition or "") if term else ""


def may_share_phase(one: Phase | None, other: Phase | None) -> bool:
    return one is other or None in (one, other) or Phase.THROUGHOUT in (one, other)


def may_share_action(one: RoleClaim, other: RoleClaim) -> bool:
    """Whether two roles may refer to the same joint action."""
    disputed = one.attributed or other.attributed
    return disputed or one.of is other.of or None in (one.of, other.of)


SOURCE_NAMES = frozenset(source.name for source in BASE.sources.values())


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


# -- sources ---------------------------------------------------------------------------------------


def because_of(card: Card) -> str | None:
    """The reason of a value of a property; the body teaches the value, not the reason."""
    return card.fact.because if isinstance(card.fact, PropertyValue) else None


@each(card for card in builtin_cards() if card.fact.names_source)
def test_contested_claims_and_opinions_name_their_source(card: Card) -> None:
    name = card.fact.attribution

    assert all(name in stem for stem in card.stems)
    assert name in card.explanation or card.explanation == because_of(card)
    for stem in card.stems:
        if stem.startswith(f"According to {name}, "):
            first = stem.removeprefix(f"According to {name}, ").split()[0]
            assert first[0].islower() or first in PROPER


@each(
    card
    for card in builtin_cards()
    if not card.fact.names_source and card.template.gather != "rankings"
)
def test_an_agreed_claim_names_a_source_only_if_its_own_words_do(card: Card) -> None:
    stems = "\n".join(card.stems)
    named = [name for name in SOURCE_NAMES if name in stems]
    if not named:
        return
    text = " ".join(fact.claim for fact in card.facts)
    shown = {option.concept.rpartition("/")[2] for option in card.distractors}
    text += " ".join(base_text(id_) for id_ in shown)
    text += " ".join(fact.of.name for fact in card.facts if isinstance(fact, PropertyValue))

    assert [name for name in named if name not in text] == []


@each(card for card in builtin_cards() if card.fact.names_source and card.distractors)
def test_a_wrong_option_for_the_claim_of_a_source_is_proven_by_that_source(card: Card) -> None:
    assert {d.proof.value for d in card.distractors} == {"attributed"}


# -- necessary context -----------------------------------------------------------------------------

ACTION_NAMES = tuple(term.name for term in BASE.family("joint-action"))


def words_before(stem: str, exercise: Exercise) -> str:
    """A stem without the name of its exercise."""
    return stem.replace(exercise.name, "")


@each(card for card in over("role") if card.template.key == "role")
def test_a_role_is_asked_in_what_its_claim_is_about(card: Card) -> None:
    fact = card.fact
    assert isinstance(fact, RoleClaim)
    for stem in card.stems:
        named = {name for name in ACTION_NAMES if name in words_before(stem, fact.exercise)}

        assert (fact.of.name in named) if fact.of is not None else not named


@each(card for card in builtin_cards() if card.template.id == "role-in-action")
def test_a_choice_of_roles_in_a_joint_action_shows_the_same_three(card: Card) -> None:
    assert {*card.key, *(d.text for d in card.distractors)} == {*Role} - {Role.STABILISER}


@each(card for card in over("role") if card.template.key == "muscle")
def test_a_muscle_is_asked_with_the_joint_action_of_its_role(card: Card) -> None:
    fact = card.fact
    assert isinstance(fact, RoleClaim)
    action = fact.asked_action(BASE)
    named = [name for name in ACTION_NAMES if name in words_before(card.stem, fact.exercise)]

    assert (action.name in named) if action else not named


def test_a_role_that_states_no_joint_action_is_not_asked_as_one_in_a_joint_action() -> None:
    cards = [c for c in builtin_cards() if isinstance(c.fact, RoleClaim) and c.fact.of is None]
    stems = [
        stem
        for card in cards
        for stem in card.stems
        if any(f"{role} of {name}" in stem for role in Role for name in ACTION_NAMES)
    ]

    assert len(cards) > 100
    assert stems == []


def test_a_synergist_of_a_joint_action_is_only_asked_along_with_its_prime_mover() -> None:
    claims = [c for c in BASE.of_type(RoleClaim) if c.role is Role.SYNERGIST and c.of]
    asked = [claim for claim in claims if claim.asked_action(BASE)]

    assert 0 < len(asked) < len(claims)
    for claim in asked:
        assert any(
            other.role is Role.PRIME_MOVER and other.asked_action(BASE) is claim.of
            for other in BASE.claims_of(RoleClaim, claim.exercise)
        )


@each(card for card in builtin_cards() if card.template.id == "role")
def test_a_choice_of_roles_shows_all_of_them(card: Card) -> None:
    assert {*card.key, *(d.text for d in card.distractors)} == {*Role}


@each(over("contraction", "purpose", "action"))
def test_a_claim_on_one_phase_names_the_phase(card: Card) -> None:
    fact = card.fact
    phase = fact.about.phase
    # The only joint action of an exercise is that of its lifting phase.
    if "the-only-action" in card.template.where and isinstance(fact, Statement):
        return
    exercise = fact.about.exercise
    if exercise is None or phase is None:
        phases = exercise.phases if exercise else {}

        assert not any(words_ in stem for words_ in phases.values() for stem in card.stems)
        assert not any("throughout" in stem for stem in card.stems)
        return
    when = "throughout" if phase is Phase.THROUGHOUT else exercise.phases[phase]

    # The words for a phase would give a contraction away; the joint action names it.
    by_action = (
        isinstance(fact, ContractionClaim) and fact.moved(builtin_library().base) is not None
    )

    assert all(("during " if by_action else when.lower()) in stem.lower() for stem in card.stems)


def test_a_joint_action_of_an_exercise_is_only_asked_if_it_is_stated() -> None:
    asked = [
        card.fact
        for card in builtin_cards()
        if any("the main joint action of" in stem for stem in card.stems)
    ]

    assert asked
    for fact in asked:
        assert isinstance(fact, TermStatement)
        assert fact.exercise
        assert BASE.main_actions(fact.exercise) == (fact.value,)


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
