"""Rebuilds a quiz from its records; knows no database and no screen."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import assert_never

from cards.model.concepts import concept_name
from quiz.log.branches import course, records_in
from quiz.log.events import (
    Abandoned,
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
from quiz.log.planned import PlannedQuestion
from quiz.log.records import Log, Review
from quiz.session.question import Question
from quiz.session.session import Answer, Item, Limits, Outcome, Session, Why, grade_choice


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A session as it was abandoned.

    Attributes:
        session: What is asked, and what was answered.
        reviews: The answers in it that count.
        gone: Ids of its cards that no longer exist.
        changed: How many questions are asked in another wording, because their cards have changed.
    """

    session: Session
    reviews: tuple[Review, ...]
    gone: tuple[str, ...]
    changed: int


Read = Callable[[PlannedQuestion], tuple[Question | None, bool]]
"""Reads a question as it was asked, and whether it had to be redrawn; None if its card is gone."""


@dataclass
class _Fold:
    """What is known so far, while the records are read one by one.

    Attributes:
        items: Each question, the number of the answer it was queued for, and the reason.
    """

    items: list[tuple[PlannedQuestion, int | None, str]]
    answers: list[Review]
    flags: set[str]
    seconds: float = 0.0
    away: float = 0.0


def restored(log: Log, read: Read, limits: Limits) -> Restored:
    """The session of a log that holds one.

    Args:
        log: Everything that is stored of the session.
        read: Reads one of its questions.
        limits: Its time limits.
    """
    started = log.sessions[0]
    fold = _Fold(items=[(each, None, "") for each in started.plan], answers=[], flags=set())
    for record in course(records_in(log)):
        fold.seconds = max(fold.seconds, record.elapsed)
        if not isinstance(record, Review):
            _apply(fold, record.body)
        elif record.position == len(fold.answers):  # else one before it is damaged
            fold.answers.append(record)
    return _session(fold, read, limits)


def _apply(fold: _Fold, event: EventBody) -> None:
    match event:
        case Undone(review):
            _undo(fold, review)
        case Queued():
            _queue(fold, event)
        case Redrawn(_, again):
            _redraw(fold, again)
        case Flagged(card, _, on):
            (fold.flags.add if on else fold.flags.discard)(card)
        case Paused(seconds):
            fold.away += seconds
        case Resumed(away, gone):
            fold.away += away
            _omit(fold, gone)
        case Moved() | Abandoned() | Ended():
            pass
        case _:
            assert_never(event)


def _undo(fold: _Fold, review: str) -> None:
    if fold.answers and fold.answers[-1].id == review:  # else the answer is damaged
        last = len(fold.answers) - 1
        fold.items = [item for item in fold.items if item[1] != last]
        del fold.answers[-1:]


def _queue(fold: _Fold, event: Queued) -> None:
    if fold.answers and fold.answers[-1].id == event.because:
        fold.items.insert(event.before, (event.planned, len(fold.answers) - 1, event.reason))


def _redraw(fold: _Fold, again: PlannedQuestion) -> None:
    for place, (planned, because, reason) in enumerate(fold.items):
        if planned.card == again.card:
            fold.items[place] = (again._replace(why=planned.why), because, reason)


def _session(fold: _Fold, read: Read, limits: Limits) -> Restored:
    found = [read(planned) for planned, _, _ in fold.items]
    gone = [
        planned.card for (planned, _, _), (q, _) in zip(fold.items, found, strict=True) if not q
    ]
    _omit(fold, gone)
    questions = [question for question, _ in found if question is not None]
    items = tuple(
        Item(question=question, why=Why(planned.why), because=because, told=reason)
        for question, (planned, because, reason) in zip(questions, fold.items, strict=True)
    )
    session = Session(
        items=items,
        limits=limits,
        answers=tuple(map(_answer, fold.answers, questions)),
        seconds=fold.seconds,
        away=fold.away,
        flags=frozenset(fold.flags),
    )
    return Restored(
        session=session,
        reviews=tuple(fold.answers),
        gone=tuple(gone),
        changed=sum(again for question, again in found if question is not None),
    )


def _omit(fold: _Fold, cards: Collection[str]) -> None:
    """Remove the questions of some cards with their answers; the following ones move up."""
    kept = [n for n, (planned, _, _) in enumerate(fold.items) if planned.card not in cards]
    places = {old: new for new, old in enumerate(kept)}
    items = [fold.items[place] for place in kept]
    fold.items = [
        (planned, None if because is None else places.get(because), reason)
        for planned, because, reason in items
    ]
    fold.answers = [fold.answers[place] for place in kept if place < len(fold.answers)]


def _answer(review: Review, question: Question) -> Answer:
    outcome = Outcome(review.outcome)
    same = review.options == tuple(option.text for option in question.options)
    answer = grade_choice(question, review.chosen) if same and review.chosen else None
    if answer is None or answer.outcome is not outcome:  # typed, or the card has changed
        answer = Answer(
            question=question,
            outcome=outcome,
            given=review.given,
            chosen=review.chosen if same else (),
            concept=review.taken_for,
            named=_named(review, question),
        )
    return replace(
        answer,
        score=review.score,
        seconds=review.seconds,
        late=review.late,
        hinted=review.hinted,
        confidence=review.confidence,
    )


def _named(review: Review, question: Question) -> str | None:
    """What was answered instead of the right option, in words."""
    if not review.taken_for:
        return None
    right = {option.text for option in question.options if option.right}
    chosen = [review.options[number] for number in review.chosen]
    return next((text for text in chosen if text not in right), concept_name(review.taken_for))
