"""The kinds of card: the form of their stems, keys and options.

To add a kind, add a member to `Kind`, and one case each to `_card_kind`, to `_note_kind` in
`decks.formats.anki.kinds` and to `_question_kind` in `quiz.session.kinds`; the type checker names a
missing one. Other code asks these tables, or a set made from them, and never a kind by its name.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import assert_never

from cards.model.template import Kind
from cards.named_tuple import NamedTuple


class StemForm(Enum):
    """The form of a stem."""

    QUESTION = "question"
    STATEMENT = "statement"  # to be judged; it contains the value that is asked for, or a wrong one
    SENTENCE = "sentence"  # with a gap in place of the key


class KeyForm(Enum):
    """How the keys of a card make up its answer."""

    ONE = "one"  # each is right by itself
    ALL = "all"  # all are, in any order
    PAIRS = "pairs"  # each belongs to one left-hand side
    ORDER = "order"  # all are, in order


class OptionForm(Enum):
    """The form of the options."""

    NONE = "none"  # the answer is recalled
    TRUTHS = "truths"  # true and false
    LISTED = "listed"  # keys and distractors


class CardKind(NamedTuple):
    """A kind of card.

    Attributes:
        meaning: A one-line description for authors.
        instruction: The instruction to the learner; empty if the stem contains it.
        points: Its contribution to the estimated difficulty. Recognising is easier than
            recalling, and recalling a single fact is easier than combining several.
    """

    meaning: str
    instruction: str
    stem: StemForm
    key: KeyForm
    options: OptionForm
    points: int

    @property
    def has_parts(self) -> bool:
        """Whether its answer has several parts, so that it needs a group of facts."""
        return self.key is not KeyForm.ONE


def _card_kind(kind: Kind) -> CardKind:  # noqa: PLR0911 - one case for each kind
    match kind:
        case Kind.CHOICE:
            return CardKind(
                meaning="one right option among wrong ones",
                instruction="",
                stem=StemForm.QUESTION,
                key=KeyForm.ONE,
                options=OptionForm.LISTED,
                points=1,
            )
        case Kind.TRUE_FALSE:
            return CardKind(
                meaning="a statement to judge",
                instruction="True or false?",
                stem=StemForm.STATEMENT,
                key=KeyForm.ONE,
                options=OptionForm.TRUTHS,
                points=0,
            )
        case Kind.TYPED:
            return CardKind(
                meaning="an answer to type",
                instruction="",
                stem=StemForm.QUESTION,
                key=KeyForm.ONE,
                options=OptionForm.NONE,
                points=2,
            )
        case Kind.CLOZE:
            return CardKind(
                meaning="a sentence with a gap to fill",
                instruction="Which words are missing?",
                stem=StemForm.SENTENCE,
                key=KeyForm.ONE,
                options=OptionForm.NONE,
                points=2,
            )
        case Kind.SELECT_ALL:
            return CardKind(
                meaning="all options that apply",
                instruction="Select all that apply.",
                stem=StemForm.QUESTION,
                key=KeyForm.ALL,
                options=OptionForm.LISTED,
                points=2,
            )
        case Kind.MATCHING:
            return CardKind(
                meaning="pairs to match; one option on the right is left over",
                instruction="",
                stem=StemForm.QUESTION,
                key=KeyForm.PAIRS,
                options=OptionForm.LISTED,
                points=2,
            )
        case Kind.ORDERING:
            return CardKind(
                meaning="things to put in order",
                instruction="",
                stem=StemForm.QUESTION,
                key=KeyForm.ORDER,
                options=OptionForm.LISTED,
                points=3,
            )
        case _:
            assert_never(kind)


CARD_KINDS: Mapping[Kind, CardKind] = MappingProxyType({kind: _card_kind(kind) for kind in Kind})
"""Each kind of card."""


def _where(holds: Callable[[CardKind], bool]) -> frozenset[Kind]:
    return frozenset(kind for kind, each in CARD_KINDS.items() if holds(each))


EVERY = frozenset(Kind)
QUESTIONS = _where(lambda each: each.stem is StemForm.QUESTION)
ASSERTIONS = _where(lambda each: each.stem is StemForm.STATEMENT)
CLOZES = _where(lambda each: each.stem is StemForm.SENTENCE)
RECALLED = _where(lambda each: each.options is OptionForm.NONE)
TYPED = QUESTIONS & RECALLED
LISTED = _where(lambda each: each.options is OptionForm.LISTED)
ONE_KEY = _where(lambda each: each.key is KeyForm.ONE)
CHOICES = LISTED & ONE_KEY
SELECTED = _where(lambda each: each.key is KeyForm.ALL)
MATCHED = _where(lambda each: each.key is KeyForm.PAIRS)
ORDERED = _where(lambda each: each.key is KeyForm.ORDER)
OFFERED = CHOICES | SELECTED
