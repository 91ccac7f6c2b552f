"""Packages, imported with the real Anki library: their notes, fields, tags and description."""

from collections import Counter

import pytest
from anki.collection import Collection

from tests.decks.formats.anki.packages import WHOLE, cards_in

pytestmark = pytest.mark.slow


def test_every_card_is_imported_as_one_note_with_its_id(whole: Collection) -> None:
    expected = Counter(f"primemover/{card.id}" for card in WHOLE.cards)
    ids = whole.find_notes("")
    actual = Counter(whole.get_note(id_).guid for id_ in ids)

    assert expected == actual


def test_every_note_has_exactly_one_card(whole: Collection) -> None:
    expected = (len(WHOLE.cards), len(WHOLE.cards))
    actual = (whole.note_count(), whole.card_count())

    assert expected == actual


def test_the_collection_passes_ankis_integrity_check(whole: Collection) -> None:
    _, is_sound = whole.fix_integrity()

    expected = (True, 0)
    actual = (is_sound, len(whole.get_empty_cards().notes))

    assert expected == actual


def test_new_cards_are_in_the_order_of_the_deck(whole: Collection) -> None:
    shown = cards_in(whole)
    places = [shown[card.id].due for card in WHOLE.cards]

    expected = sorted(set(places))
    actual = places

    assert expected == actual


def test_cards_can_be_found_by_tag(whole: Collection) -> None:
    expected = sum(
        any(fact.about.role == "stabiliser" for fact in card.facts) for card in WHOLE.cards
    )
    actual = len(whole.find_notes("tag:primemover::role::stabiliser"))

    assert expected == actual


def test_fields_and_templates_have_distinct_ids(whole: Collection) -> None:
    types = [whole.models.by_name(name) for name in ("Primemover Question", "Primemover Cloze")]
    ids = [part["id"] for type_ in types if type_ for part in type_["flds"] + type_["tmpls"]]

    expected = 18 + 18 + 4 + 1
    actual = len({id_ for id_ in ids if isinstance(id_, int)})

    assert expected == actual


def test_the_description_counts_the_cards_and_names_the_sources(whole: Collection) -> None:
    deck = whole.decks.by_name("Primemover")
    assert deck is not None

    assert deck["desc"].startswith(f"<p>Primemover.<br>{len(WHOLE.cards):,} questions on ")
    assert "OpenStax Anatomy &amp; Physiology 2e" in deck["desc"]
    assert "by " not in deck["desc"].partition("</p>")[0], "it has no author"


def test_the_description_names_the_works_whose_licences_ask_for_it(whole: Collection) -> None:
    deck = whole.decks.by_name("Primemover")
    assert deck is not None

    assert "from: OpenStax Anatomy &amp; Physiology 2e (CC BY 4.0); " in deck["desc"]
