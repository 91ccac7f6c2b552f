"""The changes in an edition of a deck: questions added, changed and withdrawn."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cards.model.fact import GAP
from cards.selection import first_selection
from decks.about import DeckSection, counted
from decks.deck import Deck
from decks.ledger import Ledger, Stamp, edition_line


class Changes(NamedTuple):
    """The ids of the notes that differ from the edition before.

    Attributes:
        edition: The name of the edition.
        withdrawn: Notes that the facts no longer generate.
    """

    edition: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]


def changes_of(
    stamps: Mapping[str, Stamp], ledger: Ledger, deck: str, edition: str
) -> Changes | None:
    """The changes in the last edition that has any; None for the first edition of a deck.

    Exporting an edition again gives the same changes.

    Args:
        stamps: The stamps of the notes in the deck, as they will be recorded.
        ledger: The stamps recorded so far.
        deck: Identifies the deck.
        edition: The name of the edition that is exported.
    """
    found = {id_: edition_ for id_, stamp in stamps.items() if (edition_ := stamp.edition_of(deck))}
    before = ledger.written.get(edition_line(deck))
    is_new = any(each.name == edition for each in found.values())
    name = edition if is_new or before is None else before.content
    of_name = {id_: each for id_, each in found.items() if each.name == name}
    is_whole = len(of_name) == len(found) and all(each.is_first for each in found.values())
    if before is None or is_whole:
        return None
    withdrawn = tuple(id_ for id_ in of_name if stamps[id_].retired)
    rest = {id_: each for id_, each in of_name.items() if not stamps[id_].retired}
    added = tuple(id_ for id_, each in rest.items() if each.is_first)
    return Changes(name, added, tuple(id_ for id_ in rest if id_ not in added), withdrawn)


def changes_section(changes: Changes, deck: Deck, most: int | None = None) -> DeckSection:
    """The changes as text.

    Args:
        changes: The changes.
        deck: The deck after them.
        most: How many questions of each kind are quoted; None for all.
    """
    stems = {card.id: first_selection(card).stem.replace(GAP, "…") for card in deck.cards}

    def lines() -> Iterator[str]:
        for ids, done in zip(changes[1:], ("added", "changed", "withdrawn"), strict=True):
            if ids:
                quoted = "; ".join(f"“{stems.get(id_) or _readable(id_)}”" for id_ in ids[:most])
                more = len(ids) - len(ids[:most])
                rest = f"; and {more} more" if more else ""
                yield f"{counted(len(ids), 'question')} {done}: {quoted}{rest}."

    return DeckSection(f"New in version {changes.edition}", tuple(lines()))


def _readable(id_: str) -> str:
    """The subject of a withdrawn card, from its id: nothing has kept its text."""
    what, *about = id_.replace("-", " ").split("/")
    named = [part for part in about if part != what]
    return f"{what}: {', '.join(named)}" if named else what
