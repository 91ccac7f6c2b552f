"""Notes: a card as escaped field values and tags."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from cards.context import shows_phase
from cards.english import words
from cards.model.card import Card
from cards.model.fact import GAP, phase_name
from cards.model.kinds import CARD_KINDS
from cards.model.vocabulary import Subject
from cards.report.records import tags
from cards.selection import first_selection
from decks.formats.anki.backs import back_of
from decks.formats.anki.choices import exam_choices
from decks.formats.anki.guids import TAG_ROOT, guid_of
from decks.formats.anki.html import escaped
from decks.formats.anki.kinds import NOTE_KINDS, ExtraCard
from decks.formats.anki.note_types import CLOZE_FIELDS, QUESTION_FIELDS
from decks.formats.anki.role_symbols import with_symbols
from decks.ledger import CLOZE, TO_TYPE, WITH_EXAM_CARD

_T = TypeVar("_T")

RETIRED_TAG = f"{TAG_ROOT}::retired"
RETIRED_START = "Retired: this "
"""The start of the question of a retired note, which a text file brings too, unlike the tag."""

_POSITIONS = {name: position for position, (name, _) in enumerate(QUESTION_FIELDS)}


@dataclass(frozen=True, kw_only=True)
class Content:
    """The content of a note.

    Attributes:
        id: The id of the card; the note's GUID is derived from it.
        cloze: Whether it is a cloze note.
        fields: The field values, in the order of the note type.
        tags: The tags, including their root.
    """

    id: str
    cloze: bool
    fields: tuple[str, ...]
    tags: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Whether a field of a question is not empty."""
        return bool(self.fields[_POSITIONS[name]])

    @property
    def guid(self) -> str:
        """The id of the note in Anki."""
        return guid_of(self.id)


def content(
    whole: Card, more_tags: Iterable[str] = (), *, exam: bool = False, type_in: bool = False
) -> Content:
    """The note of a card.

    Args:
        whole: The card; the note shows the first of what it can ask.
        more_tags: Tags in addition to those of the card, without their root.
        exam: Whether a multiple-choice question gets an extra card that shows the options.
        type_in: Whether a typed answer gets an extra card with an input field, if only one answer
            is right.
    """
    card = first_selection(whole)
    kind = NOTE_KINDS[card.kind]
    values = _cloze_values(card) if kind.is_cloze else _question_values(card)
    if exam and kind.extra_card is ExtraCard.EXAM:
        values["ExamChoices"] = exam_choices(card, kind.shown(card))
    # Anki compares with a single text: any other right answer would be called wrong.
    if type_in and kind.extra_card is ExtraCard.TYPING and not card.key[1:]:
        values["TypeIt"] = "1"
    return Content(
        id=card.id,
        cloze=kind.is_cloze,
        fields=tuple(values.values()),
        tags=tuple([f"{TAG_ROOT}::{tag}" for tag in (*more_tags, *tags(card))]),
    )


def retired(id_: str, kind: str) -> Content:
    """The content of a note whose card the facts no longer generate.

    Args:
        id_: The id of the note.
        kind: Its type letter in the ledger. An extra card keeps its field: its front would
            otherwise be blank.
    """
    cloze = kind == CLOZE
    why = (
        "<p>Its fact was corrected or withdrawn. Suspend the card so that it is not shown again: "
        "search for <b>&quot;is no longer asked&quot;</b> in the browser. (If you delete the note, "
        "the next import brings it back.)</p>"
    )
    values = dict.fromkeys((name for name, _ in (CLOZE_FIELDS if cloze else QUESTION_FIELDS)), "")
    values |= {"Key": escaped(id_), "Why": why}
    if cloze:
        values["Text"] = f"{RETIRED_START}{{{{c1::question}}}} is no longer asked."
    else:
        values |= {
            "Question": f"{RETIRED_START}question is no longer asked.",
            "Answer": "There is nothing to learn here.",
        }
        values["ExamChoices"] = "<p>It has no choices.</p>" if kind == WITH_EXAM_CARD else ""
        values["TypeIt"] = "1" if kind == TO_TYPE else ""
    return Content(id=id_, cloze=cloze, fields=tuple(values.values()), tags=(RETIRED_TAG,))


def _question_values(card: Card) -> dict[str, str]:
    kind = NOTE_KINDS[card.kind]
    instruction = CARD_KINDS[card.kind].instruction
    ask = f'<span class="ask">{instruction}</span> ' if instruction else ""
    exercise, phase = _context(card)
    muscle = _common(fact.about.muscle for fact in card.facts)
    shown = kind.shown(card)
    back = back_of(card, shown)
    return _NO_QUESTION | {
        "Key": escaped(card.id),
        "Question": ask + with_symbols(card.stem),
        "Answer": kind.answer(card, shown),
        "Choices": kind.choices(card, shown),
        "Exercise": escaped(exercise),
        "Phase": escaped(phase),
        "Muscle": escaped(muscle.name) if muscle else "",
        "Why": back.taught,
        "More": back.details,
        "Source": back.sources,
    }


_NO_QUESTION = dict.fromkeys((name for name, _ in QUESTION_FIELDS), "")
_NO_CLOZE = dict.fromkeys((name for name, _ in CLOZE_FIELDS), "")


def _cloze_values(card: Card) -> dict[str, str]:
    gap = "{{c1::" + with_symbols(card.key[0]) + "}}"
    context = " · ".join(escaped(part) for part in _context(card) if part)
    back = back_of(card, NOTE_KINDS[card.kind].shown(card))
    return _NO_CLOZE | {
        "Key": escaped(card.id),
        "Text": (f'<div class="context">{context}</div>' if context else "")
        + with_symbols(card.stem).replace(GAP, gap, 1),
        "Why": back.taught,
        "More": back.details,
        "Source": back.sources,
    }


def _context(card: Card) -> tuple[str, str]:
    """The exercise and the phase; empty if the question names them or they give the key away."""
    exercise = _common(fact.about.exercise for fact in card.facts)
    phase = _common(fact.about.phase for fact in card.facts)
    where = exercise.name if exercise and exercise.name not in card.stem else ""
    when = (phase_name(phase) or phase or "") if _needs_phase(card) else ""
    key = _stems(" ".join(card.key))
    if revealing := key & (_stems(where) | _stems(when)):
        revealing -= _stems(card.stem)
        where, when = ("" if revealing & _stems(part) else part for part in (where, when))
    return where, when


def _needs_phase(card: Card) -> bool:
    """Whether a question depends on a phase that it does not name."""
    exercise, phase = card.fact.about.exercise, card.fact.about.phase
    if exercise is None or phase is None or card.tests is Subject.SELECTION:
        return False
    return shows_phase(card) and exercise.phases.get(phase, "") not in card.stem


def _common(values: Iterable[_T]) -> _T | None:
    """The value that all facts of a card have; None if they differ."""
    first, *others = values
    return first if not others or all(other == first for other in others) else None


# The cards of a deck share a few exercises, phases and keys.
@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    """The first letters of each word, so that "lowering" matches "lowered"."""
    return frozenset(word[:4] for word in words(text))
