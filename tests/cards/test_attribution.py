"""Whose claim a question is about: what is taught is asked by default, opinions on request."""

import re
from collections import Counter
from pathlib import Path

import pytest

from cards.generate import make_cards
from cards.model.card import Card
from cards.model.facts.purpose import PurposeClaim
from cards.model.template import Library
from tests.support.library import (
    builtin_card,
    builtin_cards,
    builtin_library,
    each,
    library_of,
)


def cards_on(folder: Path, text: str) -> tuple[Card, ...]:
    """The cards that the built-in templates generate from a text, without the built-in facts."""
    base = library_of(folder, text, only=True).base
    return make_cards(Library(base=base, templates=builtin_library().templates))[0]


WEBSITE = re.compile(r"\w\.(?:com|net|org|info|uk|au|de|eu|blog|wiki|app|cn|cy)\b|Insider|Insights")


@each(card for card in builtin_cards() if not card.opinion and not card.optional)
def test_what_is_asked_by_default_names_no_website(card: Card) -> None:
    assert not [stem for stem in card.stems if WEBSITE.search(stem)]


@pytest.mark.parametrize(
    ("kind", "is_opinion"),
    [("textbook", False), ("body", False), ("study", True), ("article", True), ("notes", True)],
)
def test_a_disputed_claim_is_asked_by_default_if_it_is_taught(
    tmp_path: Path, kind: str, is_opinion: bool
) -> None:
    text = f"""
sources:
  one: {{name: Smith (2020), title: A text, kind: {kind}}}
exercises:
  test-curl:
    name: test curl
    traits: [{{action: elbow-flexion, source: one}}]
    phases: {{lifting: as it rises}}
    involvements:
      brachialis:
        - {{role: prime mover, source: one, confidence: contested}}
"""
    cards = [card for card in cards_on(tmp_path, text) if card.template.id == "role"]

    assert cards
    assert {card.opinion for card in cards} == {is_opinion}
    assert all("ccording to Smith (2020)" in stem for card in cards for stem in card.stems)


def test_a_purpose_that_a_single_page_states_is_an_opinion() -> None:
    alone = Counter(
        len(claim.citations) == 1 and not claim.taught
        for claim in builtin_library().base.of_type(PurposeClaim)
        if claim.opinion
    )

    assert alone[True] > 100


def test_what_users_state_is_asked_by_default(tmp_path: Path) -> None:
    text = """
sources:
  one: {name: Class notes, title: A text, kind: notes}
exercises:
  test-curl:
    name: test curl
    phases: {lifting: as it rises}
    involvements:
      brachialis:
        - {purpose: keep the wrist straight, source: one}
    statements:
      grip: {kind: setup, says: "In the test curl the grip is [wide].", source: one}
"""
    cards = {card.template.id: card for card in cards_on(tmp_path, text)}

    for template in ("muscle-for-purpose", "statement-cloze"):
        assert not cards[template].opinion
        assert not cards[template].optional


def test_a_detail_is_optional() -> None:
    clozes = [card for card in builtin_cards() if card.template.id == "statement-cloze"]

    assert any(card.optional for card in clozes)
    for card in clozes:
        if not card.optional:
            assert card.fact.type != "activity"
            assert card.fact.taught


@pytest.mark.parametrize(
    ("fact", "optional"),
    [
        ("general/too-heavy", False),  # isometrically
        ("general/gastrocnemius-soleus", True),  # two muscles, and the knee
        ("push-up/elbows-in", False),  # flexion
        ("general/prime-mover-antagonist", True),  # the opposite action
        ("general/protraction-retraction", True),  # towards the spine
        ("general/stabiliser-fixator", True),  # a fixator is not a term of the glossary
        ("hamstrings/hamstrings-location", True),  # the back of the thigh
        ("push-up/neutral-pelvis", True),  # the lower back
    ],
)
def test_a_sentence_is_optional_unless_its_gap_is_a_term(fact: str, *, optional: bool) -> None:
    assert builtin_card(f"statement-cloze/{fact}").optional is optional
