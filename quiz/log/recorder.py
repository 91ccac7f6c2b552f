"""Records what happens in one session as it happens; knows the log's records and no screen.

A log that cannot be written does not stop a learner: the error is reported once, the session
continues, and records that could not be written are written with the next one, or at the end. Until
then they are in a file, which the next session imports if this one is killed.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import datetime
from typing import TYPE_CHECKING

from cards.model.concepts import asked_for
from cards.model.summary import fact_summary
from quiz.log.beats import Beat
from quiz.log.days import study_day
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
from quiz.log.planned import planned
from quiz.log.records import Event, Review, SessionRecord, StoreError
from quiz.session.answer import Answer
from quiz.session.question import Question
from quiz.session.session import Item

if TYPE_CHECKING:
    from quiz.log.records import Log, Record
    from quiz.log.store import Store
    from quiz.log.unsaved import UnsavedFile


_WAIT = 2.0
"""Seconds to wait while another process writes, before the session continues."""

_LAST_WAIT = 10.0
"""Seconds to wait at the end of the session."""


class Recorder:
    """Writes the records of one run in one session."""

    def __init__(
        self,
        store: "Callable[[], Store]",
        started: SessionRecord,
        now: Callable[[], datetime],
        on_error: Callable[[str], None],
        *,
        continues: "Continued | None" = None,
        untimed: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        """Prepare to write; nothing is written yet.

        Args:
            store: Opens the log; the same one each time.
            started: The session.
            now: The moment, in the learner's time zone.
            on_error: Receives the reason, once, when saving fails, and what follows from it.
            continues: In a session that is resumed, what it continues; None begins a session.
            untimed: A context that keeps a wait for the disk out of the session's time.
        """
        self._store, self._started, self._now, self._on_error = store, started, now, on_error
        self._continues = continues
        self._writer = started.id if continues is None else continues.writer
        self._counter = 0 if continues is None else continues.counter
        self._has_begun = continues is not None
        self._unwritten: list[Record] = []
        self._unsaved: UnsavedFile | None = None
        self._is_claimed = continues is not None
        self._untimed = untimed
        self._reviews: list[Review] = [] if continues is None else list(continues.reviews)

    @property
    def session(self) -> str:
        """Id of the session."""
        return self._started.id

    @property
    def begun(self) -> bool:
        """Whether anything was stored, so that the session can be resumed."""
        return self._has_begun and not self._unwritten

    def begin(self) -> None:
        """Store what will be asked; before that, the session cannot be resumed."""
        if not self._has_begun:
            self._has_begun = True
            self._add(self._started)

    def resumed(self, away: float, elapsed: float, gone: tuple[str, ...] = ()) -> None:
        """Record that the session continues.

        Args:
            away: Seconds since it was abandoned.
            elapsed: Seconds it took before.
            gone: Ids of its cards that no longer exist.
        """
        after = None if self._continues is None else self._continues.after
        self._event(Resumed(away=away, gone=gone, after=after), elapsed)

    def answered(self, answer: Answer, item: Item, position: int, elapsed: float) -> Review:
        """Record an answer; it is on disk when this returns."""
        self.begin()
        now = self._now()
        review = review_of(
            answer,
            item,
            started=self._started,
            writer=self._writer,
            counter=self._next(),
            position=position,
            at=now,
            elapsed=elapsed,
        )
        self._add(review)
        self._reviews.append(review)
        return review

    def confident(self, degree: int, elapsed: float) -> None:
        """Record how sure the learner was of the last answer."""
        self._event(HowSure(review=self._reviews[-1].id, degree=degree), elapsed)

    def undone(self, elapsed: float) -> None:
        """Record that the last answer was taken back."""
        self._event(Undone(review=self._reviews[-1].id), elapsed)
        self._reviews.pop()

    def queued(self, item: Item, before: int, elapsed: float, *, replaces: bool = True) -> None:
        """Record a question that was inserted because of the last answer.

        Args:
            item: The question.
            before: The position that it takes.
            elapsed: Seconds since the session began.
            replaces: Whether it takes the place of the last question.
        """
        body = Queued(
            planned=planned(item),
            before=before,
            because=self._reviews[-1].id,
            reason=item.reason,
            replaces=replaces,
        )
        self._event(body, elapsed)

    def redrawn(self, question: Question, position: int, elapsed: float) -> None:
        """Record that a question is asked in another wording from here on."""
        self._event(Redrawn(position=position, planned=planned(Item(question=question))), elapsed)

    def flagged(self, card: str, position: int, elapsed: float, *, on: bool) -> None:
        """Record that a flag was set or removed."""
        self._event(Flagged(card=card, position=position, on=on), elapsed)

    def moved(self, position: int, elapsed: float) -> None:
        """Record that another question of an exam is shown."""
        self._event(Moved(position=position), elapsed)

    def paused(self, seconds: float, elapsed: float) -> None:
        """Record that the clock was stopped."""
        self._event(Paused(seconds=round(seconds, 3)), elapsed)

    def beat(self, elapsed: float) -> None:
        """Store the time that the session has taken, which a kill would lose."""
        if self._is_claimed and not self._unwritten:
            with suppress(StoreError):
                self._store().beat(self.session, Beat(round(elapsed, 3), self._now()))

    def abandoned(self, elapsed: float) -> None:
        """Record when the learner stopped, so that the clock continues from there."""
        if self._has_begun:
            self._event(Abandoned(), elapsed)
            self._finish()

    def stopped(self, elapsed: float) -> None:
        """Record that the learner has stopped a round of study; it is not resumed."""
        if self._has_begun:
            self.ended(End.STOPPED, elapsed)

    def ended(self, how: End, elapsed: float) -> None:
        """Record that the session is over."""
        self._event(Ended(how=how), elapsed)
        self._finish()
        if self._is_claimed:
            self._store().release(self.session)

    def _event(self, body: EventBody, elapsed: float) -> None:
        self.begin()
        self._add(
            Event(
                session=self.session,
                writer=self._writer,
                counter=self._next(),
                at=self._now(),
                elapsed=round(elapsed, 3),
                body=body,
            )
        )

    def _add(self, record: "Record") -> None:
        was_pending = bool(self._unwritten)
        self._unwritten.append(record)
        # A learner who has waited in vain once does not wait again at every answer.
        error = self._write(0.0 if was_pending else _WAIT)
        if error is None and was_pending:
            self._on_error("Everything is saved now.")
        if error is not None:
            self._unsaved_file.add(self._unwritten)
            if not was_pending:
                self._on_error(f"Not saved yet; this is tried again with every answer. {error}")

    @property
    def _unsaved_file(self) -> "UnsavedFile":
        from quiz.log.unsaved import UnsavedFile  # seldom needed

        self._unsaved = self._unsaved or UnsavedFile(self._writer)
        return self._unsaved

    def _finish(self) -> None:
        """Write what could not be written so far; if that fails again, keep it in a file."""
        if not self._unwritten:
            return
        error = self._write(_LAST_WAIT)
        if error is None:
            self._on_error("Everything is saved now.")
            return
        self._on_error(self._unsaved_file.keep(self._unwritten, error))

    def _write(self, wait: float) -> StoreError | None:
        """Write all records that are not written yet, and claim the session.

        Returns:
            The reason why they cannot be written, if they cannot.
        """
        try:
            with self._untimed():
                store = self._store()
                store.wait_for_lock(wait)
                if self._unsaved is None:
                    store.add(*self._unwritten)
                else:  # a record that seemed to fail may be on the disk
                    store.merge(self._unwritten)
                    self._unsaved.delete()
                    self._unsaved = None
                self._unwritten.clear()
                store.wait_for_lock(_LAST_WAIT)
        except StoreError as error:
            return error
        if not self._is_claimed:
            self._is_claimed = True
            try:
                store.claim(self.session)
                recovered = store.remove_remains()
            except StoreError as error:
                self._on_error(f"Another window could resume this session. {error}")
            else:
                if recovered:
                    count = f"{recovered} record{'s' if recovered != 1 else ''}"
                    self._on_error(f"{count} of an earlier session could only be saved now.")
        return None

    def _next(self) -> int:
        self._counter += 1
        return self._counter


class Continued:
    """The state of the session that a run resumes."""

    def __init__(self, writer: str, log: "Log", reviews: tuple[Review, ...] = ()) -> None:
        """Take from the log what the run needs to know.

        Args:
            writer: A new id for this run.
            log: Everything that is known about the session.
            reviews: Its answers that count, which can be undone.
        """
        from quiz.log.branches import course, records_in

        records = records_in(log)
        followed = course(records)
        self.writer, self.reviews = writer, reviews
        self.counter = max((record.counter for record in records), default=0)
        self.after = followed[-1].id if followed else None


def review_of(
    answer: Answer,
    item: Item,
    *,
    started: SessionRecord,
    writer: str,
    counter: int,
    position: int,
    at: datetime,
    elapsed: float,
) -> Review:
    """An answer as it is stored."""
    question = answer.question
    card = question.card
    values, about = fact_summary(card.fact), card.fact.about
    is_missed = answer.outcome != "right"
    return Review(
        session=started.id,
        writer=writer,
        counter=counter,
        position=position,
        at=at,
        day=study_day(at),
        fact=card.fact.id,
        facts=tuple(fact.id for fact in card.facts),
        card=card.id,
        template=card.template.id,
        kind=card.kind.value,
        tests=card.tests,
        exercise=about.exercise.id if about.exercise else None,
        muscle=about.muscle.id if about.muscle else None,
        role=values.role,
        contraction=values.contraction,
        phase=values.phase,
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
        taken_for=answer.concept if is_missed and answer.concept != "denial" else None,
        verdict=answer.verdict,
        rating=answer.rating,
        version=started.version,
    )
