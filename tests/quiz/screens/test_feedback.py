"""Feedback: few lines at once, what they say, and the details on request."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest

from cards.model.card import Card
from cards.model.kinds import ASSERTIONS
from cards.model.nouns import Citation
from quiz.screens.feedback import MOST_AFTER_RIGHT, MOST_AFTER_WRONG, brief, place
from quiz.screens.plain import PlainView
from quiz.screens.screen import ScreenView
from quiz.screens.view import View
from quiz.session.answer import Answer, Outcome, grade, grade_choice
from quiz.session.kinds import AnswerForm
from quiz.session.question import Question, ask
from quiz.terminal.layout import TextLayout
from tests.support.library import builtin_cards, builtin_library, each, sample

BASE = builtin_library().base
LAYOUT = TextLayout()
VIEWS: tuple[View, ...] = (ScreenView(LAYOUT, 1), PlainView(LAYOUT, 1, "a test asks"))


def normal(text: str) -> str:
    """A text without case, punctuation, colours and line breaks."""
    text = re.sub("\x1b\\[[0-9;]*m", "", text)
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def answers(question: Question) -> Iterator[Answer]:
    """A right answer, wrong ones, and none."""
    numbers = range(len(question.options))
    match question.form:
        case AnswerForm.TEXT:
            yield grade(question, question.card.key[0], BASE)
        case AnswerForm.OPTION:
            yield from (grade_choice(question, (number,)) for number in numbers)
        case AnswerForm.SELECTION:
            right = tuple(n for n in numbers if question.options[n].right)
            wrong = tuple(n for n in numbers if not question.options[n].right)
            yield from (grade_choice(question, c) for c in (right, wrong, right[:1] + wrong[:1]))
        case AnswerForm.PAIRS | AnswerForm.ORDER:
            yield grade_choice(question, question.solution)
            yield grade_choice(question, question.solution[1:] + question.solution[:1])
    yield Answer(question=question, outcome=Outcome.UNKNOWN)


def _fits(card: Card) -> None:
    for answer in answers(ask(card, Random(7))):
        for view in VIEWS:
            lines = [line for line in view.feedback(answer) if line.strip()]
            assert len(lines) <= (MOST_AFTER_RIGHT if answer.right else MOST_AFTER_WRONG), lines
            assert all(len(line) <= 80 for line in lines), lines


@each(sample(builtin_cards())[::3])
def test_feedback_takes_three_lines_if_right_and_eight_if_not(card: Card) -> None:
    _fits(card)


@pytest.mark.full
@each(builtin_cards())
def test_feedback_on_every_card_takes_three_lines_if_right_and_eight_if_not(card: Card) -> None:
    _fits(card)


def _shown(card: Card, *, right: bool, view: View = VIEWS[0]) -> str:
    found = next(a for a in answers(ask(card, Random(3))) if a.right is right and a.chosen)
    return " ".join(" ".join(view.feedback(found)).split())


def _role() -> Card:
    return next(
        card
        for card in builtin_cards()
        if card.template.id == "role" and card.fact.id == "leg-extension/hamstrings/role"
    )


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("right", [True, False])
def test_the_same_reason_follows_a_right_and_a_wrong_answer(view: View, *, right: bool) -> None:
    assert (
        "Straightening the knees is knee extension; the hamstrings flex the knee, the opposite "
        "action." in _shown(_role(), right=right, view=view)
    )


@pytest.mark.parametrize("view", VIEWS)
def test_a_wrong_answer_shows_the_key_the_choice_and_the_source(view: View) -> None:
    shown = _shown(_role(), right=False, view=view)

    assert "the answer is" in shown.lower()
    assert "antagonist" in shown
    assert "Source: " in shown


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("right", [True, False])
def test_ids_places_and_rules_are_shown_as_details_only(view: View, *, right: bool) -> None:
    card = next(
        card
        for card in builtin_cards()
        if card.grounds and card.distractors and any("same-muscle" in r.name for r in card.rules)
    )
    question = ask(card, Random(1))
    answer = next(a for a in answers(question) if a.right is right)
    # An id may be broken anywhere.
    at_once, details = (
        "".join("".join(lines).split()) for lines in (view.feedback(answer), view.more(answer))
    )

    fact = card.fact
    for text in (fact.id, f"{fact.place.file}:{fact.place.line}", "Derivedbyoursame-muscle"):
        assert text not in at_once
        assert text in details
    assert all(ground.id in details for ground in card.grounds)


def test_a_book_comes_before_a_study_a_reference_and_a_page() -> None:
    def ranked(id_: str) -> int:
        return place(Citation(source=BASE.sources[id_]))

    order = ["openstax-ap2e", "robertson-2008-jab", "platero-squat-qa", "fitro-squat"]
    assert [ranked(one) < ranked(other) for one, other in pairwise(order)] == [True] * 3


def test_long_feedback_is_shortened_and_says_so() -> None:
    card = replace(_role(), explanation=" ".join(["word"] * 90))
    question = replace(ask(card, Random(1)), card=card)
    right = next(answer for answer in answers(question) if answer.right)

    lines = [line for line in VIEWS[0].feedback(right) if line.strip()]
    assert len(lines) == MOST_AFTER_RIGHT
    assert lines[-1].endswith("…")


@each(sample([card for card in builtin_cards() if card.kind in ASSERTIONS]))
def test_after_a_statement_the_reason_is_said_once(card: Card) -> None:
    wrong = next(a for a in answers(ask(card, Random(3))) if a.right is False and a.chosen)

    said = [part.text for part in brief(wrong, lambda verdict: verdict.text)]

    if normal(card.explanation) != normal(wrong.question.stem):
        assert said.pop(0) == card.explanation
    assert [text.partition(":")[0] for text in said] == ["Source"]


def test_no_sentence_is_on_the_screen_twice_even_with_the_details() -> None:
    repeated = []
    for card in {card.template.id: card for card in builtin_cards()}.values():
        question = ask(card, Random(7))
        if question.form is not AnswerForm.OPTION:
            continue
        reasons = {normal(option.reason) for option in question.options}
        for answer in answers(question):
            for view in (
                ScreenView(TextLayout(colour=True), 1),
                PlainView(LAYOUT, 1, "a test asks"),
            ):
                shown = normal(" ".join([*view.feedback(answer), *view.more(answer)]))
                for reason in reasons:
                    is_part = any(reason in other for other in reasons - {reason})
                    if len(reason.split()) > 5 and not is_part and shown.count(reason) > 1:
                        repeated.append((card.id, reason))

    assert not repeated
