"""The definitions of the built-in terms: their form, and which ones are asked."""

import pytest

from cards.model.facts.definition import Definition
from cards.model.facts.term_statement import Pattern
from tests.support.library import builtin_card, builtin_cards, builtin_library

BASE = builtin_library().base

CLUMSY = (
    *("the way in which", "the case in which", "an action in which", "a pattern in which"),
    *("an arrangement in which", "a process in which", "an exercise in which"),
)


@pytest.mark.parametrize("beginning", CLUMSY)
def test_a_definition_begins_with_what_the_term_is(beginning: str) -> None:
    clumsy = [t.id for t in BASE.terms.values() if (t.definition or "").startswith(beginning)]
    assert not clumsy


def test_no_question_asks_what_an_everyday_word_means() -> None:
    everyday = {term.id for term in BASE.terms.values() if term.everyday}
    asked = {
        fact.term.id
        for card in builtin_cards()
        for fact in card.facts
        if isinstance(fact, Definition)
        and (card.template.id == "match-definitions" or "definition" in card.template.over)
    }

    assert {"knee-joint", "repetition", "load"} <= everyday
    assert not asked & everyday


def test_a_technical_term_is_asked_in_both_directions() -> None:
    ids = {card.id for card in builtin_cards()}
    assert {"definition/glossary/torque/definition", "term/glossary/torque/definition"} <= ids


def test_the_word_of_one_body_is_asked_in_no_exam_of_another() -> None:
    words = {term for term in BASE.terms.values() if term.body == "nasm"}
    cards = [c for c in builtin_cards() if any(words.intersection(f.nouns) for f in c.facts)]

    assert "inhibit-phase" in {term.id for term in words}
    assert cards
    assert {card.body for card in cards} == {"nasm"}


def test_what_an_uncommon_term_means_is_asked_on_request_only() -> None:
    on_terms = [card for card in builtin_cards() if isinstance(card.fact, Definition)]

    assert BASE.terms["lombards-paradox"].uncommon
    for card in on_terms:
        defined = [fact.term for fact in card.facts if isinstance(fact, Definition)]
        if card.template.id == "match-definitions":
            assert not any(term.uncommon for term in defined)
        elif defined[0].uncommon:
            assert card.optional, card.id
    assert not builtin_card("term/glossary/torque/definition").optional


def test_an_example_is_a_sentence_and_no_second_definition() -> None:
    for term in BASE.terms.values():
        if term.example is not None:
            assert term.example.endswith(".")
            assert (term.definition or "") not in term.example, term.id


@pytest.mark.parametrize(
    ("card", "optional"),
    [
        ("any-action-of-muscle/semispinalis", True),
        ("any-action-of-muscle/teres-minor", False),
        ("crossing/obturator-externus", True),
        ("muscle-action/anterior-deltoid/action/shoulder-flexion", False),
        ("muscle-action/gemellus-inferior/action/hip-external-rotation", True),
        ("muscle-action/gluteus-maximus/action/hip-external-rotation", False),
        ("select-group/pes-anserinus", True),
        ("select-group/rotator-cuff", False),
        ("muscle-for-location/triceps-brachii/location", True),
        ("muscle-for-purpose/plank/rectus-abdominis/purpose", True),
        ("match-definitions/alignment", True),
    ],
)
def test_what_exams_hardly_ever_ask_is_asked_on_request_only(card: str, *, optional: bool) -> None:
    assert builtin_card(card).optional is optional


def test_a_pattern_is_stated_without_its_family() -> None:
    said = {fact.says for fact in BASE.of_type(Pattern)}

    assert "The crunch is classified as a trunk flexion pattern." in said
    assert "The bird dog is classified as anti-extension." in said
