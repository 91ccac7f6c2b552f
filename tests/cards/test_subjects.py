"""The subject of a card comes from its template, its fact, or the family of its term."""

from pathlib import Path
from textwrap import dedent

import pytest

from cards.model.facts.property_value import PropertyValue
from cards.model.facts.question import ReadyQuestion
from cards.model.facts.table import CLASSES_OF
from cards.model.vocabulary import SUBJECTS, Subject
from cards.subjects import OF_TYPE
from tests.support.library import builtin_cards, library_of


def test_every_subject_is_in_the_table_and_no_two_share_a_name() -> None:
    names = [name for text in SUBJECTS.values() for name in (text.label, *text.aliases)]

    assert set(SUBJECTS) == set(Subject)
    assert len(names) == len(set(names))
    assert all(text.meaning for text in SUBJECTS.values())


def test_every_type_of_fact_belongs_to_a_subject_or_names_it() -> None:
    naming_it = {*PropertyValue.TYPES, *ReadyQuestion.TYPES}

    assert set(OF_TYPE) == set(CLASSES_OF) - naming_it


@pytest.mark.parametrize(
    ("term", "subject"),
    [
        ("prime-mover", Subject.ROLES),
        ("eccentric", Subject.CONTRACTION),
        ("frontal-plane", Subject.PLANES),
        ("hip-extension", Subject.JOINTS),
        ("reciprocal-inhibition", Subject.NEUROMUSCULAR),
        ("second-class-lever", Subject.BIOMECHANICS),
        ("kyphosis", Subject.ASSESSMENT),
    ],
)
def test_a_definition_belongs_to_the_subject_of_its_family(term: str, subject: Subject) -> None:
    fact = f"glossary/{term}/definition"

    assert {card.tests for card in builtin_cards() if card.fact.id == fact} == {subject}


def test_a_distinction_belongs_to_the_subject_of_its_terms_or_is_about_location() -> None:
    found = {
        card.fact.id: card.tests for card in builtin_cards() if card.fact.type == "distinction"
    }

    assert set(found.values()) > {Subject.LOCATION, Subject.JOINTS, Subject.ROLES}


def test_a_family_of_terms_may_name_its_subject(tmp_path: Path) -> None:
    text = """
    families:
      grip: {name: grip, subject: technique}
      depth: {name: depth}
    """
    base = library_of(tmp_path, dedent(text), only=True).base

    assert base.families["grip"].subject is Subject.TECHNIQUE
    assert base.families["depth"].subject is Subject.JOINTS
