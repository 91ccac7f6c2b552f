"""Writes down what happens in one session, as it happens; knows the log's nouns and no screen.

What cannot be written is no reason to stop somebody who studies: it is said once, and that is all.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cards.model.concepts import asked_for
from cards.model.summary import fact_summary
from quiz.log.records import (
    Event,
    EventKind,
    PlannedQuestion,
    Review,
    SessionRecord,
    StoreError,
    study_day,
)
from quiz.session.question import Question
from quiz.session.session import Answer, Item

if TYPE_CHECKING:
    from quiz.log.codec import Record
    from quiz.log.store import Store


class Recorder:
    """The pen of one session."""

    def __init__(
        self,
        store: "Callable[[], Store]",
        started: SessionRecord,
        now: Callable[[], datetime],
        told: Callable[[str], None],
        written: int = 0,
    ) -> None:
        """Take up the pen; nothing is written yet.

        Args:
            store: Opens what to write to; always the same.
            started: The session.
            now: The moment, in the learner's own time zone.
            told: Says that nothing can be saved any more, and why; it goes on unsaved then.
            written: How many records of it there are already; 0 for a new one.
        """
        self._store, self._started, self._now, self._told = store, started, now, told
        self._written = written
        self._begun = written > 0
        self._lost = False
        self._reviews: list[Review] = []

    @property
    def session(self) -> str:
        """Id of the session."""
        return self._started.id

    @property
    def begun(self) -> bool:
        """Whether anything was written down, so that somebody can go on with it."""
        return self._begun and not self._lost

    def begin(self) -> None:
        """Write down what will be asked; before that, nobody can go on with the session."""
        if not self._begun:
            self._begun = True
            self._add(self._started)
            if not self._lost:
                self._store().claim(self.session)

    def knows(self, reviews: tuple[Review, ...]) -> None:
        """Take over the answers of an earlier part of the session, so that they can be undone."""
        self._reviews = list(reviews)

    def answered(self, answer: Answer, item: Item, position: int, elapsed: float) -> Review:
        """Write an answer down; it is on disk when this returns."""
        self.begin()
        now = self._now()
        review = review_of(
            answer,
            item,
            id_=self._next(),
            started=self._started,
            position=position,
            at=now,
            elapsed=elapsed,
        )
        self._add(review)
        self._reviews.append(review)
        return review

    def undone(self, elapsed: float) -> None:
        """Take the last answer back."""
        self.event(EventKind.UNDONE, elapsed, review=self._reviews[-1].id)
        self._reviews.pop()

    def queued(self, item: Item, before: int, elapsed: float) -> None:
        """Write down a question that was put in because of the last answer."""
        because = self._reviews[-1].id
        self.event(
            EventKind.QUEUED,
            elapsed,
            planned=plain(planned(item)),
            before=before,
            because=because,
            told=item.told,
        )

    def redrawn(self, question: Question, position: int, elapsed: float) -> None:
        """Write down that a question is asked in another form from here on."""
        item = Item(question=question)
        self.event(EventKind.REDRAWN, elapsed, position=position, planned=plain(planned(item)))

    def flagged(self, card: str, position: int, elapsed: float, *, on: bool) -> None:
        """Write down that a flag was put up or taken down."""
        self.event(EventKind.FLAGGED, elapsed, position=position, card=card, on=on)

    def paused(self, seconds: float, elapsed: float) -> None:
        """Write down that the clock stood still for a while."""
        self.event(EventKind.PAUSED, elapsed, seconds=round(seconds, 3))

    def left(self, elapsed: float) -> None:
        """Write down when the learner has gone, so that the clock goes on from there."""
        if self._begun:
            self.event(EventKind.LEFT, elapsed)

    def event(self, kind: EventKind, elapsed: float, **body: Any) -> None:
        """Write down something that happened beside answers."""
        self.begin()
        self._add(
            Event(
                id=self._next(),
                session=self.session,
                at=self._now(),
                kind=kind,
                elapsed=round(elapsed, 3),
                body=body,
            )
        )

    def ended(self, how: str, elapsed: float) -> None:
        """Write down that nothing more will come."""
        self.event(EventKind.ENDED, elapsed, how=how)
        if not self._lost:
            self._store().release(self.session)

    def _add(self, record: "Record") -> None:
        self._written += 1
        if self._lost:
            return
        try:
            self._store().add(record)
        except StoreError as error:
            self._lost = True
            self._told(f"From here on nothing is saved. {error}")

    def _next(self) -> str:
        return f"{self.session}/{self._written:05d}"


def review_of(
    answer: Answer,
    item: Item,
    *,
    id_: str,
    started: SessionRecord,
    position: int,
    at: datetime,
    elapsed: float,
) -> Review:
    """An answer as it is written down."""
    question = answer.question
    card = question.card
    values = [fact_summary(fact) for fact in card.facts]
    own = values[0]
    missed = answer.outcome != "right"
    return Review(
        id=id_,
        session=started.id,
        position=position,
        at=at,
        day=study_day(at),
        fact=card.fact.id,
        facts=tuple(fact.id for fact in card.facts),
        card=card.id,
        template=card.template.id,
        kind=card.kind.value,
        tests=card.template.tests,
        exercise=_id(card.fact, "exercise"),
        muscle=_id(card.fact, "muscle"),
        role=own.role,
        contraction=own.contraction,
        phase=own.phase,
        why=item.why.value,
        stem=question.stem,
        options=tuple(option.text for option in question.options),
        chosen=answer.chosen,
        given=answer.given,
        key=question.key,
        outcome=answer.outcome.value,
        score=answer.score,
        seconds=round(answer.seconds, 3),
        elapsed=round(elapsed, 3),
        late=answer.late,
        hinted=answer.hinted,
        confidence=answer.confidence,
        asked_for=asked_for(card),
        taken_for=answer.concept if missed and answer.concept != "denial" else None,
        version=started.version,
    )


def _id(fact: object, name: str) -> str | None:
    noun = getattr(fact, name, None)
    return None if noun is None else str(noun.id)


def planned(item: Item) -> PlannedQuestion:
    """A question as the log keeps it."""
    question = item.question
    return PlannedQuestion(
        card=question.card.id,
        stem=question.stem,
        options=tuple(option.text for option in question.options),
        left=question.left,
        why=item.why.value,
    )


def plain(question: PlannedQuestion) -> Mapping[str, Any]:
    """The same as plain values, for the body of an event."""
    return {
        "card": question.card,
        "stem": question.stem,
        "options": list(question.options),
        "left": list(question.left),
        "why": question.why,
    }
