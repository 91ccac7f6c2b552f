"""The front of a note in Anki: the question and its options."""

import re
from collections import Counter
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from anki.collection import Collection

from cards.model.card import Card
from cards.model.fact import Fact
from cards.model.template import Kind
from cards.selection import first_selection
from decks.formats.anki.notes import content
from tests.decks.formats.anki.packages import (
    ALLOWED_TAGS,
    EXPANDED,
    NOW,
    WHOLE,
    all_apart,
    back_of,
    cards_in,
    deck_of,
    front_of,
    import_package,
    one_of,
    side_of,
    write,
    wrong_options,
)
from tests.support.library import builtin_cards, sample

pytestmark = pytest.mark.slow


def test_every_card_shows_a_question_and_an_answer(whole: Collection) -> None:
    expected: list[str] = []
    actual = []
    for id_, card in cards_in(whole).items():
        output = card.render_output()
        is_whole = (
            'class="question"' in output.question_text
            and 'id="answer"' in output.answer_text
            and not re.search(r"\{\{|\}\}", output.question_text + output.answer_text)
        )
        if not is_whole:
            actual.append(id_)

    assert expected == actual


def test_cards_only_contain_allowed_tags(whole: Collection) -> None:
    actual = {tag for card in cards_in(whole).values() for tag in front_of(card).tags}
    actual |= {tag for card in cards_in(whole).values() for tag in back_of(card).tags}

    assert actual <= ALLOWED_TAGS


def test_no_front_gives_its_answer_away(whole: Collection) -> None:
    shown = cards_in(whole)

    expected: list[str] = []
    actual = [
        card.id
        for card in WHOLE.cards
        if card.kind is not Kind.TRUE_FALSE
        for key in (card.key if card.kind in EXPANDED else card.key[:1])
        if re.search(rf"(?i)\b{re.escape(key)}\b", front_of(shown[card.id]).text)
    ]

    assert expected == actual


def test_a_choice_has_all_its_options_collapsed(whole: Collection) -> None:
    choices = [c for c in WHOLE.cards if c.kind is Kind.CHOICE and "these" not in c.stem]
    card = next(c for c in choices if len(c.distractors) >= 3)
    shown = front_of(cards_in(whole)[card.id])
    wrong = wrong_options(card, shown.options)

    expected = sorted([card.key[0], *(d.text for d in wrong), "Show choices"])
    actual = sorted(shown.options)

    assert expected == actual
    assert len(wrong) == 3


def test_amounts_stay_in_ascending_order(whole: Collection) -> None:
    card = cards_in(whole)["rest-for-goal/rest-between-sets/endurance-goal@nsca"]
    shown = ["30 seconds or less", "30 to 90 seconds", "2 to 5 minutes"]

    assert [text for text in front_of(card).options if text in shown] == shown
    assert 'class="choices mix"' not in card.render_output().question_text


def test_a_key_is_also_shown_as_a_wrong_option(whole: Collection) -> None:
    """Otherwise an option that is never wrong would give the answer away."""
    shown, wrong = cards_in(whole), Counter[str]()
    choices = [card for card in WHOLE.cards if card.kind is Kind.CHOICE]
    for card in choices:
        wrong.update(d.text for d in wrong_options(card, front_of(shown[card.id]).options))
    right = Counter(card.key[0] for card in choices)
    could = Counter(d.text for card in choices for d in card.distractors[:8])

    assert not [
        text for text, n in right.items() if n >= 5 and could[text] >= 9 and not wrong[text]
    ]


def test_options_are_expanded_if_the_question_refers_to_them(whole: Collection) -> None:
    expected = {
        card.id for card in WHOLE.cards if card.kind is Kind.CHOICE and "these" in card.stem
    }
    actual = {id_ for id_, card in cards_in(whole).items() if "<details open" in card.question()}

    assert expected == actual


def test_the_right_option_appears_in_every_position(whole: Collection) -> None:
    shown = cards_in(whole)
    places = Counter(
        [text for text in front_of(shown[card.id]).options if "hoices" not in text].index(
            card.key[0]
        )
        for card in WHOLE.cards
        if card.kind is Kind.CHOICE
    )

    expected = {0, 1, 2, 3}
    actual = set(places)

    assert expected == actual


def _expanded_cards(*kinds: Kind) -> list[Card]:
    cards = [card for card in WHOLE.cards if card.kind in kinds]
    assert {card.kind for card in cards} == set(kinds)
    return cards


def test_options_are_expanded_if_the_question_needs_them(
    whole: Collection,
) -> None:
    shown = cards_in(whole)

    expected = {}
    actual = {}
    for card in _expanded_cards(*EXPANDED):
        wrong = wrong_options(card, front_of(shown[card.id]).options)
        assert len(wrong) == min(len(card.distractors), 1 if card.left_side else 3)
        note = ["One of the letters is left over."] if card.left_side and wrong else []
        expected[card.id] = sorted([*card.key, *card.left_side, *(d.text for d in wrong), *note])
        actual[card.id] = sorted(front_of(shown[card.id]).options)

    assert expected == actual
    assert not [id_ for id_ in expected if "<details" in shown[id_].question()]


def test_a_select_all_question_says_so(whole: Collection) -> None:
    shown = cards_in(whole)

    expected = {card.id for card in _expanded_cards(Kind.SELECT_ALL)}
    actual = {id_ for id_, card in shown.items() if "Select all that" in front_of(card).text}

    assert expected == actual


def _order(of: tuple[str, ...], texts: list[str]) -> list[int]:
    return [of.index(text) for text in texts if text in of]


def _with_parts(kind: Kind, *key: str) -> Card:
    items = tuple(f"left {text}" for text in key) if kind is Kind.MATCHING else ()
    return all_apart(replace(one_of(kind), key=key, left_side=items, reasons=key))


