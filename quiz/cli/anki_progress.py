"""The learner's progress for an export to Anki."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from quiz.cli.store import local, open_reader
from quiz.log.days import DAY_BEGINS
from quiz.terminal.layout import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cards.model.card import Card
    from decks.progress import Progress


def current_progress(cards: "Sequence[Card]", *, requested: bool) -> "Progress | None":
    """The learner's progress on cards; None unless it is requested.

    Raises:
        StoreError: The log cannot be read.
    """
    if not requested:
        return None
    from quiz.anki.progress import progress_of
    from quiz.log.history import given

    return progress_of(cards, given(open_reader().figures()), _begin)


def _begin(day: date) -> datetime:
    return local(datetime.combine(day, time(DAY_BEGINS.seconds // 3600)))


def progress_lines(progress: "Progress | None") -> "Iterator[str]":
    """The extent of the progress in an export, and how Anki takes it."""
    if progress is None:
        return
    if not progress.cards:
        yield "You have not answered any of these cards yet, so there is no progress to include."
        return
    answers = sum(len(card.answers) for card in progress.cards.values())
    yield (
        f"With your progress on {counted(len(progress.cards), 'card')}:"
        f" {counted(answers, 'answer')}. In Anki's import, tick “Import any learning progress”: it"
        " takes them for cards that are new to it."
    )
