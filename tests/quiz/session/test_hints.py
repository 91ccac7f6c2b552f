"""Hints for all built-in cards: one option fewer, and never the answer."""

from math import comb, perm
from random import Random

import pytest

from cards.english import telling_stems
from cards.model.card import Card
from cards.model.template import Kind
from quiz.session.hints import hint
from quiz.session.question import Question, ask, letters
from tests.support.library import builtin_cards, each, sample

CARDS = builtin_cards()
CHOICES = sample(card for card in CARDS if card.kind is Kind.CHOICE)


def of_kind(*kinds: Kind) -> list[Card]:
    return [card for card in CARDS if card.kind in kinds]


@each(of_kind(Kind.CHOICE))
def test_a_hint_for_a_choice_rules_out_a_wrong_option(card: Card) -> None:
    question = ask(card, Random(1))

    text, out = hint(question)

    if len(question.options) < 3:
        assert (text, out) == ("", None)
        return
    assert out is not None
    assert not question.options[out].right
    key = letters(question.options)[out]
    assert text.startswith(f"It is not {key}, {question.options[out].text}")


@each(of_kind(Kind.CHOICE))
def test_a_hint_for_a_choice_does_not_name_the_answer(card: Card) -> None:
    question = ask(card, Random(1))
    text, out = hint(question)
    if out is None:
        return
    said = text.removeprefix(f"It is not {letters(question.options)[out]}, ")
    # "hip extension" may be ruled out where "hip extensors" is right; the reason must not say so.
    reason = said.removeprefix(question.options[out].text)

    assert question.key.casefold() not in reason.casefold()
    assert not reason or not telling_stems(question.key) <= telling_stems(reason)


@each(CHOICES)
def test_hints_rule_out_options_that_are_not_struck_out_and_keep_two(card: Card) -> None:
    question = ask(card, Random(2))
    struck: frozenset[int] = frozenset()
    while True:
        _, out = hint(question, struck)
        if out is None:
            break
        assert out not in struck
        struck |= {out}

    assert len(question.options) - len(struck) == min(2, len(question.options))
    assert not any(question.options[number].right for number in struck)


@each(of_kind(Kind.TRUE_FALSE))
def test_a_true_or_false_question_has_no_hint(card: Card) -> None:
    assert hint(ask(card, Random(1))) == ("", None)


@each(of_kind(Kind.TYPED, Kind.CLOZE))
def test_a_hint_for_a_typed_answer_shows_the_first_letters(card: Card) -> None:
    text, out = hint(ask(card, Random(1)))
    key = card.key[0]

    assert out is None
    shape = text.removeprefix("It looks like this: ")
    assert shape != text
    assert len(shape) == len(" ".join(key.split()))
    assert shape != key
    for shown, letter in zip(shape, " ".join(key.split()), strict=True):
        assert shown in (letter, "_")
    assert sum(char not in " _" for char in shape) == len(key.split())


def possible(question: Question) -> int:
    """How many answers fit a hint."""
    options = len(question.options)
    if question.solution:
        return perm(options - 1, len(question.solution) - 1)
    return comb(options, sum(option.right for option in question.options))


@each(of_kind(Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING))
def test_a_hint_for_several_letters_keeps_more_than_one_answer(card: Card) -> None:
    for seed in range(3):
        question = ask(card, Random(seed))
        text, out = hint(question)

        assert out is None
        assert not text or possible(question) > 1


@each(of_kind(Kind.MATCHING, Kind.ORDERING))
def test_a_hint_places_an_option_correctly(card: Card) -> None:
    question = ask(card, Random(1))
    text, _ = hint(question)
    if not text:
        return
    letter, place = text.removesuffix(".").split(" belongs to ", 1)

    assert letters(question.options).index(letter) == question.solution[0]
    assert place == (question.left_side[0] if question.left_side else "the first place")


@pytest.mark.parametrize("kind", list(Kind))
def test_the_sample_has_cards_of_every_kind(kind: Kind) -> None:
    assert of_kind(kind)
