"""How a question of each kind is answered, and how often it is asked.

A new kind needs a case in `_question_kind`. If it is answered in a new way, it also needs a member
of `AnswerForm`. The type checker names a missing case, and each function that has to know the form.
The properties that do not depend on asking are in `cards.model.kinds`.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import assert_never

from cards.model.template import Kind
from cards.named_tuple import NamedTuple


class Entry(StrEnum):
    """How an answer is entered."""

    KEY = "key"  # one letter, at once
    LETTERS = "letters"  # several letters, then Enter
    TEXT = "text"  # words, then Enter


class AnswerForm(Enum):
    """The form of an answer; it decides how a question is drawn, graded and explained."""

    OPTION = "option"  # one of the options
    SELECTION = "selection"  # all options that apply
    PAIRS = "pairs"  # an option for each left-hand side
    ORDER = "order"  # the options in order
    TEXT = "text"  # words


class QuestionKind(NamedTuple):
    """How a question of one kind is asked.

    Attributes:
        in_exam: Whether an exam asks it; real ones have one best answer among options.
        rare: Whether a quiz seldom asks it, because it is easy to guess or no exam has it.
    """

    form: AnswerForm
    entry: Entry
    in_exam: bool = False
    rare: bool = False


def _question_kind(kind: Kind) -> QuestionKind:
    match kind:
        case Kind.CHOICE:
            return QuestionKind(AnswerForm.OPTION, Entry.KEY, in_exam=True)
        case Kind.TRUE_FALSE:
            return QuestionKind(AnswerForm.OPTION, Entry.KEY, rare=True)
        case Kind.TYPED | Kind.CLOZE:
            return QuestionKind(AnswerForm.TEXT, Entry.TEXT)
        case Kind.SELECT_ALL:
            return QuestionKind(AnswerForm.SELECTION, Entry.LETTERS)
        case Kind.MATCHING:
            return QuestionKind(AnswerForm.PAIRS, Entry.LETTERS, rare=True)
        case Kind.ORDERING:
            return QuestionKind(AnswerForm.ORDER, Entry.LETTERS, rare=True)
        case _:
            assert_never(kind)


QUESTION_KINDS: Mapping[Kind, QuestionKind] = MappingProxyType(
    {kind: _question_kind(kind) for kind in Kind}
)
"""How a question of each kind is asked."""

RARE_KINDS = frozenset(kind for kind, each in QUESTION_KINDS.items() if each.rare)
"""Kinds that a quiz seldom asks unless they are requested."""
