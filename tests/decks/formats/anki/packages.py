"""Decks of built-in cards as packages, and readers for what Anki shows of them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from cards.generate import make_cards
from cards.load.library import read_library
from cards.model.card import Card, Distractor
from cards.model.template import Kind
from cards.selection import first_selection
from decks.deck import CardFilter, Deck, make_deck
from decks.formats.anki import write as package
from decks.formats.format import ExportResult, Settings
from decks.ledger import Times
from tests.support.library import builtin_cards, builtin_library, sample

if TYPE_CHECKING:
    # Only `anki.collection` can be imported first.
    from anki.cards import Card as AnkiCard
    from anki.import_export_pb2 import ImportResponse


NOW = 1_760_000_000.0
LATER = NOW + 86_400

LIBRARY = builtin_library()
BUILTIN = tuple(map(first_selection, sample(builtin_cards())))
"""Cards that hold no more than a note shows."""
RANKING = """
sources:
  mine: {name: My notes, title: Notes, kind: notes}
source: mine
exercises:
  wall-bridge:
    name: wall bridge
    phases: {lifting: as the hips rise, lowering: as the hips sink}
    statements:
      heights:
        kind: ranking
        says: The heels come out highest with a block, then on the floor, then in a hole.
        quality: heel height
        order: [block, floor, hole]
        at: p. 3
"""


def cards_from(text: str) -> tuple[Card, ...]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "mine.yaml")
        file.write_text(text, encoding="utf-8")
        return make_cards(read_library([file], only=True))[0]


CARDS = (*BUILTIN, *(card for card in cards_from(RANKING) if card.kind is Kind.ORDERING))
WHOLE = make_deck("Primemover", CARDS, CardFilter(attributed=True, optional=True), LIBRARY.base)
EXPANDED = (Kind.SELECT_ALL, Kind.MATCHING, Kind.ORDERING)
ALLOWED_TAGS = {"b", "details", "div", "h2", "hr", "li", "ol", "p", "script", "span", "summary"}


@dataclass
class Side(HTMLParser):
    """A side of a card as a browser reads it: its texts, its options, and its tags.

    The texts include the folded details; `glanced` does not.
    """

    texts: list[str] = field(default_factory=list)
    glanced: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    _open: list[str] = field(default_factory=list)
    _follows_text: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name.startswith("on") or name in {"src", "href"}]
        self.tags.add(tag)
        is_symbol = tag == "span" and (dict(attrs).get("class") or "").startswith("role ")
        self._follows_text = is_symbol and self._follows_text
        if tag != "hr":
            is_folded = ("class", "more") in attrs
            holds_options = (tag == "details" and not is_folded) or ("class", "open") in attrs
            self._open.append("symbol" if is_symbol else "options" if holds_options else tag)

    def handle_endtag(self, tag: str) -> None:
        opened = self._open.pop()
        assert opened in (tag, "options", "symbol"), "a tag is not closed where it should be"
        self._follows_text = opened == "symbol"

    def handle_data(self, data: str) -> None:
        if "script" in self._open:  # the same on every card
            assert data.strip().startswith("(function () {")
            return
        lists = [self.options if "options" in self._open else self.texts]
        if not {"options", "details"} & set(self._open):
            lists.append(self.glanced)
        for texts in lists:
            # A role with its symbol is a part of the text around it.
            texts[-1:] = [texts[-1] + data] if self._follows_text and texts else [*texts[-1:], data]
        self._follows_text = True

    @property
    def text(self) -> str:
        return "".join(self.texts)


def side_of(html: str) -> Side:
    shown = Side()
    shown.feed(html)
    shown.close()
    return shown


def front_of(card: "AnkiCard") -> Side:
    return side_of(card.render_output().question_text)


def back_of(card: "AnkiCard") -> Side:
    return side_of(card.render_output().answer_text)


def write(deck: Deck, file: Path, now: float) -> ExportResult:
    """Write a package without a ledger."""
    return package.write(deck, file, Settings(times=Times(int(now), int(now))))


@contextmanager
def open_collection(folder: Path) -> Iterator[Collection]:
    folder.mkdir()
    collection = Collection(str(folder / "collection.anki2"))
    try:
        yield collection
    finally:
        collection.close()


def import_package(collection: Collection, package: Path) -> "ImportResponse.Log":
    """Import with Anki's default options."""
    request = ImportAnkiPackageRequest(
        package_path=str(package), options=ImportAnkiPackageOptions()
    )
    return collection.import_anki_package(request).log


def deck_of(*cards: Card) -> Deck:
    return Deck(name="Primemover", cards=cards, base=LIBRARY.base)


def one_of(kind: Kind) -> Card:
    return next(card for card in CARDS if card.kind is kind)


def cards_in(collection: Collection) -> dict[str, "AnkiCard"]:
    """Every card of a collection, by its card id."""
    cards = [collection.get_card(id_) for id_ in collection.find_cards("")]
    return {card.note().guid.removeprefix("primemover/"): card for card in cards}


def wrong_options(card: Card, options: list[str]) -> list[Distractor]:
    """The wrong options on a note."""
    return [distractor for distractor in card.distractors[:8] if distractor.text in options]


def all_apart(card: Card) -> Card:
    """A card of which each pair rules out all other right-hand sides and all spares."""
    numbers = frozenset(range(len(card.key) + len(card.distractors)))
    return replace(card, ruled_out=tuple(numbers - {number} for number in range(len(card.key))))