def test_a_note_shows_the_first_selection_of_a_card() -> None:
    for card in sample(builtin_cards()):
        assert content(card) == content(first_selection(card))


@pytest.mark.parametrize("kind", EXPANDED)
def test_options_are_shuffled_into_every_order_except_the_answer(
    collection: Collection, tmp_path: Path, kind: Kind
) -> None:
    model = _with_parts(kind, "one", "two", "three")
    cards = [replace(model, id=f"card-{number}") for number in range(80)]
    write(deck_of(*cards), tmp_path / "deck.apkg", NOW)
    import_package(collection, tmp_path / "deck.apkg")
    options = [front_of(card).options for card in cards_in(collection).values()]

    # For a matching question, the order of one list relative to the other counts.
    orders = [_order(model.key, texts) for texts in options]
    asked = [_order(model.left_side, texts) if model.left_side else [0, 1, 2] for texts in options]
    ways = {tuple(map(one.index, order)) for one, order in zip(asked, orders, strict=True)}

    expected = set(permutations(range(3))) - ({(0, 1, 2)} if kind is not Kind.SELECT_ALL else set())
    actual = ways

    assert expected == actual


def test_two_pairs_appear_in_either_order(collection: Collection, tmp_path: Path) -> None:
    """If they never appeared in the right order, that would give the answer away."""
    model = _with_parts(Kind.MATCHING, "one", "two")
    cards = [replace(model, id=f"card-{number}") for number in range(40)]
    write(deck_of(*cards), tmp_path / "deck.apkg", NOW)
    import_package(collection, tmp_path / "deck.apkg")
    options = [front_of(card).options for card in cards_in(collection).values()]

    straight = sum(_order(model.left_side, texts) == _order(model.key, texts) for texts in options)

    assert 10 < straight < 30


def test_the_answer_of_a_select_all_question_marks_the_right_ones_in_the_order_of_the_front(
    whole: Collection,
) -> None:
    shown = cards_in(whole)
    expected, actual = {}, {}
    for card in _expanded_cards(Kind.SELECT_ALL):
        front = _LISTED.findall(shown[card.id].question())
        answer = _LISTED.findall(shown[card.id].answer())
        expected[card.id] = [
            (seed, items.replace("<li>", "")) for seed, items in front if "data-place" not in items
        ]
        actual[card.id] = [(s, re.sub('<li class="(?:yes|no)">', "", items)) for s, items in answer]
        right = re.findall('<li class="yes">(.*?)</li>', answer[0][1])
        assert sorted(side_of(each).text for each in right) == sorted(card.key)

    assert expected == actual, "the script shuffles both sides by the same seed"


_LISTED = re.compile('<ol class="choices mix" data-seed="([0-9]+)">(.*?)</ol>')


@pytest.mark.parametrize("kind", [Kind.MATCHING, Kind.ORDERING])
def test_the_answer_shows_the_items_themselves_as_letters_change_every_day(
    whole: Collection, kind: Kind
) -> None:
    shown = cards_in(whole)
    expected, actual = {}, {}
    for card in _expanded_cards(kind):
        given = front_of(shown[card.id]).options[: len(card.left_side)]
        belonging = dict(zip(card.left_side, card.key, strict=False))
        parts = [f"{text}{belonging[text]}" for text in given] or card.key
        expected[card.id] = "".join(parts)
        answer = shown[card.id].answer().split('<div class="answer">')[1]
        actual[card.id] = side_of(answer.split("</ol>")[0] + "</ol>").text

    assert expected == actual


@pytest.mark.parametrize("kind", [Kind.MATCHING, Kind.ORDERING])
def test_the_script_knows_the_places_that_would_be_the_answer(
    whole: Collection, kind: Kind
) -> None:
    shown = cards_in(whole)
    for card in _expanded_cards(kind):
        front = shown[card.id].question()
        places = list(map(int, re.findall('data-place="([0-9])"', front)))
        is_free = kind is Kind.MATCHING and len(card.key) == 2
        assert sorted(places) == ([] if is_free else list(range(len(card.key)))), card.id
        assert not places or places != sorted(places), card.id
        assert '<ol class="choices mix"' in front


def test_each_option_of_a_select_all_question_is_marked_and_explained(whole: Collection) -> None:
    shown = cards_in(whole)

    expected: list[tuple[str, str]] = []
    actual = []
    for card in _expanded_cards(Kind.SELECT_ALL):
        text = back_of(shown[card.id]).text
        said = [f"{k} ✓ Right{r}." for k, r in zip(card.key, card.reasons, strict=True)]
        wrong = wrong_options(card, front_of(shown[card.id]).options)
        said += [f"{d.text} ✗ Wrong{d.reason}." for d in wrong]
        actual += [(card.id, part) for part in said if part not in text]

    assert expected == actual


def test_the_spare_option_of_a_matching_question_is_explained(whole: Collection) -> None:
    shown = cards_in(whole)

    expected: list[str] = []
    actual = [
        card.id
        for card in _expanded_cards(Kind.MATCHING)
        for spare in wrong_options(card, front_of(shown[card.id]).options)
        if f"Left over{spare.text}{spare.reason}." not in back_of(shown[card.id]).text
    ]

    assert expected == actual


def test_the_exercise_is_shown_only_if_all_facts_are_about_it(whole: Collection) -> None:
    shown = cards_in(whole)
    mixed = [card.id for card in WHOLE.cards if len(set(map(_exercise, card.facts))) > 1]

    expected: list[str] = []
    actual = [id_ for id_ in mixed if 'class="context"' in shown[id_].question()]

    assert expected == actual
    assert mixed


def _exercise(fact: Fact) -> str | None:
    return fact.about.exercise.id if fact.about.exercise else None
