"""Postpones cards in Anki whose facts were answered here since: nothing is asked twice."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from quiz.anki.connect import AnkiConnect, AnkiError, in_parts

_PART = 200
_REVIEW = 2
"""The queue of Anki with the cards that are due on a day."""

_FAR = 4_000
"""Days within which a card is due, from now or ago."""


class Postponement(NamedTuple):
    """A card in Anki that is due too early.

    Attributes:
        card: Anki's id of the card.
        due: Its new day, in Anki's count.
    """

    card: int
    due: int


def postponements(anki: AnkiConnect, due: Mapping[int, date], today: date) -> list[Postponement]:
    """The cards in review that Anki asks before memory needs it.

    Args:
        anki: The running Anki.
        due: For Anki's id of each card whose fact was answered here, the day on which it is due.
        today: The study day.

    Raises:
        AnkiError: Anki cannot be asked.
    """
    later = [card for card, day in due.items() if day > today]
    found = [
        (int(info["cardId"]), int(info["due"]))
        for part in in_parts(later, _PART)
        for info in anki.ask("cardsInfo", cards=part)
        if info and info.get("queue") == _REVIEW
    ]
    if not found:
        return []
    first = _today(anki, *found[0])
    return [
        Postponement(card, first + (due[card] - today).days)
        for card, day in found
        if first + (due[card] - today).days > day
    ]


def _today(anki: AnkiConnect, card: int, due: int) -> int:
    """Today in Anki's count of days, which no action gives: found by the day of one card.

    Raises:
        AnkiError: The card is not due on any near day.
    """
    low, high = -_FAR, _FAR
    while low < high:
        middle = (low + high) // 2
        if anki.ask("findCards", query=f"cid:{card} prop:due<={middle}"):
            high = middle
        else:
            low = middle + 1
    if low in (-_FAR, _FAR):
        raise AnkiError("Anki's count of days cannot be found.")
    return due - low


def postpone(anki: AnkiConnect, found: Iterable[Postponement]) -> None:
    """Give cards their new days; intervals and memory stay as they are.

    Raises:
        AnkiError: Anki refuses a change.
    """
    anki.ask_all(
        "setSpecificValueOfCard",
        ({"card": each.card, "keys": ["due"], "newValues": [each.due]} for each in found),
    )
