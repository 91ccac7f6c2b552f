"""Rebuilds the sitting of an exam from its records; knows no database and no screen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from quiz.exam.sitting import Sitting
from quiz.log.branches import course, records_in
from quiz.log.events import (
    Abandoned,
    End,
    Ended,
    EventBody,
    Flagged,
    Moved,
    Paused,
    Queued,
    Redrawn,
    Resumed,
    Undone,
)
from quiz.log.exam_settings import ExamSettings
from quiz.log.records import Log, Review
from quiz.session.question import Question
from quiz.session.session import Answer, Outcome, grade_choice


def sitting_from(settings: ExamSettings, log: Log, questions: Sequence[Question | None]) -> Sitting:
    """The sitting that a log was written of.

    Args:
        settings: What the exam was started with.
        log: What was stored of it.
        questions: One for each planned question; None if its card no longer exists.
    """
    kept = tuple(n for n, question in enumerate(questions) if question is not None)
    new = {old: position for position, old in enumerate(kept)}
    sitting = Sitting(
        exam_format=settings.exam_format,
        questions=tuple(question for question in questions if question is not None),
        unscored=frozenset(new[old] for old in settings.unscored if old in new),
        limit=settings.time_limit,
        places=kept if len(kept) < len(questions) else (),
    )
    for record in course(records_in(log)):
        sitting = sitting.at(record.elapsed)
        if not isinstance(record, Review):
            sitting = _applied(sitting, record.body, new)
        elif record.position in new:
            position = new[record.position]
            sitting = sitting.put(position, _answer(record, sitting.questions[position]))
    return sitting


def _answer(review: Review, question: Question) -> Answer:
    """The answer that was stored."""
    if review.chosen and review.options == tuple(option.text for option in question.options):
        answer = grade_choice(question, review.chosen)
    else:  # there was none, or the card has changed and its letters mean something else
        answer = Answer(
            question=question,
            outcome=Outcome(review.outcome),
            given=review.given,
            score=review.score,
            concept=review.taken_for,
        )
    return replace(answer, seconds=review.seconds, late=review.late, confidence=review.confidence)


def _applied(sitting: Sitting, event: EventBody, new: Mapping[int, int]) -> Sitting:
    """The sitting after an event.

    Args:
        sitting: The sitting before it.
        event: What happened.
        new: The positions of the questions that still exist, by those that were stored.
    """
    match event:
        case Moved(position):
            return sitting.moved(new[position]) if position in new else sitting
        case Flagged(_, position, on):
            return sitting.flagged(new[position], on=on) if position in new else sitting
        case Paused(seconds) | Resumed(seconds):
            return sitting.paused(seconds)
        case Ended(how):
            return sitting.ended() if how is End.HANDED_IN else sitting
        case Undone() | Queued() | Redrawn() | Abandoned():
            return sitting  # an exam has none of the first three
        case _:
            assert_never(event)
