"""The name, the id and the scheduling options of an Anki deck, as plain data."""

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from cards.exams.scope import GENERAL, ExamScope
from decks.deck import DeckLabel
from decks.formats.format import Preset

DEFAULT_NAME = "primemover"
# Chosen at random once, like the ids of the note types.
_DEFAULT_ID = 1904176233
_FIRST_PRESET_ID = 1904176301
_BY_POSITION = 1
"""New cards come in the order of teaching, whichever subdeck they are in."""


def deck_name(exam: ExamScope | None, label: DeckLabel) -> str:
    """The name of a deck: its title and author, or the exam that it is for."""
    if label.title:
        return f"{label.title} ({label.author})" if label.author else label.title
    if exam is None or exam.id == GENERAL:
        return DEFAULT_NAME
    return f"{DEFAULT_NAME}: for the {exam.name} (unofficial)"


def deck_id(name: str) -> int:
    """The id of a deck; derived from its name, because Anki expects the same id each time."""
    return _DEFAULT_ID if name == DEFAULT_NAME else 2**31 + crc32(name.encode())


def parents(name: str) -> tuple[str, ...]:
    """The parent decks; without them, Anki would drop the description."""
    parts = name.split("::")
    return tuple("::".join(parts[:n]) for n in range(1, len(parts)))


def preset_id(preset: Preset) -> int:
    """The id of a preset; Anki only imports a preset if it has none with that id."""
    return _FIRST_PRESET_ID + crc32(repr(preset).encode())


def preset_of(preset: Preset) -> Mapping[str, Any]:
    """Deck options in the legacy package format of Anki."""
    return {
        "id": preset_id(preset),
        "mod": 0,
        "usn": -1,
        "name": f"Primemover: {preset.new_a_day} new a day, {preset.retention:.0%}"
        + ("" if preset.bury else ", not burying"),
        "maxTaken": 60,
        "autoplay": True,
        "timer": 0,
        "replayq": True,
        "dyn": False,
        "new": {
            "bury": preset.bury,
            "delays": [1.0, 10.0],
            "initialFactor": 2500,
            "ints": [1, 4, 0],
            "order": 1,
            "perDay": preset.new_a_day,
        },
        "newGatherPriority": _BY_POSITION,
        "rev": {
            "bury": preset.bury,
            "ease4": 1.3,
            "ivlFct": 1.0,
            "maxIvl": 36500,
            "perDay": 9999,
            "hardFactor": 1.2,
        },
        "lapse": {
            "delays": [10.0],
            "leechAction": 1,
            "leechFails": 8,
            "minInt": 1,
            "mult": 0.0,
        },
        "buryInterdayLearning": preset.bury,
        "desiredRetention": preset.retention,
    }
