"""The fields of a note that a muscle map fills or changes."""

from collections.abc import Mapping
from typing import NamedTuple

from cards.model.card import Card, MapQuestion
from cards.selection import first_selection
from decks.formats.anki.figures import Figures
from decks.formats.anki.html import escaped
from decks.formats.anki.kinds import NOTE_KINDS
from decks.formats.anki.note_types import ANSWER_PICTURE, QUESTION_PICTURE
from decks.maps.question import AskedRegions, asked_regions
from decks.maps.subject import map_subject


class MapFields(NamedTuple):
    """The values that the maps of a note give to its fields.

    Attributes:
        fields: The values, by the names of the fields.
        files: The text of each picture, by the name of its file.
    """

    fields: Mapping[str, str]
    files: Mapping[str, str]


def map_fields(card: Card, figures: Figures, *, exam: bool) -> MapFields:
    """The fields with the maps of a card, and those that ask for a number on a map.

    Args:
        card: The card as its note shows it.
        figures: Draws the maps.
        exam: Whether its note has an extra card with the choices.
    """
    fields: dict[str, str] = {}
    files: dict[str, str] = {}
    answer = figures.of(card)
    if answer is not None:
        fields[ANSWER_PICTURE] = answer.html
        files |= answer.files
    shown = NOTE_KINDS[card.kind].shown(card)
    asked = asked_regions(card, [option.text for option in shown.options])
    if card.on_map is not None and asked is not None:
        picture = figures.asking(asked)
        fields |= {QUESTION_PICTURE: picture.html, **_asked(card, card.on_map, asked, exam=exam)}
        files |= picture.files
    return MapFields(fields, files)


def may_have_map(card: Card) -> bool:
    """Whether a card asks on a map, or its answer may have one."""
    return card.on_map is not None or map_subject(card) is not None


def wording_on_map(card: Card, *, exam: bool) -> Mapping[str, str]:
    """The fields that ask on a map, without the map; none if the card asks without one.

    Args:
        card: The card, with all that it can ask.
        exam: Whether its note has an extra card with the choices.
    """
    card = first_selection(card)
    shown = NOTE_KINDS[card.kind].shown(card)
    asked = asked_regions(card, [option.text for option in shown.options])
    if card.on_map is None or asked is None:
        return {}
    return _asked(card, card.on_map, asked, exam=exam)


def _asked(card: Card, question: MapQuestion, asked: AskedRegions, *, exam: bool) -> dict[str, str]:
    """The question next to a map; if it asks for a number, the numbers are the choices."""
    fields = {"Question": escaped(question.stem)}
    if asked.options:
        numbers = ", ".join(str(asked.number(option)) for option in asked.options)
        fields["Answer"] = escaped(f"{asked.number(card.key[0])}: {card.key[0]}")
        fields["Choices"] = ""
        if exam:
            fields["ExamChoices"] = f'<div class="open"><p class="note">{numbers}</p></div>'
    return fields
