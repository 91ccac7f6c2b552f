"""The files that help to share a deck: its description, and cards to take pictures of."""

import base64
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from cards.model.card import Card
from cards.selection import first_selection
from decks.about import (
    UPDATES,
    DeckSection,
    corrections,
    licence,
    opening,
    pace,
    sources,
    subjects,
)
from decks.deck import Deck
from decks.editions import Changes, changes_section
from decks.files import write_lines
from decks.formats.anki.figures import Figures
from decks.formats.anki.html import escaped
from decks.formats.anki.map_fields import map_fields
from decks.formats.anki.note_types import CLOZE_FIELDS, QUESTION_FIELDS
from decks.formats.anki.notes import content
from decks.formats.anki.preview import sides
from decks.formats.anki.style import CSS
from decks.formats.format import Settings

DESCRIPTION, CARDS = "description.md", "cards.html"
"""The names of the files."""

_QUOTED = 10
"""Questions to quote of those that are new in an edition."""

_SAMPLED = 8
"""Cards to show: one of a subject, of as many subjects."""


def write_page(deck: Deck, folder: Path, changes: Changes | None, settings: Settings) -> None:
    """Write the files into a folder, which is made if it does not exist.

    Args:
        deck: The deck.
        folder: The folder.
        changes: The changes in this edition; None for the first one.
        settings: The arguments of the export: the figure of the maps, and the spelling.

    Raises:
        OSError: A file cannot be written.
    """
    folder.mkdir(exist_ok=True)
    write_lines(folder / DESCRIPTION, _description(deck, changes))
    write_lines(folder / CARDS, _cards_page(deck, settings))


def _description(deck: Deck, changes: Changes | None) -> Iterator[str]:
    """The description as Markdown, which reads well as plain text too: AnkiWeb takes both."""
    new = [] if changes is None else [changes_section(changes, deck, _QUOTED)]
    parts = [opening(deck), *new, pace(deck), subjects(deck), sources(deck)]
    for part in (*parts, UPDATES, corrections(deck), licence(deck)):
        yield from _markdown(part)


def _markdown(part: DeckSection) -> Iterator[str]:
    if not part.heading:
        yield f"**{_plain(part.lines[0])}**\n\n"
        yield from (f"{_plain(line)}\n\n" for line in part.lines[1:])
        return
    yield f"**{part.heading}**\n\n"
    yield from (f"- {_plain(line)}\n" for line in part.lines)
    yield "\n"


def _plain(text: str) -> str:
    """A text without characters that Markdown or HTML would interpret."""
    return re.sub(r"([*_`\\])", r"\\\1", text).replace("<", "&lt;")


def samples(deck: Deck, count: int = _SAMPLED) -> list[Card]:
    """One card of each subject, in the order of the deck; with a muscle, if there is one."""
    found: dict[str, Card] = {}
    for card in deck.cards:
        known = found.setdefault(card.tests, card)
        if known.fact.about.muscle is None and card.fact.about.muscle is not None:
            found[card.tests] = card
    return list(found.values())[:count]


def _cards_page(deck: Deck, settings: Settings) -> Iterator[str]:
    """A page with the front and the back of some cards, by day and by night."""
    title = escaped(deck.name)
    yield f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
    yield f"<style>{CSS}{_LAYOUT}</style>\n<h1>{title}</h1>\n{_HOW}\n"
    figure = settings.figure
    figures = None if figure is None else Figures(deck.base, figure, settings.spell)
    for card in map(first_selection, samples(deck)):
        front, back = _sides(card, figures)
        for theme in ("", " nightMode"):
            shown = "".join(
                f'<div class="phone{theme}"><div class="card{theme}">{side}</div></div>'
                for side in (front, back)
            )
            yield f'<div class="pair">{shown}</div>\n'
    yield "</html>\n"


def _sides(card: Card, figures: Figures | None) -> tuple[str, str]:
    """The sides of a card with its pictures inside the page."""
    note = content(card)
    fields = dict(zip(_names(cloze=note.cloze), note.fields, strict=True))
    files: Mapping[str, str] = {}
    if figures is not None:
        mapped = map_fields(card, figures, exam=False)
        fields |= mapped.fields
        files = mapped.files

    def inside(html: str) -> str:
        for name, svg in files.items():
            data = base64.b64encode(svg.encode()).decode()
            html = html.replace(f'src="{name}"', f'src="data:image/svg+xml;base64,{data}"')
        return html

    front, back = sides(tuple(fields.values()), cloze=note.cloze)
    return inside(front), inside(back)


def _names(*, cloze: bool) -> list[str]:
    return [name for name, _ in (CLOZE_FIELDS if cloze else QUESTION_FIELDS)]


_HOW = """\
<p>Each row shows the front and the back of a card on a phone. To take a picture of a row, use the
screenshot tool of your system or of your browser, such as “Take Screenshot” in Firefox; or, for the
whole page, a shell:</p>
<pre>chromium --headless --screenshot=cards.png --window-size=820,6000 cards.html</pre>
<p>AnkiWeb shows a picture by its address: upload it where it can stay, and add
<code>&lt;img src="ADDRESS"&gt;</code> to the description.</p>"""

_LAYOUT = """
body { margin: 24px; font-family: system-ui, sans-serif; background: #8b929a; color: #14181c; }
.pair { display: flex; gap: 16px; margin: 24px 0; align-items: flex-start; }
.phone { width: 360px; min-height: 420px; border-radius: 14px; overflow: hidden;
  background: #ffffff; }
.phone.nightMode { background: #1d2125; }
.phone .figure img { max-height: 281px; }
"""
