"""Puts a session together again from what the log holds of it; knows no database and no screen."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from cards.model.concepts import concept_name
from quiz.log.records import Event, EventKind, Log, Mode, PlannedQuestion, Review, SessionRecord
from quiz.session.question import Question
from quiz.session.session import Answer, Item, Limits, Outcome, Session, Why, grade_choice


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A session as it was left.

    Attributes:
        session: What is asked, and what was answered.
        reviews: The answers in it that count.
        written: How many records the log has of it.
        gone: Ids of the cards in it that the facts do not make any more.
        changed: How many are asked in another form, because their card has changed.
    """

    session: Session
    reviews: tuple[Review, ...]
    written: int
    gone: tuple[str, ...]
    changed: int


_OF_THE_FACTS = ("paths", "only", "american", "stance", "derived")
_NEEDED: Mapping[Mode, tuple[str, ...]] = MappingProxyType(
    {
        Mode.QUIZ: (
            *_OF_THE_FACTS,
            *("whole", "each", "attributed", "contrast", "confidence", "choice"),
        ),
        Mode.EXAM: (*_OF_THE_FACTS, "exam", "confidence"),
    }
)
"""Settings without which no session goes on."""


def untold(started: SessionRecord) -> str | None:
    """Why a session cannot be put together again: another program may have written it down.

    Returns:
        The reason, for people; None where there is none.
    """
    missing = [name for name in _NEEDED[started.mode] if name not in started.settings]
    if not missing:
        return None
    return f"The log does not tell enough of that session: its settings lack '{missing[0]}'."


Read = Callable[[PlannedQuestion], tuple[Question | None, bool]]
"""Reads a question as it was asked, and whether it had to be drawn anew; None where it is gone."""


@dataclass
class _Fold:
    """What is known so far, while the records are read one by one."""

    items: list[tuple[PlannedQuestion, int | None, str]]
    answers: list[Review]
    flags: set[str]
    seconds: float = 0.0
    away: float = 0.0


def restored(log: Log, read: Read, limits: Limits) -> Restored:
    """The session of a log that holds one.

    Args:
        log: All that was written down of the session.
        read: Reads one of its questions.
        limits: What it may take.
    """
    started = log.sessions[0]
    fold = _Fold(items=[(each, None, "") for each in started.plan], answers=[], flags=set())
    records: list[Review | Event] = [*log.reviews, *log.events]
    for record in sorted(records, key=lambda record: record.id):
        fold.seconds = max(fold.seconds, record.elapsed)
        if isinstance(record, Review):
            fold.answers.append(record)
        else:
            _STEPS.get(record.kind, _pass)(fold, record)
    return _session(fold, log, read, limits)


def _session(fold: _Fold, log: Log, read: Read, limits: Limits) -> Restored:
    found = [read(planned) for planned, _, _ in fold.items]
    gone = [
        planned.card for (planned, _, _), (q, _) in zip(fold.items, found, strict=True) if not q
    ]
    _leave_out(fold, gone)
    questions = [question for question, _ in found if question is not None]
    items = tuple(
        Item(question=question, why=Why(planned.why), because=because, told=told)
        for question, (planned, because, told) in zip(questions, fold.items, strict=True)
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
        written=len(log.reviews) + len(log.events) + 1,
        gone=tuple(gone),
        changed=sum(again for question, again in found if question is not None),
    )


def _leave_out(fold: _Fold, cards: Collection[str]) -> None:
    """Take the questions of some cards away, with their answers; those behind them move up."""
    kept = [n for n, (planned, _, _) in enumerate(fold.items) if planned.card not in cards]
    places = {old: new for new, old in enumerate(kept)}
    items = [fold.items[place] for place in kept]
    fold.items = [
        (planned, None if because is None else places.get(because), told)
        for planned, because, told in items
    ]
    fold.answers = [fold.answers[place] for place in kept if place < len(fold.answers)]


def _answer(review: Review, question: Question) -> Answer:
    outcome = Outcome(review.outcome)
    same = review.options == tuple(option.text for option in question.options)
    answer = grade_choice(question, review.chosen) if same and review.chosen else None
    if answer is None or answer.outcome is not outcome:  # typed, or the card has changed since
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
    """What was answered in the place of the right one, in words."""
    if not review.taken_for:
        return None
    right = {option.text for option in question.options if option.right}
    chosen = [review.options[number] for number in review.chosen]
    return next((text for text in chosen if text not in right), concept_name(review.taken_for))


def _undone(fold: _Fold, event: Event) -> None:  # noqa: ARG001 - steps are called alike
    last = len(fold.answers) - 1
    fold.items = [item for item in fold.items if item[1] != last]
    del fold.answers[-1:]


def _queued(fold: _Fold, event: Event) -> None:
    item = (_planned(event.body["planned"]), len(fold.answers) - 1, str(event.body.get("told", "")))
    fold.items.insert(int(event.body["before"]), item)


def _redrawn(fold: _Fold, event: Event) -> None:
    again = _planned(event.body["planned"])
    for place, (planned, because, told) in enumerate(fold.items):
        if planned.card == again.card:
            fold.items[place] = (replace(again, why=planned.why), because, told)


def _flagged(fold: _Fold, event: Event) -> None:
    (fold.flags.add if event.body["on"] else fold.flags.discard)(str(event.body["card"]))


def _away(fold: _Fold, event: Event) -> None:
    fold.away += float(event.body.get("seconds", event.body.get("away", 0.0)))


def _resumed(fold: _Fold, event: Event) -> None:
    _away(fold, event)
    _leave_out(fold, event.body.get("gone", ()))


def _pass(fold: _Fold, event: Event) -> None:
    """Pass over what changes nothing here."""


_STEPS: Mapping[EventKind, Callable[[_Fold, Event], None]] = {
    EventKind.UNDONE: _undone,
    EventKind.QUEUED: _queued,
    EventKind.REDRAWN: _redrawn,
    EventKind.FLAGGED: _flagged,
    EventKind.PAUSED: _away,
    EventKind.RESUMED: _resumed,
}


def _planned(plain: Mapping[str, Any]) -> PlannedQuestion:
    return PlannedQuestion(
        card=str(plain["card"]),
        stem=str(plain["stem"]),
        options=tuple(plain["options"]),
        left=tuple(plain["left"]),
        why=str(plain["why"]),
    )
