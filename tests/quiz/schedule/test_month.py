"""A month of default quizzes on the built-in facts: what comes how often."""

from collections import Counter
from functools import cache

import pytest

from quiz.session.kinds import RARE_KINDS
from tests.support.library import cached_library
from tests.support.month import Month, parts, simulate

pytestmark = pytest.mark.slow

MOST_IN_SET = 3
"""Questions of the largest set, which may all be on one exercise."""


@cache
def month() -> Month:
    return simulate(cached_library())


def test_the_subjects_have_their_shares() -> None:
    asked = parts(Counter(card.tests for card in month().asked))

    for subject, part in month().expected().items():
        assert asked.get(subject, 0) == pytest.approx(part, abs=0.015), subject


def test_role_facts_come_back() -> None:
    assert month().coverage(1) > 0.6
    assert month().coverage(2) > 0.2


def test_no_quiz_asks_a_fact_or_a_wording_twice() -> None:
    for quiz in month().quizzes:
        assert len({card.about for card in quiz}) == len(quiz)
        assert len({card.stem for card in quiz}) == len(quiz)


def test_rare_kinds_are_one_question_in_twenty_at_most() -> None:
    rare = [sum(card.kind in RARE_KINDS for card in quiz) for quiz in month().quizzes]

    assert max(rare) <= 1
    assert sum(rare) <= len(month().asked) / 20 * 1.2


def test_no_key_of_a_template_comes_too_often() -> None:
    for quiz in month().quizzes:
        for template, number in Counter(card.template for card in quiz).items():
            keys = Counter(card.right for card in quiz if card.template == template)
            assert number < 4 or max(keys.values()) <= 0.45 * number, template


def test_no_small_template_is_asked_out_of_proportion() -> None:
    asked = parts(Counter(card.template for card in month().asked))
    sizes = Counter(card.template for card in month().pool)

    assert all(asked.get(template, 0) < 0.01 for template, size in sizes.items() if size <= 3)


def test_no_exercise_dominates_a_quiz() -> None:
    exercises = cached_library().library.base.exercises

    for quiz in month().quizzes:
        places = Counter(card.about.partition("/")[0] for card in quiz)
        of_exercises = [count for place, count in places.items() if place in exercises]
        assert max(of_exercises, default=0) <= MOST_IN_SET
