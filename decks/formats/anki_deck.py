"""What an Anki deck says of itself, and how Anki is to schedule it, as plain data."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from decks.deck import Deck
from decks.formats import Preset
from decks.formats.anki_notes import TAG_ROOT, citations
from decks.formats.anki_text import escaped

USUAL_NAME = "Primemover"
# Drawn once, like the ids of the note types.
_USUAL_ID = 1904176233
PRESET_ID = 1904176301
_SOURCES_NAMED = 12

_SEARCHES = (
    (f"tag:{TAG_ROOT}::role::stabiliser", "one role"),
    (f"tag:{TAG_ROOT}::muscle::gluteus-maximus is:due", "one muscle, what is due"),
    (f"tag:{TAG_ROOT}::exercise::hip-thrust -is:new", "one exercise, what you have met"),
    (f"tag:{TAG_ROOT}::contraction::eccentric prop:lapses>2", "what you keep forgetting"),
    (f"tag:{TAG_ROOT}::retired", "what is not asked any more"),
)


def deck_id(name: str) -> int:
    """The id of a deck of that name; Anki goes by the name, and wants it to be the same again."""
    return _USUAL_ID if name == USUAL_NAME else 2**31 + crc32(name.encode())


def parents(name: str) -> tuple[str, ...]:
    """The decks above one; a missing one would cost it its description."""
    parts = name.split("::")
    return tuple("::".join(parts[:n]) for n in range(1, len(parts)))


def description(deck: Deck) -> str:
    """What the deck's page says: counts, licence, sources, searches to try."""
    facts = {fact.id for card in deck.cards for fact in card.facts}
    cited = Counter(citation.source.name for card in deck.cards for citation in citations(card))
    named = sorted(name for name, _ in cited.most_common(_SOURCES_NAMED))
    more = len(cited) - len(named)
    rest = f" and {more} more; each card names its own" if more else ""
    searches = "".join(f"<li><code>{escaped(s)}</code>: {told}</li>" for s, told in _SEARCHES)
    return (
        f"<p>{len(deck.cards)} cards on {len(facts)} facts about exercises and muscles.</p>"
        f"<p>Sources: {escaped(', '.join(named))}{rest}.</p>"
        f"<p>Searches to try:</p><ul>{searches}</ul>"
        "<p>Made by primemover, under the MIT licence. Your own words belong into the field Remark:"
        " no update touches what you have edited unless the card itself has changed.</p>"
        "<p>Not affiliated with any certifying body.</p>"
    )


def preset_of(preset: Preset) -> Mapping[str, Any]:
    """The options of a deck, as Anki's older packages write them."""
    return {
        "id": PRESET_ID,
        "mod": 0,
        "usn": -1,
        "name": "Primemover",
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
