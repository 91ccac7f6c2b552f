"""Anki packages: notes with their times, note types and decks, as one file.

A note's GUID is made of its card's id and of nothing else, the ids of decks and note types were
drawn once, and a note's time of change rises only when its content does: Anki then updates what a
learner has instead of adding it a second time, and what a learner has edited stays.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from decks.deck import Deck
from decks.files import draft_of
from decks.formats.anki import package as anki_package
from decks.formats.anki.changes import Version, kept, stamps_of, versions
from decks.formats.anki.deck_options import deck_id, description, parents
from decks.formats.anki.note_types import (
    CLOZE_FIELDS,
    CLOZE_NAME,
    CLOZE_TEMPLATES,
    CLOZE_TYPE,
    CSS,
    FOLDED,
    QUESTION_FIELDS,
    QUESTION_NAME,
    QUESTION_TEMPLATES,
    QUESTION_TYPE,
    SORT_FIELD,
    TOLD,
    Template,
)
from decks.formats.anki.notes import content
from decks.formats.format import Settings, Written
from decks.ledger import NOTE_TYPES, TYPES, content_of


def write(deck: Deck, file: Path, settings: Settings) -> Written:
    """Write a deck as an Anki package.

    Args:
        deck: What to write.
        file: The package; it appears whole or not at all.
        settings: What is wanted of it.

    Raises:
        OSError: The file cannot be written.
        LedgerError: A note has changed its type.
        ValueError: Two cards have one id.
    """
    twice = sorted(id_ for id_, n in Counter(card.id for card in deck.cards).items() if n > 1)
    if twice:
        raise ValueError(f"These card ids stand in the deck twice: {', '.join(twice)}.")
    of_types = settings.ledger.stamp(NOTE_TYPES, _types_kept(), settings.times)
    types = _note_types(settings.times.shown(of_types.changed))
    found = list(versions(deck, settings))
    stamps = {**stamps_of(found), NOTE_TYPES: of_types}
    target = anki_package.Deck(deck_id(deck.name), deck.name, description=description(deck))
    target.preset = settings.preset
    for cloze in sorted({version.note.cloze for version in found}):
        target.add_model(types[cloze])
    target.made = (
        _note(version, types[version.note.cloze], due) for due, version in enumerate(found)
    )
    above = [anki_package.Deck(deck_id(name), name) for name in parents(deck.name)]
    with draft_of(file) as draft:
        newest = max(settings.times.shown(stamp.changed) for stamp in stamps.values())
        anki_package.pack([*above, target], draft, newest)
        settings.keep(stamps)
    return Written(
        notes=len(deck.cards),
        retired=len(settings.retired),
        changed=sum(version.is_changed for version in found),
        blank=sum(version.is_blanking for version in found),
        stamps=stamps,
    )


def _note(version: Version, note_type: anki_package.NoteType, due: int) -> anki_package.Note:
    note = anki_package.Note(
        model=note_type,
        fields=list(version.note.fields),
        tags=version.note.tags,
        guid=version.note.guid,
        due=due,
    )
    note.changed = version.shown
    return note


def contents(deck: Deck) -> dict[str, str]:
    """What each note of a deck holds, and the note types, for the ledger that comes with us."""
    found = {card.id: kept(content(card)) for card in deck.cards}
    return found | {NOTE_TYPES: _types_kept()}


def _types_kept() -> str:
    plain = (QUESTION_TEMPLATES, CLOZE_TEMPLATES, FOLDED, TOLD, SORT_FIELD)
    return content_of(TYPES, (*map(repr, plain), CSS))


def _note_types(changed: int) -> dict[bool, anki_package.NoteType]:
    """Both note types, by whether they are the cloze."""

    def fields(named: Iterable[tuple[str, int]]) -> list[dict[str, object]]:
        return [
            {
                "name": name,
                "id": id_,
                "description": TOLD.get(name, ""),
                "collapsed": name in FOLDED,
            }
            for name, id_ in named
        ]

    def templates(all_: Iterable[Template]) -> list[dict[str, object]]:
        return [
            {
                "name": each.name,
                "id": each.id,
                "qfmt": each.front,
                "afmt": each.back,
                "bqfmt": each.front_in_browser,
                "bafmt": each.back_in_browser,
            }
            for each in all_
        ]

    question = anki_package.NoteType(
        QUESTION_TYPE,
        QUESTION_NAME,
        fields=fields(QUESTION_FIELDS),
        templates=templates(QUESTION_TEMPLATES),
        css=CSS,
        sort_field_index=SORT_FIELD,
    )
    cloze = anki_package.NoteType(
        CLOZE_TYPE,
        CLOZE_NAME,
        fields=fields(CLOZE_FIELDS),
        templates=templates(CLOZE_TEMPLATES),
        css=CSS,
        sort_field_index=SORT_FIELD,
        model_type=anki_package.NoteType.CLOZE,
    )
    question.changed = cloze.changed = changed
    return {False: question, True: cloze}
