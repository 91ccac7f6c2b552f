"""Hints: one option fewer to choose from, or the beginning of the answer."""

from typing import assert_never

from cards.english import telling_stems
from quiz.session.kinds import AnswerForm
from quiz.session.question import Question, letters


def hint(question: Question, struck: frozenset[int] = frozenset()) -> tuple[str, int | None]:
    """A hint, and the number of the option that it rules out.

    Args:
        question: The current question.
        struck: Numbers of the options that the learner has struck out.

    Returns:
        The text, empty if any hint would give the answer away; and the option.
    """
    match question.form:
        case AnswerForm.OPTION:
            return _ruled_out(question, struck)
        case AnswerForm.SELECTION:
            return f"{sum(option.right for option in question.options)} of them apply.", None
        case AnswerForm.PAIRS:
            return f"{_first(question)} belongs to {question.left_side[0]}.", None
        case AnswerForm.ORDER:
            return f"{_first(question)} belongs to the first place.", None
        case AnswerForm.TEXT:
            return f"It looks like this: {_shape(question.card.key[0])}", None
        case _:
            assert_never(question.form)


def _first(question: Question) -> str:
    """The letter that comes first in the answer."""
    return letters(question.options)[question.solution[0]]


def _ruled_out(question: Question, struck: frozenset[int]) -> tuple[str, int | None]:
    """A wrong option, and why it is wrong; nothing if only the answer would remain."""
    keys = letters(question.options)
    # The most tempting wrong option: the one nearest to the key in the card's list.
    near = {d.text: place for place, d in enumerate(question.card.distractors)}
    wrong = [
        number
        for number, option in enumerate(question.options)
        if not option.right and number not in struck
    ]
    remaining = len(question.options) - len(struck) - 1
    if not wrong or remaining < len(("right", "wrong")):
        return "", None
    out = min(wrong, key=lambda n: near.get(question.options[n].text, len(near)))
    option = question.options[out]
    reason = f": {option.reason}" if option.reason and not _tells(option.reason, question) else ""
    return f"It is not {keys[out]}, {option.text}{reason}", out


def _tells(reason: str, question: Question) -> bool:
    """Whether a reason names the answer: "the opposite of hip flexion, which takes place here"."""
    return telling_stems(question.key) <= telling_stems(reason)


def _shape(text: str) -> str:
    """A text with only the first letter of each word: `g_____ m______`."""
    return " ".join(word[0] + "_" * (len(word) - 1) for word in text.split())
