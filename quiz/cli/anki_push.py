"""Brings our notes in a running Anki up to date: says what differs, and changes it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cards.errors import FileError
from cards.files import create_folder, temporary_folder
from decks.deck import Deck
from decks.formats.format import FORMATS, Settings
from quiz.anki.collection import notes_in
from quiz.anki.connect import AnkiConnect, AnkiRefusal
from quiz.anki.push import NoteUpdate, Push, planned
from quiz.cli import exporting
from quiz.cli.anki_ledger import remember, source_id
from quiz.cli.options import card_filter
from quiz.cli.progress_bar import progress_bar
from quiz.home.paths import data_folder
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from cards.model.card import Card
    from decks.formats.anki.changes import Version
    from decks.ledger import Ledger
    from quiz.cli.core_deck import DeckExtent
    from quiz.home.library import LibraryHandle

MANY = 50
"""New notes from which on the learner is asked first: they may be meant for another profile."""

_TOGETHER = 100
"""Changes in one request."""

_NAMED = 3
"""Notes of each kind that are named."""

_LONG = 200
"""Changes from which on progress is shown."""


class PlannedPush(NamedTuple):
    """A push, with what it needs to be done.

    Attributes:
        push: The changes to notes that Anki has.
        new: The deck of the notes that Anki does not have.
        versions: The current versions of the notes that Anki has.
    """

    push: Push
    new: Deck
    versions: "tuple[Version, ...]"


def deck_to_push(
    handle: "LibraryHandle", topics: Sequence[str], extent: "DeckExtent", name: str | None
) -> Deck:
    """The deck that `export anki` would write.

    Raises:
        UnknownTopic: A topic is unknown.
    """
    from decks.deck import DeckLabel
    from decks.formats.anki.deck_options import deck_name
    from quiz.cli.core_deck import core_deck

    exam = None if handle.only else handle.exam
    core = core_deck(handle, card_filter(handle, topics, exam=exam), extent)
    tiers = {fact: int(found.tier) for fact, found in handle.tiers.items()}
    return Deck(
        name=name or deck_name(exam, DeckLabel()),
        cards=_spelled(core.cards, handle),
        base=handle.library.base,
        exam="" if exam is None else exam.id,
        tiers={} if exam is None else tiers,
    )


def plan_push(anki: AnkiConnect, deck: Deck, handle: "LibraryHandle") -> PlannedPush:
    """Compare our notes with those in Anki.

    Args:
        anki: The running Anki.
        deck: The deck whose notes Anki should have.
        handle: The library; all notes of its cards that Anki has are brought up to date.

    Raises:
        AnkiError: Anki cannot be asked.
        FileError: The ledger cannot be read.
        LedgerError: A note has changed its type.
        OtherNoteType: The note types in Anki are not those of this version.
    """
    from decks.formats.anki.changes import versions
    from decks.formats.anki.map_fields import wording_on_map

    in_anki = notes_in(anki)
    present = {note.card for note in in_anki}
    known = exporting.read_ledger()
    cards = _cards_in(present, handle)
    times = exporting.times_for(handle, known)
    settings = Settings(
        times=times,
        ledger=known,
        deck=source_id(handle, deck.name),
        edition=exporting.edition_of(times.now),
        retired=_retired(anki, deck, handle, known, present),
    )
    spelled = {card.id: card for card in _spelled(cards, handle)}
    found = tuple(versions(replace(deck, cards=tuple(spelled.values())), settings))
    with_exam_card = {note.card for note in in_anki if note.fields.get("ExamChoices")}

    def on_map(id_: str) -> Mapping[str, str]:
        card = spelled.get(id_)
        return {} if card is None else wording_on_map(card, exam=id_ in with_exam_card)

    new = replace(deck, cards=tuple(card for card in deck.cards if card.id not in present))
    return PlannedPush(planned(found, in_anki, on_map), new, found)


def _cards_in(present: set[str], handle: "LibraryHandle") -> "list[Card]":
    """The cards of notes in Anki, as an export for the exam has them."""
    from decks.fronts import one_per_question

    criteria = card_filter(handle, (), exam=None if handle.only else handle.exam)
    exported = one_per_question(handle.matching(criteria), handle.summaries)
    of_id = {card.id: card for card in exported if card.id in present}
    found = (of_id.get(id_) or handle.find(id_) for id_ in sorted(present))
    return [card for card in found if card is not None]


def _retired(
    anki: AnkiConnect, deck: Deck, handle: "LibraryHandle", known: "Ledger", present: set[str]
) -> tuple[str, ...]:
    """Ids of notes in Anki that the facts they came from no longer generate."""
    generated = [summary.id for summary in handle.summaries]
    # The name of an author's deck identifies it: its facts say nothing about other decks in Anki.
    names = {deck.name} if handle.only else {deck.name, *map(str, anki.ask("deckNames"))}
    gone = {
        id_
        for name in names
        for id_ in known.no_longer_generated(generated, source_id(handle, name))
    }
    return tuple(sorted(gone & present))


def _spelled(cards: "Iterable[Card]", handle: "LibraryHandle") -> "tuple[Card, ...]":
    if not handle.american:
        return tuple(cards)
    return tuple(exporting.spelled(card, handle) for card in cards)


def question_before(anki: AnkiConnect, plan: PlannedPush) -> str | None:
    """What to ask before many notes are added; None if few are.

    Raises:
        AnkiError: Anki cannot be asked.
    """
    if len(plan.new.cards) <= MANY:
        return None
    try:
        profile = f" in Anki's profile “{anki.ask('getActiveProfile')}”"
    except AnkiRefusal:  # an older AnkiConnect does not tell
        profile = ""
    return f"Add {counted(len(plan.new.cards), 'note')} to the deck “{plan.new.name}”{profile}?"


def push(anki: AnkiConnect, plan: PlannedPush, handle: "LibraryHandle", *, maps: bool) -> None:
    """Change in Anki what differs, and record it in the ledger.

    Raises:
        AnkiError: Anki refuses a change.
        FileError: The new notes or the ledger cannot be written.
    """
    if plan.new.cards:
        _add(anki, plan.new, handle, maps=maps)
    updates = len(plan.push.updates)
    with progress_bar("Updating notes", updates, shown=updates >= _LONG) as done:
        for part in _parts(plan.push.updates):
            changed = [update for update in part if update.fields]
            anki.ask_all(
                "updateNoteFields",
                ({"note": {"id": each.note, "fields": dict(each.fields)}} for each in changed),
            )
            done(len(part))
    lacking: dict[tuple[str, ...], list[int]] = {}
    for update in plan.push.updates:
        if update.tags:
            lacking.setdefault(update.tags, []).append(update.note)
    for tags, notes in lacking.items():
        anki.ask("addTags", notes=notes, tags=" ".join(tags))
    _suspend(anki, plan.push.to_suspend)
    _record(plan, handle)


def _add(anki: AnkiConnect, deck: Deck, handle: "LibraryHandle", *, maps: bool) -> None:
    """Add new notes by a package: no other way gives a note the identity that updates need."""
    folder = data_folder()  # Anki may be in a sandbox that has no access to temporary folders
    if folder is not None:
        create_folder(folder)
    with temporary_folder(folder) as draft:
        file = draft / "new.apkg"
        choices = exporting.Choices(retired=False, maps=maps)
        exporting.export(deck, file, FORMATS["anki"], handle, choices)
        anki.ask("importPackage", path=str(file))


def _suspend(anki: AnkiConnect, cards: Sequence[int]) -> None:
    if not cards:
        return
    suspended = anki.ask("areSuspended", cards=list(cards))
    active = [card for card, is_suspended in zip(cards, suspended, strict=True) if not is_suspended]
    if active:
        anki.ask("suspend", cards=active)


def _record(plan: PlannedPush, handle: "LibraryHandle") -> None:
    """Record the present notes of Anki; each stays with the decks that it was exported in."""
    deck = source_id(handle, plan.new.name)
    bare = {each.card for each in plan.push.updates if each.empties_map}
    stamps = {}
    for version in plan.versions:
        before, stamp = version.before, version.stamp
        if version.note.id in bare and not stamp.retired:
            stamp = stamp._replace(bare=True)
        if before is not None and before.edition_of(deck) is None:
            editions = tuple(each for each in stamp.editions if each.deck != deck)
            stamp = stamp._replace(editions=editions)
        stamps[version.note.id] = stamp
    try:
        remember(stamps)
    except OSError as error:
        raise FileError(f"The push could not be recorded: {error.strerror}.") from None


def _parts(updates: Sequence[NoteUpdate]) -> Iterator[Sequence[NoteUpdate]]:
    for begin in range(0, len(updates), _TOGETHER):
        yield updates[begin : begin + _TOGETHER]


def figures(plan: PlannedPush, *, dry_run: bool) -> Mapping[str, object]:
    """The figures of a push, for scripts."""
    push_ = plan.push
    return {
        "changed": [each.card for each in push_.updates if each.fields],
        "tagged": [each.card for each in push_.updates if each.tags and not each.fields],
        "new": [card.id for card in plan.new.cards],
        "retired": list(push_.retired),
        "unchanged": push_.unchanged,
        "other": push_.other,
        "dry_run": dry_run,
    }


def lines(plan: PlannedPush, *, dry_run: bool) -> Iterator[str]:
    """The changes of a push, done or planned."""
    found = plan.push
    changed = [
        each.card for each in found.updates if each.fields and each.card not in found.retired
    ]
    tagged = [each.card for each in found.updates if each.tags and not each.fields]
    parts = (
        ("Added", "Would add", [card.id for card in plan.new.cards]),
        ("Changed", "Would change", changed),
        ("Added tags to", "Would add tags to", tagged),
        ("Retired and suspended", "Would retire and suspend", list(found.retired)),
    )
    for did, would, ids in parts:
        if ids:
            more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
            verb = would if dry_run else did
            yield f"{verb} {counted(len(ids), 'note')}: {', '.join(ids[:_NAMED])}{more}."
    as_it_is = f"As they should be: {counted(found.unchanged, 'note')}."
    if found.other:
        as_it_is += (
            f" From other facts: {counted(found.other, 'note')}, which stay as they are; name the"
            " facts with --facts."
        )
    yield as_it_is
