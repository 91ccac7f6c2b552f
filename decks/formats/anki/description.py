"""The text of a deck's page in Anki, as HTML."""

from collections import Counter
from collections.abc import Iterator

from cards.report.records import tags
from cards.tiers.tier import TIERS
from decks.about import UPDATES, DeckSection, corrections, counted, licence, opening, pace, sources
from decks.deck import Deck
from decks.editions import Changes, changes_section
from decks.formats.anki.guids import TAG_ROOT
from decks.formats.anki.html import escaped
from decks.subdecks import Subdeck, tier_tags

_SAMPLED = 200
"""Cards to look at; enough to find searches that match something in the deck."""

_SEARCHES = (
    ("subject", "", "one subject"),
    ("role", "", "one role"),
    ("muscle", "", "one muscle"),
    ("exercise", " is:due", "one exercise, due cards"),
    ("contraction", " prop:lapses>2", "cards you keep forgetting"),
)


_QUOTED = 3
"""Questions to quote of those that are new in an edition."""


def description(deck: Deck, changes: Changes | None = None) -> str:
    """The text of the deck's page: contents, time, searches, updates, corrections, licence."""
    new = [] if changes is None else [changes_section(changes, deck, _QUOTED)]
    parts = (opening(deck), *new, pace(deck), sources(deck))
    more = (UPDATES, corrections(deck), licence(deck))
    # Without `nowrap`, Anki would break a search after each hyphen.
    searches = "<br>".join(
        f'<code style="white-space: nowrap">{escaped(s)}</code> {finds}'
        for s, finds in _searches(deck)
    )
    found = f"<p><b>Searches to try</b><br>{searches}</p>"
    return "".join((*map(_paragraph, parts), found, *map(_paragraph, more)))


def _paragraph(section: DeckSection) -> str:
    heading = f"<b>{escaped(section.heading)}</b><br>" if section.heading else ""
    return f"<p>{heading}{'<br>'.join(map(escaped, section.lines))}</p>"


def subdeck_description(part: Subdeck) -> str:
    """The text of a subdeck's page."""
    tier = "" if part.tier is None else f", tier {part.tier.value} ({TIERS[part.tier]})"
    return f"<p>{counted(len(part.cards), 'question')}: {part.subject.label}{tier}.</p>"


def _searches(deck: Deck) -> Iterator[tuple[str, str]]:
    """Searches that match something in this deck, each with its description."""
    if deck.cards and (of_tier := tier_tags(deck.cards[0], deck)):
        yield f"tag:{TAG_ROOT}::{of_tier[0]}", "the most important questions"
    found = Counter(tag for card in deck.cards[:_SAMPLED] for tag in tags(card))
    for name, more, finds in _SEARCHES:
        tag = next((tag for tag, _ in found.most_common() if tag.startswith(f"{name}::")), None)
        if tag:
            yield f"tag:{TAG_ROOT}::{tag}{more}", finds
    yield f"tag:{TAG_ROOT}::retired", "questions that are no longer asked"
