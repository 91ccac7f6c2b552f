"""The verdict on each option after an answer, as values for the views."""

from collections.abc import Iterator
from typing import assert_never

from cards.value_class import value_class
from quiz.session.answer import Answer
from quiz.session.kinds import AnswerForm
from quiz.session.question import Question, letters

_LONGEST = 150
"""Characters of the reasons of pairs, so that they fit into two lines."""


@value_class(frozen=True, kw_only=True)
class OptionVerdict:
    """One line of what is explained after an answer.

    Attributes:
        label: The letter or number it was shown with.
        text: The option, the pair or the item.
        right: Whether it is right; None for a wrong option that was not chosen.
        suffix: A remark such as "the answer", "yours" or "missed"; empty if there is none.
        reason: Why it is right, or what it would be right for.
    """

    label: str
    text: str
    right: bool | None
    suffix: str
    reason: str


def verdicts(answer: Answer) -> Iterator[OptionVerdict]:
    """The verdicts on all options of the answered question."""
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


def explanation(question: Question) -> str:
    """Why the key is right: the explanation of the card, or the reasons of the pairs shown."""
    if question.form is not AnswerForm.PAIRS:
        return question.card.explanation
    said = ""
    for number in question.solution:
        pair = question.options[number]
        longer = f"{said}; {pair.reason}" if said else pair.reason
        if pair.text not in pair.reason and pair.reason not in said:
            said = longer if len(longer) <= _LONGEST or not said else said
    return f"{said[:1].upper()}{said[1:]}." if said else question.card.explanation


def _options(answer: Answer, question: Question) -> Iterator[OptionVerdict]:
    several = question.form is AnswerForm.SELECTION
    for number, (letter, option) in enumerate(
        zip(letters(question.options), question.options, strict=True)
    ):
        chosen = number in answer.chosen
        if option.right:
            suffix = (
                ("yours" if chosen else "missed") if several and answer.chosen else "the answer"
            )
        else:
            suffix = "yours" if chosen else ""
        yield OptionVerdict(
            label=letter,
            text=option.text,
            right=True if option.right else False if chosen else None,
            suffix=suffix,
            reason=option.reason,
        )


def _pairs(answer: Answer, question: Question) -> Iterator[OptionVerdict]:
    keys = letters(question.options)
    for place, (left_side, number) in enumerate(
        zip(question.left_side, question.solution, strict=True)
    ):
        given = answer.chosen[place] if answer.chosen else None
        option = question.options[number]
        wrong = given is not None and given != number
        suffix = f"you chose {keys[given]}" if wrong and given is not None else ""
        yield OptionVerdict(
            label=str(place + 1),
            text=f"{left_side}: {option.text} ({keys[number]})",
            right=not wrong,
            suffix=suffix,
            reason="" if option.text in option.reason else option.reason,
        )
    for letter, option in zip(keys, question.options, strict=True):
        if not option.right:
            yield OptionVerdict(
                label=letter, text=option.text, right=None, suffix="spare", reason=option.reason
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
            suffix=f"you put {keys[given]} here" if wrong and given is not None else "",
            reason="",
        )
