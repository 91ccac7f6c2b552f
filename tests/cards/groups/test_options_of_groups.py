"""Cards on several facts: their options, keys and ids, and the built-in templates."""

import re
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from cards.model.card import Card, Proof
from cards.model.fact import Fact
from cards.model.facts.definition import Definition
from cards.model.facts.distinction import Distinction
from cards.model.facts.membership import Membership
from cards.model.facts.ranking import Ranking
from cards.model.facts.role import RoleClaim
from cards.model.facts.term_statement import TermLocation
from cards.model.template import Kind, Library
from cards.selection import (
    ENOUGH_PAIRS,
    MOST_PAIRS,
    MOST_TO_ORDER,
    first_selection,
    parts,
    selected,
)
from tests.cards.groups.bases import BASE, cards_of, exercises, letters, named, three
from tests.support.library import builtin_cards, builtin_library, library_of
from tests.support.paths import LETTERS

# -- properties of all groups ----------------------------------------------------------------------


def gathered(*kinds: Kind) -> list[Card]:
    """The cards on several facts, built-in and from files."""
    cards = [*builtin_cards(), *cards_of(letters(), three())]
    return [card for card in cards if card.template.gather and card.kind in kinds]


def shown(*kinds: Kind) -> list[Card]:
    """These cards as questions may show them: the first selection, and random ones."""
    found = []
    for card in gathered(*kinds):
        numbers = range(parts(card))
        orders = (Random(seed).sample(numbers, len(numbers)) for seed in range(5))
        found += [first_selection(card), *(selected(card, order) for order in orders)]
    return found


def wrong_texts(card: Card) -> tuple[str, ...]:
    return tuple(d.text for d in card.distractors)


def test_there_are_enough_cards_of_each_kind_for_these_tests() -> None:
    for kind, fewest in ((Kind.SELECT_ALL, 4), (Kind.MATCHING, 8), (Kind.ORDERING, 2)):
        assert len(gathered(kind)) >= fewest


def test_no_two_options_of_a_select_all_overlap() -> None:
    for card in shown(Kind.SELECT_ALL):
        keys, wrong = named(card.key), named(wrong_texts(card))

        assert 2 <= len(keys) <= 4
        assert wrong
        for one, other in combinations(keys, 2):
            assert not BASE.overlap(one, other), card.id
        for key in keys:
            assert not any(BASE.overlap(key, option) for option in wrong), card.id


def test_the_odd_one_out_differs_from_the_others() -> None:
    cards = [card for card in gathered(Kind.CHOICE) if card.template.gather == "odd-role-out"]

    assert len(cards) >= 2
    for card in cards:
        roles = [fact.role for fact in card.facts if isinstance(fact, RoleClaim)]
        assert len(card.key) == 1
        assert len(card.facts) == len(roles) == len(card.distractors) + 1
        assert len(set(roles[1:])) == 1
        assert roles[0] not in roles[1:]
        for one, other in combinations(named((*card.key, *wrong_texts(card))), 2):
            assert not BASE.overlap(one, other)


def test_the_right_hand_sides_and_the_spare_all_differ() -> None:
    for card in shown(Kind.MATCHING):
        halves = (*card.key, *wrong_texts(card))

        assert ENOUGH_PAIRS <= len(card.left_side) <= MOST_PAIRS
        assert len(card.left_side) == len(card.key) == len(card.reasons) == len(set(card.left_side))
        assert card.distractors
        assert len(set(halves)) == len(halves)


def test_no_source_states_the_spare_role_for_these_muscles() -> None:
    cards = [c for c in shown(Kind.MATCHING) if c.template.gather == "muscles-and-roles"]

    assert len(cards) >= 3
    for card, spare in ((each, spare) for each in cards for spare in each.distractors):
        exercise = card.fact.about.exercise
        assert exercise
        assert spare.proof is Proof.FUNCTIONAL
        for claim in BASE.claims_of(RoleClaim, exercise):
            if any(BASE.overlap(claim.muscle, muscle) for muscle in named(card.left_side)):
                assert spare.text not in (claim.role, *claim.open)


def test_a_matching_of_terms_is_explained_by_a_meaning_or_a_difference() -> None:
    definitions = {each.term.id: each for each in BASE.of_type(Definition)}
    distinctions = {each.says.rstrip(".") for each in BASE.of_type(Distinction)}
    for card in shown(Kind.MATCHING):
        if card.template.gather == "terms-and-definitions":
            (first, *_) = card.explanation.removesuffix(".").split("; ")
            meanings = {f"{d.term.name}: {d.text}".lower() for d in definitions.values()}
            assert first.lower() in meanings or any(d.startswith(first) for d in distinctions)


