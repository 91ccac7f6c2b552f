"""Rebuilds a session, quiz or exam, from its records; independent of database and screen."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import assert_never

from cards.model.concepts import concept_name
from quiz.log.branches import course, records_in
from quiz.log.events import (
    Abandoned,
    End,
    Ended,
    EventBody,
    Flagged,
    HowSure,
    Moved,
    Paused,
    Queued,
    Redrawn,
    Resumed,
    Undone,
)
from quiz.log.exam_settings import ExamSettings
from quiz.log.planned import PlannedQuestion
from quiz.log.records import Log, Review, SessionRecord
from quiz.log.settings import QuizSettings
from quiz.session.answer import Answer, Outcome, grade_choice
from quiz.session.policy import Feedback, Navigation
from quiz.session.question import Question
from quiz.session.session import Change, ExamSheet, Item, Limits, Session, Why


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A session as it was abandoned.

    Attributes:
        session: The session with its questions and answers.
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


@dataclass(eq=False)
class _ReplayedItem:
    """A question, and what became of it so far.

    Attributes:
        because: The answered question that it was queued for.
        scored: Whether it counts.
        section: The number of its section.
    """

    planned: PlannedQuestion
    because: "_ReplayedItem | None" = None
    reason: str = ""
    scored: bool = True
    section: int = 0
    review: Review | None = None
    spent: float = 0.0


@dataclass
class _Fold:
    """The state while the records are read in sequence.

    Attributes:
        spare: The questions that contrasts have replaced, the next one first.
        answered: The questions that have an answer, in the order of their first ones.
        shown: The questions that were moved to, the latest last.
        changes: Each question whose answer was replaced, with the old and the new one.
        began: When the clock of the shown section began.
    """

    navigation: Navigation
    items: list[_ReplayedItem]
    spare: list[_ReplayedItem] = field(default_factory=list)
    answered: list[_ReplayedItem] = field(default_factory=list)
    shown: list[_ReplayedItem] = field(default_factory=list)
    changes: list[tuple[_ReplayedItem, Review, Review]] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    seconds: float = 0.0
    away: float = 0.0
    closed: bool = False
    began: float = 0.0

    @property
    def current(self) -> _ReplayedItem | None:
        """The question that is shown."""
        match self.navigation:
            case Navigation.FORWARD:
                return self.at(len(self.answered))
            case Navigation.FREE:
                return self.shown[-1] if self.shown else self.at(0)
            case _:
                assert_never(self.navigation)

    def at(self, position: int) -> _ReplayedItem | None:
        """The question at a position, as positions are counted now."""
        return self.items[position] if position < len(self.items) else None


def restored(log: Log, read: Read) -> Restored:
    """The session of a log that holds one.

    Args:
        log: Everything that is stored of the session.
        read: Reads one of its questions.
    """
    started = log.sessions[0]
    blank, unscored = _blank(started)
    numbers = [number for number, each in enumerate(blank.sections) for _ in range(each.items)]
    section_of = dict(enumerate(numbers))
    replayed = [
        _ReplayedItem(
            planned=each, scored=position not in unscored, section=section_of.get(position, 0)
        )
        for position, each in enumerate(started.plan)
    ]
    fold = _Fold(navigation=blank.navigation, items=replayed)
    for record in course(records_in(log)):
        _pass_time(fold, record.elapsed)
        if isinstance(record, Review):
            _review(fold, record)
        else:
            _apply(fold, record.body)
    return _restored(fold, read, blank)


def _blank(started: SessionRecord) -> tuple[Session, tuple[int, ...]]:
    """The session without its questions, and the positions of those that do not count."""
    settings = started.settings
    match settings:
        case None:
            return Session(items=()), ()
        case QuizSettings():
            limits = Limits(whole=settings.time_limit, question=settings.question_limit)
            return Session(items=(), limits=limits), ()
        case ExamSettings():
            session = Session(
                items=(),
                feedback=Feedback.AT_END,
                navigation=Navigation.FREE,
                limits=Limits(whole=settings.time_limit),
                sheet=ExamSheet(settings.exam_format, started.seed, started.version),
                sections=settings.sections,
            )
            return session, settings.unscored
        case _:
            assert_never(settings)


def _pass_time(fold: _Fold, elapsed: float) -> None:
    passed = max(0.0, elapsed - fold.seconds)
    if fold.current is not None:
        fold.current.spent = round(fold.current.spent + passed, 3)
    fold.seconds = max(fold.seconds, elapsed)


def _review(fold: _Fold, review: Review) -> None:
    item = fold.at(review.position)
    if item is None or (fold.navigation is Navigation.FORWARD and item is not fold.current):
        return  # a record before it is damaged
    before = item.review
    if before is None:
        fold.answered.append(item)
    elif (before.given, before.outcome) != (review.given, review.outcome):
        fold.changes.append((item, before, review))
    item.review = review


def _apply(fold: _Fold, event: EventBody) -> None:  # noqa: C901 - an arm each
    match event:
        case Undone(review):
            _undo(fold, review)
        case Queued():
            _queue(fold, event)
        case Redrawn(_, again):
            _redraw(fold, again)
        case Flagged(card, _, on):
            (fold.flags.add if on else fold.flags.discard)(card)
        case Moved(position):
            _move(fold, position)
        case Paused(seconds):
            fold.away = round(fold.away + seconds, 3)
        case Resumed(away, gone):
            fold.away = round(fold.away + away, 3)
            _omit(fold, gone)
        case Ended(how):
            fold.closed = how is End.HANDED_IN
        case HowSure(review, degree):
            _weigh(fold, review, degree)
        case Abandoned():
            pass
        case _:
            assert_never(event)


def _move(fold: _Fold, position: int) -> None:
    before, item = fold.current, fold.at(position)
    if item is None:
        return  # a record before it is damaged
    if before is not None and before.section != item.section:
        fold.began = fold.seconds
    fold.shown.append(item)


def _undo(fold: _Fold, review: str) -> None:
    last = fold.answered[-1] if fold.answered else None
    if last is None or last.review is None or last.review.id != review:
        return  # the answer is damaged
    fold.answered.pop()
    last.review = None
    remaining = [item for item in fold.items if item.because is not last]
    removed = len(fold.items) - len(remaining)
    fold.items = [*remaining, *fold.spare[:removed]]
    fold.spare = fold.spare[removed:]


def _weigh(fold: _Fold, review: str, degree: int) -> None:
    for item in fold.answered:
        if item.review is not None and item.review.id == review:
            item.review = item.review._replace(confidence=degree)


def _queue(fold: _Fold, event: Queued) -> None:
    last = fold.answered[-1] if fold.answered else None
    if last is None or last.review is None or last.review.id != event.because:
        return  # as above
    item = _ReplayedItem(planned=event.planned, because=last, reason=event.reason)
    fold.items.insert(event.before, item)
    if event.replaces:
        replaced = fold.items.pop()
        replaced.spent = 0.0
        fold.spare.insert(0, replaced)


def _redraw(fold: _Fold, again: PlannedQuestion) -> None:
    for item in fold.items:
        if item.planned.card == again.card and item.review is None:
            item.planned = again._replace(why=item.planned.why)


def _restored(fold: _Fold, read: Read, blank: Session) -> Restored:
    found = [read(item.planned) for item in fold.items]
    gone = [e.planned.card for e, (q, _) in zip(fold.items, found, strict=True) if q is None]
    _omit(fold, gone)
    questions = [question for question, _ in found if question is not None]
    places = {item: place for place, item in enumerate(fold.items)}
    items = tuple(
        Item(
            question=question,
            why=Why(item.planned.why),
            because=None if item.because is None else places.get(item.because),
            reason=item.reason,
            scored=item.scored,
            section=item.section,
        )
        for question, item in zip(questions, fold.items, strict=True)
    )
    spare = [(item, read(item.planned)[0]) for item in fold.spare]
    reviews = {places[item]: item.review for item in fold.answered if item.review is not None}
    session = replace(
        blank,
        items=items,
        spare=tuple(
            Item(question=question, why=Why(item.planned.why), scored=item.scored)
            for item, question in spare
            if question is not None
        ),
        answers_at={place: _answer(review, questions[place]) for place, review in reviews.items()},
        changes=tuple(_change(places[item], *pair) for item, *pair in fold.changes),
        flags=frozenset(fold.flags),
        position=len(items) if fold.current is None else places[fold.current],
        seconds=fold.seconds,
        away=fold.away,
        spent={places[item]: item.spent for item in fold.items if item.spent},
        closed=fold.closed,
        began=fold.began,
    )
    return Restored(
        session=session,
        reviews=tuple(reviews.values()),
        gone=tuple(gone),
        changed=sum(redrawn for question, redrawn in found if question is not None),
    )


def _change(position: int, before: Review, after: Review) -> Change:
    was, now = Outcome(before.outcome), Outcome(after.outcome)
    return Change(position, was, now, late=after.late, was_late=before.late)


def _omit(fold: _Fold, cards: Collection[str]) -> None:
    """Remove the questions of some cards with their answers; the following ones move up."""

    def remains(item: _ReplayedItem) -> bool:
        return item.planned.card not in cards

    fold.items = list(filter(remains, fold.items))
    fold.spare = list(filter(remains, fold.spare))
    fold.answered = list(filter(remains, fold.answered))
    fold.shown = list(filter(remains, fold.shown))
    fold.changes = [change for change in fold.changes if remains(change[0])]
    fold.flags.difference_update(cards)


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
            verdict=review.verdict,
        )
    return replace(
        answer,
        score=review.score,
        seconds=review.seconds,
        late=review.late,
        hinted=review.hinted,
        confidence=review.confidence,
        rating=review.rating,
    )


def _named(review: Review, question: Question) -> str | None:
    """A description of the answer that was given instead of the right one."""
    if not review.taken_for:
        return None
    right = {option.text for option in question.options if option.right}
    chosen = [review.options[number] for number in review.chosen]
    return next((text for text in chosen if text not in right), concept_name(review.taken_for))
