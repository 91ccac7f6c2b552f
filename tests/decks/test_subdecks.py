"""The parts of a deck: every card is in one subdeck, and its tier is a tag."""

from decks.deck import Deck
from decks.subdecks import counts_by_subject, deck_of_notes, subdecks, tier_tags
from tests.support.library import builtin_cards, builtin_library

CARDS = builtin_cards()[:300]
DECK = Deck(
    name="Mine",
    cards=CARDS,
    base=builtin_library().base,
    exam="nasm-cpt",
    tiers={card.fact.id: number % 3 + 1 for number, card in enumerate(CARDS[:200])},
)


def test_each_card_is_in_the_subdeck_of_its_tier_and_subject() -> None:
    parts = subdecks(DECK)

    assert sorted(card.id for part in parts for card in part.cards) == sorted(
        card.id for card in CARDS
    )
    assert set(deck_of_notes(DECK).values()) == {part.name for part in parts}
    for part in parts:
        assert part.name.startswith(f"Mine::{part.tier or 0:d} ")
        assert {card.tests for card in part.cards} == {part.subject}


def test_subdecks_are_sorted_in_the_order_of_teaching() -> None:
    """Anki sorts decks by name."""
    parts = subdecks(DECK)
    roles = [part.name.rpartition("::")[2] for part in parts]

    assert [part.name for part in parts] == sorted(part.name for part in parts)
    assert all(name[0].isdigit() for name in roles)


def test_a_tier_tag_names_the_exam() -> None:
    assert tier_tags(CARDS[0], DECK) == (f"tier::nasm-cpt::{DECK.tiers[CARDS[0].fact.id]}",)
    unknown = next(card for card in CARDS if card.fact.id not in DECK.tiers)
    assert tier_tags(unknown, DECK) == ("tier::nasm-cpt::3",)


def test_the_counts_by_subject_are_those_of_the_cards() -> None:
    assert sum(sum(counts.values()) for _, counts in counts_by_subject(DECK)) == len(CARDS)
