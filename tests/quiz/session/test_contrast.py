"""Contrasts: the question that tells apart what was mixed up, and differs least from the missed."""

from functools import cache
from random import Random

import pytest

from cards.model.card import Card
from cards.model.concepts import asked_for
from cards.model.summary import CardSummary, summary
from cards.model.template import Kind
from cards.topics import Topics, topics_of
from quiz.session.answer import Answer, Outcome, grade_choice
from quiz.session.contrast import contrast, in_common
from quiz.session.question import Question, ask
from tests.support.library import builtin_cards, builtin_library, each, sample

CARDS = builtin_cards()
CHOICES = sample(card for card in CARDS if card.kind is Kind.CHOICE)


@cache
def summaries() -> tuple[CardSummary, ...]:
    return tuple(summary(card, number) for number, card in enumerate(CARDS))


@cache
def topics() -> Topics:
    return topics_of(builtin_library())


def wrong_answers(card: Card) -> list[Answer]:
    """An answer for each wrong option of a choice."""
    question = ask(card, Random(1))
    return [
        grade_choice(question, (number,))
        for number, option in enumerate(question.options)
        if not option.right
    ]


def found(answer: Answer, asked: tuple[str, ...] = ()) -> Card | None:
    """The contrast to a wrong answer, of questions that name no source."""
    number = contrast(answer, summaries(), topics().of_fact, asked, attributed=False)
    return None if number is None else CARDS[number]


def nouns(card: Card) -> tuple[object, object]:
    """The exercise and the muscle or group that the chief fact of a card is about."""
    return card.fact.about.exercise, card.fact.about.muscle


@each(CHOICES)
def test_the_key_of_a_contrast_is_the_wrong_answer(card: Card) -> None:
    for answer in wrong_answers(card)[:1]:
        other = found(answer)
        if other is None:
            continue

        assert other.key[0] == answer.named
        assert other.tests == card.tests
        assert other.fact.id != card.fact.id
        assert other.kind is not Kind.TRUE_FALSE
        assert not other.opinion


@each(CHOICES)
def test_the_remark_on_a_contrast_is_true(card: Card) -> None:
    for answer in wrong_answers(card)[:1]:
        other = found(answer)
        if other is None:
            continue
        remark = in_common(card, other)
        exercise, muscle = (
            one is not None and one == two
            for one, two in zip(nouns(card), nouns(other), strict=True)
        )

        assert remark.startswith("the same exercise") is exercise
        assert ("and muscle" in remark or remark.startswith("the same muscle")) is muscle
        phases = {each.fact.about.phase for each in (card, other)}
        assert ("another phase" in remark) is (exercise and muscle and len(phases) == 2)


def split_squat() -> Card:
    """A contraction of the Bulgarian split squat, in one of its phases."""
    return next(
        card
        for card in CARDS
        if card.template.id == "contraction"
        and card.id.startswith("contraction/bulgarian-split-squat/")
        and "quadriceps" in card.id
        and card.key[0] == "concentric"
    )


def missed(card: Card, text: str) -> Answer:
    """A choice answered with the option of that text."""
    question = ask(card, Random(1), [d for d in card.distractors if d.text == text])
    number = next(n for n, option in enumerate(question.options) if option.text == text)
    return grade_choice(question, (number,))


def test_the_nearest_contrast_differs_only_in_the_phase() -> None:
    other = found(missed(split_squat(), "eccentric"))

    assert other is not None
    assert in_common(split_squat(), other) == "the same exercise and muscle, another phase"
    assert other.id.startswith("contraction/bulgarian-split-squat/")
    assert "quadriceps" in other.id
    assert other.key[0] == "eccentric"


def test_a_planned_card_is_not_a_contrast() -> None:
    answer = missed(split_squat(), "eccentric")
    rank = {
        "the same exercise and muscle, another phase": 0,
        "the same exercise, another muscle": 1,
        "the same muscle, another exercise": 2,
        "where your answer would be right": 3,
    }
    seen: list[str] = []
    ranks = []
    while (other := found(answer, tuple(seen))) is not None and len(seen) < 60:
        assert other.id not in seen
        seen.append(other.id)
        ranks.append(rank[in_common(split_squat(), other)])

    assert ranks == sorted(ranks)
    assert ranks[-1] > ranks[0]


@pytest.mark.parametrize(
    "outcome", [Outcome.RIGHT, Outcome.UNKNOWN, Outcome.TIMEOUT, Outcome.SKIPPED]
)
def test_without_a_mix_up_there_is_no_contrast(outcome: Outcome) -> None:
    question: Question = ask(split_squat(), Random(1))

    assert found(Answer(question=question, outcome=outcome)) is None


def test_a_denied_true_statement_has_a_contrast() -> None:
    card = next(
        card
        for card in CARDS
        if card.template.id == "role-true-false"
        and card.key[0] == "False"
        and card.id.startswith("true-false/hip-thrust/")
    )
    question = ask(card, Random(1))
    answer = grade_choice(question, (0,))
    assert answer.named == "True"

    other = found(answer)

    assert other is not None
    assert answer.concept == asked_for(other)


def test_attributed_contrasts_are_asked_only_on_request() -> None:
    attributed = [each for each in summaries() if each.opinion]
    requested = {(each.tests, each.right) for each in attributed}
    answers = (
        answer
        for card in CHOICES
        for answer in wrong_answers(card)
        if (card.tests, answer.named) in requested
    )
    for answer in answers:
        only = [each for each in attributed if each.about != answer.question.card.fact.id]
        with_them = contrast(answer, only, topics().of_fact, (), attributed=True)
        without = contrast(answer, only, topics().of_fact, (), attributed=False)

        assert without is None
        if with_them is not None:
            return
    pytest.fail("No attributed card was ever a contrast.")
