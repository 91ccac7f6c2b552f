"""Typing errors: which are forgiven, and which words and numbers are never taken for one."""

from functools import cache

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cards.answers.judge import judge
from cards.answers.normalisation import normalise
from cards.answers.slips import distance
from cards.answers.verdict import Verdict
from cards.answers.vocabulary import lexicon
from cards.answers.words import ENGLISH, is_english
from cards.model.base import FactBase
from cards.model.card import Card
from cards.model.kinds import RECALLED
from tests.support.library import builtin_card, builtin_cards, builtin_library

CREDITED = (Verdict.RIGHT, Verdict.SLIP, Verdict.HINT)


def base() -> FactBase:
    return builtin_library().base


@cache
def typed_cards() -> tuple[Card, ...]:
    return tuple(card for card in builtin_cards() if card.kind in RECALLED)


@cache
def english() -> tuple[str, ...]:
    return tuple(ENGLISH.read_text(encoding="utf-8").split())


def is_known(word: str) -> bool:
    return is_english(word) or is_english(f"{word}s") or lexicon(base()).has_word(word)


CARDS = st.sampled_from(range(len(typed_cards()))).map(lambda number: typed_cards()[number])


@given(CARDS, st.data())
def test_an_accepted_form_is_always_right(card: Card, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(card.key))
    written = data.draw(st.sampled_from([form, form.upper(), f" the {form}. ", form.title()]))

    assert judge(written, card, base()).verdict is Verdict.RIGHT


@given(CARDS, st.sampled_from(range(len(english()))))
def test_an_english_word_is_never_a_slip(card: Card, number: int) -> None:
    word = english()[number]

    assert judge(word, card, base()).verdict is not Verdict.SLIP


@given(CARDS, st.data())
def test_a_slip_is_near_to_its_name_and_changes_no_number(card: Card, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(card.key))
    place = data.draw(st.integers(0, len(form) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"))
    written = form[:place] + letter + form[place + 1 :]
    found = judge(written, card, base())

    if found.verdict is Verdict.SLIP:
        assert found.taken_as is not None
        assert not letter.isdigit()
        assert not form[place].isdigit()
        typed = set(normalise(written).split()) - set(normalise(form).split())
        assert not any(map(is_known, typed))


@given(st.text(max_size=12), st.text(max_size=12))
@example("abduction", "adduction")
def test_the_distance_is_symmetric_and_zero_only_for_equal_texts(one: str, other: str) -> None:
    assert distance(one, other, 30) == distance(other, one, 30)
    assert (distance(one, other, 30) == 0) == (one == other)


@given(st.text(min_size=1, max_size=12), st.integers(1, 4))
def test_the_distance_stops_at_its_limit(text: str, limit: int) -> None:
    assume(len(set(text)) > limit)

    assert distance(text, "", limit) == limit


@pytest.mark.parametrize(
    ("fact", "answer", "expected"),
    [
        ("skull-crusher/forearms", "wrist", Verdict.RIGHT),
        ("skull-crusher/forearms", "wirst", Verdict.SLIP),
        ("skull-crusher/forearms", "waist", Verdict.NOT_RECOGNISED),
        ("nordic-hamstring-curl/ankles-fixed", "ancles", Verdict.SLIP),
        ("nordic-hamstring-curl/ankles-fixed", "angles", Verdict.NOT_RECOGNISED),
    ],
)
def test_a_word_is_not_a_slip_for_another_word(fact: str, answer: str, expected: Verdict) -> None:
    card = builtin_card(f"statement-cloze/{fact}")

    assert expected == judge(answer, card, base()).verdict


def test_words_of_our_facts_and_english_words_are_known() -> None:
    for word in ("waist", "pectoral", "glute", "semitendinosu", "call", "stabilise"):
        assert is_known(word), word
    for word in ("gluetus", "maximis", "wirst", "tricpe"):
        assert not is_known(word), word


def test_the_list_of_english_words_is_sorted_and_has_its_licence() -> None:
    words = english()

    assert list(words) == sorted(set(words))
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    assert "SCOWL" in ENGLISH.with_name("LICENSE.txt").read_text(encoding="utf-8")


def test_every_word_of_the_lexicon_is_known() -> None:
    assert all(map(is_known, lexicon(base()).words))
