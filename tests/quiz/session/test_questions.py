"""A whole quiz as it is shown: guessing by form is no better than chance."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from random import Random
from statistics import mean

import pytest

from cards.english import telling_stems
from cards.model.concepts import asked_for
from cards.model.summary import summary
from cards.model.template import Kind
from decks.deck import CardFilter, make_deck
from quiz.session.question import MOST_OPTIONS, Option, Question
from quiz.session.questions import draw
from tests.support.library import (
    builtin_card,
    builtin_cards,
    builtin_library,
    sample,
    scheduler,
)

BASE = builtin_library().base
WHOLE = {card.id: card for card in builtin_cards() if not card.opinion}
OUTLINES = [summary(card) for card in WHOLE.values()]
CARDS = make_deck("some", sample(builtin_cards()), CardFilter(), BASE).cards
COUNTS = (10, 20, 40, 100)
TOLERANCE = 0.05
"""A share of the answers. Six hundred questions vary by half of it from seeds to seeds."""


@cache
def quizzes(count: int) -> tuple[tuple[Question, ...], ...]:
    """Twenty quizzes, or as many as have six hundred questions."""
    return tuple(whole_quiz(count, seed) for seed in range(max(20, 600 // count)))


def whole_quiz(count: int, seed: int) -> tuple[Question, ...]:
    """A quiz on everything."""
    chance = Random(seed)
    return draw([WHOLE[o.id] for o in scheduler(chance)(OUTLINES, count)], chance)


def choices(questions: Sequence[Question]) -> list[Question]:
    return [q for q in questions if q.card.kind is Kind.CHOICE]


# -- people who guess ------------------------------------------------------------------------------

Guess = Callable[[Question, Option], float]
"""How much an option looks like the answer; of equals, one is taken by chance."""


def knows_what_is_right_elsewhere(questions: Sequence[Question]) -> Guess:
    """How often an option was right in the other questions that showed it."""
    right = Counter(question.key for question in questions)
    shown = Counter(option.text for question in questions for option in question.options)

    def rate(_: Question, option: Option) -> float:
        elsewhere = shown[option.text] - 1
        return (right[option.text] - option.right) / elsewhere if elsewhere else 0.0

    return rate


def takes_the_longest(_: Sequence[Question]) -> Guess:
    return lambda _, option: len(option.text)


def looks_for_shared_words(_: Sequence[Question]) -> Guess:
    return lambda question, option: len(telling_stems(question.stem) & telling_stems(option.text))


def expected_score(guess: Guess, question: Question) -> float:
    worth = [guess(question, option) for option in question.options]
    best = [o for o, w in zip(question.options, worth, strict=True) if w == max(worth)]
    return sum(option.right for option in best) / len(best)


@pytest.mark.slow
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize(
    "guesser",
    [knows_what_is_right_elsewhere, takes_the_longest, looks_for_shared_words],
    ids=lambda guesser: guesser.__name__.replace("_", "-"),
)
def test_guessing_by_form_is_no_better_than_chance(
    guesser: Callable[[Sequence[Question]], Guess], count: int
) -> None:
    scores: list[float] = []
    blind: list[float] = []
    for questions in map(choices, quizzes(count)):
        guess = guesser(questions)
        scores += [expected_score(guess, question) for question in questions]
        blind += [1 / len(question.options) for question in questions]

    assert len(scores) >= 120
    assert mean(scores) <= mean(blind) + TOLERANCE


@pytest.mark.slow
@pytest.mark.parametrize("count", COUNTS)
def test_the_longest_option_is_the_answer_about_as_often_as_it_should_be(count: int) -> None:
    shown = [question for questions in quizzes(count) for question in choices(questions)]
    alone = [
        question
        for question in shown
        if all(len(question.key) > len(o.text) for o in question.options if not o.right)
    ]

    fair = sum(1 / len(question.options) for question in shown)
    assert len(alone) <= fair + TOLERANCE * len(shown)


@pytest.mark.parametrize("count", COUNTS)
def test_true_and_false_are_right_equally_often(count: int) -> None:
    for questions in quizzes(count):
        truths = Counter(q.key for q in questions if q.card.kind is Kind.TRUE_FALSE)

        assert abs(truths["True"] - truths["False"]) <= 1


# -- the quiz itself -------------------------------------------------------------------------------


def test_equal_seeds_give_equal_quizzes_and_others_do_not() -> None:
    assert whole_quiz(40, 7) == quizzes(40)[7]
    assert len({tuple(q.stem for q in questions) for questions in quizzes(40)}) == len(quizzes(40))


@pytest.mark.parametrize("seed", range(5))
def test_amounts_are_offered_from_the_smallest_to_the_largest(seed: int) -> None:
    card = builtin_card("rest-for-goal/rest-between-sets/endurance-goal@nsca")
    (question,) = draw([card], Random(seed))

    shown = [option.text for option in question.options]
    assert shown == ["30 seconds or less", "30 to 90 seconds", "2 to 5 minutes"]


def test_questions_are_in_the_order_of_their_cards() -> None:
    assert [card.id for card in CARDS] == [q.card.id for q in draw(CARDS, Random(1))]


def everything() -> Iterator[Question]:
    for seed in range(5):
        yield from draw(CARDS, Random(seed))


def test_a_choice_shows_the_key_once_and_as_many_proven_options_as_fit() -> None:
    for question in choices(tuple(everything())):
        card = question.card
        proven = {(d.text, d.reason, d.concept) for d in card.distractors}
        wrong = [(o.text, o.reason, o.concept) for o in question.options if not o.right]

        assert [card.key[0]] == [option.text for option in question.options if option.right]
        assert set(wrong) <= proven
        assert len(wrong) == len(set(wrong)) == min(MOST_OPTIONS - 1, len(card.distractors))


def test_every_letter_is_about_as_often_the_answer() -> None:
    four = [q for q in choices(tuple(everything())) if len(q.options) == 4]
    places = Counter(next(n for n, o in enumerate(q.options) if o.right) for q in four)

    fair = len(four) / 4
    # Chi-squared below what one fair run in a thousand exceeds; the seeds make it the same run.
    assert sum((places[n] - fair) ** 2 / fair for n in range(4)) < 16.3


def test_a_term_that_is_a_key_elsewhere_is_also_a_wrong_option() -> None:
    questions = choices(draw([card for card in CARDS if card.template.id == "role"], Random(3)))
    right = Counter(question.key for question in questions)
    wrong = Counter(o.text for q in questions for o in q.options if not o.right)

    assert len(questions) > 4
    assert all(wrong[term] for term in right)


def test_a_short_key_and_long_options_need_no_balance() -> None:
    card = builtin_card("role/bulgarian-split-squat/adductor-magnus/role")
    (question,) = draw([card], Random(1))

    assert sorted([*card.key, *(d.text for d in card.distractors)]) == sorted(
        option.text for option in question.options
    )


def test_if_the_key_is_too_often_the_longest_a_longer_option_is_shown() -> None:
    card = builtin_card("role/bulgarian-split-squat/adductor-magnus/role")
    first, *_ = card.distractors
    short = tuple(replace(first, text=text, concept=text) for text in ("a", "b", "c"))
    long = replace(first, text="longer than the key of it", concept="long")
    cards = [
        replace(card, id=f"card/{n}", distractors=(*short, replace(long, text=f"{long.text} {n}")))
        for n in range(20)
    ]
    shown = draw(cards, Random(1))
    longest = [q for q in shown if all(len(o.text) <= len(q.key) for o in q.options)]

    assert len(longest) <= 6


def test_no_cards_give_no_questions() -> None:
    assert draw([], Random(1)) == ()


@pytest.mark.parametrize("options", [3, 4, 5])
def test_a_choice_shows_as_many_options_as_requested_and_proven(options: int) -> None:
    cards = [card for card in CARDS if card.kind is Kind.CHOICE]
    questions = draw(cards, Random(1), options)

    assert [min(options, 1 + len(card.distractors)) for card in cards] == [
        len(question.options) for question in questions
    ]


def test_what_a_learner_mixes_up_is_a_wrong_option_where_it_is_proven() -> None:
    cards = [card for card in WHOLE.values() if card.kind is Kind.CHOICE]
    card = next(card for card in cards if asked_for(card) and len(card.distractors) > 3)
    last = card.distractors[-1]
    preferred = {str(asked_for(card)): (last.concept, "role/unknown")}
    (question,) = draw([card], Random(1), mixed_up=preferred)

    assert last.concept in {option.concept for option in question.options}
