"""How each kind of card becomes a note.

A new kind needs a case in `_note_kind`; the type checker names a missing one. The properties that
do not depend on a format are in `cards.model.kinds`.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple, assert_never

from cards.model.card import Card
from cards.model.template import Kind
from decks.formats.anki.choices import (
    ShownOptions,
    all_right,
    answers_as_shown,
    answers_in_order,
    collapsed,
    expanded,
    no_options,
    none_listed,
    one_answer,
    one_right,
    order,
    pairs,
    to_order,
    two_sides,
)
from decks.formats.anki.reasons import (
    Reasons,
    no_reasons,
    of_each,
    of_falsehood,
    of_near,
    of_pairs,
    of_shown,
)


class ExtraCard(Enum):
    """A second card that a note generates if the learner asks for it."""

    EXAM = "exam"  # shows the options from the start
    TYPING = "typing"  # has an input field


class NoteKind(NamedTuple):
    """How cards of one kind become notes.

    Attributes:
        is_cloze: Whether it is a cloze note.
        extra_card: The extra card that its notes can have.
        shown: Selects the options and their order.
        choices: The options as HTML, for the front.
        answer: The key as HTML, for the back.
        reasons: Why single options are right or wrong.
        shows_statement: Whether the back shows the whole statement, which an explanation would
            only repeat.
        lists_accepted: Whether the back lists the other answers that are right.
    """

    is_cloze: bool
    extra_card: ExtraCard | None
    shown: Callable[[Card], ShownOptions]
    choices: Callable[[Card, ShownOptions], str]
    answer: Callable[[Card, ShownOptions], str]
    reasons: Callable[[Card, ShownOptions], Reasons]
    shows_statement: bool
    lists_accepted: bool


def _note_kind(kind: Kind) -> NoteKind:  # noqa: PLR0911 - one case for each kind
    match kind:
        case Kind.CHOICE:
            return NoteKind(
                is_cloze=False,
                extra_card=ExtraCard.EXAM,
                shown=one_right,
                choices=collapsed,
                answer=one_answer,
                reasons=of_shown,
                shows_statement=False,
                lists_accepted=True,
            )
        case Kind.TRUE_FALSE:
            return NoteKind(
                is_cloze=False,
                extra_card=None,
                shown=no_options,
                choices=none_listed,
                answer=one_answer,
                reasons=of_falsehood,
                shows_statement=True,
                lists_accepted=False,
            )
        case Kind.TYPED:
            return NoteKind(
                is_cloze=False,
                extra_card=ExtraCard.TYPING,
                shown=no_options,
                choices=none_listed,
                answer=one_answer,
                reasons=of_near,
                shows_statement=False,
                lists_accepted=True,
            )
        case Kind.CLOZE:
            return NoteKind(
                is_cloze=True,
                extra_card=None,
                shown=no_options,
                choices=none_listed,
                answer=one_answer,
                reasons=of_near,
                shows_statement=True,
                lists_accepted=False,
            )
        case Kind.SELECT_ALL:
            return NoteKind(
                is_cloze=False,
                extra_card=None,
                shown=all_right,
                choices=expanded,
                answer=answers_as_shown,
                reasons=of_each,
                shows_statement=False,
                lists_accepted=False,
            )
        case Kind.MATCHING:
            return NoteKind(
                is_cloze=False,
                extra_card=None,
                shown=pairs,
                choices=two_sides,
                answer=answers_in_order,
                reasons=of_pairs,
                shows_statement=False,
                lists_accepted=False,
            )
        case Kind.ORDERING:
            return NoteKind(
                is_cloze=False,
                extra_card=None,
                shown=order,
                choices=to_order,
                answer=answers_in_order,
                reasons=no_reasons,
                shows_statement=False,
                lists_accepted=False,
            )
        case _:
            assert_never(kind)


NOTE_KINDS: Mapping[Kind, NoteKind] = MappingProxyType({kind: _note_kind(kind) for kind in Kind})
"""The note of each kind of card."""
