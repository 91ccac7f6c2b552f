"""Kinds of question: the table agrees with what the kinds are in `cards`."""

import pytest

from cards.model.kinds import CARD_KINDS, CHOICES, OptionForm
from cards.model.template import Kind
from quiz.session.kinds import QUESTION_KINDS, AnswerForm, Entry


@pytest.mark.parametrize("kind", Kind)
def test_a_recalled_answer_is_typed(kind: Kind) -> None:
    recalled = CARD_KINDS[kind].options is OptionForm.NONE

    assert recalled is (QUESTION_KINDS[kind].form is AnswerForm.TEXT)
    assert recalled is (QUESTION_KINDS[kind].entry is Entry.TEXT)


@pytest.mark.parametrize("kind", Kind)
def test_an_answer_of_several_parts_takes_several_letters(kind: Kind) -> None:
    assert CARD_KINDS[kind].has_parts is (QUESTION_KINDS[kind].entry is Entry.LETTERS)


@pytest.mark.parametrize("kind", Kind)
def test_an_exam_asks_only_for_one_best_answer(kind: Kind) -> None:
    assert QUESTION_KINDS[kind].in_exam is (kind in CHOICES)
