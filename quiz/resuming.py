"""Puts a session together again from what the log holds of it; knows no database and no screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from quiz.history import concept_name
from quiz.log import Event, Happening, Log, Planned, Review
from quiz.question import Question
from quiz.session import Answer, Item, Limits, Outcome, Session, Why


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A session as it was left.

    Attributes:
        session: What is asked, and what was answered.
        reviews: The answers in it that count.
        written: How many records the log has of it.
        gone: How many of its questions the facts do not make any more.
        changed: How many are asked in another form, because their card has changed.
    """

    session: Session
    reviews: tuple[Review, ...]
    written: int
    gone: int
    changed: int


Read = Callable[[Planned], tuple[Question | None, bool]]
"""Reads a question as it was asked, and whether it had to be drawn anew; None where it is gone."""


@dataclass
class _Fold:
    """What is known so far, while the records are read one by one."""

    items: list[tuple[Planned, int | None, str]]
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
            _drop_gone(fold, record.card)
            fold.answers.append(record)
        else:
            _STEPS.get(record.kind, _pass)(fold, record)
    return _session(fold, log, read, limits)


def _drop_gone(fold: _Fold, card: str) -> None:
    """Leave out what was gone from the facts already when a later question was answered."""
    place = len(fold.answers)
    left = [planned.card for planned, _, _ in fold.items[place:]]
    if card in left:
        del fold.items[place : place + left.index(card)]


def _session(fold: _Fold, log: Log, read: Read, limits: Limits) -> Restored:
    found = [read(planned) for planned, _, _ in fold.items]
    changed = sum(again for question, again in found if question is not None)
    kept = [place for place, (question, _) in enumerate(found) if question is not None]
    places = {old: new for new, old in enumerate(kept)}
    items, answers = [], []
    for place in kept:
        planned, because, told = fold.items[place]
        question = found[place][0]
        assert question is not None  # noqa: S101 - those that are None were left out
        behind = None if because is None else places.get(because)
        items.append(Item(question=question, why=Why(planned.why), because=behind, told=told))
        if place < len(fold.answers):
            answers.append(_answer(fold.answers[place], question))
    session = Session(
        items=tuple(items),
        limits=limits,
        answers=tuple(answers),
        seconds=fold.seconds,
        away=fold.away,
        flags=frozenset(fold.flags),
    )
    return Restored(
        session=session,
        reviews=tuple(review for n, review in enumerate(fold.answers) if n in places),
        written=len(log.reviews) + len(log.events) + 1,
        gone=len(found) - len(kept),
        changed=changed,
    )


def _answer(review: Review, question: Question) -> Answer:
    return Answer(
        question=question,
        outcome=Outcome(review.outcome),
        given=review.given,
        chosen=review.chosen,
        score=review.score,
        seconds=review.seconds,
        late=review.late,
        concept=review.taken_for,
        named=_named(review, question),
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


def _pass(fold: _Fold, event: Event) -> None:
    """Pass over what changes nothing here."""


_STEPS: Mapping[Happening, Callable[[_Fold, Event], None]] = {
    Happening.UNDONE: _undone,
    Happening.QUEUED: _queued,
    Happening.REDRAWN: _redrawn,
    Happening.FLAGGED: _flagged,
    Happening.PAUSED: _away,
    Happening.RESUMED: _away,
}


def _planned(plain: Mapping[str, Any]) -> Planned:
    return Planned(
        card=str(plain["card"]),
        stem=str(plain["stem"]),
        options=tuple(plain["options"]),
        left=tuple(plain["left"]),
        why=str(plain["why"]),
    )
