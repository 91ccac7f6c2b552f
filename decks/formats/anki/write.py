"""Writing Anki packages: notes with their times of change, note types and decks.

A note's GUID is derived only from its card's id, the ids of decks and note types are constant, and
the time of change of a note increases only when its content changes. So Anki updates existing notes
instead of adding duplicates, and keeps the learner's edits.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cards.errors import ExitCode, PrimemoverError
from decks.deck import Deck
from decks.files import draft_of
from decks.formats.anki import package as anki_package
from decks.formats.anki.changes import Version, ledger_content, summary_of, versions
from decks.formats.anki.deck_options import deck_id, parents
from decks.formats.anki.description import description, subdeck_description
from decks.formats.anki.figures import Figures
from decks.formats.anki.map_fields import map_fields
from decks.formats.anki.note_types import (
    CLOZE_FIELDS,
    CLOZE_NAME,
    CLOZE_TYPE,
    FOLDED,
    PLACEHOLDERS,
    QUESTION_FIELDS,
    QUESTION_NAME,
    QUESTION_TYPE,
    SORT_FIELD,
)
from decks.formats.anki.notes import RETIRED_TAG, Content, content
from decks.formats.anki.page import write_page
from decks.formats.anki.style import CSS
from decks.formats.anki.templates import CLOZE_TEMPLATES, QUESTION_TEMPLATES, CardTemplate
from decks.formats.format import ExportResult, Settings
from decks.ledger import NOTE_TYPES, TYPES, content_of
from decks.subdecks import deck_of_notes, subdecks


def write(deck: Deck, file: Path, settings: Settings) -> ExportResult:
    """Write a deck as an Anki package.

    Args:
        deck: The deck.
        file: The package, which is written atomically.
        settings: The arguments of the export.

    Raises:
        OSError: The file cannot be written.
        LedgerError: A note has changed its type.
        RivalAnswers: Two notes show the same front and have different answers.
        ValueError: Two cards have one id.
    """
    with anki_package.without_garbage_collection():
        return _write(deck, file, settings)


def _write(deck: Deck, file: Path, settings: Settings) -> ExportResult:
    twice = sorted(id_ for id_, n in Counter(card.id for card in deck.cards).items() if n > 1)
    if twice:
        raise ValueError(f"Duplicate card ids in the deck: {', '.join(twice)}.")
    of_types = settings.ledger.stamp(NOTE_TYPES, _types_content(), settings.times)
    types = _note_types(settings.times.shown(of_types.changed))
    found = list(versions(deck, settings))
    _refuse_rivals(version.note for version in found)
    result = summary_of(found, settings, {NOTE_TYPES: of_types})
    described = description(deck, result.changes)
    decks = {
        name: anki_package.PackagedDeck(deck_id(name), name, description=text)
        for name, text in _deck_texts(deck, described, split=settings.split).items()
    }
    for packaged in decks.values():
        packaged.preset = settings.preset
    # The note types of one deck are those of the package.
    for cloze in sorted({version.note.cloze for version in found}):
        decks[deck.name].add_model(types[cloze])
    parent_decks = [
        anki_package.PackagedDeck(deck_id(name), name, description=described)
        for name in parents(deck.name)
    ]
    with draft_of(file) as draft:
        notes = [version.note for version in found if not version.note.cloze]
        exam = {note.id for note in notes if note.has("ExamChoices")}
        pictures = _pictures(deck, settings, draft.parent / "media", exam)
        of_deck = deck_of_notes(deck) if settings.split else {}
        waiting: dict[str, list[tuple[int, Version]]] = {name: [] for name in decks}
        for due, version in enumerate(found):
            waiting[of_deck.get(version.note.id, deck.name)].append((due, version))
        for name, packaged in decks.items():
            packaged.lazy_notes = _notes(waiting[name], types, pictures)
        newest = max(types[False].changed, *(version.shown for version in found))
        anki_package.pack(
            [*parent_decks, *decks.values()], draft, newest, pictures.files, settings.studied
        )
        if settings.page is not None:
            write_page(deck, settings.page, result.changes, settings)
        settings.keep(result.stamps)
    return result


def _deck_texts(deck: Deck, text: str, *, split: bool) -> dict[str, str]:
    """The description of each deck in the package, by its name, parents first."""
    if not split:
        return {deck.name: text}
    texts = {deck.name: text}
    for part in subdecks(deck):
        texts.setdefault(part.name.rpartition("::")[0], text)
        texts[part.name] = subdeck_description(part)
    return texts


class RivalAnswers(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """Two cards ask the same and have different answers, so no learner can know which is meant."""


_PLACE_OF = [name for name, _ in QUESTION_FIELDS].index
_FACE = tuple(map(_PLACE_OF, ("Question", "Choices", "Exercise", "Phase")))
_ANSWER = _PLACE_OF("Answer")


def _refuse_rivals(notes: Iterable[Content]) -> None:
    """Refuse two questions with one front and different answers; a cloze shows its answer's place.

    Raises:
        RivalAnswers: There are two.
    """
    known: dict[tuple[str, ...], Content] = {}
    for note in notes:
        if note.cloze or RETIRED_TAG in note.tags:
            continue
        first = known.setdefault(tuple(note.fields[place] for place in _FACE), note)
        if first.fields[_ANSWER] != note.fields[_ANSWER]:
            raise RivalAnswers(
                f"Two cards ask “{note.fields[_FACE[0]]}”, and their answers differ:"
                f" {first.id} and {note.id}. Reword one of them."
            )


class _Pictures(NamedTuple):
    """The maps of a deck.

    Attributes:
        of_note: The fields that maps change, by the note's id.
        files: The files of all maps.
    """

    of_note: Mapping[str, Mapping[str, str]]
    files: Sequence[Path]


def _pictures(deck: Deck, settings: Settings, folder: Path, exam: Collection[str]) -> _Pictures:
    """Draw the maps of a deck into a folder; `exam` has the ids of notes with an exam card."""
    if settings.figure is None:
        return _Pictures({}, ())
    figures = Figures(deck.base, settings.figure, settings.spell)
    folder.mkdir()
    of_note: dict[str, Mapping[str, str]] = {}
    files: dict[str, Path] = {}
    for card in deck.cards:
        mapped = map_fields(card, figures, exam=card.id in exam)
        of_note[card.id] = mapped.fields
        for name, svg in mapped.files.items():
            if name not in files:
                files[name] = folder / name
                files[name].write_text(svg, "utf-8")
    return _Pictures(of_note, [files[name] for name in sorted(files)])


def _notes(
    versions_: Iterable[tuple[int, Version]],
    types: Mapping[bool, anki_package.NoteType],
    pictures: _Pictures,
) -> Iterator[anki_package.Note]:
    for due, version in versions_:
        picture = pictures.of_note.get(version.note.id)
        yield _note(version, types[version.note.cloze], due, picture)


def _note(
    version: Version,
    note_type: anki_package.NoteType,
    due: int,
    mapped: Mapping[str, str] | None,
) -> anki_package.Note:
    """A note for genanki.

    The maps and the wording next to them are not part of the content that the ledger knows: a map
    that is drawn better would otherwise replace the whole note, and with it the learner's remark.
    """
    fields = list(version.note.fields)
    names = [name for name, _ in (CLOZE_FIELDS if version.note.cloze else QUESTION_FIELDS)]
    for name, value in (mapped or {}).items():
        fields[names.index(name)] = value
    note = anki_package.Note(
        model=note_type,
        fields=fields,
        tags=version.note.tags,
        guid=version.note.guid,
        due=due,
    )
    note.changed = version.shown
    return note


def contents(deck: Deck) -> dict[str, str]:
    """The content of each note of a deck and of the note types, for the built-in ledger."""
    found = {card.id: ledger_content(content(card)) for card in deck.cards}
    return found | {NOTE_TYPES: _types_content()}


def _types_content() -> str:
    plain = (QUESTION_TEMPLATES, CLOZE_TEMPLATES, FOLDED, PLACEHOLDERS, SORT_FIELD)
    return content_of(TYPES, (*map(repr, plain), CSS))


def _note_types(changed: int) -> dict[bool, anki_package.NoteType]:
    """Both note types; the key says whether it is the cloze type."""

    def fields(named: Iterable[tuple[str, int]]) -> list[dict[str, object]]:
        return [
            {
                "name": name,
                "id": id_,
                "description": PLACEHOLDERS.get(name, ""),
                "collapsed": name in FOLDED,
            }
            for name, id_ in named
        ]

    def templates(all_: Iterable[CardTemplate]) -> list[dict[str, object]]:
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
