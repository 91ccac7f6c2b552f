"""Ids for life: what a learner's progress hangs on depends on a card's id only."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from decks.formats.anki.deck_options import deck_id
from decks.formats.anki.guids import card_of, guid_of
from decks.formats.anki.notes import content
from decks.ledger import Ledger, Stamp, Times
from tests.support.library import builtin_cards

CARDS = builtin_cards()[::400]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
IDS = st.text("abc/-=+", min_size=1, max_size=8)


@given(text=TEXTS, number=st.integers(0, len(CARDS) - 1))
def test_no_wording_changes_the_guid_or_the_key_of_a_note(text: str, number: int) -> None:
    card = CARDS[number]
    changed = replace(card, stems=tuple(text for _ in card.stems), explanation=text)

    assert content(changed).guid == content(card).guid == guid_of(card.id)
    assert content(changed).fields[0] == content(card).fields[0]


@given(one=IDS, other=IDS)
def test_two_cards_never_share_a_guid_which_leads_back_to_its_card(one: str, other: str) -> None:
    assert card_of(guid_of(one)) == one
    assert (guid_of(one) == guid_of(other)) == (one == other)
    assert not guid_of(one).startswith("#"), "Anki's text import takes that for a comment"


@given(name=TEXTS)
def test_the_id_of_a_deck_follows_from_its_name_and_is_one_that_anki_accepts(name: str) -> None:
    assert deck_id(name) == deck_id(name)
    assert 1 < deck_id(name) < 2**33


@given(generated=st.lists(st.sets(IDS, max_size=5), min_size=1, max_size=5))
def test_a_note_that_was_exported_is_either_generated_or_retired(
    generated: list[set[str]],
) -> None:
    written: dict[str, Stamp] = {}
    for edition, ids in enumerate(generated):
        ledger = Ledger(written=dict(written))
        retired = ledger.no_longer_generated(ids, "deck")
        assert {*retired} == set(written) - ids
        for id_ in (*ids, *retired):
            text = "q-retired" if id_ in retired else "qaaa"
            stamp = ledger.stamp(id_, text, Times(edition, 0))
            written[id_] = stamp.exported(written.get(id_), "deck", str(edition))
    assert {id_ for id_, stamp in written.items() if stamp.retired} == set(written) - generated[-1]
