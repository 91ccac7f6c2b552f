"""The id, the description and the scheduling options of an Anki deck, as plain data."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from zlib import crc32

from cards.exams.profile import DISCLAIMER
from cards.exams.scope import GENERAL, ExamScope
from cards.report.licences import attributions
from cards.report.records import tags
from cards.tiers.tier import TIERS
from decks.deck import Deck
from decks.formats.anki.backs import citations
from decks.formats.anki.guids import TAG_ROOT
from decks.formats.anki.html import escaped
from decks.formats.format import Preset
from decks.subdecks import Subdeck

DEFAULT_NAME = "primemover"
# Chosen at random once, like the ids of the note types.
_DEFAULT_ID = 1904176233
_FIRST_PRESET_ID = 1904176301
_SOURCES_NAMED = 5
_SAMPLED = 200
"""Cards to look at; enough to find searches that match something in the deck."""

_BY_POSITION = 1
"""New cards come in the order of teaching, whichever subdeck they are in."""

_SEARCHES = (
    ("role", "", "one role"),
    ("muscle", "", "one muscle"),
    ("exercise", " is:due", "one exercise, due cards"),
    ("contraction", " prop:lapses>2", "cards you keep forgetting"),
)


def deck_name(exam: ExamScope | None) -> str:
    """The name of the deck for an exam."""
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


def description(deck: Deck) -> str:
    """The text of the deck's page: counts, sources, suggested searches, licence."""
    facts = {fact.id for card in deck.cards for fact in card.facts}
    cited = Counter(citation.source.name for card in deck.cards for citation in citations(card))
    named = sorted(name for name, _ in cited.most_common(_SOURCES_NAMED))
    more = len(cited) - len(named)
    rest = f" and {more:,} more, which the cards name" if more else ""
    # Without `nowrap`, Anki would break a search after each hyphen.
    searches = "<br>".join(
        f'<code style="white-space: nowrap">{escaped(s)}</code> {finds}'
        for s, finds in _searches(deck)
    )
    return (
        f"<p>{_counted(len(deck.cards), 'question')} on {_counted(len(facts), 'fact')}. "
        f"Sources: {escaped(', '.join(named))}{rest}.</p>"
        f"<p>Searches to try:<br>{searches}</p>"
        "<p>An update keeps your edits, tags and remarks, unless the question itself has changed:"
        " then the whole note is replaced. Suspend cards that you do not want; deleted notes come"
        " back with the next import.</p>"
        f"{_attributed(deck)}"
        f"<p>Made by primemover, under the MIT licence. {DISCLAIMER}</p>"
    )


def subdeck_description(part: Subdeck) -> str:
    """The text of a subdeck's page."""
    kind = f"{part.subject.label}, tier {part.tier.value} ({TIERS[part.tier]})"
    return f"<p>{_counted(len(part.cards), 'question')}: {kind}.</p>"


def _attributed(deck: Deck) -> str:
    """The works whose licences ask for their names, if the deck uses any."""
    cited = (citation.source for card in deck.cards for citation in citations(card))
    named = "; ".join(map(str, attributions(dict.fromkeys(cited))))
    return f"<p>Single facts, in other words, from: {escaped(named)}.</p>" if named else ""


def _searches(deck: Deck) -> Iterator[tuple[str, str]]:
    """Searches that match something in this deck, each with its description."""
    found = Counter(tag for card in deck.cards[:_SAMPLED] for tag in tags(card))
    for name, more, finds in _SEARCHES:
        tag = next((tag for tag, _ in found.most_common() if tag.startswith(f"{name}::")), None)
        if tag:
            yield f"tag:{TAG_ROOT}::{tag}{more}", finds
    yield f"tag:{TAG_ROOT}::retired", "questions that are no longer asked"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


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
