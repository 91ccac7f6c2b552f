"""Writes a learner's progress into a package: Anki's review log, and the memory that FSRS has.

Anki takes both for cards that are new to it, if the learner ticks “Import any learning progress”.
"""

import json
from typing import Any

from decks.formats.anki.guids import guid_of
from decks.progress import CardProgress, PastAnswer, Progress, Step

_LEARNING, _REVIEW = 1, 2
"""Queues of Anki."""

_EASE = 2500
"""The ease of a card, which FSRS does not use: Anki's default."""

_KINDS = {None: 0, Step.LEARNING: 0, Step.REVIEW: 1, Step.RELEARNING: 2}
"""The kind of an entry of the review log: see `decks.history.reviews.ReviewKind`."""

_SCHEDULER = {"schedVer": 2, "rollover": 4}
"""Anki's present scheduler: without it, an import takes Good for Easy in learning steps."""

_TODAY = 1000
"""Anki's number of learning steps has those of today in its thousands."""


def write_progress(cursor: Any, progress: Progress) -> None:
    """Write the progress of the first card of each note into the database of a package.

    Args:
        cursor: The database, with all notes and cards.
        progress: The progress.
    """
    ((settings,),) = cursor.execute("SELECT conf FROM col").fetchall()
    cursor.execute(
        "UPDATE col SET crt = ?, conf = ?",
        (progress.begin, json.dumps(json.loads(settings) | _SCHEDULER)),
    )
    cards = dict(
        cursor.execute(
            "SELECT notes.guid, cards.id FROM cards JOIN notes ON notes.id = cards.nid"
            " WHERE cards.ord = 0"
        ).fetchall()
    )
    taken: set[int] = set()
    for id_, card in progress.cards.items():
        number = cards.get(guid_of(id_))
        if number is not None:
            _write_card(cursor, number, card, progress)
            previous = 0
            for answer in card.answers:
                _write_answer(cursor, number, answer, previous, taken)
                previous = answer.interval


def _write_card(cursor: Any, number: int, card: CardProgress, progress: Progress) -> None:
    last = card.answers[-1]
    data = {
        "s": round(card.stability, 4),
        "d": round(card.difficulty, 3),
        "dr": progress.retention,
        "decay": progress.decay,
        "lrt": last.at // 1000,
    }
    is_review = card.step is Step.REVIEW
    cursor.execute(
        "UPDATE cards SET type = ?, queue = ?, due = ?, ivl = ?, factor = ?, reps = ?, lapses = ?,"
        " left = ?, data = ? WHERE id = ?",
        (
            int(card.step),
            _REVIEW if is_review else _LEARNING,
            card.due,
            max(0, last.interval) if is_review else int(card.step is Step.RELEARNING),
            _EASE,
            len(card.answers),
            card.lapses,
            card.remaining and card.remaining * _TODAY + card.remaining,
            json.dumps(data, separators=(",", ":")),
            number,
        ),
    )


def _write_answer(
    cursor: Any, number: int, answer: PastAnswer, previous: int, taken: set[int]
) -> None:
    """Write an entry of the review log; one answer may count for several cards."""
    id_ = answer.at
    while id_ in taken:
        id_ += 1
    taken.add(id_)
    cursor.execute(
        "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)",
        (
            id_,
            number,
            answer.rating,
            answer.interval,
            previous,
            _shifted(answer.difficulty),
            answer.milliseconds,
            _KINDS[answer.before],
        ),
    )


def _shifted(difficulty: float) -> int:
    """A difficulty as the review log has it: 100 to 1100.

    Source: `FsrsMemoryState::difficulty_shifted` in rslib of ankitects/anki.
    """
    return round(((difficulty - 1) / 9 + 0.1) * 1000)