def test_a_spare_meaning_belongs_to_another_term_of_the_same_family() -> None:
    for card in shown(Kind.MATCHING):
        for spare in card.distractors if card.template.gather == "terms-and-definitions" else ():
            other = BASE.terms[spare.concept.removeprefix("term/")]
            assert spare.text == other.definition
            assert other.name not in card.left_side
            (family,) = {term.family for term in BASE.terms.values() if term.name in card.left_side}
            assert other.family == family


def test_no_source_states_the_spare_location_for_the_muscles() -> None:
    for card in shown(Kind.MATCHING):
        for spare in card.distractors if card.template.gather == "muscles-and-locations" else ():
            for fact in BASE.of_type(TermLocation):
                if fact.value.name == spare.text:
                    assert fact.muscle
                    assert not any(BASE.overlap(fact.muscle, m) for m in named(card.left_side))


def test_every_one_of_several_keys_has_a_reason() -> None:
    for card in gathered(Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING):
        assert len(card.reasons) == len(card.key)


@pytest.mark.slow
def test_the_order_is_that_of_the_source() -> None:
    for card in gathered(Kind.ORDERING):
        assert isinstance(card.fact, Ranking)
        assert card.key == card.fact.order
        assert 3 <= len(first_selection(card).key) <= MOST_TO_ORDER
        assert all(card.fact.source.name in stem for stem in card.stems)


def test_a_question_shows_a_part_of_a_long_order(tmp_path: Path) -> None:
    items = [f"exercise {n}" for n in range(12)]
    order = f"order: [{', '.join(items)}]"
    text = exercises(desk=f"--\na: {{kind: ranking, quality: effort, says: So., {order}}}")
    library = library_of(tmp_path, text, only=True)
    (card,) = (card for card in cards_of(library) if card.kind is Kind.ORDERING)

    assert list(card.key) == items
    assert list(first_selection(card).key) == items[:MOST_TO_ORDER]
    assert list(selected(card, range(11, -1, -1)).key) == items[-MOST_TO_ORDER:]


def test_an_id_names_what_all_facts_of_the_card_have_in_common() -> None:
    for card in gathered(*Kind):
        joints = {term.id for term in BASE.family("joint")}
        meant = {
            card.template.id,
            *("body", "view", "checkpoint"),
            *joints,
            *(name for fact in card.facts for name in ids_in(fact)),
        }

        assert set(re.split("[/+@]", card.id)) <= meant, card.id


def ids_in(fact: Fact) -> set[str]:
    """The ids of a fact, its source and all its nouns, with their regions and families."""
    ids = {noun.id for noun in (*fact.nouns, fact.source)} | set(re.split("[/@]", fact.id))
    kinds = (getattr(noun, name, None) for noun in fact.nouns for name in ("region", "family"))
    return ids | {word.replace(" ", "-") for word in (*kinds, *fact.values) if word}


def test_rewording_keeps_the_id(tmp_path: Path) -> None:
    text = LETTERS.read_text(encoding="utf-8")
    mended = (
        text.replace("name: sofa bridge", "name: bridge on the sofa")
        .replace("as the hips rise", "on the way up")
        .replace("falls from", "becomes less from")
    )

    def ids(library: Library) -> list[str]:
        return [card.id for card in cards_of(library)]

    assert ids(letters()) == ids(library_of(tmp_path, mended, only=True))


# -- templates -------------------------------------------------------------------------------------


def test_every_builtin_group_template_generates_a_card() -> None:
    cards = [*builtin_cards(), *cards_of(letters(), three())]
    used = {card.template.id for card in cards}
    # Only users write ready-made questions.
    templates = {template.id for template in builtin_library().templates} - {"ready-made"}

    assert templates == used
    assert len(used) >= 30


def test_every_builtin_template_has_at_least_two_wordings() -> None:
    cards = [*builtin_cards(), *cards_of(letters(), three())]
    most: dict[str, int] = {}
    for card in cards:
        asks_for_values = card.template.of is not None  # each case is worded differently
        if not asks_for_values and (card.fact.type in card.template.over or card.template.gather):
            most[card.template.id] = max(most.get(card.template.id, 0), len(card.stems))
    # The sentence of a cloze is that of its source, and a ready-made question has its own stem.
    one_way = {id_ for id_, count in most.items() if count < 2}

    assert one_way <= {"statement-cloze", "ready-made"}


def test_a_group_without_a_complete_list_of_members_is_not_asked_for_them() -> None:
    for card in gathered(Kind.SELECT_ALL):
        if isinstance(card.fact, Membership):
            group = card.fact.group
            assert group.complete
            assert group.members is not None
            assert frozenset(muscle.id for muscle in named(card.key)) <= group.members
