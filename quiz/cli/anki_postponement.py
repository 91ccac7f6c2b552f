"""Postpones in Anki what was answered here since."""

from datetime import date
from typing import TYPE_CHECKING

from quiz.anki.collection import notes_in
from quiz.anki.log import latest_answers_here
from quiz.anki.postponement import postpone, postponements
from quiz.cli.store import now, open_reader
from quiz.home.paths import cache_folder
from quiz.log.days import study_day

if TYPE_CHECKING:
    from quiz.anki.connect import AnkiConnect
    from quiz.home.library import LibraryHandle


def postpone_answered(anki: "AnkiConnect", handle: "LibraryHandle", *, dry_run: bool) -> int:
    """Postpone the cards in Anki whose facts were answered here last; return how many.

    Raises:
        AnkiError: Anki cannot be asked, or refuses a change.
        StoreError: The log cannot be read.
    """
    from quiz.memory.recall import recalled

    log = open_reader()
    memory, here = recalled(log, cache_folder()).facts, latest_answers_here(log)
    facts = {summary.id: summary.about for summary in handle.summaries}
    due = {}
    for note in notes_in(anki):
        fact = facts.get(note.card, "")
        if fact in memory and here.get(fact) == memory[fact].last_review and note.cards:
            due[note.cards[0]] = memory[fact].due_day
    found = postponements(anki, due, date.fromisoformat(study_day(now())))
    if not dry_run:
        postpone(anki, found)
    return len(found)
