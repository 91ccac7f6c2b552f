"""What became of each option after an answer, as values that every face shows in its own way."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from quiz.session.answer import Answer
from quiz.session.kinds import AnswerForm
from quiz.session.question import Question, letters


@dataclass(frozen=True, kw_only=True)
class OptionVerdict:
    """One line of what is explained after an answer.

    Attributes:
        label: The letter or number it was shown with.
        text: The option, the pair or the item.
        right: Whether it is right as it stands here; None for what nobody chose and nobody should.
        told: What became of it: "the answer", "yours", "missed" and so on; empty for nothing.
        reason: Why it is right, or what it would be right for.
    """

    label: str
    text: str
    right: bool | None
    told: str
    reason: str


def marks(answer: Answer) -> Iterator[OptionVerdict]:
    """All options of the answered question, with what became of them."""
    question = answer.question
    match question.form:
        case AnswerForm.OPTION | AnswerForm.SELECTION:
            return _options(answer, question)
        case AnswerForm.PAIRS:
            return _pairs(answer, question)
        case AnswerForm.ORDER:
            return _places(answer, question)
        case AnswerForm.TEXT:
            return iter(())
        case _:
            assert_never(question.form)


def _options(answer: Answer, question: Question) -> Iterator[OptionVerdict]:
    several = question.form is AnswerForm.SELECTION
    for number, (letter, option) in enumerate(
        zip(letters(question.options), question.options, strict=True)
    ):
        chosen = number in answer.chosen
        if option.right:
            told = ("yours" if chosen else "missed") if several and answer.chosen else "the answer"
        else:
            told = "yours" if chosen else ""
        yield OptionVerdict(
            label=letter,
            text=option.text,
            right=True if option.right else False if chosen else None,
            told=told,
            reason=option.reason,
        )


def _pairs(answer: Answer, question: Question) -> Iterator[OptionVerdict]:
    keys = letters(question.options)
    for place, (left, number) in enumerate(zip(question.left, question.solution, strict=True)):
        given = answer.chosen[place] if answer.chosen else None
        option = question.options[number]
        wrong = given is not None and given != number
        told = f"you chose {keys[given]}" if wrong and given is not None else ""
        yield OptionVerdict(
            label=str(place + 1),
            text=f"{left}: {option.text} ({keys[number]})",
            right=not wrong,
            told=told,
            reason="" if option.text in option.reason else option.reason,
        )
    for letter, option in zip(keys, question.options, strict=True):
        if not option.right:
            yield OptionVerdict(
                label=letter, text=option.text, right=None, told="spare", reason=option.reason
            )


def _places(answer: Answer, question: Question) -> Iterator[OptionVerdict]:
    keys = letters(question.options)
    for place, number in enumerate(question.solution):
        given = answer.chosen[place] if answer.chosen else None
        wrong = given is not None and given != number
        yield OptionVerdict(
            label=str(place + 1),
            text=f"{question.options[number].text} ({keys[number]})",
            right=not wrong,
            told=f"you put {keys[given]} here" if wrong and given is not None else "",
            reason="",
        )
